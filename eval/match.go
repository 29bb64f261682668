package eval

import (
	"cmp"
	"slices"
)

// match pairs gold with predictions, one to one, the likest first: result[i] is the prediction that gold item i has, -1 if
// none. Of two equally like pairs the one whose gold, then whose prediction, comes first is taken.
func match(gold, pred []item) []int {
	type candidate struct {
		like float64
		g, p int
	}
	var all []candidate
	for i, g := range gold {
		for j, p := range pred {
			if like := likeness(g, p); like >= .5 {
				all = append(all, candidate{preference(like, g, p), i, j})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.g, b.g), cmp.Compare(a.p, b.p))
	})
	out := slices.Repeat([]int{-1}, len(gold))
	used := make([]bool, len(pred))
	for _, c := range all {
		if out[c.g] < 0 && !used[c.p] {
			out[c.g], used[c.p] = c.p, true
		}
	}
	return out
}

// likeness of contents; of cues, and more carefully, where a content is absent: gestures and bare non-answers have none.
func likeness(g, p item) float64 {
	switch {
	case len(g.content) > 0 && len(p.content) > 0:
		return Jaccard(g.content, p.content)
	case Common(g.cue, p.cue) == 0:
		return 0
	case len(g.content) == 0 && len(p.content) == 0:
		return .9
	case near(g.source, p.source) && (g.rec.Kind == "nonverbal" || g.rec.Kind == "nonresponse"):
		return .5
	default:
		return 0
	}
}

// preference is likeness with a little more for a shared cue, and less than that for a shared source, so that they decide
// between contents that are equally like. The sums are taken in this order: ties depend on their last bit.
func preference(like float64, g, p item) float64 {
	if Common(g.cue, p.cue) > 0 {
		like += .01
	}
	if Common(g.source, p.source) > 0 {
		like += .005
	}
	return like
}
