package main

import (
	"cmp"
	"slices"

	"dixit/eval"
	"dixit/extract/links"
	"dixit/neural"
)

// questionsOf are the choices of a cue and of a source that the examples put, with what is right.
func questionsOf(examples []example) (cues, sources []question) {
	for i := range examples {
		c, s := examples[i].questions()
		cues, sources = append(cues, c...), append(sources, s...)
	}
	return cues, sources
}

// questions are those of e. Each is put as if all before it were answered right.
func (e *example) questions() (cues, sources []question) {
	var c links.Choice
	contents, owners := map[int][]int{}, map[int]int{} // by cue
	var order []int
	before := links.None
	for _, i := range e.contents() {
		e.reading.Cues(&c, i, before)
		owner := e.owner(i)
		right := e.cues(c.Candidates, owner)
		cues = append(cues, newQuestion(&c, right))
		if before = right[0]; before == links.None || e.reading.Phrases[before].Role != neural.BeginCue {
			continue
		}
		if contents[before] == nil {
			order = append(order, before)
		}
		contents[before], owners[before] = append(contents[before], i), owner
	}
	for _, q := range order {
		e.reading.Sources(&c, q, contents[q])
		if right := e.sources(c.Candidates, owners[q]); right != nil {
			sources = append(sources, newQuestion(&c, right))
		}
	}
	return cues, sources
}

// drafts are the statements that m makes of e as questions: whether they stand.
func (e *example) drafts(m *links.Model) []question {
	var out []question
	var c links.Choice
	drafts := m.Drafts(e.reading)
	for i, ok := range e.found(drafts) {
		if drafts[i].Cue == links.None {
			continue
		}
		e.reading.Stands(&c, drafts[i])
		right := links.None
		if ok {
			right = drafts[i].Cue
		}
		out = append(out, newQuestion(&c, []int{right}))
	}
	return out
}

// found tells which drafts are an attribution in all three roles, by the rules of eval.
func (e *example) found(drafts []links.Statement) []bool {
	type pair struct {
		like               float64
		attribution, draft int
	}
	var pairs []pair
	for d, s := range drafts {
		content := e.joined(s.Contents)
		for g := range e.gold {
			if like := eval.Jaccard(content, e.gold[g].content); like >= .5 {
				pairs = append(pairs, pair{like, g, d})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.like, a.like) })
	out, used := make([]bool, len(drafts)), make([]bool, len(drafts))
	taken := make([]bool, len(e.gold))
	for _, p := range pairs {
		if !taken[p.attribution] && !used[p.draft] {
			taken[p.attribution], used[p.draft] = true, true
			out[p.draft] = e.full(drafts[p.draft], e.gold[p.attribution])
		}
	}
	return out
}

// full reports whether cue and source of s are those of g.
func (e *example) full(s links.Statement, g roles) bool {
	switch {
	case s.Cue == links.None && len(g.cue) > 0, s.Cue != links.None && eval.Common(e.phrases[s.Cue], g.cue) == 0:
		return false
	case s.Source == links.None:
		return len(g.source) == 0
	case s.Source == s.Cue:
		return eval.Jaccard(e.phrases[s.Cue][:1], g.source) >= .5
	default:
		return eval.Jaccard(e.phrases[s.Source], g.source) >= .5
	}
}
