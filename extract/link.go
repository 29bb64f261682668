package extract

import (
	"math"
	"strings"

	"dixit"
	"dixit/neural"
)

// draft is a statement in the making.
type draft struct {
	source  *phrase
	cue     []phrase
	content []phrase
	parent  *draft   // the statement whose content this one stands in
	relays  []phrase // who passed it on, the outermost first
	region  dixit.Region
	why     []string // what led here, for a person to read
}

// depth is how many statements d stands in.
func (d *draft) depth() int {
	n := 0
	for p := d.parent; p != nil; p = p.parent {
		n++
	}
	return n
}

// anchor is where d is reported: its cue, or its content if it has none.
func (d *draft) anchor() dixit.Span {
	if len(d.cue) > 0 {
		return d.cue[0].span
	}
	return d.content[0].span
}

// confidence is the mean of the phrases' own, less where the cue or the source is missing.
func (d *draft) confidence() float64 {
	sum, n := 0.0, 3 // three roles, whether they are there or not
	for _, p := range d.content {
		sum += p.confidence / float64(len(d.content))
	}
	for _, p := range d.cue {
		sum += p.confidence / float64(len(d.cue))
	}
	if d.source != nil {
		sum += d.source.confidence
	} else {
		sum += 0.5
	}
	return math.Round(sum/float64(n)*1000) / 1000
}

// Costs of a link, in words: how far away a phrase seems that stands on the other side of a border. They come from what the
// borders mean, not from a search: a source is seldom in another sentence than its cue, a content often runs over several.
const (
	sentenceCost = 8  // a sentence border between content and cue
	sourceCost   = 25 // a sentence border between cue and source
	furthest     = 40 // no link costs more
)

// link joins the phrases of a passage into drafts: each content goes to the nearest cue of its block and each cue to the
// nearest source (nearest is right in 97 and 98 of a hundred with perfect tags). Contents of one cue are one statement. A cue
// that got no content is no statement, and a content without a cue waits for join.
func link(p *passage) []*draft {
	byCue := map[int]*draft{}
	var out []*draft
	for i, c := range p.phrases {
		if c.role != neural.BeginContent {
			continue
		}
		q := nearest(p.phrases, i, neural.BeginCue, sentenceCost)
		if q < 0 {
			q = announcing(p, i)
		}
		d := byCue[q]
		if d == nil || q < 0 {
			d = &draft{}
			if q >= 0 {
				byCue[q] = d
				d.cue = []phrase{p.phrases[q]}
				d.source = sourceOf(p, q)
			} else if s := p.signed(i); s >= 0 {
				d.source = &p.phrases[s]
				d.why = append(d.why, "source set off by a mark")
			}
			out = append(out, d)
		}
		d.content = append(d.content, c)
	}
	return out
}

// sourceOf is the source of cue number q, nil if it has none.
func sourceOf(p *passage, q int) *phrase {
	var s int
	if passive(cueWords(p.text, p.phrases[q:q+1])) {
		s = agent(p, q)
	} else {
		s = nearest(p.phrases, q, neural.BeginSource, sourceCost)
	}
	if s >= 0 {
		return &p.phrases[s]
	}
	return nil
}

// nearest is the phrase of a role that stands nearest to phrase number i in its block, -1 if none is near enough. Of two as
// near, the one before wins: English puts source before cue and cue before content.
func nearest(phrases []phrase, i int, role neural.Label, border int) int {
	best, cost := -1, furthest+1
	consider := func(j int) bool {
		q := phrases[j]
		if q.block != phrases[i].block || gap(phrases[i], q) > furthest {
			return false
		}
		if q.role == role {
			if c := gap(phrases[i], q) + border*abs(q.sentence-phrases[i].sentence); c < cost {
				best, cost = j, c
			}
		}
		return true
	}
	for j := i - 1; j >= 0 && consider(j); j-- {
	}
	for j := i + 1; j < len(phrases) && consider(j); j++ {
	}
	return best
}

// announcing is the cue at the end of the block before phrase number i, if that block ends in a colon and the phrase begins
// its own: "…, writing:" and the quotation in a paragraph of its own. -1 if there is none.
func announcing(p *passage, i int) int {
	c := p.phrases[i]
	if c.block == 0 || c.first > 1 {
		return -1
	}
	before := p.words[c.block-1]
	if len(before) == 0 {
		return -1
	}
	last := before[len(before)-1].Span
	if p.slice(last) != ":" {
		return -1
	}
	for j := i - 1; j >= 0 && p.phrases[j].block >= c.block-1; j-- {
		if p.phrases[j].role == neural.BeginCue {
			return j
		}
	}
	return -1
}

// signed is the source that content number i is set off from by a colon or a dash alone, as in transcripts and under pull
// quotes: `Lind: "Soon."`, `"Soon." —Ada Lind`. -1 if there is none.
func (p *passage) signed(i int) int {
	c := p.phrases[i]
	for _, j := range [...]int{i - 1, i + 1} {
		if j < 0 || j >= len(p.phrases) || p.phrases[j].role != neural.BeginSource || p.phrases[j].block != c.block {
			continue
		}
		first, last := p.phrases[min(i, j)], p.phrases[max(i, j)]
		if between := p.slice(dixit.Span{Start: first.span.End, End: last.span.Start}); len(between) <= 8 && strings.ContainsAny(between, ":—–-") {
			return j
		}
	}
	return -1
}

func abs(n int) int { return max(n, -n) }
