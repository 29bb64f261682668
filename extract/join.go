package extract

// join settles the drafts whose content found no cue. A quotation that goes on over a paragraph's border, re-opened without
// having been closed, and one that follows a quotation of the statement before it, belong to that statement: newspapers write
// so. Any other content with neither cue nor source is nobody's statement; its quotations are reported as unattributed.
func join(p *passage, drafts []*draft, marks marks) []*draft {
	var out []*draft
	for _, d := range drafts {
		if len(d.cue) > 0 || d.source != nil {
			out = append(out, d)
			continue
		}
		if len(out) > 0 && p.goesOn(out[len(out)-1], d, marks) {
			before := out[len(out)-1]
			before.content = append(before.content, d.content...)
			before.why = append(before.why, "quotation goes on")
		}
	}
	return out
}

// goesOn reports whether d's content, which has no cue, goes on from the draft before: it is a quotation that re-opens what
// the last paragraph left open, or one that follows a quoted statement in the same paragraph, or one that fills the next.
func (p *passage) goesOn(before, d *draft, marks marks) bool {
	last, c := before.content[len(before.content)-1], d.content[0]
	i := marks.at(c.span.Start)
	if i < 0 || len(before.cue) == 0 || c.span.Start < last.span.End {
		return false
	}
	if from := marks.all[i].Continues; from >= 0 && last.span.Overlaps(marks.all[from].Span) {
		return true
	}
	if !marks.quoted(last.span) {
		return false
	}
	return c.block == last.block || c.block == last.block+1 && p.fills(c)
}

// fills reports whether c is all of its block but a mark or two.
func (p *passage) fills(c phrase) bool {
	return c.first <= 1 && c.end >= len(p.words[c.block])-1
}
