package export

import (
	"slices"
	"strings"

	"dixit"
)

// Fragment is the text directives that lead a browser to the spans of doc: "text=…&text=…", what comes after ":~:" in an address
// (WICG, URL Fragment Text Directives). It leaves out a span that no directive would lead to and nothing else first, and is "" if
// all are left out.
//
// A directive names at most eight words in one block as they are, everything else by its first and last words. It holds no
// quotation marks, which pages write in many ways, but in the context of words that are not unique: browsers pass over nothing
// but white space between context and words.
func Fragment(doc *dixit.Document, spans ...dixit.Span) string {
	return newPage(doc).fragment(spans...)
}

// DeepLink is the address of doc that leads a browser to the spans; the bare address where nothing does, "" where doc is not on
// the web.
func DeepLink(doc *dixit.Document, spans ...dixit.Span) string {
	return newPage(doc).link(spans...)
}

// Bounds of a directive, in words.
const (
	wholeWords = 8 // as many are named as they are
	edgeWords  = 5 // as many name the beginning and the end of more
)

// directive is what leads to a place: context before, the first words, the last words, context after. All but start may be empty.
type directive struct{ prefix, start, end, suffix run }

func (p *page) fragment(spans ...dixit.Span) string {
	var out []string
	for _, s := range spans {
		if d, ok := p.directive(s); ok {
			out = append(out, p.write(d))
		}
	}
	return strings.Join(out, "&")
}

func (p *page) link(spans ...dixit.Span) string {
	address := p.doc.URL
	if !webAddress(address) {
		return ""
	}
	address, _, _ = strings.Cut(address, ":~:")
	directives := p.fragment(spans...)
	if directives == "" {
		return address
	}
	if !strings.Contains(address, "#") {
		address += "#"
	}
	return address + ":~:" + directives
}

// directive is the shortest one that leads to s before anywhere else; ok is false if none does.
func (p *page) directive(s dixit.Span) (d directive, ok bool) {
	d, ok = p.bare(s)
	if !ok {
		return d, false
	}
	last := d.start
	if !d.end.empty() {
		last = d.end
	}
	for _, context := range [][2]int{{0, 0}, {3, 0}, {0, 3}, {3, 3}, {6, 6}, {12, 12}} {
		d.prefix, d.suffix = p.before(d.start.from, context[0]), p.after(last.to, context[1])
		if p.leads(d) {
			return d, true
		}
	}
	return d, false
}

// bare is the directive for s without context.
func (p *page) bare(s dixit.Span) (directive, bool) {
	pieces := p.pieces(s)
	if len(pieces) == 0 {
		return directive{}, false
	}
	first, last := pieces[0], pieces[len(pieces)-1]
	if len(pieces) == 1 && p.words(first) <= wholeWords {
		return directive{start: first}, true
	}
	d := directive{start: p.head(first, edgeWords)}
	if len(pieces) == 1 {
		last.from = d.start.to // or the end would be looked for past itself
	}
	d.end = p.tail(last, edgeWords)
	return d, true
}

// pieces are the stretches of s in one block and without a quotation mark, from a word to a word.
func (p *page) pieces(s dixit.Span) []run {
	from, _ := slices.BinarySearchFunc(p.tokens, s.Start, func(t pageToken, b int) int { return t.span.Start - b })
	var out []run
	open := false
	for i := from; i < len(p.tokens) && p.tokens[i].span.End <= s.End; i++ {
		t := p.tokens[i]
		switch {
		case open && (t.quote || t.block != p.tokens[i-1].block):
			open = t.word
			if open {
				out = append(out, run{i, i + 1})
			}
		case t.word && open:
			out[len(out)-1].to = i + 1
		case t.word:
			out, open = append(out, run{i, i + 1}), true
		}
	}
	return out
}

// leads reports whether a browser that follows d comes to where d was taken from before it comes anywhere else.
func (p *page) leads(d directive) bool {
	if d.end.empty() {
		return p.first(0, d.prefix, d.start, d.suffix) == d.start.from
	}
	return p.first(0, d.prefix, d.start, run{d.start.to, d.start.to}) == d.start.from &&
		p.first(d.start.to, run{d.end.from, d.end.from}, d.end, d.suffix) == d.end.from
}

// write is d as it stands in an address.
func (p *page) write(d directive) string {
	var b strings.Builder
	b.WriteString("text=")
	if !d.prefix.empty() {
		b.WriteString(p.encoded(d.prefix) + "-,")
	}
	b.WriteString(p.encoded(d.start))
	if !d.end.empty() {
		b.WriteString("," + p.encoded(d.end))
	}
	if !d.suffix.empty() {
		b.WriteString(",-" + p.encoded(d.suffix))
	}
	return b.String()
}

// encoded are the words of r with everything percent-encoded but letters, digits and marks that mean nothing in a directive.
func (p *page) encoded(r run) string {
	words := p.doc.Text.Slice(dixit.Span{Start: p.tokens[r.from].span.Start, End: p.tokens[r.to-1].span.End})
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(strings.Join(strings.Fields(words), " ")) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("_.~!*'()", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}
