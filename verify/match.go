package verify

import (
	"math/bits"
	"strings"
)

// steps is a set of steps of the ladder.
type steps uint16

func (s *steps) add(step Step) {
	for i, o := range Steps() {
		if o == step {
			*s |= 1 << i
		}
	}
}

// list is s in the order of the ladder.
func (s steps) list() []Step {
	var out []Step
	for ; s != 0; s &= s - 1 {
		out = append(out, Steps()[bits.TrailingZeros16(uint16(s))])
	}
	return out
}

// binding is where the source has an element: tokens from to before to.
type binding struct{ from, to int }

// hit is a place where a source has a quotation word for word, under the ladder.
type hit struct {
	src  *Source
	bind []binding // by element
	steps
}

func (h hit) first() int { return h.bind[0].from }
func (h hit) last() int  { return h.bind[len(h.bind)-1].to - 1 }

// The measures of an ellipsis and of brackets: how many words may be left out at once, over how many ends of paragraphs, and
// how many words one pair of brackets may replace. And how many of both there may be.
const (
	mostOpen  = 16 // ellipses and brackets of a quotation; one with more is not taken for verbatim
	farthest  = 100
	mostEnds  = 1
	mostWords = 5
)

// matcher looks for a pattern in a source, token by token. Where there is an ellipsis or a bracket it tries what they can stand
// for, the shortest first; a pair of element and token that led nowhere is not tried again, so that the work is no more than
// their product.
type matcher struct {
	p      *pattern
	s      *Source
	bind   []binding
	failed map[[2]int]bool
}

// hits are all places where s has p. Two that overlap are one: the shorter, or the earlier.
func (p *pattern) hits(s *Source) []hit {
	if len(p.elements) == 0 || len(s.words) == 0 || p.open > mostOpen {
		return nil
	}
	anchor := p.anchor(s)
	if anchor < 0 {
		return nil
	}
	written := 0 // tokens before the anchor where the source has words partly in brackets as the draft has
	for _, e := range p.elements[:anchor] {
		written += len(e.raw)
	}
	m := matcher{p: p, s: s, bind: make([]binding, len(p.elements)), failed: map[[2]int]bool{}}
	var out []hit
	s.each(p.elements[anchor].tok.hash, func(i int) bool {
		if at := int(s.words[i]); !m.starts(at-anchor) && !m.starts(at-written) {
			return true
		}
		h := hit{src: s, bind: append([]binding{}, m.bind...)}
		if h.cutsWord() {
			return true
		}
		h.steps = p.stepsOf(h)
		if n := len(out); n > 0 && out[n-1].last() >= h.first() {
			if h.last()-h.first() < out[n-1].last()-out[n-1].first() {
				out[n-1] = h
			}
			return true
		}
		out = append(out, h)
		return true
	})
	return out
}

// anchor is the element of p's beginning, all of whose elements are tokens, whose word s has least often; -1 if s lacks one, or
// there is none.
func (p *pattern) anchor(s *Source) int {
	best, least := -1, len(s.words)+1
	for i, e := range p.elements {
		if e.kind != literal || e.outer {
			break
		}
		if e.tok.class != word || len(e.raw) > 1 {
			continue
		}
		n := 0
		s.each(e.tok.hash, func(int) bool { n++; return n < least })
		if n == 0 {
			return -1
		}
		if n < least {
			best, least = i, n
		}
	}
	return best
}

// starts reports whether all elements stand from token t on, and binds them.
func (m *matcher) starts(t int) bool { return t >= 0 && m.from(0, t) }

// from reports whether the elements from e on stand at token t, and binds them.
func (m *matcher) from(e, t int) bool {
	if e == len(m.p.elements) {
		return true
	}
	el := &m.p.elements[e]
	if el.kind == literal {
		return m.literal(el, e, t)
	}
	if m.failed[[2]int{e, t}] {
		return false
	}
	ok := el.kind == gap && m.gap(e, t) || el.kind == inserted && m.inserted(el, e, t)
	if !ok {
		m.failed[[2]int{e, t}] = true
	}
	return ok
}

// to binds element e to tokens from to before to and goes on.
func (m *matcher) to(e, from, to int) bool {
	if !m.from(e+1, to) {
		return false
	}
	m.bind[e] = binding{from, to}
	return true
}

func (m *matcher) literal(el *element, e, t int) bool {
	tokens := m.s.tokens
	if t < len(tokens) && el.same(tokens[t]) && m.to(e, t, t+1) {
		return true
	}
	if n := len(el.raw); n > 1 && m.verbatim(el.raw, t) && m.to(e, t, t+n) {
		return true
	}
	if el.outer && m.to(e, t, t) {
		return true
	}
	// The source's own comma before a closing mark inside, where the draft has none.
	last := e == len(m.p.elements)-1 && e > 0 && el.tok.class == quote && !m.p.elements[e-1].outer
	return last && t+1 < len(tokens) && (tokens[t].is(",") || tokens[t].is(".")) && el.same(tokens[t+1]) && m.to(e, t, t+2)
}

// verbatim reports whether the tokens of list stand at t.
func (m *matcher) verbatim(list []token, t int) bool {
	if t+len(list) > len(m.s.tokens) {
		return false
	}
	for i, k := range list {
		if o := m.s.tokens[t+i]; o.class != k.class || o.key != k.key {
			return false
		}
	}
	return true
}

// same reports whether token t of a source is what el asks for.
func (el *element) same(t token) bool {
	if el.tok.class != t.class {
		return false
	}
	switch t.class {
	case quote, dash, dots:
		return true
	case border:
		return false
	case word:
		if el.fixed != "" {
			return partOf(el, t)
		}
		return el.tok.key == t.key || el.lead && sameButFirst(el.tok.key, t.key)
	}
	return el.tok.key == t.key
}

// partOf reports whether the source's word t may be what a word partly in brackets stands for: it has the letters outside, and
// means no other number and nothing denied.
func partOf(el *element, t token) bool {
	const fewest = 2
	if len(el.fixed) < fewest || !strings.HasPrefix(t.key, el.fixed) && !strings.HasSuffix(t.key, el.fixed) {
		return false
	}
	return !protected(t.key) && !protected(el.tok.key) && !denies(t.key, el.tok.key)
}

// gap lets an ellipsis leave out as few words as it can.
func (m *matcher) gap(e, t int) bool {
	if e+1 == len(m.p.elements) {
		return m.to(e, t, t)
	}
	tokens, ends := m.s.tokens, 0
	for u := t; u < len(tokens) && int(m.s.rank[u]-m.s.rank[t]) <= farthest && ends <= mostEnds; u++ {
		if m.to(e, t, u) {
			return true
		}
		if tokens[u].class == border {
			ends++
		}
	}
	return false
}

// inserted lets words in brackets be the source's own, or added, or stand for a few words. What they hide must not change what
// is said: neither they nor the words they stand for may be a number or deny anything, and no word like "would" may go.
func (m *matcher) inserted(el *element, e, t int) bool {
	if n := len(el.raw); m.verbatim(el.raw, t) && m.to(e, t, t+n) {
		return true
	}
	for _, k := range el.in {
		if k.class == word && protected(k.key) {
			return false
		}
	}
	if m.to(e, t, t) {
		return true
	}
	for u := t; u < min(len(m.s.tokens), t+2*mostWords); u++ {
		k := m.s.tokens[u]
		if k.class != word && k.class != dash || k.class == word && (protected(k.key) || modal(k.key)) || int(m.s.rank[u+1]-m.s.rank[t]) > mostWords {
			return false
		}
		if m.to(e, t, u+1) {
			return true
		}
	}
	return false
}

// cutsWord reports whether h begins or ends inside a word with a hyphen: "violent" is not there where the source has "non-violent".
func (h hit) cutsWord() bool {
	t, s := h.src.tokens, h.src.doc.Text.String()
	tight := func(i int) bool {
		return i > 0 && i+1 < len(t) && t[i].class == dash && t[i].span.Len() <= len("‑") && strings.ContainsAny(s[t[i].span.Start:t[i].span.End], "-‐‑") &&
			t[i-1].class == word && t[i+1].class == word && t[i-1].span.End == t[i].span.Start && t[i].span.End == t[i+1].span.Start
	}
	return tight(h.first()-1) && h.first() > 0 || tight(h.last()+1)
}
