package verify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// elementKind is what an element of a pattern asks for.
type elementKind uint8

const (
	literal  elementKind = iota // a token
	gap                         // words left out
	inserted                    // words in brackets: nothing, or other words
)

// element is a piece of a quotation, as it is looked for.
type element struct {
	kind  elementKind
	tok   token   // of a literal; of a word partly in brackets, the whole word
	raw   []token // as it stands in the draft
	in    []token // between the brackets
	fixed string  // of a word partly in brackets, the letters outside
	lead  bool    // a first word, whose capital may differ
	outer bool    // a comma or full stop that the source need not have
}

// pattern is a quotation taken apart.
type pattern struct {
	text     string // of the quotation
	tokens   []token
	elements []element
	open     int      // how many of the elements are ellipses or brackets
	leadGap  bool     // an ellipsis before the first element was taken off
	leading  []token  // the words in brackets that were
	hashes   []uint64 // of its words
	words    []int32  // tokens that are words
}

// newPattern takes the words of a quotation apart.
func newPattern(text string) *pattern {
	p := &pattern{text: text}
	eachToken(text, 0, len(text), func(t token) {
		if t.class == word {
			p.words = append(p.words, int32(len(p.tokens)))
			p.hashes = append(p.hashes, t.hash)
		}
		p.tokens = append(p.tokens, t)
	})
	for i := 0; i < len(p.tokens); {
		e, n := p.element(i)
		p.elements = append(p.elements, e)
		i += n
	}
	p.trimGaps()
	for len(p.elements) > 0 && p.elements[0].kind != literal {
		p.leadGap = p.leadGap || p.elements[0].kind == gap
		p.leading = append(p.leading, p.elements[0].in...)
		p.elements = p.elements[1:]
	}
	for _, e := range p.elements {
		if e.kind != literal {
			p.open++
		}
	}
	p.leads()
	p.outers()
	return p
}

// element is the one that begins with token i, and how many tokens it takes.
func (p *pattern) element(i int) (element, int) {
	t := p.tokens[i]
	switch {
	case t.class == dots:
		return element{kind: gap, tok: t, raw: p.tokens[i : i+1]}, 1
	case t.class == opening:
		if end := p.closes(i); end > 0 {
			if e, n := p.partly(i, i, end); n > 0 {
				return e, n
			}
			return element{kind: inserted, in: p.tokens[i+1 : end], raw: p.tokens[i : end+1]}, end + 1 - i
		}
	case t.class == word && i+1 < len(p.tokens) && p.tokens[i+1].is("[") && p.tokens[i+1].span.Start == t.span.End:
		if end := p.closes(i + 1); end > 0 {
			if e, n := p.partly(i, i+1, end); n > 0 {
				return e, n
			}
		}
	}
	return element{tok: t, raw: p.tokens[i : i+1]}, 1
}

// closes is the token that closes the bracket at token i, 0 if none does within a few words.
func (p *pattern) closes(i int) int {
	const most = 16
	for k := i + 1; k < min(len(p.tokens), i+most); k++ {
		switch p.tokens[k].class {
		case opening, dots:
			return 0
		case closing:
			return k
		}
	}
	return 0
}

// partly is the word, from token first on, of which one part stands in the brackets from open to end: [T]he, want[ed].
func (p *pattern) partly(first, open, end int) (element, int) {
	if !p.tokens[open].is("[") || end != open+2 || p.tokens[open+1].class != word {
		return element{}, 0
	}
	whole, fixed, last := p.tokens[open+1].key, "", end
	if first < open {
		fixed = p.tokens[first].key
		whole = fixed + whole
	}
	if end+1 < len(p.tokens) && p.tokens[end+1].class == word && p.tokens[end+1].span.Start == p.tokens[end].span.End {
		last = end + 1
		fixed += p.tokens[last].key
		whole += p.tokens[last].key
	}
	if fixed == "" {
		return element{}, 0
	}
	t := token{key: whole, hash: hashOf(whole), span: p.tokens[first].span}
	t.span.End = p.tokens[last].span.End
	e := element{tok: t, raw: p.tokens[first : last+1], fixed: fixed}
	if first == open && utf8.RuneCountInString(p.tokens[open+1].key) == 1 {
		e.fixed, e.lead = "", true // only the capital is in question
	}
	return e, last + 1 - first
}

// trimGaps takes away the commas and stops beside an ellipsis, which belong to nothing, and ellipses at the end.
func (p *pattern) trimGaps() {
	soft := func(e element) bool {
		return e.kind == literal && e.tok.class == sign && strings.Contains(",.;:", e.tok.key)
	}
	out := p.elements[:0:0]
	for i, e := range p.elements {
		beside := i > 0 && p.elements[i-1].kind == gap || i+1 < len(p.elements) && p.elements[i+1].kind == gap
		if soft(e) && beside || e.kind == gap && len(out) > 0 && out[len(out)-1].kind == gap {
			continue
		}
		out = append(out, e)
	}
	p.elements = out
}

// leads marks the first words of the parts.
func (p *pattern) leads() {
	first := true
	for i := range p.elements {
		e := &p.elements[i]
		switch {
		case e.kind == gap:
			first = true
		case e.kind == literal && e.tok.class == word:
			e.lead = e.lead || first
			first = false
		case e.kind == inserted:
			first = false
		}
	}
}

// outers marks the comma or full stop at the end, also before a closing mark inside.
func (p *pattern) outers() {
	n := len(p.elements)
	for n > 0 && p.elements[n-1].kind == literal && p.elements[n-1].tok.class == quote {
		n--
	}
	if n > 1 && p.elements[n-1].kind == literal && (p.elements[n-1].tok.is(",") || p.elements[n-1].tok.is(".")) {
		p.elements[n-1].outer = true
	}
}

// joins reports whether p has an ellipsis between words.
func (p *pattern) joins() bool {
	return slices.ContainsFunc(p.elements, func(e element) bool { return e.kind == gap })
}

// sameButFirst reports whether a and b differ in nothing but the case of their first letters.
func sameButFirst(a, b string) bool {
	x, n := utf8.DecodeRuneInString(a)
	y, k := utf8.DecodeRuneInString(b)
	return a[n:] == b[k:] && unicode.ToLower(x) == unicode.ToLower(y)
}
