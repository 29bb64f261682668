package extract

import (
	"slices"
	"strings"

	"dixit"
	"dixit/extract/links"
	"dixit/neural"
)

// draft is a statement in the making.
type draft struct {
	source   *phrase // nil if there is none
	wide     phrase  // source as the tagger marks it (mention.go)
	unnamed  bool    // a passive that does not tell who spoke
	cue      []phrase
	content  []phrase
	parent   *draft       // the statement whose content this one stands in
	relays   []phrase     // who passed it on, the outermost first
	before   []dixit.Link // the chain without the speaker, once it is sealed
	listener dixit.Span   // the words that name who was spoken to; empty if there are none
	kind     dixit.Kind   // these three are settled where a set phrase was found; zero: as the words tell
	act      string
	tier     int
	region   dixit.Region
	turn     bool     // a paragraph of a transcript, what somebody says word for word (turn.go)
	links    linked   // how sure the links are; zero for a draft made by rule
	why      []string // what led here, for a person to read
}

// linked is how sure learned links are, as logarithms of odds: the content's to its cue, the cue's to its source, and that of being
// a statement.
type linked struct{ cue, source, stands float64 }

// depth is how many statements d stands in, within its turn if it stands in a transcript.
func (d *draft) depth() int {
	n := 0
	for p := d.parent; p != nil && !p.turn; p = p.parent {
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

// holds reports whether e is reported in what d says.
func (d *draft) holds(e *draft) bool {
	return slices.ContainsFunc(d.content, func(c phrase) bool { return c.span.Contains(e.anchor()) })
}

// overlaps reports whether d and e have words of their cues in common.
func (d *draft) overlaps(e *draft) bool {
	for _, p := range d.cue {
		for _, q := range e.cue {
			if p.span.Overlaps(q.span) {
				return true
			}
		}
	}
	return false
}

// link joins the phrases of a passage into drafts. A content without a cue waits for join.
func (x *Extractor) link(p *passage) []*draft {
	var out []*draft
	for _, l := range x.links.Link(p.linking()) {
		d := &draft{}
		for _, c := range l.Contents {
			d.content = append(d.content, p.phrases[c])
		}
		switch l.Source {
		case links.None:
		case l.Cue:
			s := p.pronounOf(p.phrases[l.Cue])
			d.source = &s
		default:
			d.source = &p.phrases[l.Source]
		}
		if l.Cue != links.None {
			d.cue = []phrase{p.phrases[l.Cue]}
			d.links.cue, d.links.source = l.Margins()
			d.links.stands = l.LogOdds()
		} else if l.Source != links.None {
			d.why = append(d.why, "source set off by a mark")
		}
		p.passive(d)
		p.antecedent(d)
		out = append(out, d)
	}
	return out
}

// pronounOf is the pronoun that a cue begins with: "he" of "he’s said".
func (p *passage) pronounOf(cue phrase) phrase {
	out := cue
	out.role, out.end = neural.BeginSource, cue.first+1
	out.span.End = out.span.Start + strings.IndexAny(p.slice(cue.span), "'’")
	return out
}
