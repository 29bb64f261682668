package links

// Stands makes c the choice of whether s, which has a cue, is a statement: candidate 0, its cue, is that it is, candidate 1,
// None, that it is not, which has no features.
func (r *Reading) Stands(c *Choice, s Statement) {
	c.reset()
	c.Candidates = append(c.Candidates, s.Cue, None)
	c.features.begin()
	r.statementFeatures(&c.features, s)
	c.features.begin()
}

// statementFeatures are those of s being a statement.
func (r *Reading) statementFeatures(f *collector, s Statement) {
	cue := &r.facts[s.Cue]
	first := s.Contents[0]
	c := &r.facts[first]
	side := r.side(s.Cue, s.Contents)
	weakest, length := uint32(7), 0
	for _, i := range s.Contents {
		weakest = min(weakest, r.facts[i].confidence)
		length += r.Phrases[i].End - r.Phrases[i].First
	}
	nearest := r.nearest(s.Cue, s.Contents)
	source, order, sourceGap := uint32(0), side, uint32(0)
	if s.Source != None {
		b := r.between(s.Cue, s.Source)
		source = 1 + r.facts[s.Source].confidence
		order += 4 * (1 + bit(s.Source > s.Cue) + 2*b.sentences)
		sourceGap = 1 + distance(b.gap)
	}
	many := uint32(min(len(s.Contents), 4))
	cueSure, sourceSure := sure(s.cueMargin), sure(s.sourceMargin)

	f.add(400)
	f.add(401, weakest, cue.confidence, source)
	f.add(402, weakest, cue.confidence)
	f.add(403, cue.confidence, source)
	f.add(404, weakest, source)
	f.add(405, cueSure, weakest)
	f.add(406, sourceSure, source)
	f.add(407, cueSure, sourceSure)
	f.add(408, cue.last, side)
	f.add(409, cue.first, cue.last)
	f.add(410, distance(length), many)
	f.add(411, distance(length), bit(c.opens), bit(c.closes), side)
	f.add(412, order, distance(nearest.gap), sourceGap)
	f.add(413, nearest.pattern, side, order)
	f.add(414, r.beyond(first, -1), r.beyond(s.Contents[len(s.Contents)-1], 1))
	f.add(415, order, many, nearest.sentences, uint32(nearest.blocks))
	f.add(416, cue.ending, cue.length)
	f.add(417, bit(c.capital), c.edge, side)
	f.add(418, few(nearest.n.commas), few(nearest.n.joins), few(nearest.n.stops), few(nearest.n.colons), side)
	f.add(419, bit(cue.inside), bit(c.inside), side)
	f.add(420, cue.confidence)
	f.add(421, weakest)
	f.add(422, source)
	f.add(423, cue.last)
}

// nearest is what stands between cue q and the nearest of its contents.
func (r *Reading) nearest(q int, contents []int) between {
	out := r.between(q, contents[0])
	for _, i := range contents[1:] {
		if b := r.between(q, i); b.gap < out.gap {
			out = b
		}
	}
	return out
}

// sure puts a margin, in Units, into buckets of half a unit.
func sure(margin int) uint32 { return uint32(min(max(margin, 0)/(Unit/2), 12)) }
