package relational

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"dixit"
	"dixit/copies"
	"dixit/ledger"
)

// Bounds on the search for what a document may be a copy of.
const (
	mostOfPrint  = 64 // documents that are kept of one print
	mostCompared = 24 // documents that a document is compared with
	leastShared  = 16 // of so many prints of the one that has fewer, one must be the other's
)

// candidate is a document that may be a copy of another, or its original.
type candidate struct {
	doc         int64
	shared      int   // prints
	total       int   // prints that it has
	sameAddress bool  //
	cluster     int64 // 0 if it is in none
}

// member is a document as its cluster knows it.
type member struct {
	doc    int64
	place  string
	agency string
}

// memberOf is doc in a cluster. Places sort by day, unknown ones last; within a day the agency itself comes first, then the
// earliest instant, then what has none, then the least address.
func memberOf(id int64, doc *dixit.Document) member {
	at := ledger.PlaceOf(doc)
	day, own, instant := "~", 1, "~"
	if at.Day > 0 {
		day = doc.Day()
	}
	if copies.IsOwn(doc.Agency, doc.Outlet) {
		own = 0
	}
	if at.Timed {
		instant = fmt.Sprintf("%020d", at.Second+1<<62)
	}
	return member{id, fmt.Sprintf("%s %d %s %s", day, own, instant, doc.SHA256), doc.Agency}
}

// linked finds what doc copies, or what copies it, and brings all of it into one cluster. Whatever the order in which documents
// come, the clusters are the same: those of whom each is a copy of another, of which the former or the latter came first. It
// reports whether doc is in a cluster.
func (w *Session) linked(pack *packer, id int64, doc *dixit.Document, sketch *copies.Sketch, statements []dixit.Statement) bool {
	into := newMerger(w, pack)
	compared := 0
	for _, c := range w.candidates(id, doc, sketch) {
		if into.has(c) {
			continue
		}
		if compared++; compared > mostCompared || w.err != nil {
			break
		}
		other, err := w.sketched(pack, c.doc)
		if err != nil {
			continue // a document that can no longer be read is compared with nothing
		}
		if copies.Compare(sketch, other.sketch, c.sameAddress).Kind != "" {
			into.add(c, other.doc)
		}
	}
	w.prints(id, doc, sketch)
	return into.merge(id, doc, statements)
}

// candidates are the documents that share prints with one, the likeliest first.
func (w *Session) candidates(id int64, doc *dixit.Document, sketch *copies.Sketch) []candidate {
	found := map[int64]*candidate{}
	w.Each(`
		SELECT x.doc, x.shared, x.total, coalesce(c.cluster, 0) FROM (
			SELECT p.doc, count(*) AS shared, p.total FROM `+w.dialect.Numbers()+` j CROSS JOIN prints p
			WHERE p.print = j.value GROUP BY p.doc, p.total) x
		LEFT JOIN clusters c ON c.doc = x.doc`,
		func(scan func(...any) error) error {
			var x candidate
			err := scan(&x.doc, &x.shared, &x.total, &x.cluster)
			c, ok := found[x.doc]
			if !ok {
				c = &candidate{doc: x.doc, cluster: x.cluster}
				found[x.doc] = c
			}
			if x.total == 0 {
				c.sameAddress = true
			} else {
				c.shared, c.total = x.shared, x.total
			}
			return err
		}, array(printsOf(doc, sketch)))
	own := len(sketch.Prints())
	var list []candidate
	for _, c := range found {
		if c.doc != id && (c.sameAddress || leastShared*c.shared >= min(own, c.total)) {
			list = append(list, *c)
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.doc, b.doc))
	})
	return list
}

// prints keeps what doc is found by.
func (w *Session) prints(id int64, doc *dixit.Document, sketch *copies.Sketch) {
	own := sketch.Prints()
	all := printsOf(doc, sketch)
	var url any // its print, if there is one
	if len(all) > len(own) {
		url = all[len(own)]
	}
	w.Exec(`
		INSERT INTO prints (print, doc, total) SELECT j.value, ?, CASE WHEN j.value = ? THEN 0 ELSE ? END FROM `+w.dialect.Numbers()+` j
		WHERE (SELECT count(*) FROM prints WHERE print = j.value) < ? ON CONFLICT DO NOTHING`, id, url, len(own), array(all), mostOfPrint)
}

// printsOf are the prints of a document's words and, behind them, that of its URL if it has one.
func printsOf(doc *dixit.Document, sketch *copies.Sketch) []int64 {
	list := signed(sketch.Prints())
	if address, ok := copies.Address(doc.URL); ok {
		list = append(list, int64(address))
	}
	return list
}

func signed(prints []uint64) []int64 {
	out := make([]int64, len(prints))
	for i, p := range prints {
		out[i] = int64(p)
	}
	return out
}

// array is a list of numbers as a JSON array.
func array(list []int64) string {
	data, err := json.Marshal(list)
	if err != nil {
		panic(err) // numbers can be written
	}
	return string(data)
}
