package verify

import "strings"

// stepsOf are the steps by which the source's words at h become the draft's: none if they are the same characters.
func (p *pattern) stepsOf(h hit) (out steps) {
	src := h.src.doc.Text.String()
	t := h.src.tokens
	if h.last() >= h.first() && src[t[h.first()].span.Start:t[h.last()].span.End] == p.text {
		return 0
	}
	if p.leadGap {
		out.add(Ellipsis)
	}
	if len(p.leading) > 0 {
		out.add(Bracket)
	}
	before := -1 // the last token that was bound
	for i := range p.elements {
		e, b := &p.elements[i], h.bind[i]
		own := false // the source's own ellipsis or brackets
		switch {
		case e.kind == gap:
			own = b.to == b.from+1 && t[b.from].class == dots
			if !own {
				out.add(Ellipsis)
			}
		case e.kind == inserted && b.to-b.from == len(e.raw) && len(e.raw) > 0 && t[b.from].class == opening:
		case e.kind == inserted:
			out.add(Bracket)
		case b.to == b.from, b.to == b.from+2 && e.tok.class == quote:
			out.add(Outer)
		case len(e.raw) > 1 && b.to == b.from+1:
			out.add(p.bracketed(e, t[b.from]))
		case b.to == b.from+1:
			p.literal(&out, p.text[e.tok.span.Start:e.tok.span.End], src[t[b.from].span.Start:t[b.from].span.End], e, t[b.from])
		}
		if b.to > b.from {
			if before >= 0 && before+1 == b.from && i > 0 {
				p.spaced(&out, h, i, before)
			}
			before = b.to - 1
		} else if e.kind == gap {
			before = -1
		}
	}
	if out == 0 {
		out.add(Space)
	}
	return out
}

// bracketed is the step of a word partly in brackets.
func (p *pattern) bracketed(e *element, t token) Step {
	if e.lead && sameButFirst(e.tok.key, t.key) {
		return Capital
	}
	return Bracket
}

// literal adds the steps from the source's token, as it stands, to the draft's.
func (p *pattern) literal(out *steps, draft, src string, e *element, t token) {
	if draft == src {
		return
	}
	switch t.class {
	case dash:
		out.add(Dash)
	case quote:
		if e.tok.key != t.key {
			out.add(Nested)
		} else {
			out.add(Marks)
		}
	case dots:
	case word:
		if e.tok.key != t.key {
			out.add(Capital)
		}
		a, b := straight(draft), straight(src)
		if strings.ContainsFunc(draft, apostrophe) && rawApostrophes(draft) != rawApostrophes(src) {
			out.add(Marks)
		}
		if va, vb := visible(a), visible(b); len(va) != len(a) || len(vb) != len(b) {
			out.add(Space)
			a, b = va, vb
		}
		if a != b && !sameButFirst(a, b) {
			out.add(Unicode)
		}
	default:
		out.add(Unicode)
	}
}

// straight is s with straight apostrophes.
func straight(s string) string {
	return strings.Map(func(c rune) rune {
		if apostrophe(c) {
			return '\''
		}
		return c
	}, s)
}

// visible is s without what nobody sees.
func visible(s string) string {
	return strings.Map(func(c rune) rune {
		if unseen(c) {
			return -1
		}
		return c
	}, s)
}

// rawApostrophes are the apostrophes of s as they stand.
func rawApostrophes(s string) string {
	return strings.Map(func(c rune) rune {
		if apostrophe(c) {
			return c
		}
		return -1
	}, s)
}

// spaced adds the steps for what stands between element i and the one before, whose last token is before.
func (p *pattern) spaced(out *steps, h hit, i, before int) {
	t, src := h.src.tokens, h.src.doc.Text.String()
	e, o := p.elements[i], p.elements[i-1]
	if h.src.block[before] != h.src.block[before+1] {
		out.add(Paragraph)
		return
	}
	for _, k := range h.src.skips {
		if int(k) == before+1 {
			out.add(Remark)
			return
		}
	}
	if e.kind == gap || o.kind == gap || e.kind == inserted || o.kind == inserted || h.bind[i-1].to == h.bind[i-1].from {
		return
	}
	draft := p.text[o.raw[len(o.raw)-1].span.End:e.raw[0].span.Start]
	space := src[t[before].span.End:t[before+1].span.Start]
	switch {
	case draft == space:
	case e.tok.class == dash || o.tok.class == dash:
		out.add(Dash)
	default:
		out.add(Space)
	}
}
