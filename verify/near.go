package verify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// How many of a quotation's words may differ from a place: that it was altered from there, and that it is worth naming at all.
const (
	alteredShare = 0.4
	nearestShare = 0.65
	mostWindows  = 24
	mostCells    = 4 << 20 // of the tables of all windows, about: a long quotation is compared with fewer
	fewestWords  = 3       // of a quotation that can be altered: of two words, one changed leaves one
	nearEqual    = 50
	beyond       = 12 // words after a window that may belong to it: those which its last ones replace, and those dropped before these
)

// allowed is how many of n words may differ.
func allowed(n int, share float64) int {
	if n < fewestWords {
		return 0
	}
	return max(1, int(share*float64(n)))
}

// elsewhere is the verdict on words that stand nowhere.
func (c *check) elsewhere() Result {
	r := Result{Quote: c.q}
	if parts := c.p.apart(c.among); parts != nil {
		return c.spliced(parts)
	}
	near := c.near()
	segments, cost := c.p.splice(c.among)
	switch {
	case segments != nil && (len(near) == 0 || cost < near[0].cost || near[0].crosses):
		return c.spliced(segments)
	case len(near) == 0:
		r.Verdict, r.Why = NotFound, "nothing like it in the sources"
		return r
	}
	best := near[0]
	equal := c.equal(near)
	p := c.nearPlace(best)
	switch {
	case best.edits > allowed(len(c.p.words), alteredShare):
		r.Verdict, r.Nearest, r.Why = NotFound, &p, fmt.Sprintf("the nearest differs in %d of %d words", best.edits, len(c.p.words))
	case best.crosses:
		r.Verdict, r.Best, r.Why = Spliced, &p, "it joins what the source has apart: "+describe(p.Diff)
	case len(equal) > 1 && (!best.unsure || best.edits == 1):
		r.Verdict, r.Best, r.Why = Ambiguous, &p, fmt.Sprintf("not there, and equally near to %d places", len(equal))
		for _, o := range equal[1:] {
			r.Others = append(r.Others, c.nearPlace(o))
		}
	case best.unsure:
		r.Verdict, r.Nearest = NotFound, &p
		r.Why = "not there; a sentence that is much like it and may be another: " + describe(p.Diff)
	default:
		r.Verdict, r.Best, r.Why = Altered, &p, describe(p.Diff)
		for _, o := range near[1:] {
			if o.wording == best.wording && len(r.Others) < mostOthers {
				r.Others = append(r.Others, c.nearPlace(o))
			}
		}
		if v := best.src.voiceOf(best.from, best.to); v.fits(c.q) == wrong {
			r.Why += "; and the source gives the words to " + v.speaker.Name
		}
	}
	if r.Best != nil {
		r.Harm = worst(r.Best.Diff)
	}
	return r
}

// near are the stretches of the sources that come nearest, the nearest first; of those equally near the speaker's own, then the
// earliest.
func (c *check) near() []placed {
	type stretch struct {
		src    *Source
		lo, hi int // words
		cost   int
	}
	var all []stretch
	rows := c.p.rows()
	for _, part := range c.p.parts() {
		most := allowed(len(part.hashes), nearestShare)
		a := newAligner(part.hashes)
		best := most
		for _, s := range c.among {
			for _, w := range part.windows(a, s, min(most, best+1)) {
				best = min(best, w.cost)
				lo, hi := w.end-len(part.hashes)-w.cost, w.end+1+min(2*w.cost+1, beyond)
				if c.p.joins() {
					lo, hi = lo-farthest, hi+farthest
				}
				all = append(all, stretch{s, max(0, lo), min(len(s.words), hi), w.cost})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Compare(a.cost, b.cost) })
	var out []placed
	n := len(c.p.words) + 1
	for _, w := range all[:min(len(all), mostWindows, mostCells/(n*n))] {
		hi := int(w.src.words[w.hi-1]) + 1
		for hi < len(w.src.tokens) && w.src.tokens[hi].class == sign {
			hi++
		}
		pl := c.p.compare(rows, w.src, int(w.src.words[w.lo]), hi)
		if pl.from >= 0 && !slices.ContainsFunc(out, pl.overlaps) {
			out = append(out, pl)
		}
	}
	slices.SortStableFunc(out, func(a, b placed) int {
		if a.cost != b.cost {
			return cmp.Compare(a.cost, b.cost) // and the statements of the source need not be read
		}
		return cmp.Compare(c.fitOf(a), c.fitOf(b))
	})
	return out
}

func (c *check) fitOf(p placed) fit { return p.src.voiceOf(p.from, p.to).fits(c.q) }

func (p placed) overlaps(o placed) bool { return p.src == o.src && p.from <= o.to && o.from <= p.to }

// parts are the stretches of p between its ellipses, each as a pattern, without those of a word or two; p itself if no other is left.
func (p *pattern) parts() []*pattern {
	if p.open > mostOpen {
		return []*pattern{p}
	}
	out := slices.DeleteFunc(p.between(), func(q *pattern) bool { return len(q.words) < fewestWords })
	if len(out) == 0 {
		return []*pattern{p}
	}
	return out
}

// between are the stretches of p between its ellipses that have words, each as a pattern.
func (p *pattern) between() []*pattern {
	var out []*pattern
	from := 0
	cut := func(to int) {
		if q := newPattern(strings.Trim(p.text[from:to], " ,;")); len(q.words) > 0 {
			out = append(out, q)
		}
	}
	for _, e := range p.elements {
		if e.kind == gap {
			cut(e.tok.span.Start)
			from = e.tok.span.End
		}
	}
	cut(len(p.text))
	return out
}

// equal are those of near that are as near as the first, with other words each, and of them the speaker's own if some are.
func (c *check) equal(near []placed) []placed {
	var out []placed
	for _, p := range near {
		if p.cost-near[0].cost < nearEqual && !p.crosses && !slices.ContainsFunc(out, func(o placed) bool { return o.wording == p.wording }) {
			out = append(out, p)
		}
	}
	his := slices.DeleteFunc(slices.Clone(out), func(p placed) bool { return c.fitOf(p) != right })
	if len(his) > 0 && c.fitOf(near[0]) == right {
		return his
	}
	return out
}

// nearPlace is where p stands, with what differs.
func (c *check) nearPlace(p placed) Place {
	out := placeOf(p.src, p.from, p.to, p.src.voiceOf(p.from, p.to))
	out.Diff = p.ops
	return out
}

// spliced is the verdict on a quotation of several places.
func (c *check) spliced(list []segment) Result {
	r := Result{Quote: c.q, Verdict: Spliced, Why: fmt.Sprintf("%d places joined, %s", len(list), outOfOrder(list))}
	longest := 0
	for i, s := range list {
		if s.to-s.from > list[longest].to-list[longest].from {
			longest = i
		}
	}
	for i, s := range list {
		src := s.at[0].src
		first, last := int(src.words[s.at[0].first]), int(src.words[s.at[0].first+s.at[0].words-1])
		p := placeOf(src, first, last, src.voiceOf(first, last))
		if i == longest {
			r.Best = &p
		} else {
			r.Others = append(r.Others, p)
		}
	}
	return r
}

// describe is what differs, in a line.
func describe(ops []Op) string {
	const most = 6
	var out []string
	for _, o := range ops {
		switch {
		case o.Change == Same:
			continue
		case len(out) == most:
			return strings.Join(append(out, "…"), "; ")
		case o.Change == Dropped:
			out = append(out, fmt.Sprintf("%s: “%s” dropped", o.Harm, o.Source))
		case o.Change == Added:
			out = append(out, fmt.Sprintf("%s: “%s” added", o.Harm, o.Draft))
		default:
			out = append(out, fmt.Sprintf("%s: “%s” is “%s” in the source", o.Harm, o.Draft, o.Source))
		}
	}
	if len(out) == 0 {
		return "the same words, otherwise set"
	}
	return strings.Join(out, "; ")
}
