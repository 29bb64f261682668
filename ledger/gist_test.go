package ledger

import (
	"slices"
	"strings"
	"testing"

	"dixit"

	"pgregory.net/rapid"
)

// paragraphs is a document of them.
func paragraphs(t rapid.TB, list ...string) *dixit.Document {
	t.Helper()
	d := &dixit.Document{}
	s := ""
	for i, p := range list {
		if i > 0 {
			s += "\n\n"
		}
		d.Blocks = append(d.Blocks, dixit.Block{Span: dixit.Span{Start: len(s), End: len(s) + len(p)}, Kind: dixit.Paragraph, Region: dixit.Body})
		s += p
	}
	var err error
	if d.Text, err = dixit.NewText(s); err != nil {
		t.Fatal(err)
	}
	return d
}

// holdsPairs reports whether d is found when words in a row are looked for.
func holdsPairs(d *dixit.Document, words string) bool {
	gist := Gist(d)
	pairs, single := GistQuery(strings.Fields(words))
	return !slices.ContainsFunc(slices.Concat(pairs, single), func(s string) bool { return !slices.Contains(gist, s) })
}

func TestGist(t *testing.T) {
	d := paragraphs(t, "We will (applause) never give up the co\u00adoperation — it’s Müller’s!", "Related: a link line", "And the ﬁght [crosstalk] goes on.", "TRUMP: I won.")
	d.Blocks[1].Region = dixit.LinkLine
	d.Blocks[3].Turn = dixit.Span{Start: d.Blocks[3].Span.Start, End: d.Blocks[3].Span.Start + len("TRUMP")}
	for words, want := range map[string]bool{
		"we will never give up":         true,
		"we will applause never":        true,
		"the cooperation it's muller's": true,
		"Müller’s and the":              true,
		"and the fight goes on":         true,
		"fight crosstalk goes":          true,
		"related":                       true,
		"related a":                     false, // a link line says nothing
		"i won":                         true,
		"we never":                      false,
		"up give":                       false,
		"":                              true,
	} {
		if holdsPairs(d, words) != want {
			t.Errorf("%q: want %v", words, want)
		}
	}
}

// TestGistHoldsEveryRow: words in a row of a text are found in it, wherever they begin and whatever stands between them that is no
// word; each word and pair is there once.
func TestGistHoldsEveryRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"it", "Is", "naïve", "U.S.", "3.5", "don’t", "Straße", "Мир", "paper", "tiger", "co-operate", "x\u0301"})
		between := rapid.SampledFrom([]string{" ", ", ", " — ", "\n", " “", "… ", "\u00a0", " \u200b"})
		var list []string
		for range rapid.IntRange(1, 3).Draw(t, "paragraphs") {
			var b strings.Builder
			for range rapid.IntRange(1, 12).Draw(t, "words") {
				b.WriteString(word.Draw(t, "word") + between.Draw(t, "between"))
			}
			list = append(list, strings.TrimSpace(b.String()))
		}
		d := paragraphs(t, list...)
		gist := Gist(d)
		if sorted := slices.Sorted(slices.Values(gist)); len(slices.Compact(sorted)) != len(gist) {
			t.Fatalf("%q has something twice", gist)
		}
		row := strings.Fields(strings.Join(list, " "))
		from := rapid.IntRange(0, len(row)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(row)).Draw(t, "to")
		if words := strings.Join(row[from:to], " "); !holdsPairs(d, words) {
			t.Fatalf("%q is not found in %q", words, list)
		}
	})
}

// TestPairsAreAlike: what stands for a pair is always as long, so that no pair is the beginning of another, and is a word to an index.
func TestPairsAreAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := pair(rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b"))
		if len(p) != 6 || p[0] != '0' || !slices.Equal(Fold(p), []string{p}) {
			t.Fatalf("%q", p)
		}
	})
}
