package links

import "dixit/neural"

// Sources makes c the choice of a source for cue number q, whose contents are these.
func (r *Reading) Sources(c *Choice, q int, contents []int) {
	c.reset()
	for j, n := q-1, 0; j >= 0 && j >= q-window && n < 4 && r.near(j, q); j-- {
		if r.Phrases[j].Role == neural.BeginSource {
			c.Candidates = append(c.Candidates, j)
			n++
		}
	}
	back := len(c.Candidates)
	for j, n := q+1, 0; j < len(r.Phrases) && j <= q+window && n < 3 && r.near(q, j); j++ {
		if r.Phrases[j].Role == neural.BeginSource {
			c.Candidates = append(c.Candidates, j)
			n++
		}
	}
	side := r.side(q, contents)
	for k, s := range c.Candidates {
		rank := k
		if s > q {
			rank = k - back
		}
		c.features.begin()
		r.sourceFeatures(&c.features, q, s, side, uint32(rank))
	}
	c.features.begin()
	r.noSourceFeatures(&c.features, c.Candidates, q, side)
	c.Candidates = append(c.Candidates, None)
}

// side tells where the contents of cue q stand: 1 before it, 2 after it, 3 both.
func (r *Reading) side(q int, contents []int) uint32 {
	out := uint32(0)
	for _, c := range contents {
		if c < q {
			out |= 1
		} else {
			out |= 2
		}
	}
	return out
}

// sourceFeatures are those of source s for cue q.
func (r *Reading) sourceFeatures(f *collector, q, s int, side, rank uint32) {
	b := r.between(q, s)
	source, cue := &r.facts[s], &r.facts[q]
	way := bit(s > q) + 2*side
	gap := distance(b.gap)
	place := way + 8*(uint32(b.blocks)+4*b.sentences)
	taken := r.taken(s, q)

	f.add(200, way)
	f.add(201, place, gap)
	f.add(202, place, b.pattern)
	f.add(203, place, gap, b.pattern)
	f.add(204, place, rank)
	f.add(205, way, few(b.n.commas), few(b.n.joins), b.pattern)
	f.add(206, way, few(b.n.stops), few(b.n.quotes), few(b.n.colons), b.pattern)
	f.add(207, way, cue.first, b.pattern)
	f.add(208, way, cue.last, b.pattern)
	f.add(209, way, cue.first, cue.last)
	f.add(210, way, cue.ending, cue.first, b.pattern)
	f.add(211, way, source.before, gap)
	f.add(212, way, source.before, cue.first)
	f.add(213, way, source.first, b.pattern)
	f.add(214, way, source.last, gap)
	f.add(215, way, source.confidence, b.pattern)
	f.add(216, way, cue.confidence, gap)
	f.add(217, place, taken)
	f.add(218, way, taken, b.pattern, gap)
	f.add(219, way, source.length, source.edge, gap)
	f.add(220, way, cue.before, b.pattern)
	f.add(221, way, cue.after, b.pattern)
	f.add(222, way, source.after, b.pattern)
	f.add(223, way, cue.before, gap)
	f.add(224, way, bit(source.capital), b.pattern)
	f.add(225, way, cue.last, gap)
	f.add(226, way, cue.before, taken)
	f.add(227, way, bit(source.inside), bit(cue.inside))
}

// taken tells which cue other than q stands beside source s, on which side and how near: it is likely that one's.
func (r *Reading) taken(s, q int) uint32 {
	out := uint32(0)
	for _, step := range [...]int{-1, 1} {
		out *= 6
		j := s + step
		if j < 0 || j >= len(r.Phrases) || r.Phrases[j].Block != r.Phrases[s].Block || r.Phrases[j].Role != neural.BeginCue {
			continue
		}
		if j == q {
			out += 5
		} else {
			out += 1 + min(distance(max(r.Phrases[j].First-r.Phrases[s].End, r.Phrases[s].First-r.Phrases[j].End))/2, 3)
		}
	}
	return out
}

// noSourceFeatures are those of cue q having no source.
func (r *Reading) noSourceFeatures(f *collector, candidates []int, q int, side uint32) {
	cue := &r.facts[q]
	nearest, pattern := uint32(15), uint32(0)
	for _, s := range candidates {
		b := r.between(q, s)
		if d := distance(b.gap) + 2*uint32(b.blocks); d < nearest {
			nearest, pattern = d, 1+b.pattern
		}
	}
	f.add(300, side)
	f.add(301, uint32(len(candidates)), side)
	f.add(302, cue.first)
	f.add(303, cue.last)
	f.add(304, cue.first, cue.last)
	f.add(305, cue.ending, cue.length)
	f.add(306, cue.before)
	f.add(307, cue.after, side)
	f.add(308, nearest, pattern)
	f.add(309, nearest, cue.confidence)
	f.add(310, r.beyond(q, false), r.beyond(q, true))
	f.add(311, cue.first, cue.ending)
	f.add(312, cue.first, cue.second)
	f.add(313, cue.edge, nearest)
	f.add(314, cue.before, cue.before2)
	f.add(315, cue.last, cue.before)
}
