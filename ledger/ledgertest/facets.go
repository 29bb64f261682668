package ledgertest

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"dixit/ledger"
)

// pageTests are about what is asked for a page at a time, and about counts of it.
func pageTests() []test {
	return []test{
		{"After", func(t *testing.T, l ledger.Ledger) {
			put(t, l, append(dated(), people()...)...)
			for _, where := range []ledger.Expr{nil, words("page"), published("2025-01-01", ""), by("peter")} {
				all := find(t, l, ledger.Filter{Where: where})
				for size := 1; size < 4; size++ {
					got := find(t, l, ledger.Filter{Where: where, Limit: size})
					for len(got) > 0 && len(got) < len(all) {
						page := find(t, l, ledger.Filter{Where: where, Limit: size, After: got[len(got)-1].Statement.ID})
						if len(page) == 0 {
							break
						}
						got = append(got, page...)
					}
					expect(t, "pages", got, all)
				}
			}
			for _, err := range l.Search(t.Context(), ledger.Filter{After: "aaaaaaaaaaaaaaaa"}) {
				if err == nil || !isNotFound(err) {
					t.Errorf("after no statement: %v", err)
				}
			}
		}},
		{"Facets", func(t *testing.T, l ledger.Ledger) {
			chance := rand.New(rand.NewPCG(3, 4))
			for i := range 20 {
				put(t, l, byChance(chance, i))
			}
			for _, where := range []ledger.Expr{nil, words("promise"), by("peter"), words("unheard")} {
				want := map[ledger.Field]map[string]int{}
				for _, f := range ledger.Faceted() {
					want[f] = map[string]int{}
				}
				n := 0
				for _, r := range find(t, l, ledger.Filter{Where: where}) {
					n++
					s, year := r.Statement, ""
					if len(r.Doc.Published) > 4 {
						year = r.Doc.Published[:4]
					}
					for i, v := range []string{
						s.Speaker.Name, r.Doc.Outlet, string(s.Act), string(s.Kind), string(s.Region), strconv.Itoa(len(s.Chain)), year,
						string(s.Speaker.Kind),
					} {
						if v != "" {
							want[ledger.Faceted()[i]][v]++
						}
					}
				}
				got := facets(t, l, where)
				if got.Total != n || !got.Complete {
					t.Errorf("%v: %d, %t; want %d", where, got.Total, got.Complete, n)
				}
				for f, list := range got.Values {
					counts := map[string]int{}
					for i, c := range list {
						counts[c.Value] = c.N
						if i > 0 && (list[i-1].N < c.N || list[i-1].N == c.N && list[i-1].Value >= c.Value) {
							t.Errorf("%s: %v before %v", f, list[i-1], c)
						}
					}
					expect(t, string(f), counts, want[f])
				}
			}
		}},
	}
}
