package ledgertest

import (
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
)

func gainTests() []test {
	return []test{
		{"None", func(t *testing.T, l ledger.Ledger) {
			n, err := l.LastArrival(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "the last of none", n, int64(0))
			expect(t, "gains of none", len(gains(t, l, nil, 0)), 0)
		}},
		{"InOrderOfArrival", func(t *testing.T, l ledger.Ledger) {
			put(t, l, one("a", "2025-03-02", "Ann Moe", "We agree at last"))
			put(t, l, one("b", "2025-03-01", "Bo Li", "We never agree"), one("c", "", "Ann Moe", "Nothing was said"))
			all := gains(t, l, words("agree"), 0)
			expect(t, "documents", len(all), 3)
			expect(t, "statements", []int{len(all[0].Records), len(all[1].Records), len(all[2].Records)}, []int{1, 1, 0})
			expect(t, "by", all[0].Records[0].Statement.Speaker.Name+", "+all[1].Records[0].Statement.Speaker.Name, "Ann Moe, Bo Li")
			last, err := l.LastArrival(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "the last", last, all[2].Number)
			expect(t, "after the first", len(gains(t, l, words("agree"), all[0].Number)), 2)
			expect(t, "after the last", len(gains(t, l, nil, last)), 0)
			put(t, l, one("d", "2024-01-01", "Ann Moe", "They agree"))
			later := gains(t, l, ledger.Term{Field: ledger.Speaker, Text: "moe"}, last)
			expect(t, "what came later", len(later) == 1 && len(later[0].Records) == 1, true)
		}},
		{"AsFound", func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, one("a", "2025-03-02", "Ann Moe", "We agree at last"))
			if _, err := l.Put(t.Context(), doc, ex); err != nil {
				t.Fatal(err)
			}
			want := find(t, l, ledger.Filter{})
			expect(t, "as a search finds it", gains(t, l, nil, 0)[0].Records, want)
			struck := ledger.Annotation{Target: ledger.TargetOf(want[0]), On: ledger.OnStruck, Value: ledger.Yes, By: "Kim", At: time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)}
			if _, err := l.Annotate(t.Context(), struck); err != nil {
				t.Fatal(err)
			}
			expect(t, "what was struck", len(gains(t, l, nil, 0)[0].Records), 0)
		}},
		{"Refused", func(t *testing.T, l ledger.Ledger) {
			for _, err := range l.Gains(t.Context(), ledger.Term{Text: "…"}, 0) {
				refused(t, "a word without a letter", err, dixit.Invalid)
			}
		}},
	}
}

func gains(t *testing.T, l ledger.Ledger, where ledger.Expr, after int64) (out []ledger.Gain) {
	t.Helper()
	for g, err := range l.Gains(t.Context(), where, after) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}
