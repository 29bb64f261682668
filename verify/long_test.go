package verify

import (
	"slices"
	"strings"
	"testing"

	"dixit"
)

// TestLong: a quotation of thousands of words is as exact as a short one, and what differs in it is found stretch by stretch.
func TestLong(t *testing.T) {
	doc := article(t, 3)
	among := []*Source{NewSource(doc, dixit.Extraction{})}
	words := strings.Fields(strings.ReplaceAll(doc.Text.String(), "\n", " "))
	all := strings.Join(words, " ")
	long, err := dixit.NewText(all)
	if err != nil {
		t.Fatal(err)
	}
	whole := NewSource(&dixit.Document{ID: "whole", Text: long, Blocks: blocksOf(all)}, dixit.Extraction{})
	changed := func(i int, word string) string {
		list := slices.Clone(words)
		list[i] = word
		return strings.Join(list, " ")
	}
	for _, c := range []struct {
		what, text string
		among      []*Source
		verdict    Verdict
		why        string
	}{
		{"as it is", all, []*Source{whole}, Exact, "character for character"},
		{"a denial at the beginning", changed(40, "never"), []*Source{whole}, Altered, "compared are words 1 to 500 of"},
		{"a denial at the end", changed(800, "never"), []*Source{whole}, Altered, "compared are words 501 to"},
		{"every other word", strings.ReplaceAll(all, " the ", " xyz "), []*Source{whole}, Altered, "compared are words 1 to 500 of"},
		{"over the ends of paragraphs", all, among, Spliced, "compared are words 1 to 500 of"},
		{"the halves in another order", strings.Join(slices.Concat(words[500:], words[:500]), " "), []*Source{whole}, Spliced, ""},
	} {
		r := Check(Quotation{Text: c.text}, c.among)
		if r.Verdict != c.verdict || !strings.Contains(r.Why, c.why) {
			t.Errorf("%s: %s (%s), want %s (%s)", c.what, r.Verdict, r.Why, c.verdict, c.why)
		}
	}
}
