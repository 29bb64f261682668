package extract

import (
	"context"
	_ "embed" // the weights
	"fmt"
	"math"
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

	// Facts is how many there are.
	Facts = secondFact + 1
)

// Acts is the classifier.
func (x *Extractor) Acts() *neural.Classifier { return x.acts }

// Example is a statement as the classifier of acts sees it: what its weights are learned from.
type Example struct {
	Statement dixit.Statement
	Seen      neural.Statement // empty where a set phrase has settled the act
	Table     string           // the act that the cue tells by the table
	Evidence  Evidence
}

// Examples finds the statements of doc and what the classifier of acts sees of them. Errors are those of Extract.
func (x *Extractor) Examples(ctx context.Context, doc *dixit.Document) ([]Example, *neural.States, error) {
	var out []Example
	a := newArticle(doc)
	a.observed = func(e Example) { out = append(out, e) }
	err := x.run(ctx, a, func(string) {})
	return out, a.states, err
}

//go:embed acts.bin
var actWeights []byte

// After the scores of the acts come two more: of the first tier, and of being a statement at all.
const (
	firstTier   = 27
	isStatement = 28
)

// judgement is what is done by saying something.
type judgement struct {
	act    dixit.Act
	tier   int
	stands float64 // how likely it is a statement at all
	why    string
	seen   neural.Statement
	table  string // the act that the cue tells
}

// judge chooses the act of s, which has all else, and its tier. What a set phrase has settled stays.
func (x *Extractor) judge(a *article, d *draft, s dixit.Statement) judgement {
	act, tier := actOf(cueWords(a.text, d.cue), a.content(d))
	if d.turn { // of whole paragraphs the classifier knows no more than whether they ask
		return judgement{act: dixit.Act(d.act), tier: d.tier, stands: 1, why: "act: by its last mark"}
	}
	if d.kind != "" {
		return judgement{act: dixit.Act(d.act), tier: d.tier, stands: 1, why: "act: by a set phrase", table: d.act}
	}
	seen := a.seen(d, s, act, tier)
	scores := x.acts.Scores(a.states, seen)
	best, share := likeliest(scores[:firstTier])
	j := judgement{act: dixit.Acts()[best], tier: 2, stands: sigmoid(scores[isStatement]), seen: seen, table: act}
	if scores[firstTier] > 0 {
		j.tier = 1
	}
	if a.named(d) {
		j.tier = 2
	}
	switch {
	case s.Kind == dixit.Nonresponse:
		j.act, j.why = "decline", "act: no answer was given"
	case decisive(act):
		j.act, j.why = dixit.Act(act), "act: the cue tells it"
	default:
		j.why = fmt.Sprintf("act: %.2f likely by cue and content; the cue alone tells %s", share, act)
	}
	return j
}

// decisive reports whether a cue that tells this act by the table settles it, whatever is said: of the marked statements (train/act)
// at least 86 in 100 have it then.
func decisive(act string) bool {
	switch act {
	case "criticise", "promise", "accuse", "warn", "praise", "predict", "decline", "deny", "admit", "agree", "order", "threaten", "apologise",
		"congratulate":
		return true
	}
	return false
}

// likeliest is the class with the highest score, and its share of the probability.
func likeliest(scores []float32) (class int, share float64) {
	for i, v := range scores {
		if v > scores[class] {
			class = i
		}
	}
	sum := 0.0
	for _, v := range scores {
		sum += math.Exp(float64(v - scores[class]))
	}
	return class, 1 / sum
}

func sigmoid(score float32) float64 { return 1 / (1 + math.Exp(-float64(score))) }

// seen is what the classifier sees of s.
func (a *article) seen(d *draft, s dixit.Statement, act string, tier int) neural.Statement {
	out := neural.Statement{Facts: []int{
		speakerFact + slices.Index(dixit.SpeakerKinds(), s.Speaker.Kind),
		kindFact + slices.Index(dixit.Kinds(), s.Kind),
		tableFact + slices.Index(dixit.Acts(), dixit.Act(act)),
	}}
	if d.depth() > 0 {
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
