package article

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"dixit"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// setting is what stands around a text.
type setting struct {
	kind   dixit.BlockKind
	region dixit.Region
	first  bool // a heading of the first order
}

// writer makes blocks of the texts of a page.
type writer struct {
	*tree
	title     []byte
	gone      []bool // nodes that are not written; nil if all are
	furniture bool   // leave out what is plainly not an article: what is not shown, menus, buttons
	around    bool   // leave out what has a class of parts around articles

	text   []byte
	blocks []dixit.Block
	words  int
	headed bool // there is a headline

	start  int        // where the block in the making begins in text, if it has begun
	begun  bool       //
	space  bool       // white space is owed before the next word
	breaks int        // line breaks that the block ends with
	linked int        // bytes of the block that stand in links
	source dixit.Span // of the block
}

// node writes what is inside node i.
func (w *writer) node(i int32, c setting) {
	n := &w.nodes[i]
	if n.is(isText) {
		w.add(i, c)
		return
	}
	if n.name == atom.Br {
		w.lineBreak(c)
		return
	}
	if i > 1 && (w.furniture && (n.is(hidden) || furniture(n.name)) || w.around && (n.is(aside) || n.is(unlikely) && !n.is(maybe))) {
		return
	}
	inner := c.of(n.name)
	edges := breaks(n.name)
	if edges {
		w.end(c)
	}
	for k := i + 1; k < n.end; k = w.nodes[k].end {
		if w.gone == nil || !w.gone[k] {
			w.node(k, inner)
		}
	}
	if edges {
		w.end(inner)
	}
}

// of is the setting inside an element.
func (c setting) of(name atom.Atom) setting {
	switch name {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.kind, c.first = dixit.Heading, name == atom.H1
	case atom.Li, atom.Dt, atom.Dd:
		c.kind = dixit.ListItem
	case atom.Blockquote:
		c.kind = dixit.BlockQuote
	case atom.Figcaption, atom.Caption:
		c.region = dixit.Caption
	}
	return c
}

// furniture reports whether an element is plainly not of an article.
func furniture(name atom.Atom) bool {
	switch name {
	case atom.Nav, atom.Footer, atom.Button, atom.Aside, atom.Textarea, atom.Input:
		return true
	}
	return false
}

// lineBreak is white space; two in a row end the block: that is how pages without paragraphs part them.
func (w *writer) lineBreak(c setting) {
	if w.breaks++; w.breaks == 2 {
		w.end(c)
	}
	w.space = true
}

// add writes the text of node i. In preformatted text an empty line ends the block.
func (w *writer) add(i int32, c setting) {
	n := &w.nodes[i]
	if n.chars == 0 {
		w.space = true
		return
	}
	if !n.is(preserved) {
		w.piece(w.tree.text(i), int(n.from), int(n.to), n.is(linked|anchored))
		return
	}
	for from := int(n.from); from < int(n.to); {
		to, next := emptyLine(w.page, from, int(n.to))
		w.piece(html.UnescapeString(w.page[from:to]), from, to, n.is(linked|anchored))
		if next > to {
			w.end(c)
		}
		from = next
	}
}

// emptyLine is where the first empty line of page[from:to] begins and ends; both are to if there is none.
func emptyLine(page string, from, to int) (int, int) {
	for i := from; i < to; i++ {
		if page[i] != '\n' {
			continue
		}
		k, lines := i+1, 1
		for ; k < to && isSpace(page[k]); k++ {
			if page[k] == '\n' {
				lines++
			}
		}
		if lines > 1 {
			return i, k
		}
	}
	return to, to
}

// piece writes a text that stands in the page from one byte to another. Runs of white space become one space; what is not seen
// in a word, like a soft hyphen, is left out.
func (w *writer) piece(s string, from, to int, link bool) {
	before := len(w.text)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case isSpace(c):
				w.space = true
			case c != 0:
				w.begin()
				w.text = append(w.text, c)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\u2028' || r == '\u2029':
			w.space = true
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff':
		case r == utf8.RuneError:
			w.begin()
			w.text = append(w.text, "\ufffd"...)
		default:
			w.begin()
			w.text = append(w.text, s[i:i+n]...)
		}
		i += n
	}
	if len(w.text) == before {
		return
	}
	if link {
		w.linked += len(w.text) - before
	}
	for from < to && isSpace(w.page[from]) {
		from++
	}
	for to > from && isSpace(w.page[to-1]) {
		to--
	}
	if w.source.End == 0 {
		w.source.Start = from
	}
	w.source.End = to
}

// begin is before a character: it begins the block, or writes the space that is owed.
func (w *writer) begin() {
	switch {
	case !w.begun:
		if len(w.text) > 0 {
			w.text = append(w.text, "\n\n"...)
		}
		w.start, w.begun = len(w.text), true
	case w.space:
		w.text = append(w.text, ' ')
	}
	w.space, w.breaks = false, 0
}

// end closes the block in the making.
func (w *writer) end(c setting) {
	if w.begun {
		s := w.text[w.start:]
		block := dixit.Block{Span: dixit.Span{Start: w.start, End: len(w.text)}, Kind: c.kind, Region: c.region, Source: w.source}
		if block.Kind == "" {
			block.Kind = dixit.Paragraph
		}
		if block.Region == "" {
			block.Region = dixit.Body
			last, _ := utf8.DecodeLastRune(s)
			switch {
			case len(w.title) > 0 && bytes.EqualFold(s, w.title), c.first && !w.headed && w.words < fewWords:
				block.Kind, block.Region = dixit.Heading, dixit.Headline
				w.headed = true
			case w.linked*10 > len(s)*8 && !strings.ContainsRune(".!?”\"", last):
				block.Region = dixit.LinkLine
			}
		}
		w.blocks = append(w.blocks, block)
		w.words += bytes.Count(s, []byte(" ")) + 1
	}
	w.begun, w.space, w.breaks, w.linked, w.source = false, false, 0, 0, dixit.Span{}
}
