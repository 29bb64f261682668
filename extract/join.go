package extract

import "slices"

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

// credits gives each quotation that fills its paragraph to the one named under it ("— Ada Lind, mayor, on the new bridge"), whatever
// cue stands in another paragraph.
func (p *passage) credits(drafts []*draft, marks marks) []*draft {
	var out []*draft
	for _, d := range drafts {
		var credited []*draft
		d.content = slices.DeleteFunc(d.content, func(c phrase) bool {
			if len(d.cue) > 0 && d.cue[0].block == c.block || len(d.cue) == 0 && d.source != nil || !p.fills(c) || !marks.quoted(c.span) {
				return false
			}
			s := p.credit(c.block + 1)
			if s.span.Len() == 0 {
				return false
			}
			credited = append(credited, &draft{source: &s, content: []phrase{c}, why: []string{"named under the quotation"}})
			return true
		})
		if len(d.content) > 0 {
			out = append(out, d)
		}
		out = append(out, credited...)
	}
	return out
}

// credit is the source that a paragraph begins with after a dash, empty if it begins otherwise.
func (p *passage) credit(block int) phrase {
	w := place{block, 0}
	switch p.at(w, 0) {
	case "—", "–", "―":
		w.word = 1
	case "-":
		for w.word < 2 && p.at(w, 0) == "-" {
			w.word++
		}
	}
	if w.word == 0 || !capitalised(p.written(w, 0)) {
		return phrase{}
	}
	return p.agent(w)
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

// reopen gives a paragraph that leaves its quotation open to whoever says the next one. The newspaper's rule is that a
// quotation of several paragraphs opens each and closes the last; so where the next has a cue of its own ("“It is old,” she
// said"), the paragraph before it is hers too, and not of a cue in a paragraph before that.
func (p *passage) reopen(drafts []*draft, marks marks) []*draft {
	owner := map[int]*draft{} // of a quotation
	for _, d := range drafts {
		for _, c := range d.content {
			for _, i := range marks.over(c.span) {
				owner[i] = d
			}
		}
	}
	for n := len(marks.outer) - 1; n >= 0; n-- {
		from := marks.all[marks.outer[n]].Continues
		if from < 0 {
			continue
		}
		to, d := owner[marks.outer[n]], owner[from]
		if to == nil || d == nil || to == d || len(to.cue) == 0 || to.cue[0].block != to.content[0].block {
			continue
		}
		at := slices.IndexFunc(d.content, func(c phrase) bool { return c.span.Overlaps(marks.all[from].Span) })
		c := d.content[at]
		own := d.source != nil // set off by a mark
		if len(d.cue) > 0 {
			own = at == 0 || c.block <= d.cue[0].block
		}
		if own || c.span.Start < marks.all[from].Span.Start || c.span.End > to.content[0].span.Start {
			continue
		}
		d.content = slices.Delete(d.content, at, at+1)
		to.content = append([]phrase{c}, to.content...)
		to.why = append(to.why, "quotation left open before it")
		owner[from] = to
	}
	return slices.DeleteFunc(drafts, func(d *draft) bool { return len(d.content) == 0 })
}
