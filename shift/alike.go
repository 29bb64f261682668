package shift

import (
	"slices"
	"strings"
	"unicode"

	"dixit"
	"dixit/relate"
	"dixit/text"
)

// Thresholds for pairs of which no article says that they are a turn, set by hand-judged candidates (docs/BENCHMARKS.md). Such a
// pair must be one sentence, all but the word that sets its two sides apart.
const (
	leastSign      = 0.5 // weight of a sign
	leastOfShorter = 0.7 // how much of the shorter of two statements must stand in the other, by weight
	leastOfLonger  = 0.4 // and of the longer one
	leastForActs   = 0.7 // and of the longer one, where only what is done by saying it differs
	longSentence   = 40  // words; a longer statement is cut into sentences
	leastWords     = 4   // of a sentence that says what the other denies
	mostDenied     = 4   // words from a word that denies to the one that it denies, both included
)

// plain are the signs that alone, without a word of an article, set i before j: each looked at in the two sentences that it stands
// in, which must be much the same. The weight is how much the sentences of the best of them have in common.
func (f *finder) plain(signs []relate.Sign, i, j int) (out []relate.Sign, weight float64) {
	for _, s := range signs {
		a, b := f.said[i].Record.Statement, f.said[j].Record.Statement
		if s.Weight < leastSign {
			continue
		}
		if s.Kind != relate.Acts {
			a, b = sentence(a, s.A[0]), sentence(b, s.B[0])
		}
		x, y := relate.Read(a), relate.Read(b)
		if n := likeness(x, y, s.Kind); n > 0 && tells(s, a, b) {
			out, weight = append(out, s), max(weight, n)
		}
	}
	return out, weight
}

// likeness is how much two statements have in common beside what sets them apart, 0 to 1: the mean of how much of either stands in
// the other, and 0 where it is little.
func likeness(a, b *relate.Said, kind relate.SignKind) float64 {
	x, y, both := a.Same(a).Weight, b.Same(b).Weight, a.Same(b).Weight
	longer := leastOfLonger
	if kind == relate.Acts {
		longer = leastForActs
	}
	if x == 0 || y == 0 || both < leastOfShorter*min(x, y) || both < longer*max(x, y) {
		return 0
	}
	return (both/x + both/y) / 2
}

// sentence is s, or if it is long, s with no more of its content than the sentence that words stand in.
func sentence(s dixit.Statement, words dixit.Fragment) dixit.Statement {
	if len(wordsOf(s.Text())) <= longSentence {
		return s
	}
	for _, f := range s.Content {
		if !f.Span().Contains(words.Span()) {
			continue
		}
		from := words.Span().Start - f.Span().Start
		for _, span := range text.Sentences(f.Text(), dixit.Span{End: len(f.Text())}) {
			if span.Start <= from && from < span.End {
				if part, err := f.Part(span); err == nil {
					s.Content = []dixit.Fragment{part}
				}
			}
		}
	}
	return s
}

// tells reports whether a sign sets two statements against each other.
func tells(s relate.Sign, a, b dixit.Statement) bool {
	if s.Kind == relate.Acts {
		return true
	}
	x, y := wordsOf(a.Text()), wordsOf(b.Text())
	switch {
	case contrary(a) || contrary(b), disputed(x), disputed(y), reporting(x), reporting(y):
		return false // he denies it here and says there that it is not so
	case !sameSubject(s, a, b):
		return false
	case (len(a.Cue) == 0 || len(b.Cue) == 0) && !(committed(x) && committed(y)):
		return false // in a transcript much is told that is no position
	case s.Kind == relate.Numbers:
		return committed(x) && committed(y) // how much there is changes by itself
	case s.Kind == relate.Opposites:
		return true
	}
	return len(x) >= leastWords && len(y) >= leastWords && !conditional(x) && !conditional(y) &&
		denials(x)+denials(y) == 1 && denials(wordsOf(s.A[0].Text()+" "+s.B[0].Text())) == 1 &&
		len(wordsOf(s.A[0].Text())) <= mostDenied && len(wordsOf(s.B[0].Text())) <= mostDenied
}

// looksBack reports whether statement i may be much older than the article that gives it: a position that is told in the past tense
// and without a day.
func (f *finder) looksBack(i int) bool {
	d := f.said[i]
	if d.Basis == BySaying {
		return false
	}
	for _, c := range d.Record.Statement.Cue {
		for _, w := range wordsOf(c.Text()) {
			switch w {
			case "supported", "opposed", "backed", "favored", "favoured", "endorsed", "rejected", "was", "were", "had", "been", "advocated", "championed", "believed", "thought", "wanted":
				return true
			}
		}
	}
	return false
}

// contrary reports whether a statement is against what its content says, or only passes it on, so that its content is not what the
// speaker holds.
func contrary(s dixit.Statement) bool {
	switch s.Act {
	case "deny", "reject", "accuse", "criticise", "decline", "feel", "report", "ask", "warn":
		return true
	}
	for _, c := range s.Cue {
		for _, w := range wordsOf(c.Text()) {
			if denies(w) || slices.ContainsFunc(against(), func(stem string) bool { return strings.HasPrefix(w, stem) }) {
				return true
			}
		}
	}
	return false
}

// against lists the beginnings of words in a cue that say that the speaker is against what follows, or only speaks of it.
func against() []string {
	return []string{
		"deny", "deni", "refus", "reject", "disput", "dismiss", "oppos", "critici", "condemn", "blast", "slam", "attack", "accus", "alleg", "charg",
		"lament", "frustrat", "anger", "angry", "fear", "doubt", "question", "declin", "fail", "against", "avoid", "wrong", "contradict", "mock", "ridicul",
		"worr", "concern", "reluctan", "reveal", "refut", "rebut", "rebuff", "resist", "object", "disagree", "assail", "decr", "complain", "contest",
	}
}

// committed reports whether something is said of what shall be.
func committed(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "will", "should", "must", "shall", "would", "ought":
			return true
		}
		return false
	})
}

// disputed reports whether what others claim is spoken of.
func disputed(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.HasPrefix(w, "allegation") || strings.HasPrefix(w, "accus") || w == "claims" || strings.HasPrefix(w, "rumor") || w == "charges"
	})
}

// wordsOf are the words of a text in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N) && r != '\'' && r != '’' })
}

// denials is how many words deny something.
func denials(words []string) int {
	n := 0
	for _, w := range words {
		if denies(w) {
			n++
		}
	}
	return n
}

func denies(w string) bool {
	switch w {
	case "not", "no", "never", "cannot", "none", "nobody", "nothing", "neither", "nor", "without", "refused", "refuse", "refuses", "failed", "fails", "fail",
		"declined", "declines", "lack", "lacks", "hardly", "denied", "denies", "deny":
		return true
	}
	return strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
}

// conditional reports whether something is said under a condition.
func conditional(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return w == "unless" || w == "until" || w == "if" })
}
