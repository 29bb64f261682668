package relational

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math"
	"slices"

	"dixit"
	"dixit/ledger"
)

// Bounds on what is asked of the index of gists for one quotation.
const (
	mostPairs  = 6   // pairs that a document must hold to hold all words in a row
	mostVoices = 12  // pairs that vote
	mostWords  = 4   // single words that vote
	mostSpoken = 128 // documents that a pair or word speaks for; one that speaks for more says little
	mostNear   = 10  // documents that are near without holding all
)

// Near implements ledger.Ledger.
//
// Documents that hold all the words in a row hold all pairs of them: those are asked for together. If there is none, the pairs and the
// longest of the words vote, each for the documents that hold it and the louder the fewer there are. A document heard with less than
// a third of the voice of the one that is heard best is left out.
func (s *Store) Near(ctx context.Context, words []string, most int) (addresses []string, complete bool, err error) {
	pairs, single := ledger.GistQuery(words)
	if len(single) == 0 || most <= 0 {
		return nil, len(single) == 0, nil
	}
	err = s.viewStanding(ctx, []string{holdingQuery(s.dialect), addressesQuery(s.dialect)}, func(w *Session) error {
		all := pairs[:min(len(pairs), mostPairs)]
		if len(pairs) == 0 {
			all = single
		}
		docs := w.holding(w.all(all), most+1)
		complete = len(docs) <= most
		docs = docs[:min(len(docs), most)]
		if len(docs) == 0 || len(pairs) == 1 { // one pair may be another by chance
			voices := slices.Concat(pairs[:min(len(pairs), mostVoices)], single[:min(len(single), mostWords)])
			for _, doc := range w.heard(voices, mostNear) {
				if len(docs) < most && !slices.Contains(docs, doc) {
					docs = append(docs, doc)
				}
			}
		}
		addresses = w.addressesOf(docs)
		return w.err
	})
	return addresses, complete, err
}

// holding are the documents whose gists hold what a query asks for, so many at most, in the order in which they came.
func (w *Session) holding(query string, most int) (docs []int64) {
	var doc int64
	into := []any{&doc}
	w.Each(holdingQuery(w.dialect), func(scan func(...any) error) error {
		err := scan(into...)
		docs = append(docs, doc)
		return err
	}, query, most)
	return docs
}

// holdingQuery is what holding asks. To SQLite a parameter alone as the limit is a reason to prepare the query anew each time it changes.
func holdingQuery(d Dialect) string {
	key := d.Key(Gists)
	return "SELECT " + key + " FROM gists WHERE " + d.Holds(Gists) + " ORDER BY " + key + " LIMIT 0 + ?"
}

// all is a query for what holds all of list.
func (w *Session) all(list []string) string {
	queries := make([]string, len(list))
	for i, word := range list {
		queries[i] = w.dialect.Word(Gists, word)
	}
	return w.dialect.Joined(And, queries)
}

// heard are the documents that voices speak for, the one that is heard best first.
func (w *Session) heard(voices []string, most int) []int64 {
	loud := map[int64]float64{}
	best := 0.0
	for _, v := range voices {
		docs := w.holding(w.dialect.Word(Gists, v), mostSpoken)
		voice := math.Log(mostSpoken / float64(max(1, len(docs))))
		for _, doc := range docs {
			loud[doc] += voice
			best = max(best, loud[doc])
		}
	}
	maps.DeleteFunc(loud, func(_ int64, l float64) bool { return l == 0 || 3*l < best })
	out := slices.SortedFunc(maps.Keys(loud), func(a, b int64) int { return cmp.Or(cmp.Compare(loud[b], loud[a]), cmp.Compare(a, b)) })
	return out[:min(len(out), most)]
}

// addressesOf are the addresses of documents, in their order.
func (w *Session) addressesOf(docs []int64) []string {
	if len(docs) == 0 {
		return nil
	}
	at := make(map[int64]string, len(docs))
	w.Each(addressesQuery(w.dialect), func(scan func(...any) error) error {
		var doc int64
		var address string
		err := scan(&doc, &address)
		at[doc] = address
		return err
	}, array(docs))
	out := make([]string, 0, len(docs))
	for _, doc := range docs {
		if a, ok := at[doc]; ok {
			out = append(out, a)
		}
	}
	return out
}

// addressesQuery is what addressesOf asks.
func addressesQuery(d Dialect) string {
	return "SELECT id, address FROM documents WHERE id IN (SELECT value FROM " + d.Numbers() + " j)"
}

// gistOf is what a document is found by.
func gistOf(d Dialect, doc *dixit.Document) []any {
	return d.Cells(Gists, [][]string{ledger.Gist(doc)})
}

// gistSome writes the gists of a batch of documents that have none. One that can no longer be read is passed over.
func (s *Store) gistSome(w *Session) error {
	var list []int64
	w.Each("SELECT doc FROM ungisted ORDER BY doc LIMIT ?", func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		list = append(list, id)
		return err
	}, batch)
	for _, id := range list {
		k, err := w.whole(s.pack, id, false)
		if err != nil && dixit.KindOf(err) != dixit.Unreadable {
			return errors.Join(err, w.err)
		}
		w.Exec("DELETE FROM ungisted WHERE doc = ?", id)
		w.dialect.Erase(w, Gists, id)
		if err == nil {
			w.dialect.Write(w, Gists, []Row{{id, gistOf(w.dialect, k.doc)}})
		}
	}
	return w.err
}
