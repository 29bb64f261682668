package ledgertest

import (
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
)

func statementTests() []test {
	return []test{
		{"WholeID", func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, harbour())
			put(t, l, harbour(), one("other", "2025-01-01", "Somebody", "Something"))
			for i, r := range Records(doc, ex) {
				got, err := l.Statement(t.Context(), ex.Statements[i].ID)
				if err != nil {
					t.Fatal(err)
				}
				expect(t, "statement", got, ledger.Stored{Record: r, Doc: doc})
			}
		}},
		{"Beginning", func(t *testing.T, l ledger.Ledger) {
			_, ex := build(t, harbour())
			put(t, l, harbour())
			for _, s := range ex.Statements {
				for _, id := range []string{s.ID[:ledger.MinID], s.ID[:9], strings.ToUpper(s.ID[:9]), " " + s.ID + "\n"} {
					got, err := l.Statement(t.Context(), id)
					if err != nil || got.Record.Statement.ID != s.ID {
						t.Errorf("%q: got %q, %v", id, got.Record.Statement.ID, err)
					}
				}
			}
		}},
		{"TooShort", func(t *testing.T, l ledger.Ledger) {
			_, ex := build(t, harbour())
			put(t, l, harbour())
			for _, id := range []string{"", "    ", ex.Statements[0].ID[:ledger.MinID-1]} {
				_, err := l.Statement(t.Context(), id)
				refused(t, id, err, dixit.Invalid)
			}
		}},
		{"Unknown", func(t *testing.T, l ledger.Ledger) {
			_, ex := build(t, harbour())
			put(t, l, harbour())
			for _, id := range []string{"0000", "%%%%", "~~~~", "aaaa\x00", ex.Statements[0].ID + "a"} {
				_, err := l.Statement(t.Context(), id)
				refused(t, id, err, dixit.NotFound)
			}
		}},
		{"Ambiguous", func(t *testing.T, l ledger.Ledger) {
			short, ids := ambiguous(t, l)
			_, err := l.Statement(t.Context(), short)
			refused(t, short, err, dixit.Invalid)
			for _, id := range ids {
				if got, err := l.Statement(t.Context(), id); err != nil || got.Record.Statement.ID != id {
					t.Errorf("%q: got %q, %v", id, got.Record.Statement.ID, err)
				}
			}
		}},
	}
}

// ambiguous puts so many statements that two ids begin alike, and returns the beginning and the ids.
func ambiguous(t *testing.T, l ledger.Ledger) (short string, ids [2]string) {
	t.Helper()
	seen := map[string]string{}
	for n := 0; ; n++ {
		a := Article{ID: fmt.Sprint("many", n), Title: fmt.Sprint("Page ", n), Published: "2025-01-01"}
		for i := range 300 {
			a.Says = append(a.Says, Say{Speaker: "Somebody", Cue: "said", Parts: []string{fmt.Sprint("thing ", i)}})
		}
		put(t, l, a)
		_, ex := build(t, a)
		for _, s := range ex.Statements {
			short := s.ID[:ledger.MinID]
			if other, ok := seen[short]; ok {
				return short, [2]string{other, s.ID}
			}
			seen[short] = s.ID
		}
	}
}
