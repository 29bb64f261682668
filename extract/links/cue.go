package links

import "dixit/neural"

// Choice is the alternatives for one phrase: numbers of phrases, with None as the last, and the features of each.
type Choice struct {
	Candidates []int
	features   collector
}

// None is no phrase.
const None = -1

// Features are the features of candidate k.
func (c *Choice) Features(k int) Features { return c.features.of(k) }

func (c *Choice) reset() {
	c.Candidates = c.Candidates[:0]
	c.features.reset()
}

// How far candidates are looked for.
const (
	window  = 16 // phrases to each side
	reach   = 64 // words, within a block
	farBack = 24 // phrases, to the cue of the content before
)

// Cues makes c the choice of a cue for content number i; before is the cue of the content before it, None if it has none.
func (r *Reading) Cues(c *Choice, i, before int) {
	c.reset()
	near := 0
	for j, n := i-1, 0; j >= 0 && j >= i-window && n < 4 && r.near(j, i); j-- {
		if r.Phrases[j].Role == neural.BeginCue {
			c.Candidates = append(c.Candidates, j)
			n++
		}
	}
	near = len(c.Candidates)
	if before != None && i-before <= farBack && !contains(c.Candidates, before) {
		c.Candidates = append(c.Candidates, before)
	}
	for j, n := i+1, 0; j < len(r.Phrases) && j <= i+window && n < 3 && r.near(i, j); j++ {
		if r.Phrases[j].Role == neural.BeginCue {
			c.Candidates = append(c.Candidates, j)
			n++
		}
	}
	for k, q := range c.Candidates {
		rank := k
		if q > i {
			rank = k - near
		}
		c.features.begin()
		r.cueFeatures(&c.features, i, q, before, uint32(min(rank, 4)))
	}
	c.features.begin()
	r.noCueFeatures(&c.features, c.Candidates, i, before)
	c.Candidates = append(c.Candidates, None)
}

// near reports whether phrases i and j, in order, are near enough to be linked: in one block, or the first in the block before.
func (r *Reading) near(i, j int) bool {
	a, b := r.Phrases[i], r.Phrases[j]
	switch b.Block - a.Block {
	case 0:
		return b.First-a.End <= reach
	case 1:
		return len(r.Words[a.Block])-a.End+b.First <= reach
	}
	return false
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// cueFeatures are those of cue q for content i.
func (r *Reading) cueFeatures(f *collector, i, q, before int, rank uint32) {
	b := r.between(i, q)
	c, cue := &r.facts[i], &r.facts[q]
	way := bit(q > i)
	gap := distance(b.gap)
	place := way + 2*uint32(b.blocks) + 8*b.sentences
	marks := few(b.n.commas) + 4*few(b.n.colons) + 16*few(b.n.quotes)
	own := r.owned(q, i)

	f.add(0, way)
	f.add(1, place, gap)
	f.add(2, place, b.pattern)
	f.add(3, place, gap, b.pattern)
	f.add(4, way, b.roles[0], b.roles[1], b.roles[2])
	f.add(5, place, rank)
	f.add(6, place, marks)
	f.add(7, way, few(b.n.joins), b.pattern)
	f.add(8, way, few(b.n.stops), bit(c.opens), bit(c.inside), b.pattern)
	f.add(9, way, cue.last, b.pattern)
	f.add(10, way, cue.last, gap)
	f.add(11, way, cue.first, cue.last)
	f.add(12, way, cue.ending, b.pattern)
	f.add(13, way, cue.last, c.first)
	f.add(14, way, c.first, b.pattern)
	f.add(15, way, c.before, gap, b.pattern)
	f.add(16, way, c.before, cue.after)
	f.add(17, way, cue.confidence, b.pattern)
	f.add(18, way, c.confidence, b.pattern)
	f.add(19, place, own)
	f.add(20, way, own, b.pattern)
	f.add(21, way, own, gap, bit(c.opens))
	f.add(22, bit(q == before), place)
	f.add(23, bit(q == before), bit(c.opens), bit(c.edge&1 == 1), own, place)
	f.add(24, way, bit(c.opens), bit(c.closes), bit(c.capital), b.sentences)
	f.add(25, way, c.length, gap)
	f.add(26, way, bit(c.capital), b.sentences, c.before)
	f.add(27, place, c.edge, cue.edge)
	f.add(28, way, cue.after, b.pattern)
	f.add(29, way, cue.before, b.pattern)
	f.add(30, way, marks, b.pattern, bit(c.opens))
	f.add(31, way, cue.last, own)
	f.add(32, way, c.after, own)
	f.add(33, place, r.beyond(q, q > i))
	f.add(34, way, r.beyond(i, q < i), b.pattern)
	f.add(35, bit(q == before), way, c.before, own)
	f.add(36, bit(q == before), way, c.first, own)
}

// owned tells what content cue q has beside it other than content i: on which side, and how near.
func (r *Reading) owned(q, i int) uint32 {
	out := uint32(0)
	for _, step := range [...]int{-1, 1} {
		out *= 6
		for j, n := q+step, 0; j >= 0 && j < len(r.Phrases) && n < 2; j, n = j+step, n+1 {
			if r.Phrases[j].Role == neural.BeginSource && r.Phrases[j].Block == r.Phrases[q].Block {
				continue
			}
			if r.Phrases[j].Role == neural.BeginContent && r.Phrases[j].Block == r.Phrases[q].Block {
				if j == i {
					out += 5
				} else {
					out += 1 + min(distance(max(r.Phrases[j].First-r.Phrases[q].End, r.Phrases[q].First-r.Phrases[j].End))/2, 3)
				}
			}
			break
		}
	}
	return out
}

// beyond tells which phrase stands next to number i, after it or before it, and how near.
func (r *Reading) beyond(i int, after bool) uint32 {
	j := i - 1
	if after {
		j = i + 1
	}
	if j < 0 || j >= len(r.Phrases) || r.Phrases[j].Block != r.Phrases[i].Block {
		return 0
	}
	a, b := r.Phrases[min(i, j)], r.Phrases[max(i, j)]
	return 1 + uint32(r.Phrases[j].Role/2)*16 + distance(max(0, b.First-a.End))
}

// noCueFeatures are those of content i having no cue.
func (r *Reading) noCueFeatures(f *collector, candidates []int, i, before int) {
	c := &r.facts[i]
	nearest, own := uint32(15), uint32(0)
	for _, q := range candidates {
		b := r.between(i, q)
		if d := distance(b.gap) + 2*uint32(b.blocks); d < nearest {
			nearest, own = d, r.owned(q, i)
		}
	}
	f.add(100)
	f.add(101, uint32(len(candidates)))
	f.add(102, c.confidence, c.length)
	f.add(103, bit(c.opens), bit(c.closes), c.edge)
	f.add(104, nearest, own)
	f.add(105, c.first)
	f.add(106, c.before)
	f.add(107, c.after)
	f.add(108, bit(before != None), nearest)
	f.add(109, r.beyond(i, false), r.beyond(i, true))
	f.add(110, c.confidence, nearest)
	f.add(111, bit(c.capital), c.length, bit(c.opens))
	f.add(112, c.last)
	f.add(113, c.before, c.confidence)
}
