package main

import (
	"slices"

	"dixit/eval"
	"dixit/extract/links"
	"dixit/neural"
	"dixit/text"
)

// roles are the words of an attribution by role, as numbers among the passage's words without its marks.
type roles struct{ source, cue, content words }

// words are numbers of words, ascending.
type words []int

// example is an article as it is learned from: its phrases, and what was marked by hand.
type example struct {
	reading *links.Reading
	phrases []words
	gold    []roles
}

// newExample puts marks and phrases on common ground.
func newExample(p links.Passage, marked []eval.Item) example {
	g := newGround(p)
	e := example{reading: links.Read(p)}
	for _, f := range p.Phrases {
		first, last := p.Words[f.Block][f.First].Span, p.Words[f.Block][f.End-1].Span
		e.phrases = append(e.phrases, g.words(first.Start, last.End))
	}
	for _, m := range marked {
		e.gold = append(e.gold, roles{g.of(m.Source), g.of(m.Cue), g.of(m.Content)})
	}
	return e
}

// ground finds words by their places.
type ground struct {
	starts, ends []int // of the words without the marks, in bytes
	bytes        []int // of code points
}

func newGround(p links.Passage) ground {
	var g ground
	for _, block := range p.Words {
		for _, w := range block {
			if text.IsWord(p.Text[w.Span.Start:w.Span.End]) {
				g.starts, g.ends = append(g.starts, w.Span.Start), append(g.ends, w.Span.End)
			}
		}
	}
	for i := range p.Text {
		g.bytes = append(g.bytes, i)
	}
	g.bytes = append(g.bytes, len(p.Text))
	return g
}

// words are those that share a byte with [start, end).
func (g ground) words(start, end int) words {
	i, _ := slices.BinarySearch(g.ends, start+1)
	var out words
	for ; i < len(g.starts) && g.starts[i] < end; i++ {
		out = append(out, i)
	}
	return out
}

func (g ground) of(ranges []eval.Range) words {
	var out words
	for _, r := range ranges {
		out = append(out, g.words(g.bytes[r.Start], g.bytes[r.End])...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// owner is the attribution that content number i is of: the one that shares most of its words, None if none has half of them.
func (e *example) owner(i int) int {
	out, most := links.None, 0
	for k, g := range e.gold {
		if n := eval.Common(e.phrases[i], g.content); n > most {
			out, most = k, n
		}
	}
	if 2*most < len(e.phrases[i]) {
		return links.None
	}
	return out
}

// cues are the phrases among candidates that are the cue of an attribution: None where there is no such phrase.
func (e *example) cues(candidates []int, attribution int) []int {
	var out []int
	if attribution != links.None {
		for _, q := range candidates {
			if q == links.None {
				continue
			}
			g := e.gold[attribution]
			if e.reading.Phrases[q].Role == neural.BeginCue && eval.Common(e.phrases[q], g.cue) > 0 ||
				e.reading.Phrases[q].Role == neural.BeginSource && len(g.cue) == 0 && eval.Jaccard(e.phrases[q], g.source) >= .5 {
				out = append(out, q)
			}
		}
	}
	if out == nil {
		out = append(out, links.None)
	}
	return out
}

// sources are the phrases among candidates that are the source of an attribution: None if it has none, nothing if none of the
// candidates is right.
func (e *example) sources(candidates []int, attribution int) []int {
	g := e.gold[attribution]
	if len(g.source) == 0 {
		return []int{links.None}
	}
	var out []int
	for _, s := range candidates {
		if s != links.None && eval.Jaccard(e.phrases[s], g.source) >= .5 {
			out = append(out, s)
		}
	}
	return out
}

// joined are the words of these phrases, which are in order.
func (e *example) joined(phrases []int) words {
	var out words
	for _, i := range phrases {
		out = append(out, e.phrases[i]...)
	}
	return out
}

// contents are the numbers of the phrases that are contents.
func (e *example) contents() []int {
	var out []int
	for i, p := range e.reading.Phrases {
		if p.Role == neural.BeginContent {
			out = append(out, i)
		}
	}
	return out
}
