package extract

import (
	"dixit"
	"dixit/text"
)

// deepest is how many statements a statement may stand in. Gold has at most three.
const deepest = 3

// shortest is the number of words that a content must have to be read again: one for a source, a cue and a content each.
const shortest = 3

// nest reads the content of each draft again as a passage of its own, and returns what it reports in turn.
func (x *Extractor) nest(a *article, level []*draft) []*draft {
	var parents []*draft
	var inner [][]dixit.Span
	for _, d := range level {
		if d.depth() >= deepest {
			continue
		}
		if blocks := a.inner(d); len(blocks) > 0 {
			parents, inner = append(parents, d), append(inner, blocks)
		}
	}
	var out []*draft
	for i, p := range x.read(a.text, inner) {
		for _, n := range x.link(p) {
			if len(n.cue) == 0 || n.source == nil {
				continue
			}
			n.parent, n.region = parents[i], parents[i].region
			n.why = append(n.why, "inside another's words")
			out = append(out, n)
		}
	}
	return out
}

// inner is the content of d as paragraphs to read, without the quotation marks around it.
func (a *article) inner(d *draft) []dixit.Span {
	var out []dixit.Span
	words := 0
	for _, c := range d.content {
		s := c.span
		if i := a.marks.at(s.Start); i >= 0 {
			if q := a.marks.all[i]; q.Span.Start == s.Start && q.Span.End >= s.End {
				s = dixit.Span{Start: q.Inner.Start, End: min(q.Inner.End, s.End)}
			}
		}
		if s.Len() > 0 {
			out = append(out, s)
			words += len(text.Words(a.text[s.Start:s.End]))
		}
	}
	if words < shortest {
		return nil
	}
	return out
}
