package verify

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode"

	"dixit"
	"dixit/extract"
	"dixit/internal/casetest"
	"dixit/read"

	"pgregory.net/rapid"
)

// quotable are pieces of text that meet at every turn of the ladder.
func quotable() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"we", "We", "will", "not", "pay", "the", "bridge", "5", "6", "million", "don’t", "don't", "do", "it’s", "“", "”", "‘", "’", "\"", "'", ",", ".", "?", " — ", "–", "-", "--",
		" ", " ", " ", "\u00a0", "…", "...", "[…]", "[the mayor]", "[", "]", "(", ")", "[T]he", "pay[ing]", "\n\n", "caf\u00e9", "cafe\u0301", "\ufb01ne", "fine", "\u00ad", "\u200b",
	})
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 25).Draw(t, "pieces"), "") })
}

func source(t interface{ Fatal(...any) }, id, body string) *Source {
	tx, err := dixit.NewText(body)
	if err != nil {
		t.Fatal(err)
	}
	return NewSource(&dixit.Document{ID: id, SHA256: id, Text: tx, Blocks: blocksOf(body)}, dixit.Extraction{})
}

// TestExactIsThere: what is called EXACT stands there, character for character; what is called exact after a normalisation has the
// same letters and figures, but for what brackets and ellipses show.
func TestExactIsThere(t *testing.T) {
	letters := func(s string) string {
		return strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				return unicode.ToLower(c)
			}
			return -1
		}, strings.NewReplacer("\ufb01", "fi", "e\u0301", "\u00e9").Replace(s))
	}
	exact := 0
	rapid.Check(t, func(t *rapid.T) {
		body := quotable().Draw(t, "source")
		q := quotable().Draw(t, "quotation")
		if cut := []rune(body); len(cut) > 0 && rapid.Bool().Draw(t, "from the source") {
			from := rapid.IntRange(0, len(cut)-1).Draw(t, "from")
			to := rapid.IntRange(from, len(cut)).Draw(t, "to")
			if rapid.Bool().Draw(t, "whole words") {
				for ; from > 0 && !unicode.IsSpace(cut[from-1]); from-- {
				}
				for ; to < len(cut) && !unicode.IsSpace(cut[to]); to++ {
				}
			}
			q = string(cut[from:to])
		}
		q = strings.TrimSpace(q)
		r := Check(Quotation{Text: q}, []*Source{source(t, "a", body)})
		switch {
		case r.Verdict == Exact || r.Verdict == Partial && len(r.Normalised) == 0:
			exact++
			if r.Best.Words.Text() != q {
				t.Fatalf("%q is called exact at %q", q, r.Best.Words.Text())
			}
		case r.Verdict == Normalised && !slices.Contains(r.Normalised, Ellipsis) && !slices.Contains(r.Normalised, Bracket):
			if letters(r.Best.Words.Text()) != letters(q) {
				t.Fatalf("%q is called the same as %q", q, r.Best.Words.Text())
			}
		}
	})
	if exact == 0 && !testing.Short() { // few are tried then
		t.Error("none was exact")
	}
}

// TestOrder: the verdict does not depend on the order of the sources.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var among []*Source
		for i, body := range rapid.SliceOfN(quotable(), 1, 5).Draw(t, "sources") {
			among = append(among, source(t, string(rune('a'+i)), body))
		}
		q := Quotation{Text: quotable().Draw(t, "quotation")}
		want, err := json.Marshal(Check(q, among))
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(Check(q, rapid.Permutation(among).Draw(t, "order")))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got) {
			t.Fatalf("in one order\n%s\nin another\n%s", want, got)
		}
	})
}

// FuzzCheck: whatever a quotation and a source are, there is a verdict, and every place is a substring of the source's text.
func FuzzCheck(f *testing.F) {
	f.Add("we will … pay [the] bill", "“We will not pay the bill,” he said.\n\nNo.")
	f.Add("[T]he [un]lawful — act.", "A: The lawful—act (Applause).\n\nB: no")
	f.Fuzz(func(t *testing.T, q, body string) {
		tx, err := dixit.NewText(body)
		if err != nil || len(body) > 1<<14 || len(q) > 1<<12 {
			t.Skip()
		}
		s := NewSource(&dixit.Document{ID: "a", Text: tx, Blocks: blocksOf(body)}, dixit.Extraction{})
		for _, r := range []Result{Check(Quotation{Text: q}, []*Source{s}), Evidence(Quotation{Text: q}, []*Source{s})} {
			if !slices.Contains(append(Verdicts(), ""), r.Verdict) || r.Why == "" {
				t.Fatalf("verdict %q, because %q", r.Verdict, r.Why)
			}
			for _, p := range append(slices.Clone(r.Others), deref(r.Best), deref(r.Nearest)) {
				if span := p.Words.Span(); tx.Slice(span) != p.Words.Text() {
					t.Fatalf("%q is not at %v", p.Words.Text(), span)
				}
			}
			if _, err := json.Marshal(r); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func deref(p *Place) Place {
	if p == nil {
		return Place{}
	}
	return *p
}

// TestLookalike is the trap of two sentences a word apart, of which the one that was quoted has gone: what is left is never offered
// as its place. The sentences are those of the articles that ship, the word any long one that names something.
func TestLookalike(t *testing.T) {
	w := newWorld(examples(t))
	tried := 0
	for _, truth := range w.all {
		words := strings.Fields(strings.TrimRight(truth.text, ".,?!"))
		if len(words) < 6 || strings.ContainsAny(strings.Join(words, ""), ".?!:;") { // one sentence
			continue
		}
		for i, word := range words {
			if len(word) < 8 || function(word) || strings.ContainsFunc(word, func(c rune) bool { return c < 'a' || c > 'z' }) {
				continue
			}
			for _, other := range []string{"orchards", "harbour", "musicians", "winter"} {
				twin := slices.Clone(words)
				twin[i] = other
				quoted, left := strings.Join(words, " "), strings.Join(twin, " ")
				s := source(t, "a", "“"+left+",” Ann Lind said.\n\nThe council met on Monday.")
				if r := Check(Quotation{Text: quoted}, []*Source{s}); r.Verdict != Ambiguous && r.Verdict != NotFound {
					t.Errorf("%s: %q, of which only %q is left: %s", r.Verdict, quoted, left, r.Why)
				}
				again := slices.Clone(words)
				again[i] = "mountains"
				both := source(t, "a", "“"+left+",” Ann Lind said.\n\n“"+strings.Join(again, " ")+",” Ann Lind said.")
				if r := Check(Quotation{Text: quoted}, []*Source{both}); r.Verdict != Ambiguous && r.Verdict != NotFound {
					t.Errorf("%s: %q, of which two are left: %s", r.Verdict, quoted, r.Why)
				}
				tried++
			}
		}
	}
	t.Logf("%d traps", tried)
	if tried < 100 {
		t.Errorf("%d traps: want 100", tried)
	}
}

// everything is an index of a few sources, all of which it returns.
type everything []*Source

func (e everything) Near(context.Context, []string, int) ([]*Source, bool, error) {
	return e, true, nil
}

// TestDraft checks an article that ships against itself: every quotation is there, by whom it says; and a draft that changed words.
func TestDraft(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	in := everything(examples(t))
	for _, s := range in {
		results, err := Draft(t.Context(), s.doc, dixit.Extraction{Statements: s.statements()}, in)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if r.Verdict != Exact && r.Verdict != "" {
				t.Errorf("%s: %s: %q (%s): %s", s.doc.Name, r.Verdict, r.Quote.Text, r.Quote.Speaker.Name, r.Why)
			}
		}
	}
	casetest.Spec{Glob: "testdata/draft/*.txtar", AtLeast: 3, Find: func(t *testing.T, in string) string {
		draft, body, _ := strings.Cut(in, "source:\n")
		doc := func(s string) (*dixit.Document, dixit.Extraction) {
			d, err := read.Bytes("a.txt", []byte(s), read.Options{})
			if err != nil {
				t.Fatal(err)
			}
			d.ID = "a"
			ex, err := x.Extract(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			return d, ex
		}
		d, ex := doc(draft)
		src, sx := doc(body)
		results, err := Draft(t.Context(), d, ex, everything{NewSource(src, sx)})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, r := range results {
			out.WriteString(r.Quote.Words.Text() + " (" + r.Quote.Speaker.Name + "): " + shown(t, r))
		}
		return out.String()
	}}.Run(t)
}
