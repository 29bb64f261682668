package extract

import (
	"context"
	"slices"
	"sort"

	"dixit"
	"dixit/neural"
)

// What is known of a statement besides its words, as the facts of the classifier of acts: the kind of its speaker, its kind,
// whether it stands inside another, the act that its cue tells by the table, and the table's tier.
const (
	speakerFact = 0
	kindFact    = speakerFact + 6
	innerFact   = kindFact + 6
	tableFact   = innerFact + 1
	secondFact  = tableFact + 27
	facts       = secondFact + 1
)

// Example is a statement as the classifier of acts sees it: what its weights are learned from.
type Example struct {
	Statement dixit.Statement
	Seen      neural.Statement
}

// Examples finds the statements of doc and what the classifier of acts sees of them. Errors are those of Extract.
func (x *Extractor) Examples(ctx context.Context, doc *dixit.Document) ([]Example, *neural.States, error) {
	var out []Example
	a := newArticle(doc)
	a.classified = func(s dixit.Statement, seen neural.Statement) { out = append(out, Example{s, seen}) }
	err := x.run(ctx, a, func(string) {})
	return out, a.states, err
}

// act chooses the act of s, which has all else, and its tier.
func (x *Extractor) act(a *article, d *draft, s dixit.Statement) (act string, tier int) {
	act, tier = actOf(cueWords(a.text, d.cue), a.content(d))
	if d.kind != "" {
		act, tier = d.act, d.tier
	}
	s.Act, s.Tier = dixit.Act(act), tier
	seen := a.seen(d, s, act, tier)
	if a.classified != nil {
		a.classified(s, seen)
	}
	return act, tier
}

// seen is what the classifier sees of s.
func (a *article) seen(d *draft, s dixit.Statement, act string, tier int) neural.Statement {
	out := neural.Statement{Facts: []int{
		speakerFact + slices.Index(dixit.SpeakerKinds(), s.Speaker.Kind),
		kindFact + slices.Index(dixit.Kinds(), s.Kind),
		tableFact + slices.Index(dixit.Acts(), dixit.Act(act)),
	}}
	if d.parent != nil {
		out.Facts = append(out.Facts, innerFact)
	}
	if tier == 2 {
		out.Facts = append(out.Facts, secondFact)
	}
	if d.source != nil {
		out.Words[0] = a.numbers([]phrase{*d.source})
	}
	out.Words[1], out.Words[2] = a.numbers(d.cue), a.numbers(d.content)
	return out
}

// numbers are the numbers of the words of phrases.
func (a *article) numbers(phrases []phrase) []int {
	var out []int
	for _, p := range phrases {
		b := sort.Search(len(a.blocks), func(i int) bool { return a.blocks[i].End > p.span.Start })
		words := a.tagged.words[b]
		i := sort.Search(len(words), func(i int) bool { return words[i].Span.End > p.span.Start })
		for ; i < len(words) && words[i].Span.Start < p.span.End; i++ {
			out = append(out, a.states.Word(b, i))
		}
	}
	return out
}
