package ledgertest

import (
	"fmt"
	"testing"

	"dixit"
	"dixit/ledger"
)

// againTests are about statements that are said again in copies.
func againTests() []test {
	wire := story("flood", "2025-05-01", 12)
	return []test{
		{"CountedOnce", func(t *testing.T, l ledger.Ledger) {
			copied := printed(wire, "Post", "2025-05-02")
			put(t, l, copied, wire)
			counts(t, l, ledger.Counts{Documents: 2, Statements: 12, Speakers: 3})
			got := find(t, l, ledger.Filter{})
			expect(t, "statements", len(got), 12)
			_, ex := build(t, copied)
			for i, r := range got {
				expect(t, "outlet", r.Doc.Outlet, "Newswire")
				expect(t, "copies", r.Copies, []dixit.Copy{{ID: ex.Statements[i].ID, Doc: copied.ID, URL: copied.URL, Outlet: "Post"}})
			}
			expect(t, "all", len(find(t, l, ledger.Filter{All: true})), 24)
			expect(t, "limit", len(find(t, l, ledger.Filter{Limit: 5})), 5)
		}},
		{"CountsAsPutSays", func(t *testing.T, l ledger.Ledger) {
			for i, want := range []int{12, 0, 3, 0} {
				a := []Article{printed(wire, "Post", "2025-05-02"), wire, with(printed(wire, "Times", "2025-05-03"), 3), cut(printed(wire, "Sun", ""), 0, 6)}[i]
				doc, ex := build(t, a)
				got, err := l.Put(t.Context(), doc, ex)
				if err != nil || got.Counted != want {
					t.Errorf("%s: %d more count, %v; want %d", a.ID, got.Counted, err, want)
				}
			}
			expect(t, "found", len(find(t, l, ledger.Filter{})), 15)
		}},
		{"WireStory", long(wireStory)},
		{"OutsideTheView", func(t *testing.T, l ledger.Ledger) {
			put(t, l, wire, printed(wire, "Post", "2025-05-02"), printed(wire, "Times", "2025-05-03"))
			for _, c := range []struct {
				name, outlet string
				f            ledger.Filter
			}{
				{"Later", "Post", ledger.Filter{Where: published("2025-05-02", "")}},
				{"Last", "Times", ledger.Filter{Where: published("2025-05-03", "")}},
				{"ByTitle", "Times", ledger.Filter{Where: words("times")}},
				{"ByBeginning", "Post", ledger.Filter{Where: ledger.Term{Text: "pos", Prefix: true}}},
				{"ByTitles", "Post", ledger.Filter{Where: words("calls")}},
			} {
				got := find(t, l, c.f)
				expect(t, c.name, len(got), 12)
				expect(t, c.name, got[0].Doc.Outlet, c.outlet)
				expect(t, c.name+": copies", len(got[0].Copies), 2)
			}
		}},
		{"OtherSpeaker", func(t *testing.T, l ledger.Ledger) {
			other := printed(wire, "Post", "2025-05-02")
			other.Says[0].Speaker, other.Says[1].Speaker, other.Says[2].Speaker = "Nobody Else", "", "Source"
			put(t, l, wire, other)
			counts(t, l, ledger.Counts{Documents: 2, Statements: 13, Speakers: 5})
		}},
		{"SaidTwice", func(t *testing.T, l ledger.Ledger) {
			twice := story("echo", "2025-05-01", 12)
			twice.Says = append(twice.Says, twice.Says[0])
			put(t, l, twice, printed(twice, "Post", "2025-05-02"))
			counts(t, l, ledger.Counts{Documents: 2, Statements: 13, Speakers: 3})
		}},
		{"OtherWords", func(t *testing.T, l ledger.Ledger) {
			put(t, l, wire, edited(printed(wire, "Post", "2025-05-02"), 4))
			counts(t, l, ledger.Counts{Documents: 2, Statements: 12 + 3, Speakers: 3})
		}},
		{"InNoCopy", func(t *testing.T, l ledger.Ledger) {
			put(t, l, wire, with(cut(printed(wire, "Post", "2025-05-02"), 0, 2), 12))
			counts(t, l, ledger.Counts{Documents: 2, Statements: 12 + 14, Speakers: 6})
		}},
		{"OneStatement", func(t *testing.T, l ledger.Ledger) {
			other := printed(wire, "Post", "2025-05-02")
			put(t, l, wire, other)
			_, ex := build(t, other)
			got, err := l.Statement(t.Context(), ex.Statements[3].ID)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "copies", where(got.Record), "Newswire")
			expect(t, "copy of", got.Record.CopyOf, copiesOf(t, l, other).Of)
		}},
	}
}

// wireStory is a story of an agency in two hundred outlets, with cuts, changes and paragraphs of their own.
func wireStory(t *testing.T, l ledger.Ledger) {
	wire := story("summit", "2025-05-01T06:00:00Z", 12)
	for i := range 200 {
		a := printed(wire, fmt.Sprintf("outlet%03d", i), fmt.Sprintf("2025-05-01T%02d:%02d:00Z", 7+i%12, i%60))
		switch i % 5 {
		case 1:
			a = cut(a, 0, 4+i%6)
		case 2:
			a = cut(a, i%6, 12)
		case 3:
			a = with(a, 2)
		case 4:
			a = edited(a, 6)
		}
		put(t, l, a)
		if i == 120 {
			put(t, l, wire)
		}
	}
	got := copiesOf(t, l, wire)
	expect(t, "documents of the cluster", len(got.Documents), 200)
	own, changed := 40*2, 2
	counts(t, l, ledger.Counts{Documents: 201, Statements: 12 + own + changed, Speakers: 3 + 40*2})
	seen := 0
	for _, r := range find(t, l, ledger.Filter{Where: by("Source", "summit")}) {
		if r.Doc.ID == "summit" {
			seen++
			if len(r.Copies) < 100 {
				t.Errorf("%s stands in %d copies only", r.Statement.ID, len(r.Copies))
			}
		} else {
			expect(t, "agency", r.CopyOf.Agency, "Newswire")
		}
	}
	expect(t, "statements of the story", seen, 12)
}
