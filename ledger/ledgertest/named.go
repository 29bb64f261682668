package ledgertest

import (
	"fmt"
	"testing"

	"dixit"
	"dixit/ledger"
)

// namedTests are about the statements of somebody by his very name, who says little or much.
func namedTests() []test {
	return []test{
		{"AsPlain", func(t *testing.T, l ledger.Ledger) {
			for i := range 6 {
				a := Article{ID: fmt.Sprint("named", i), Outlet: "Times", Title: fmt.Sprint("Named ", i), Published: fmt.Sprintf("2025-01-0%d", i+1)}
				for j := range 7 {
					a.Says = append(a.Says, Say{Speaker: "Ann Much", Parts: []string{fmt.Sprintf("peace number %d of %d", j, i)}})
				}
				a.Says = append(a.Says,
					Say{Speaker: "Peter Little", Parts: []string{fmt.Sprint("a deal for peace ", i)}},
					Say{Speaker: "Peter Little the Younger", Parts: []string{fmt.Sprint("a deal for war ", i)}, Act: "deny"})
				put(t, l, a)
			}
			all := find(t, l, ledger.Filter{})
			much, little, nobody := is(ledger.Named, "Ann Much"), is(ledger.Named, "Peter Little"), is(ledger.Named, "Peter")
			for _, e := range []ledger.Expr{
				by("little"), by("younger"),
				ledger.All{by("little"), words("war")},
				ledger.All{by("much"), words("peace")},
				much, little, nobody,
				ledger.Any{much, little},
				ledger.Not{X: little},
				ledger.All{much, words("peace")},
				ledger.All{little, words("peace")},
				ledger.All{little, words("war")},
				ledger.All{nobody, words("deal")},
				ledger.All{ledger.Any{little, nobody}, ledger.Not{X: words("war")}, published("2025-01-02", "2025-01-04")},
				ledger.All{little, ledger.Any{words("deal"), is(ledger.OfAct, "deny")}},
				ledger.All{words("deal"), is(ledger.OfAct, "deny"), ledger.Not{X: much}},
				ledger.All{little, ledger.Any{words("deal"), is(ledger.OfCluster, all[0].Statement.ID)}},
			} {
				var want []dixit.Record
				for _, r := range all {
					if ledger.NewSubject(r).Matches(wanting(e).Expr()) {
						want = append(want, r)
					}
				}
				expect(t, fmt.Sprintf("%#v", e), find(t, l, ledger.Filter{Where: e}), want)
				if got, err := l.FacetsTo(t.Context(), e, 5); err != nil || got.Total != min(len(want), 5) || got.Complete != (len(want) <= 5) || (got.Values != nil) != got.Complete {
					t.Errorf("%#v: %d of at most 5 are counted, %t, %v; want %d", e, got.Total, got.Complete, err, len(want))
				}
				if got, err := l.Facets(t.Context(), e); err != nil || got.Total != len(want) {
					t.Errorf("%#v: %d are counted, %v; want %d", e, got.Total, err, len(want))
				}
			}
		}},
	}
}
