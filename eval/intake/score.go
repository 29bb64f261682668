package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// articles prints how well each reader finds the article: over the pages whose text is known, the mean of the F1 of words;
// over those whose first words are known, how often the text begins with them and how often it holds them; over those with
// snippets, precision, recall and F1 of all snippets together, those in the text being right if they belong there.
// Then each half of the pages: what is ours in the rules was chosen on the first.
func articles(w io.Writer, s sets, missed bool) {
	fmt.Fprintf(w, "| reader | words F1, %d pages | begins, %d pages | holds | snippets P, R, F1: %d pages in English | all %d pages |\n|---|---|---|---|---|---|\n",
		len(s.text), len(s.first), len(english(s.snippets)), len(s.snippets))
	all := readers()
	for _, r := range all {
		for _, p := range s.all() {
			r.texts[p.name] = r.read(p)
		}
		fmt.Fprintln(w, row(r.name, s, r))
	}
	for _, half := range []struct {
		name string
		want bool
	}{{"the half tuned on", true}, {"the other half", false}} {
		cut := sets{text: only(s.text, half.want), first: only(s.first, half.want), snippets: only(s.snippets, half.want)}
		for _, r := range all {
			fmt.Fprintln(w, row(r.name+", "+half.name, cut, r))
		}
	}
	if missed {
		for _, p := range s.all() {
			if a, b := score(p, all[0].texts[p.name]), score(p, all[1].texts[p.name]); b < a-0.001 {
				fmt.Fprintf(w, "%s\t%.3f\t%.3f\n", p.name, a, b)
			}
		}
	}
}

func only(pages []page, tuned bool) []page {
	var out []page
	for _, p := range pages {
		if p.tuned() == tuned {
			out = append(out, p)
		}
	}
	return out
}

func english(pages []page) []page {
	var out []page
	for _, p := range pages {
		if p.English {
			out = append(out, p)
		}
	}
	return out
}

// row is a line of the table.
func row(name string, s sets, r reader) string {
	var f1, begins, holds float64
	for _, p := range s.text {
		f1 += score(p, r.texts[p.name])
	}
	for _, p := range s.first {
		switch score(p, r.texts[p.name]) {
		case 1:
			begins++
			holds++
		case 0.5:
			holds++
		}
	}
	var en, all snippets
	for _, p := range s.snippets {
		one := count(r.texts[p.name], p.gold)
		all.add(one)
		if p.English {
			en.add(one)
		}
	}
	n := float64(len(s.first))
	return fmt.Sprintf("| %s | %.4f | %.3f | %.3f | %s | %s |", name, f1/float64(len(s.text)), begins/n, holds/n, en, all)
}

// score is how good a text is for a page, from 0 to 1.
func score(p page, text string) float64 {
	switch {
	case p.text != "":
		return wordsF1(text, p.text)
	case p.First != "":
		text, first := strings.Join(words(text), " "), strings.Join(words(p.First), " ")
		if strings.HasPrefix(text, first) {
			return 1
		}
		if strings.Contains(text, first) {
			return 0.5
		}
		return 0
	}
	s := count(text, p.gold)
	return s.f1()
}

// words are the words of a text in lower case.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// wordsF1 is how well got holds the words of want, each as often as there.
func wordsF1(got, want string) float64 {
	left := map[string]int{}
	w, g := words(want), words(got)
	for _, x := range w {
		left[x]++
	}
	same := 0
	for _, x := range g {
		if left[x] > 0 {
			left[x]--
			same++
		}
	}
	if len(w)+len(g) == 0 {
		return 1
	}
	return 2 * float64(same) / float64(len(w)+len(g))
}

// snippets counts pieces of text that belong to an article and are taken, do not and are, do and are not.
type snippets struct{ right, wrong, lost float64 }

func (s *snippets) add(o snippets) {
	s.right, s.wrong, s.lost = s.right+o.right, s.wrong+o.wrong, s.lost+o.lost
}

func (s snippets) f1() float64 { return 2 * s.right / (2*s.right + s.wrong + s.lost) }

func (s snippets) String() string {
	return fmt.Sprintf("%.3f, %.3f, %.3f", s.right/(s.right+s.wrong), s.right/(s.right+s.lost), s.f1())
}

// count looks for the snippets of a page in a text, white space folded.
func count(text string, g gold) snippets {
	var s snippets
	text = folded(text)
	for _, piece := range g.With {
		if strings.Contains(text, folded(piece)) {
			s.right++
		} else {
			s.lost++
		}
	}
	for _, piece := range g.Without {
		if strings.Contains(text, folded(piece)) {
			s.wrong++
		}
	}
	return s
}

func folded(s string) string { return strings.Join(strings.Fields(s), " ") }
