package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"dixit"
	"dixit/ledger"
)

// Alike holds two empty ledgers of different kinds to each other: the same documents, put in other orders, and what people say of
// them. It fails unless both give the same answers in the same order, to some hundred queries by chance and to everything else that
// can be asked.
func Alike(t *testing.T, one, two ledger.Ledger) {
	t.Helper()
	chance := rand.New(rand.NewPCG(3, 4))
	var articles []Article
	for i := range 40 {
		articles = append(articles, byChance(chance, i))
	}
	articles = append(articles, harbour())
	articles = append(articles, week()...)
	remarks := remarksByChance(t, chance, articles[:40], 60)
	put(t, one, articles...)
	annotate(t, one, remarks...)
	slices.Reverse(articles)
	annotate(t, two, remarks...)
	put(t, two, articles...)
	for range 400 {
		e := anyExpr(chance, 3)
		if ledger.Check(e) != nil {
			continue
		}
		f := ledger.Filter{Where: e, All: chance.IntN(2) == 0, Limit: chance.IntN(30)}
		what := fmt.Sprintf("%#v", f)
		found := find(t, one, f)
		expect(t, what, find(t, two, f), found)
		if len(found) > 0 {
			f.After = pick(chance, found).Statement.ID
			expect(t, "after "+f.After+": "+what, find(t, two, f), find(t, one, f))
		}
		expect(t, "counts: "+what, facets(t, two, e), facets(t, one, e))
		expect(t, "outdated: "+what, readByOthers(t, two, e), readByOthers(t, one, e))
	}
	sameDocuments(t, one, two)
}

// sameDocuments fails unless both ledgers hold the same documents, and say the same of each.
func sameDocuments(t *testing.T, one, two ledger.Ledger) {
	t.Helper()
	for address, err := range one.Addresses(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		var sides [2][]any
		for i, l := range []ledger.Ledger{one, two} {
			doc, err := l.Document(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			ex, err := l.Extraction(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			copied, err := l.Copies(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			sides[i] = []any{doc, ex, copied}
			for a, err := range l.Annotations(t.Context(), address) {
				if err != nil {
					t.Fatal(err)
				}
				sides[i] = append(sides[i], a)
			}
		}
		expect(t, "document "+address, sides[1], sides[0])
	}
	expect(t, "addresses", addresses(t, two), addresses(t, one))
}

func readByOthers(t *testing.T, l ledger.Ledger, where ledger.Expr) (list []string) {
	t.Helper()
	for address, err := range l.Outdated(t.Context(), dixit.Engine{Version: "other"}, where) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, address)
	}
	return list
}

func facets(t *testing.T, l ledger.Ledger, where ledger.Expr) ledger.Facets {
	t.Helper()
	f, err := l.Facets(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	for _, most := range []int{f.Total, f.Total - 1} {
		want := f
		if most < f.Total {
			want = ledger.Facets{Total: most}
		}
		if got, err := l.FacetsTo(t.Context(), where, most); most >= 0 && (err != nil || !reflect.DeepEqual(got, want)) {
			t.Errorf("%#v, %d at most: %+v, %v; want %+v", where, most, got, err, want)
		}
	}
	return f
}
