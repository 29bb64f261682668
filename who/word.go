package who

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/text"
	"dixit/who/fold"
)

// word is a word or a mark of the document.
type word struct {
	span       dixit.Span // bytes, with a possessive ending if there is one
	text       string     // as written, without a possessive or contracted ending
	key        string     // text, folded
	class      class      // what it can be
	possessive bool       // "Trump’s", "officers’"
	letters    bool       // a word rather than a mark
	capital    bool       // begins with a capital
	initial    bool       // first of its sentence, or of a quotation in it
	sentence   int        // which sentence
	block      int        // which block of the document: a paragraph, a heading
	beat       int        // which sentence, not counting those that stand wholly inside a quotation
	quote      int        // which quotation, counted from 1; 0 for none
}

// reading cuts a document into words.
type reading struct {
	text      string
	words     []word
	sentences []dixit.Span // words: [Start, End) of the word list, not bytes
}

func readWords(doc *dixit.Document) *reading {
	r := &reading{text: doc.Text.String()}
	r.words = make([]word, 0, len(r.text)/5) // English has a word or a mark in five bytes
	blocks := doc.Blocks
	if len(blocks) == 0 {
		blocks = []dixit.Block{{Span: dixit.Span{End: len(r.text)}}}
	}
	quotes := outermost(text.Quotes(r.text, blocks))
	beat, q := 0, 0
	for n, b := range blocks {
		for _, s := range text.Sentences(r.text, b.Span) {
			from := len(r.words)
			q = r.addSentence(s, quotes, q)
			if len(r.words) == from {
				continue
			}
			if r.narrates(from) {
				beat++
			}
			for i := from; i < len(r.words); i++ {
				r.words[i].sentence, r.words[i].beat, r.words[i].block = len(r.sentences), beat, n
			}
			r.sentences = append(r.sentences, dixit.Span{Start: from, End: len(r.words)})
		}
	}
	return r
}

// outermost keeps the quotations that stand in no other.
func outermost(quotes []text.Quote) []dixit.Span {
	var out []dixit.Span
	for _, q := range quotes {
		if q.Depth == 0 {
			out = append(out, q.Span)
		}
	}
	return out
}

// addSentence adds the words of s; q is the first quotation that may reach into it. It returns that of the next sentence.
func (r *reading) addSentence(s dixit.Span, quotes []dixit.Span, q int) int {
	first := true
	for at := range text.EachWord(r.text[s.Start:s.End]) {
		at = dixit.Span{Start: at.Start + s.Start, End: at.End + s.Start}
		for q < len(quotes) && quotes[q].End <= at.Start {
			q++
		}
		w := newWord(r.text, at)
		if q < len(quotes) && quotes[q].Contains(at) {
			w.quote = q + 1
		}
		w.initial = first && w.letters
		if w.letters {
			first = false
		} else if opensClause(w.text) {
			first = true
		}
		if n := len(r.words); w.text == "’" && n > 0 && r.words[n-1].letters && r.words[n-1].span.End == at.Start && strings.HasSuffix(r.words[n-1].key, "s") {
			r.words[n-1].possessive = true
			continue
		}
		r.words = append(r.words, w)
	}
	return q
}

// opensClause reports whether a word after mark m is written with a capital whatever it is.
func opensClause(m string) bool {
	switch m {
	case "“", "\"", "«", "„", "‘", ":", "•", "—", "–", "|":
		return true
	}
	return false
}

// narrates reports whether some word from number from on stands in no quotation.
func (r *reading) narrates(from int) bool {
	for _, w := range r.words[from:] {
		if w.letters && w.quote == 0 {
			return true
		}
	}
	return false
}

func newWord(t string, at dixit.Span) word {
	w := word{span: at, text: t[at.Start:at.End]}
	w.letters = text.IsWord(w.text)
	if !w.letters {
		w.key = w.text
		return w
	}
	w.text, w.possessive = cutEnding(w.text)
	w.key = fold.String(w.text)
	w.class = classOf(w.key)
	w.capital = beginsCapital(w.text) && !madeAdjective(w.text)
	return w
}

// madeAdjective reports whether w is an adjective made of a name, which has its capital but is none: "Democratic-led",
// "Russian-backed".
func madeAdjective(w string) bool {
	_, after, ok := strings.Cut(w, "-")
	switch after {
	case "led", "backed", "controlled", "born", "based", "held", "run", "owned", "occupied", "style", "era", "made", "speaking",
		"majority", "leaning", "sponsored", "funded", "dominated", "installed", "appointed", "trained", "linked", "built", "only":
		return ok
	}
	return false
}

// cutEnding cuts the ending after an apostrophe from a word: "Trump’s", "they're".
func cutEnding(w string) (bare string, possessive bool) {
	i := strings.LastIndexAny(w, "’'")
	if i <= 0 {
		return w, false
	}
	switch strings.TrimLeft(w[i:], "’'") {
	case "s", "S":
		return w[:i], true
	case "re", "ve", "ll", "d", "m":
		return w[:i], false
	}
	return w, false
}

// beginsCapital reports whether a word is written as a name: its first letter is a capital, or the one after a prefix that
// names have ("al-Amr", "d’Intervention").
func beginsCapital(w string) bool {
	c, n := utf8.DecodeRuneInString(w)
	if unicode.IsUpper(c) || unicode.IsTitle(c) {
		return true
	}
	i := strings.IndexAny(w, "-’'")
	if i < 1 || i > 3 || !classOf(strings.ToLower(w[:i])).is(particle) && i > 1 || n >= len(w) {
		return false
	}
	rest := strings.TrimLeft(w[i:], "-’'")
	c, _ = utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(c)
}

// acronym reports whether w is written as one: two capitals or more and nothing in lower case.
func acronym(w string) bool {
	capitals := 0
	for _, c := range w {
		switch {
		case unicode.IsUpper(c):
			capitals++
		case unicode.IsLower(c):
			return false
		}
	}
	return capitals >= 2
}

// at is the number of the first word that ends after byte b.
func (r *reading) at(b int) int {
	lo, hi := 0, len(r.words)
	for lo < hi {
		if mid := (lo + hi) / 2; r.words[mid].span.End <= b {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// within is the words that share a byte with s: [from, to).
func (r *reading) within(s dixit.Span) (from, to int) {
	if s.Len() <= 0 {
		return 0, 0
	}
	from = r.at(s.Start)
	to = from
	for to < len(r.words) && r.words[to].span.Start < s.End {
		to++
	}
	return from, to
}

// near reports whether words i and i+1 follow each other in one sentence with nothing but a little white space between.
func (r *reading) near(i int) bool {
	if i < 0 || i+1 >= len(r.words) || r.words[i].sentence != r.words[i+1].sentence {
		return false
	}
	gap := r.text[r.words[i].span.End:r.words[i+1].span.Start]
	return len(gap) <= 4 && strings.Count(gap, "\n") <= 1
}

// join is the words [from, to) as they stand, in one line.
func (r *reading) join(from, to int) string {
	if from >= to {
		return ""
	}
	end := r.words[to-1].span.End
	if w := r.words[to-1]; w.possessive {
		end = w.span.Start + len(w.text)
	}
	return strings.Join(strings.Fields(r.text[r.words[from].span.Start:end]), " ")
}
