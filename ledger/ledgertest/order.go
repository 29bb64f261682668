package ledgertest

import (
	"slices"
	"testing"

	"dixit/ledger"
)

// dated are articles in the order of a search.
func dated() []Article {
	return []Article{
		one("1", "9999-12-31", "A", "the last day there is"),
		one("2", "2025-03-04T00:30:00+14:00", "A", "the day is the one that the page names"),
		one("3", "2025-03-03T23:00:00-05:00", "A", "the fourth by UTC"),
		one("4", "2025-03-03T23:00:00Z", "A", "late on the third"),
		one("5", "2025-03-03T06:00:00+02:00", "A", "at four"),
		one("6", "2025-03-03T04:30:00+01:00", "A", "at half past three"),
		one("7", "2025-03-03", "A", "some time on the third"),
		one("8", "2025-03-02", "A", "the second"),
		one("9", "1833-09-03", "A", "long ago"),
		one("10", "0000-01-01", "A", "the first day there is"),
	}
}

func orderTests() []test {
	return []test{
		{"NewestFirst", func(t *testing.T, l ledger.Ledger) {
			articles := dated()
			var want []string
			for _, a := range articles {
				want = append(want, a.Says[0].Parts[0])
			}
			put(t, l, shuffled(articles)...)
			expect(t, "order", said(t, l, ledger.Filter{}), want)
			expect(t, "by speaker", said(t, l, ledger.Filter{Where: by("a")}), want)
			expect(t, "by kind", said(t, l, ledger.Filter{Where: ledger.Value{Field: ledger.OfKind, Is: "direct"}}), want)
		}},
		{"UnknownDaysLast", func(t *testing.T, l ledger.Ledger) {
			known := one("known", "1900-01-01", "A", "known")
			put(t, l, one("1", "", "A", "x"), one("2", "2025", "A", "x"), known, one("3", "2025-02-30", "A", "x"),
				one("4", "yesterday, they say", "A", "x"))
			got := find(t, l, ledger.Filter{})
			if len(got) != 5 || got[0].Doc.ID != "known" {
				t.Fatalf("got %d records, first of %s", len(got), got[0].Doc.ID)
			}
			for i, r := range got[2:] {
				if r.Doc.SHA256 <= got[i+1].Doc.SHA256 {
					t.Errorf("documents of unknown day are not in the order of their addresses")
				}
			}
		}},
		{"PlaceInDocument", func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, harbour())
			put(t, l, harbour())
			expect(t, "order", find(t, l, ledger.Filter{}), Records(doc, ex))
		}},
		{"SameWhateverCameFirst", func(t *testing.T, l ledger.Ledger) {
			var articles []Article
			for i := range 12 {
				a := one(string(rune('a'+i)), "2025-03-04", "A", "one", "two")
				a.Says = append(a.Says, Say{Speaker: "B", Cue: "said", Parts: []string{"three"}})
				articles = append(articles, a)
			}
			put(t, l, shuffled(articles)...)
			got := find(t, l, ledger.Filter{})
			for i := 2; i < len(got); i += 2 {
				if got[i-1].Doc.SHA256 >= got[i].Doc.SHA256 || got[i].Doc.SHA256 != got[i+1].Doc.SHA256 {
					t.Errorf("record %d: documents of one day are not in the order of their addresses", i)
				}
			}
			expect(t, "by words", find(t, l, ledger.Filter{Where: words("page")}), got)
			expect(t, "by beginnings", find(t, l, ledger.Filter{Where: ledger.Term{Text: "pag", Prefix: true}}), got)
		}},
	}
}

// shuffled is list in an order that is neither its own nor the reverse, and always the same.
func shuffled[T any](list []T) []T {
	var out []T
	for i := range 3 {
		for j := i; j < len(list); j += 3 {
			out = append(out, list[j])
		}
	}
	slices.Reverse(out)
	return out
}
