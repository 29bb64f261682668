package extract

import (
	"math"
	"strings"

	"dixit"
	"dixit/extract/links"
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

// link joins the phrases of a passage into drafts. A content without a cue waits for join.
func (x *Extractor) link(p *passage) []*draft {
	var out []*draft
	for _, l := range x.links.Link(p.linking()) {
		d := &draft{}
		for _, c := range l.Contents {
			d.content = append(d.content, p.phrases[c])
		}
		if l.Cue != links.None {
			d.cue = []phrase{p.phrases[l.Cue]}
			if l.Source != links.None {
				d.source = &p.phrases[l.Source]
			}
		} else if s := p.signed(l.Contents[0]); s >= 0 {
			d.source = &p.phrases[s]
			d.why = append(d.why, "source set off by a mark")
		}
		out = append(out, d)
	}
	return out
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
