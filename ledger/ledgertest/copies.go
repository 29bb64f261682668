package ledgertest

import (
	"fmt"
	"testing"

	"dixit"
	"dixit/copies"
	"dixit/ledger"
)

// copyTests are about which documents are copies.
func copyTests() []test {
	wire := story("flood", "2025-05-01", 20)
	kinds := []struct {
		name  string
		other Article
		kind  copies.Kind
		share float64 // at least
	}{
		{"SameText", renamed(wire, "Post"), copies.SameText, 1},
		{"OtherHeadline", printed(wire, "Post", "2025-05-02"), copies.Near, 0.95},
		{"WordsChanged", edited(printed(wire, "Post", "2025-05-02"), 2), copies.Near, 0.8},
		{"FirstFive", cut(printed(wire, "Post", "2025-05-02"), 0, 5), copies.Part, 0.9},
		{"FromTheMiddle", cut(printed(wire, "Post", "2025-05-02"), 8, 14), copies.Part, 0.9},
		{"OwnBehind", with(printed(wire, "Post", "2025-05-02"), 12), copies.Part, 0.5},
		{"Version", rewritten(wire), copies.Version, 0.3},
		{"OtherStory", printed(story("fire", "", 20), "Post", "2025-05-02"), "", 0},
		{"QuotesIt", with(cut(printed(wire, "Post", "2025-05-02"), 3, 5), 12), "", 0},
	}
	var list []test
	for _, c := range kinds {
		list = append(list, test{c.name, func(t *testing.T, l ledger.Ledger) {
			put(t, l, wire)
			doc, ex := build(t, c.other)
			receipt, err := l.Put(t.Context(), doc, ex)
			if err != nil {
				t.Fatal(err)
			}
			got := copiesOf(t, l, c.other)
			expect(t, "said by Put", receipt.CopyOf, got.Of)
			if c.kind == "" {
				expect(t, "copy of", got.Of, (*dixit.Original)(nil))
				return
			}
			if got.Of == nil || got.Of.Kind != string(c.kind) || got.Of.Share < c.share || got.Of.Share > 1 {
				t.Fatalf("copy of %+v, want it %s, at least %.2f", got.Of, c.kind, c.share)
			}
			original, _ := build(t, wire)
			expect(t, "original", got.Of.SHA256, original.SHA256)
			expect(t, "the original's copies", copiesOf(t, l, wire).Documents, []dixit.DocumentRef{doc.Ref()})
		}})
	}
	return append(list, clusterTests()...)
}

func clusterTests() []test {
	wire := story("flood", "2025-05-01", 20)
	return []test{
		{"AgencyIsNamed", func(t *testing.T, l ledger.Ledger) {
			first, second := printed(wire, "Post", "2025-05-01"), printed(wire, "Times", "2025-05-02")
			second.Agency = "Reuters"
			put(t, l, first)
			expect(t, "before", copiesOf(t, l, first).Of, (*dixit.Original)(nil))
			put(t, l, second)
			expect(t, "first", copiesOf(t, l, first).Of, &dixit.Original{Agency: "Reuters"})
			expect(t, "second", copiesOf(t, l, second).Of.Agency, "Reuters")
			for _, r := range find(t, l, ledger.Filter{}) {
				expect(t, "in a search", r.CopyOf, &dixit.Original{Agency: "Reuters"})
			}
		}},
		{"AgencyComesFirstInItsDay", func(t *testing.T, l ledger.Ledger) {
			early := printed(wire, "Post", "2025-05-01T00:01:00Z")
			put(t, l, early, wire)
			expect(t, "its own", copiesOf(t, l, wire).Of, (*dixit.Original)(nil))
			of := copiesOf(t, l, early).Of
			expect(t, "outlet", of.Outlet, "Newswire")
			expect(t, "agency", of.Agency, "Newswire")
		}},
		{"UnknownDayIsNoOriginal", func(t *testing.T, l ledger.Ledger) {
			put(t, l, printed(wire, "Post", ""), printed(wire, "Times", "2025-05-02"))
			expect(t, "copies", outlets(copiesOf(t, l, printed(wire, "Times", "2025-05-02")).Documents), "Post")
			expect(t, "original", copiesOf(t, l, printed(wire, "Post", "")).Of.Outlet, "Times")
		}},
		{"TwoEnds", func(t *testing.T, l ledger.Ledger) {
			begin, end := cut(printed(wire, "Begin", "2025-05-01"), 0, 9), cut(printed(wire, "End", "2025-05-02"), 11, 20)
			put(t, l, begin, end)
			expect(t, "before", copiesOf(t, l, end).Of, (*dixit.Original)(nil))
			put(t, l, printed(wire, "Whole", "2025-05-03"))
			expect(t, "end", copiesOf(t, l, end).Of.Kind, string(copies.Story))
			expect(t, "cluster", outlets(copiesOf(t, l, begin).Documents), "End Whole")
			counts(t, l, ledger.Counts{Documents: 3, Statements: 20, Speakers: 3})
		}},
		{"TwoStoriesInOne", func(t *testing.T, l ledger.Ledger) {
			other := story("fire", "2025-05-09", 20)
			other.Agency, other.Outlet = "Reuters", "Reuters"
			both := printed(wire, "Digest", "2025-05-10")
			both.Says = append(both.Says, other.Says...)
			put(t, l, wire, other, both, printed(other, "Sun", "2025-05-11"))
			for i := range 20 {
				put(t, l, printed(wire, fmt.Sprint("Post", i), "2025-05-02"))
			}
			expect(t, "the other story", copiesOf(t, l, other).Of.Kind, string(copies.Story))
			of := copiesOf(t, l, printed(other, "Sun", "2025-05-11")).Of
			expect(t, "its copy", of.Outlet, "Reuters")
			expect(t, "its agency", of.Agency, "Reuters")
			expect(t, "the first story's agency", copiesOf(t, l, printed(wire, "Post3", "2025-05-02")).Of.Agency, "Newswire")
		}},
		{"SameBytes", func(t *testing.T, l ledger.Ledger) {
			put(t, l, wire)
			for range 2 {
				for i := range ledger.MaxAddresses + 5 {
					doc, ex := build(t, wire)
					doc.URL, doc.Outlet = fmt.Sprintf("https://z.mirror.example/%03d", i), "Mirror"
					if got, err := l.Put(t.Context(), doc, ex); got.Added || err != nil {
						t.Fatalf("added %t, %v", got.Added, err)
					}
				}
			}
			got := copiesOf(t, l, wire).Addresses
			expect(t, "addresses", len(got), ledger.MaxAddresses)
			expect(t, "the first", got[0], dixit.Address{URL: "https://z.mirror.example/000", Path: "made/flood", Outlet: "Mirror"})
			counts(t, l, ledger.Counts{Documents: 1, Statements: 20, Speakers: 3})
		}},
		{"SameBytesSamePlace", func(t *testing.T, l ledger.Ledger) {
			put(t, l, wire)
			for _, path := range []string{"made/flood", "elsewhere"} { // the URL is what counts
				doc, ex := build(t, wire)
				doc.Path = path
				if _, err := l.Put(t.Context(), doc, ex); err != nil {
					t.Fatal(err)
				}
			}
			expect(t, "addresses", copiesOf(t, l, wire).Addresses, []dixit.Address{})
		}},
		{"Unknown", func(t *testing.T, l ledger.Ledger) {
			_, err := l.Copies(t.Context(), "x")
			refused(t, "copies", err, dixit.NotFound)
		}},
	}
}

// renamed is the very text of a story in another outlet, on the next day.
func renamed(a Article, outlet string) Article {
	title := a.Title
	a = printed(a, outlet, "2025-05-02")
	a.Title, a.Note = title, "<!-- "+outlet+" -->"
	return a
}

// rewritten is what stands at a story's address later: half of it is new.
func rewritten(a Article) Article {
	url := a.URL
	a = with(cut(printed(a, "Newswire", "2025-05-02"), 0, 8), 10)
	a.URL = url + "/#top"
	return a
}

// copiesOf is what the ledger knows of an article's copies.
func copiesOf(t *testing.T, l ledger.Ledger, a Article) ledger.Copies {
	t.Helper()
	doc, _ := build(t, a)
	got, err := l.Copies(t.Context(), doc.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
