package eval

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Ratio is how many of how many.
type Ratio struct{ Right, Of int }

func (r *Ratio) count(right bool) {
	r.Of++
	if right {
		r.Right++
	}
}

// Overlap counts the tokens that gold and predictions give to one role.
type Overlap struct{ Gold, Predicted, Both int }

// F1 is the harmonic mean of precision and recall, 0 where there is nothing at all.
func (o Overlap) F1() float64 { return 2 * float64(o.Both) / float64(max(1, o.Gold+o.Predicted)) }

// Report is what was counted over a gold set.
type Report struct {
	Articles        int
	Gold, Predicted int // statements that count: in gold of whole records, those of tier 1

	// matched statements: all, and those with equal content, the right source, the right cue, and the right both
	Content, Exact, Source, Cue, Full int

	SourceTokens, CueTokens, ContentTokens Overlap

	Reliability Reliability // of the predictions that count

	Kinds  map[string]Ratio // by kind: gold statements found with source and cue right; empty without whole records
	Fields map[string]Ratio // by field: matched statements with the right value; empty without whole records
}

func newReport() Report {
	return Report{Kinds: make(map[string]Ratio), Fields: make(map[string]Ratio)}
}

// F1 gives the F1 score, precision and recall of one of the report's counts of matched statements.
func (r Report) F1(matched int) (f1, precision, recall float64) {
	if r.Predicted > 0 {
		precision = float64(matched) / float64(r.Predicted)
	}
	if r.Gold > 0 {
		recall = float64(matched) / float64(r.Gold)
	}
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return f1, precision, recall
}

// matched are the counts of matched statements in the order in which they are shown.
func (r Report) matched() []namedCount {
	return []namedCount{{"content", r.Content}, {"exact", r.Exact}, {"source", r.Source}, {"cue", r.Cue}, {"full", r.Full}}
}

type namedCount struct {
	name string
	n    int
}

// String is the report as it is printed, with a line end at its end.
func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d articles\n", r.Articles)
	fmt.Fprintf(&b, "gold %d predicted %d\n", r.Gold, r.Predicted)
	for _, c := range r.matched() {
		f1, precision, recall := r.F1(c.n)
		fmt.Fprintf(&b, "  %-8s F1 %.3f  P %.3f  R %.3f\n", c.name, f1, precision, recall)
	}
	fmt.Fprintf(&b, "  token F1: source %.3f cue %.3f content %.3f\n",
		r.SourceTokens.F1(), r.CueTokens.F1(), r.ContentTokens.F1())
	if len(r.Kinds) > 0 {
		b.WriteString("  recall of full by kind:")
		for _, k := range slices.Sorted(maps.Keys(r.Kinds)) {
			fmt.Fprintf(&b, " %s %d/%d", k, r.Kinds[k].Right, r.Kinds[k].Of)
		}
		b.WriteByte('\n')
	}
	if len(r.Fields) > 0 {
		b.WriteString("  fields over matched:")
		for _, k := range slices.Sorted(maps.Keys(r.Fields)) {
			f := r.Fields[k]
			fmt.Fprintf(&b, " %s %d/%d=%.2f", k, f.Right, f.Of, float64(f.Right)/float64(f.Of))
		}
		b.WriteByte('\n')
	}
	f1, _, _ := r.F1(r.Full)
	fmt.Fprintf(&b, "FULL %.4f\n", f1)
	return b.String()
}

// Figures are the report's scores, as figures of the gold set called set: the F1 of every count of matched statements, of
// the tokens of each role, 1 less the calibration error, and the share that is right of every field.
func (r Report) Figures(set string) []Figure {
	var out []Figure
	for _, c := range r.matched() {
		f1, _, _ := r.F1(c.n)
		out = append(out, Figure{set, c.name, f1})
	}
	out = append(out, Figure{set, "source-tokens", r.SourceTokens.F1()}, Figure{set, "cue-tokens", r.CueTokens.F1()},
		Figure{set, "content-tokens", r.ContentTokens.F1()}, Figure{set, "calibration", 1 - r.Reliability.Error()})
	for _, k := range slices.Sorted(maps.Keys(r.Fields)) {
		out = append(out, Figure{set, k, float64(r.Fields[k].Right) / float64(r.Fields[k].Of)})
	}
	return out
}
