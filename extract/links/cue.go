package links

import "dixit/neural"

// Cues makes c the choice of a cue for content number i; before is the cue of the content before it, None if it has none. A
// source that the content is set off from by a mark, as in a transcript, is a candidate too: that content has no cue.
func (r *Reading) Cues(c *Choice, i, before int) {
	c.reset()
	r.gather(c, i, neural.BeginCue)
	if before != None && i-before <= farBack && r.goesOn(before, i) {
		c.suggest(before)
	}
	for _, step := range [...]int{-1, 1} {
		if r.sets(i+step, i) {
			c.suggest(i + step)
		}
	}
	for _, q := range c.Candidates {
		c.features.begin()
		if r.Phrases[q].Role == neural.BeginSource {
			r.signFeatures(&c.features, i, q, before)
		} else {
			r.cueFeatures(&c.features, i, q, before)
		}
	}
	c.features.begin()
	r.noCueFeatures(&c.features, c.Candidates, i, before)
	c.Candidates = append(c.Candidates, None)
}

// sets reports whether phrase j is a source that content i is set off from by a mark: in a transcript, or under a quotation.
func (r *Reading) sets(j, i int) bool {
	if j < 0 || j >= len(r.Phrases) || r.Phrases[j].Role != neural.BeginSource || r.Phrases[j].Block != r.Phrases[i].Block {
		return false
	}
	b := r.between(i, j)
	return b.n.colons > 0 && b.gap <= 3
}

// goesOn reports whether content i may have the cue, or the source, of the content before it: not a source that stands under
// that content, which has been set off from one.
func (r *Reading) goesOn(before, i int) bool {
	return r.Phrases[before].Role == neural.BeginCue || r.between(before, i).roles[2] > 0
}

// signFeatures are those of content i being set off from source s by a mark.
func (r *Reading) signFeatures(f *collector, i, s, before int) {
	b := r.between(i, s)
	c, source := &r.facts[i], &r.facts[s]
	way := bit(s > i) + 2*bit(s == before)
	first := r.Phrases[min(i, s)]
	colon := bit(r.word(first.Block, first.End) == ":") // or a dash
	f.add(50, way)
	f.add(51, way, colon, uint32(min(b.gap, 4)))
	f.add(52, way, source.edge, c.edge)
	f.add(53, way, bit(c.opens), bit(c.capital), source.edge)
	f.add(54, way, source.confidence, c.confidence)
	f.add(55, way, c.length, bit(c.opens))
	f.add(56, way, source.length)
	f.add(57, way, r.beyond(s, sign(s-i)))
	f.add(58, way, b.pattern, uint32(b.blocks))
}

// cueFeatures are those of cue q for content i.
func (r *Reading) cueFeatures(f *collector, i, q, before int) {
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
	f.add(5, place, b.roles[1])
	f.add(6, place, marks)
	f.add(7, way, few(b.n.joins), b.pattern)
	f.add(8, way, few(b.n.stops), bit(c.opens), bit(c.inside), b.pattern)
	f.add(9, way, cue.last, gap)
	f.add(10, way, cue.ending, b.pattern)
	f.add(11, way, c.first, b.pattern)
	f.add(12, way, c.before, gap, b.pattern)
	f.add(13, way, cue.confidence, b.pattern)
	f.add(14, way, c.confidence, b.pattern)
	f.add(15, place, own)
	f.add(16, way, own, b.pattern)
	f.add(17, way, own, gap, bit(c.opens))
	f.add(18, bit(q == before), place)
	f.add(19, bit(q == before), bit(c.opens), bit(c.edge&1 == 1), own, place)
	f.add(20, way, bit(c.opens), bit(c.closes), bit(c.capital), b.sentences)
	f.add(21, way, c.length, gap)
	f.add(22, way, bit(c.capital), b.sentences, c.before)
	f.add(23, place, c.edge, cue.edge)
	f.add(24, way, marks, b.pattern, bit(c.opens))
	f.add(25, place, r.beyond(q, sign(q-i)))
	f.add(26, way, r.beyond(i, sign(i-q)), b.pattern)
	f.add(27, bit(q == before), way, c.before, own)
	f.add(28, way, bit(cue.inside), bit(c.inside), b.roles[1])
	f.add(29, bit(q == before), bit(cue.inside), bit(c.inside), bit(c.opens), b.roles[1])
	f.add(30, way, bit(cue.inside), bit(c.inside), own, place)
	f.add(31, way, b.roles[1], r.surest(i, q))
	f.add(32, bit(q == before), way, r.surest(i, q), cue.confidence, b.roles[1])
}

// surest is how sure the tagger is of the cue between phrases i and q that it is surest of.
func (r *Reading) surest(i, q int) uint32 {
	out := uint32(0)
	for k := min(i, q) + 1; k < max(i, q); k++ {
		if r.Phrases[k].Role == neural.BeginCue {
			out = max(out, 1+r.facts[k].confidence)
		}
	}
	return out
}

// owned tells what content cue q has beside it other than content i: on which side, and how near.
func (r *Reading) owned(q, i int) uint32 {
	out := uint32(0)
	for _, step := range [...]int{-1, 1} {
		out *= 6
		j := r.next(q, step)
		if j != None && r.Phrases[j].Role == neural.BeginSource {
			j = r.next(j, step)
		}
		switch {
		case j == None || r.Phrases[j].Role != neural.BeginContent:
		case j == i:
			out += 5
		default:
			out += 1 + min(distance(r.gap(q, j))/2, 3)
		}
	}
	return out
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
	f.add(105, c.before)
	f.add(106, bit(before != None), nearest)
	f.add(107, r.beyond(i, -1), r.beyond(i, 1))
	f.add(108, c.confidence, nearest)
	f.add(109, bit(c.capital), c.length, bit(c.opens))
	f.add(110, c.before, c.confidence)
	f.add(111, bit(c.inside), bit(c.opens), bit(c.closes), nearest)
}
