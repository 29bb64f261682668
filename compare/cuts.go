package compare

import (
	"slices"
	"strings"

	"dixit"
)

// Weakening is words by which a speaker takes something back of what he says, or all of it.
type Weakening string

// The weakenings.
const (
	Hedge     Weakening = "hedge"     // "I think", "perhaps"
	Condition Weakening = "condition" // "if …", "unless …"
	Negation  Weakening = "negation"  // "not", without which it is the opposite
)

// Cut is such words of the baseline, and who left them out of a sentence that he has.
type Cut struct {
	Kind    Weakening
	Words   dixit.Fragment // in the baseline
	Kept    []string       // ids of the statements that have it too, or say it in their own words ("he thinks")
	Dropped []string       // ids of those that have the sentence without it
}

// cuts are the hedges and conditions of base, and what became of them in the forms.
func cuts(base form, forms []form) ([]Cut, error) {
	var out []Cut
	for _, w := range weakenings(base) {
		c := Cut{Kind: w.kind}
		var err error
		if c.Words, err = base.cut(w.at); err != nil {
			return nil, err
		}
		for _, f := range forms {
			if f.said.ID == base.said.ID {
				continue
			}
			switch id := f.record.Statement.ID; base.fate(w, f) {
			case kept:
				c.Kept = append(c.Kept, id)
			case lost:
				c.Dropped = append(c.Dropped, id)
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// fate is what became of a weakening.
type fate int

// The fates.
const (
	untold fate = iota // of its sentence nothing is told
	kept
	lost
)

// leastTold is how many words of a sentence that bear meaning, besides the weakening, make it told: two, or all it has.
const leastTold = 2

// fate is what became of a weakening of f in another form.
func (f form) fate(w weakening, other form) fate {
	has := map[int]bool{}
	for _, p := range other.pairs {
		has[p.base] = true
	}
	inside, within, outside, told := 0, 0, 0, 0
	for i := w.sentence.from; i < w.sentence.to; i++ {
		counts := f.said.words[i].bears
		switch in := w.at.from <= i && i < w.at.to; {
		case in && (counts || w.kind != Condition):
			within++
			if has[i] {
				inside++
			}
		case !in && counts:
			outside++
			if has[i] {
				told++
			}
		}
	}
	switch {
	case inside > 0 && (w.kind == Condition || 2*inside >= within):
		return kept
	case told == 0 || told < min(leastTold, outside):
		return untold
	case w.kind == Hedge && slices.ContainsFunc(other.record.Statement.Cue, hedges), w.kind == Negation && other.negates():
		return kept
	}
	return lost
}

// negates reports whether f has a negation where the baseline has none: it may be the same in other words ("don't", "do not").
func (f form) negates() bool {
	has := map[int]bool{}
	for _, p := range f.pairs {
		has[p.own] = true
	}
	for i, w := range f.said.words {
		if !has[i] && negation(w.text) {
			return true
		}
	}
	return f.record.Statement.Negated
}

// hedges reports whether the words that report say by themselves that it is no more than an opinion.
func hedges(cue dixit.Fragment) bool {
	return slices.ContainsFunc(fold(cue.Text()), func(w string) bool {
		switch w {
		case "think", "thinks", "thought", "believe", "believes", "believed", "feel", "feels", "felt", "suspect", "suspects", "suspected",
			"guess", "guesses", "guessed", "suppose", "supposes", "hope", "hopes", "hoped", "suggest", "suggests", "suggested",
			"speculated", "speculates", "opined", "opines", "assume", "assumes", "assumed":
			return true
		}
		return false
	})
}

// weakening is where one stands in a form, and the sentence that it is part of.
type weakening struct {
	kind         Weakening
	at, sentence rows
}

// weakenings are those of a form, in order. One that stands in another is none of its own.
func weakenings(f form) []weakening {
	var out []weakening
	words := f.said.words
	for sentence := range f.sentences() {
		for i := sentence.from; i < sentence.to; {
			n, kind := f.weakeningAt(i, sentence.to)
			if n == 0 || words[i].piece != words[i+n-1].piece {
				i++
				continue
			}
			out = append(out, weakening{kind, rows{i, i + n}, sentence})
			i += n
		}
	}
	return out
}

// weakeningAt is how many words the weakening has that begins at a word, and which it is; 0 if none does.
func (f form) weakeningAt(i, end int) (int, Weakening) {
	for n := min(5, end-i); n > 0; n-- {
		switch phrase := f.phrase(i, n); {
		case isHedge(phrase):
			return n, Hedge
		case isCondition(phrase):
			return f.clause(i, n, end) - i, Condition
		case n == 1 && negation(phrase):
			return n, Negation
		}
	}
	return 0, ""
}

// phrase is n words in a row, folded, as one.
func (f form) phrase(i, n int) string {
	parts := make([]string, n)
	for k := range n {
		parts[k] = f.said.words[i+k].text
	}
	return strings.Join(parts, " ")
}

// clause is where the clause ends that begins at a word and has n words at least: at a mark, at "then", or where its content ends.
func (f form) clause(i, n, end int) int {
	words := f.said.words
	for k := i + n; k < end; k++ {
		if words[k].piece != words[i].piece || words[k].text == "then" || strings.ContainsAny(f.between(k-1), ",;:.!?—–()") {
			return k
		}
	}
	return end
}

// between is the text between a word and the next one, or the end of its content.
func (f form) between(i int) string {
	w := f.said.words[i]
	text := f.record.Statement.Content[w.piece].Text()
	if i+1 < len(f.said.words) && f.said.words[i+1].piece == w.piece {
		return text[w.span.End:f.said.words[i+1].span.Start]
	}
	return text[w.span.End:]
}

// sentences yields the sentences of f. What stands behind the words that report is one of its own if it begins with a capital.
func (f form) sentences() func(yield func(rows) bool) {
	return func(yield func(rows) bool) {
		from := 0
		for i := range f.said.words {
			if i+1 == len(f.said.words) || strings.ContainsAny(f.between(i), ".!?;") || f.begins(i+1) {
				if !yield(rows{from, i + 1}) {
					return
				}
				from = i + 1
			}
		}
	}
}

// begins reports whether a word is the first of its content and written with a capital.
func (f form) begins(i int) bool {
	return f.said.words[i].capital && f.said.words[i].piece != f.said.words[i-1].piece
}

// isHedge reports whether folded words are a hedge.
func isHedge(phrase string) bool {
	switch phrase {
	case "i think", "we think", "i believe", "we believe", "i guess", "i suppose", "i suspect", "i feel", "i feel like", "i would say",
		"i assume", "i imagine", "i hope", "we hope", "i'm not sure", "i am not sure", "i'm not certain", "i don't know if",
		"in my opinion", "in our opinion", "in my view", "in our view", "to my mind", "as far as i know", "as far as we know",
		"to the best of my knowledge", "to my knowledge", "it seems", "it seems to me", "it seems like", "it appears", "it would seem",
		"it looks like", "probably", "perhaps", "maybe", "possibly", "presumably", "apparently", "seemingly", "conceivably", "arguably",
		"supposedly", "hopefully", "most likely", "very likely", "likely", "may well", "might well", "sort of", "kind of",
		"more or less", "in a sense", "not necessarily", "might", "could be", "may be", "may have", "might have":
		return true
	}
	return false
}

// isCondition reports whether folded words begin a condition.
func isCondition(phrase string) bool {
	switch phrase {
	case "if", "unless", "provided that", "provided", "providing", "as long as", "so long as", "only if", "only when", "even if",
		"on condition that", "on the condition that", "in case", "in the event", "assuming", "assuming that", "except if",
		"except when":
		return true
	}
	return false
}
