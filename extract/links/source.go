package links

import (
	"slices"
	"strings"

	"dixit/neural"
)

// Sources makes c the choice of a source for cue number q, whose contents are these.
func (r *Reading) Sources(c *Choice, q int, contents []int) {
	c.reset()
	r.gather(c, q, neural.BeginSource)
	side := r.side(q, contents)
	for _, s := range c.Candidates {
		c.features.begin()
		r.sourceFeatures(&c.features, q, s, side)
	}
	c.features.begin()
	r.noSourceFeatures(&c.features, c.Candidates, q, side)
	c.Candidates = append(c.Candidates, None)
}

// holdsSource reports whether the first word of cue q is its source too: "he’s said", "they’re worried". A word has one role,
// and the tagger gives it the cue's. "It’s" and "that’s" name nobody.
func (r *Reading) holdsSource(q int) bool {
	p := r.Phrases[q]
	word := strings.ReplaceAll(strings.ToLower(r.word(p.Block, p.First)), "'", "’")
	pronoun, _, contracted := strings.Cut(word, "’")
	return contracted && slices.Contains([]string{"he", "she", "they", "i", "we", "you", "who"}, pronoun)
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
func (r *Reading) sourceFeatures(f *collector, q, s int, side uint32) {
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
	f.add(204, place, b.roles[0])
	f.add(205, way, few(b.n.commas), few(b.n.joins), b.pattern)
	f.add(206, way, few(b.n.stops), few(b.n.quotes), few(b.n.colons), b.pattern)
	f.add(207, way, cue.first, b.pattern)
	f.add(208, way, cue.last, b.pattern)
	f.add(209, way, cue.ending, cue.first, b.pattern)
	f.add(210, way, source.before, gap)
	f.add(211, way, source.before, cue.first)
	f.add(212, way, source.confidence, b.pattern)
	f.add(213, way, cue.confidence, gap)
	f.add(214, place, taken)
	f.add(215, way, taken, b.pattern, gap)
	f.add(216, way, source.length, source.edge, gap)
	f.add(217, way, bit(source.capital), b.pattern)
	f.add(218, way, bit(source.inside), bit(cue.inside))
}

// taken tells which cue other than q stands beside source s, on which side and how near: it is likely that one's.
func (r *Reading) taken(s, q int) uint32 {
	out := uint32(0)
	for _, step := range [...]int{-1, 1} {
		out *= 6
		switch j := r.next(s, step); {
		case j == None || r.Phrases[j].Role != neural.BeginCue:
		case j == q:
			out += 5
		default:
			out += 1 + min(distance(r.gap(s, j))/2, 3)
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
	f.add(310, r.beyond(q, -1), r.beyond(q, 1))
	f.add(311, cue.first, cue.ending)
	f.add(312, cue.first, cue.second)
	f.add(313, cue.edge, nearest)
	f.add(314, cue.before, cue.before2)
	f.add(315, cue.last, cue.before)
}
