package verify

import (
	"slices"
	"strings"
)

// segment is a run of a quotation's words that some source has in a row.
type segment struct {
	from, to int   // words of the quotation, to excluded
	at       []run // where
}

// run is where a source has the words of a segment.
type run struct {
	src   *Source
	first int // number of its first word
	words int // of the source
}

// What joining two places costs, against words dropped, added or replaced at one place: a quotation is taken for spliced only if no
// single place comes nearer.
const (
	costJoin  = 250
	costShort = 60
)

// The fewest words of a segment: in one source with the others, and elsewhere. Fewer stand everywhere.
const (
	fewestHere  = 3
	fewestThere = 4
	mostRuns    = 64
)

// splice covers p's words with two or three segments, and says what that costs; nil if they cannot be covered.
func (p *pattern) splice(among []*Source) (segments []segment, cost int32) {
	n := len(p.hashes)
	head := p.longest(among, 0, n, true)
	tail := p.longest(among, 0, n, false)
	if head.to == 0 || tail.from == n {
		return nil, 0
	}
	switch {
	case tail.from <= head.to:
		segments = p.divide(head, tail, among)
	default:
		middle := p.longest(among, head.to, tail.from, true)
		if left := tail.from - middle.to; middle.to > 0 && left <= 0 {
			segments = []segment{head, middle, {tail.from, n, tail.at}}
		} else if tail.from-head.to <= 2 { // a word or two that hold the halves together
			segments = []segment{head, tail}
			cost += costAdded * int32(tail.from-head.to)
		}
	}
	segments = together(segments)
	if segments == nil || p.chance(segments) {
		return nil, 0
	}
	for _, s := range segments {
		if s.to-s.from < fewestThere {
			cost += costShort
		}
	}
	return segments, cost + costJoin*int32(len(segments)-1)
}

// apart are the parts of p between its ellipses, if each of them stands somewhere, though not together as an ellipsis may join them;
// else nil.
func (p *pattern) apart(among []*Source) []segment {
	if !p.joins() || p.open > mostOpen {
		return nil
	}
	var out []segment
	at := 0
	for _, part := range p.between() {
		s := segment{from: at, to: at + len(part.hashes)}
		for _, src := range among {
			for _, h := range part.hits(src) {
				s.at = append(s.at, run{src, int(src.rank[h.first()]), int(src.rank[h.last()+1] - src.rank[h.first()])})
			}
		}
		if len(s.at) == 0 {
			return nil
		}
		out = append(out, s)
		at = s.to
	}
	return together(out)
}

// divide is the cut between two segments that overlap: where a sentence ends, else in the middle.
func (p *pattern) divide(head, tail segment, among []*Source) []segment {
	cut := (head.to + tail.from) / 2
	for c := max(tail.from, 1); c <= min(head.to, len(p.hashes)-1); c++ {
		if i := p.words[c] - 1; c >= fewestThere && c <= len(p.hashes)-fewestThere && p.tokens[i].class != word && p.tokens[i].class != dash {
			cut = c
		}
	}
	return []segment{p.places(among, 0, cut), p.places(among, cut, len(p.hashes))}
}

// longest is the longest segment of the words from lo to before hi that begins with the first, or else ends with the last.
func (p *pattern) longest(among []*Source, lo, hi int, fromHead bool) segment {
	best := 0
	for _, s := range among {
		if len(s.words) == 0 {
			continue
		}
		h := p.hashes[lo]
		if !fromHead {
			h = p.hashes[hi-1]
		}
		s.each(h, func(i int) bool {
			n := 1
			if fromHead {
				for lo+n < hi && i+n < len(s.words) && s.hashes[i+n] == p.hashes[lo+n] && s.adjacent(i+n-1) {
					n++
				}
			} else {
				for n < hi-lo && i-n >= 0 && s.hashes[i-n] == p.hashes[hi-1-n] && s.adjacent(i-n) {
					n++
				}
			}
			best = max(best, n)
			return best < hi-lo
		})
	}
	if best == 0 {
		return segment{from: hi, to: 0}
	}
	if fromHead {
		return p.places(among, lo, lo+best)
	}
	return p.places(among, hi-best, hi)
}

// adjacent reports whether word i of s and the next stand in one paragraph, or in two that run on, and in one quotation.
func (s *Source) adjacent(i int) bool {
	for _, t := range s.tokens[s.words[i]+1 : s.words[i+1]] {
		if t.class == border || t.class == quote && s.outerMark(t.span) {
			return false
		}
	}
	return true
}

// places is the segment of the words from lo to before hi with the places where sources have them.
func (p *pattern) places(among []*Source, lo, hi int) segment {
	out := segment{from: lo, to: hi}
	for _, s := range among {
		if len(s.words) == 0 {
			continue
		}
		s.each(p.hashes[lo], func(i int) bool {
			n := 1
			for lo+n < hi && i+n < len(s.words) && s.hashes[i+n] == p.hashes[lo+n] && s.adjacent(i+n-1) {
				n++
			}
			if lo+n == hi {
				out.at = append(out.at, run{s, i, n})
			}
			return len(out.at) < mostRuns
		})
	}
	return out
}

// together narrows each segment to one place: near the others, in one source, if there is such a place; else the first.
func together(list []segment) []segment {
	if len(list) == 0 || slices.ContainsFunc(list, func(s segment) bool { return len(s.at) == 0 }) {
		return nil
	}
	longest := 0
	for i, s := range list {
		if s.to-s.from > list[longest].to-list[longest].from {
			longest = i
		}
	}
	best, at := -1, list[longest].at[0]
	for _, a := range list[longest].at { // the place that most others are in one source with, and nearest
		score := 0
		for i, s := range list {
			if i != longest {
				score += 1000 * min(1, len(s.in(a.src))) // sameness counts more than nearness
			}
		}
		if score > best {
			best, at = score, a
		}
	}
	out := slices.Clone(list)
	for i := range out {
		here := out[i].in(at.src)
		switch {
		case i == longest:
			out[i].at = []run{at}
		case len(here) > 0:
			out[i].at = []run{slices.MinFunc(here, func(a, b run) int { return away(a, at) - away(b, at) })}
		default:
			out[i].at = out[i].at[:1]
		}
	}
	return out
}

func away(a, b run) int { return max(a.first-b.first, b.first-a.first) }

// in are the places of s in src.
func (s segment) in(src *Source) []run {
	var out []run
	for _, r := range s.at {
		if r.src == src {
			out = append(out, r)
		}
	}
	return out
}

// chance reports whether segments are so short that they may stand together by chance: one of fewer words than any has, or none that says
// something.
func (p *pattern) chance(list []segment) bool {
	fewest, telling, all := fewestHere, false, 0
	for _, s := range list {
		if s.at[0].src != list[0].at[0].src {
			fewest = fewestThere
		}
	}
	for _, s := range list {
		content := 0
		for _, i := range p.words[s.from:s.to] {
			if !function(p.tokens[i].key) {
				content++
			}
		}
		if s.to-s.from < fewest {
			return true
		}
		if fewest == fewestThere && s.to-s.from == fewest && content < 2 {
			return true
		}
		telling = telling || content > 1 && s.to-s.from > fewestHere
		all += content
	}
	return !telling && (fewest > fewestHere || all < 2)
}

// outOfOrder reports whether the segments stand in one source in another order, or with other words between, for the reason.
func outOfOrder(list []segment) string {
	var why []string
	for i := 1; i < len(list); i++ {
		a, b := list[i-1], list[i]
		switch {
		case a.at[0].src != b.at[0].src:
			why = append(why, "from two sources")
		case b.at[0].first < a.at[0].first:
			why = append(why, "in another order")
		default:
			why = append(why, "with other words between")
		}
	}
	return strings.Join(slices.Compact(why), ", ")
}
