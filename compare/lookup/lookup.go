// Package lookup finds in a ledger what is to be compared: the statements of one cluster, by a statement of it or by words that
// somebody remembers. It compares nothing itself and prints nothing: see compare.
package lookup

import (
	"context"
	"errors"
	"slices"
	"strings"

	"dixit"
	"dixit/compare"
	"dixit/ledger"
)

// Bounds on a search.
const (
	mostOfCluster = 2000 // statements that are set against each other
	mostWithAll   = 500  // the same, where copies are among them
	mostWords     = 40   // of a quotation that are looked for
	nearby        = 8    // words between two that are near each other
	mostHits      = 400  // statements that are looked at for the nearest
	mostOthers    = 4    // other clusters that are named
)

// Statement is the comparison of the statements of a statement's cluster, or of it alone if it is in none. The baseline is the
// statement with an id, "" for the usual one. An id that it had before is followed; it may be cut (ledger.Ledger). Errors are the
// ledger's; NotFound if there is no such statement, or it has no words.
func Statement(ctx context.Context, l ledger.Ledger, id, baseline string) (compare.Comparison, error) {
	st, err := l.Statement(ctx, id)
	if err != nil {
		return compare.Comparison{}, err
	}
	return of(ctx, l, st.Record, baseline)
}

// of compares the cluster of a record.
func of(ctx context.Context, l ledger.Ledger, r dixit.Record, baseline string) (compare.Comparison, error) {
	if baseline != "" {
		st, err := l.Statement(ctx, baseline)
		if err != nil {
			return compare.Comparison{}, err
		}
		if baseline = st.Record.Statement.ID; baseline != r.Statement.ID && (st.Record.Cluster == "" || st.Record.Cluster != r.Cluster) {
			return compare.Comparison{}, dixit.Errorf(dixit.Invalid, "statement %s: not of the same words as %s", baseline, r.Statement.ID)
		}
	}
	if r.Cluster == "" {
		return compare.Compare([]dixit.Record{r}, baseline)
	}
	list, err := clustered(ctx, l, r.Cluster, true, mostWithAll+1)
	if err == nil && len(list) > mostWithAll {
		list, err = clustered(ctx, l, r.Cluster, false, mostOfCluster)
	}
	if err != nil {
		return compare.Comparison{}, err
	}
	return compare.Compare(list, baseline)
}

// clustered are statements of a cluster that can be read, with those in copies if all is set: a copy may have as a statement what
// is inside another one in what it copies, and so be no copy of that.
func clustered(ctx context.Context, l ledger.Ledger, cluster string, all bool, most int) (list []dixit.Record, err error) {
	where := ledger.Value{Field: ledger.OfCluster, Is: cluster}
	for r, err := range l.Search(ctx, ledger.Filter{Where: where, All: all, Limit: most}) {
		if err != nil && dixit.KindOf(err) != dixit.Unreadable {
			return nil, err
		}
		if err == nil {
			list = append(list, r)
		}
	}
	return list, nil
}

// Words is the comparison of the cluster whose words are nearest to a quotation, with what there is to say of that. It need not be
// in the ledger word for word: of the statements that share words with it, the one is nearest that has most of them in a row, then
// most of them at all, then comes first. NotFound if none has two words of it, or all if it has but one.
func Words(ctx context.Context, l ledger.Ledger, quotation, baseline string) (compare.Comparison, error) {
	hits, err := sharing(ctx, l, quotation)
	if err != nil {
		return compare.Comparison{}, err
	}
	near := compare.Nearest(quotation, hits)
	if len(near) == 0 {
		return compare.Comparison{}, dixit.Errorf(dixit.NotFound, "no statement has words of “%.80s”", quotation)
	}
	best := near[0]
	c, err := of(ctx, l, best.Record, baseline)
	if err != nil {
		return c, err
	}
	asked := &compare.Asked{Text: quotation, Shared: best.Shared, Of: best.Of, InRow: best.Row == best.Of, Others: []string{}}
	seen := map[string]bool{best.Record.Cluster: best.Record.Cluster != "", best.Record.Statement.ID: true}
	for _, n := range near[1:] {
		cluster, id := n.Record.Cluster, n.Record.Statement.ID
		if seen[cluster] || seen[id] || len(asked.Others) == mostOthers {
			continue
		}
		seen[cluster], seen[id] = cluster != "", true
		asked.Others = append(asked.Others, id)
	}
	c.Asked = asked
	return c, nil
}

// sharing are statements that share words with a quotation: those that have all of them in a row, else all of them, else some in a
// row, fewer and fewer.
func sharing(ctx context.Context, l ledger.Ledger, quotation string) ([]dixit.Record, error) {
	words := ledger.Fold(quotation)
	if len(words) == 0 {
		return nil, dixit.Errorf(dixit.Invalid, "quotation %.40q: no letter or digit in it", quotation)
	}
	words = words[:min(len(words), mostWords)]
	for _, where := range questions(words) {
		list, err := found(ctx, l, where)
		if err != nil || len(list) > 0 {
			return list, err
		}
	}
	return nil, nil
}

// questions are what is asked for, until there is an answer.
func questions(words []string) []ledger.Expr {
	out := []ledger.Expr{said(words)}
	var all ledger.All
	for _, w := range words {
		all = append(all, said([]string{w}))
	}
	out = append(out, all)
	for _, n := range []int{6, 4, 3, 2} {
		var some ledger.Any
		for i := 0; i+n <= len(words); i++ {
			if compare.Bears(words[i:i+n]) >= min(n, 2) {
				some = append(some, said(words[i:i+n]))
			}
		}
		out = append(out, some)
	}
	return append(out, near(words))
}

// near asks for two words that bear meaning near each other, of those that follow each other or have one between them.
func near(words []string) ledger.Any {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return compare.Bears([]string{w}) == 0 })
	var out ledger.Any
	for i := range words {
		for _, other := range words[i+1 : min(i+3, len(words))] {
			e := ledger.Near{A: said(words[i : i+1]), B: said([]string{other}), Within: nearby}
			if ledger.Check(e) == nil { // two forms of one word are not near each other
				out = append(out, e)
			}
		}
	}
	return out
}

func said(words []string) ledger.Term {
	return ledger.Term{Field: ledger.Said, Text: strings.Join(words, " ")}
}

// found are the first statements that are wanted.
func found(ctx context.Context, l ledger.Ledger, where ledger.Expr) ([]dixit.Record, error) {
	if some, ok := where.(ledger.Any); ok && len(some) == 0 {
		return nil, nil
	}
	var list []dixit.Record
	var damaged error
	for r, err := range l.Search(ctx, ledger.Filter{Where: where, Limit: mostHits}) {
		if dixit.KindOf(err) == dixit.Unreadable {
			damaged = errors.Join(damaged, err)
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	if len(list) == 0 {
		return nil, damaged
	}
	return slices.Clip(list), nil
}
