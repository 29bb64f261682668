package relate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/text"
)

// Bounds on what of a statement is read: few are longer, and a text may be hostile.
const (
	maxWords  = 600 // words
	maxSetOff = 48  // words with a contrary, and numbers, that are set against those of another
)

// Said is a statement read word by word, to be set beside others.
type Said struct {
	statement dixit.Statement
	words     []word    // of the content
	cue       []word    //
	roots     []weighed // those of the content that say something about the subject, sorted, each once
	own       []string  // the roots of the speaker's name
}

// weighed is a root with its weight.
type weighed struct {
	root   string
	weight float64
}

// word is a word of a statement.
type word struct {
	in      dixit.Fragment // what it stands in
	span    dixit.Span     // bytes of in's text
	low     string         // as written, in lower case
	root    string
	weight  float64 // how much it says about the subject: 0 for a function word, 1 for a rare one, more for a name
	clause  int     // number of its clause
	name    bool    // written like a name, and not because it begins a sentence
	capital bool    // not common, and written with a capital for whatever reason
	negated bool    // said not to be so
	modal   bool    // under "may", "could" and the like
	open    bool    // its clause asserts nothing: it begins with if, unless, whether and the like
	apart   bool    // other than a space is between it and the word before
}

// Read reads s.
func Read(s dixit.Statement) *Said {
	d := &Said{statement: s, words: wordsOf(s.Content), cue: wordsOf(s.Cue)}
	for w := range text.EachWord(s.Speaker.Name) {
		d.own = append(d.own, root(strings.ToLower(s.Speaker.Name[w.Start:w.End])))
	}
	for _, w := range d.words {
		if w.weight > 0 && !d.names(w.root) {
			d.roots = append(d.roots, weighed{w.root, w.weight})
		}
	}
	slices.SortFunc(d.roots, func(a, b weighed) int {
		return cmp.Or(strings.Compare(a.root, b.root), cmp.Compare(b.weight, a.weight))
	})
	d.roots = slices.CompactFunc(d.roots, func(a, b weighed) bool { return a.root == b.root })
	return d
}

// Rarest are at most n words of what was said that tell most about its subject, as written but in lower case, the first of several that
// tell as much; none of them names the speaker.
func (a *Said) Rarest(n int) []string {
	return a.pick(n, func(word) bool { return true })
}

// Names are at most n words of what was said that are written like names, in the order in which they tell most.
func (a *Said) Names(n int) []string { return a.pick(n, func(w word) bool { return w.capital }) }

func (a *Said) pick(n int, is func(word) bool) []string {
	var list []word
	for _, w := range a.words {
		if w.weight > 0 && is(w) && !a.names(w.root) && !slices.ContainsFunc(list, func(v word) bool { return v.root == w.root }) {
			list = append(list, w)
		}
	}
	slices.SortStableFunc(list, func(v, w word) int { return cmp.Compare(w.weight, v.weight) })
	var out []string
	for _, w := range list[:min(n, len(list))] {
		out = append(out, unowned(w.low))
	}
	return out
}

// wordsOf are the words of fragments with their clauses. A fragment begins a clause.
func wordsOf(fragments []dixit.Fragment) []word {
	var out []word
	c := clauses{}
	for _, f := range fragments {
		c.next()
		t := f.Text()
		first := true // of a sentence
		for span := range text.EachWord(t) {
			raw := t[span.Start:span.End]
			if r, _ := utf8.DecodeRuneInString(raw); !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				c.mark(raw)
				first = first && raw != "," || strings.Contains(".!?:“\"‘", raw)
				continue
			}
			if len(out) == maxWords {
				return out
			}
			w := word{in: f, span: span, low: strings.ToLower(raw)}
			w.weigh(raw, first)
			c.take(&w)
			out = append(out, w)
			first = false
		}
	}
	return out
}

// weigh says how much w, written raw, tells of a subject.
func (w *word) weigh(raw string, first bool) {
	r, _ := utf8.DecodeRuneInString(raw)
	known, common := words().look(w.low)
	w.root = known.root
	switch {
	case common && (!unicode.IsUpper(r) || first || known.weight == 0):
		w.weight = known.weight
	case unicode.IsNumber(r), utf8.RuneCountInString(w.low) < 2, isCalendar(w.root):
		w.weight = 0
	case unicode.IsUpper(r) && !first:
		w.name, w.capital, w.weight, w.root = true, true, 1.25, country(w.root)
	case unicode.IsUpper(r):
		w.capital, w.weight, w.root = true, 1, country(w.root)
	default:
		w.weight = 1
	}
}

// isCalendar reports whether a root is that of a weekday or month.
func isCalendar(root string) bool {
	switch root {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june",
		"july", "august", "september", "october", "november", "december":
		return true
	}
	return false
}

// country is the name of the country whose capital's name, or another name, has this root and stands for its government in news;
// root itself if it is none. Capitals that as often stand for the city are left out.
func country(root string) string {
	switch root {
	case "kyiv", "kiev", "ukrainian":
		return "ukrain"
	case "moscow", "kremlin", "russian":
		return "russia"
	case "beij", "beijing", "chines":
		return "china"
	case "tehran", "iranian":
		return "iran"
	case "ankara", "turkish", "türkiye":
		return "turkey"
	case "pyongyang":
		return "pyongyang"
	case "damascus", "syrian":
		return "syria"
	case "riyadh", "saudi":
		return "saudi"
	case "taipei", "taiwanes":
		return "taiwan"
	case "israeli":
		return "israel"
	case "baghdad", "iraqi":
		return "iraq"
	case "german":
		return "germany"
	case "french":
		return "franc"
	case "british", "britain":
		return "britain"
	case "mexican":
		return "mexico"
	case "cuban", "havana":
		return "cuba"
	case "indian", "delhi":
		return "india"
	case "european":
		return "europ"
	case "american":
		return "america"
	}
	return root
}

// clauses follows the words of a text: which clause each is in, and what is said of it there.
type clauses struct {
	number int

	negator int // how many words more what denies reaches; 0 = none
	modal   bool
	open    bool
	apart   bool
}

func (c *clauses) next() { *c = clauses{number: c.number + 1, apart: true} }

// mark takes in what is no word.
func (c *clauses) mark(raw string) {
	c.apart = true
	switch raw {
	case ",", ";", ":", ".", "!", "?", "—", "–", "-", "(", ")", "…":
		c.next()
	}
}

// take takes in a word and says of it what its clause says.
func (c *clauses) take(w *word) {
	switch w.low {
	case "if", "unless", "whether", "until", "when", "while", "once", "although", "though", "despite", "before", "after", "as":
		c.next()
		c.open = true
	case "that", "because", "but", "which", "who", "and", "or", "than", "so":
		negator, modal := c.negator, c.modal && (w.low == "and" || w.low == "or")
		c.next()
		if w.low == "or" {
			c.negator = negator
		}
		c.modal = modal
	}
	w.clause, w.open, w.apart = c.number, c.open, c.apart
	c.apart = false
	w.negated, w.modal = c.negator > 0, c.modal
	if c.negator > 0 {
		c.negator--
	}
	switch w.low {
	case "only", "just", "merely", "simply", "necessarily": // not only
		c.negator = 0
	case "may", "might", "could", "perhaps", "maybe", "possibly":
		c.modal = true
	default:
		c.negator = max(c.negator, denies(w.low))
	}
}

// denies is how many of the words after it a word denies.
func denies(low string) int {
	switch low {
	case "not", "never", "cannot", "nobody", "none", "neither", "nor":
		return 6
	case "no", "without", "hardly":
		return 3
	}
	if strings.HasSuffix(low, "n't") || strings.HasSuffix(low, "n’t") {
		return 6
	}
	return 0
}

// part is the fragment of the words from i to j, the last included: of one fragment.
func part(list []word, i, j int) dixit.Fragment {
	for list[j].in != list[i].in {
		j--
	}
	f, err := list[i].in.Part(dixit.Span{Start: list[i].span.Start, End: list[j].span.End})
	if err != nil {
		return list[i].in // words lie in what they were read from
	}
	return f
}
