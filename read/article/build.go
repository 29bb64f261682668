package article

import (
	"strings"

	"dixit"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds on a page: more nodes than any article has, and deeper than any is. What lies deeper than maxDepth is read as if it lay
// there.
const (
	maxNodes = 400_000
	maxDepth = 512
)

// Listener is told what a page holds, in its order: the beginning and the end of every element, also where the page leaves out
// the tag, and the text between. What is inside script and style is text. Attributes are good until the call returns; values
// and texts share the page's memory.
type Listener interface {
	Open(name atom.Atom, attrs []html.Attribute)
	Words(s string)
	Close(name atom.Atom)
}

// frame is an element that is open. Places are indices of frames, -1 for none.
type frame struct {
	node  int32
	name  uint32    // of its end tag
	atom  atom.Atom // told to the listener when it closes
	same  int16     // the next below whose name has the same slot and is another
	under int16     // the next below of the same name
	scope int16     // the nearest here or below that no end tag reaches over
	block int16     // the nearest here or below that no end tag of a part of a line reaches over
	item  int16     // the nearest here or below that a list item does not reach over
	link  mark      // what text inside is, as part of a link
}

// impliedParagraph is the name of a paragraph that no tag begins: two line breaks do.
const impliedParagraph = 1<<32 - 1

// builder makes a tree of the tokens of a page. It knows of HTML's rules for wrong markup those that are about blocks: which
// tags may be left out, and which end tags close what. Every step takes the same time, however the page is nested.
type builder struct {
	tree
	listen Listener
	z      *html.Tokenizer
	open   []frame
	last   [1 << 10]int16 // by slot of the name: the uppermost frame that may have it
	names  map[string]mark
	attrs  []html.Attribute
	tag    []byte
	skip   atom.Atom // the element that nothing is read of until it ends, 0 if there is none
	depth  int       // how many elements of that name are open
	raw    atom.Atom // the element whose text comes next and is no text of the page, 0 if there is none
	breaks int       // how many line breaks the open element ends with, two at most
	flush  bool      // the last thing was the edge of a block: white space here means nothing
}

// parse reads a page.
func parse(page string, listen Listener) (*tree, error) {
	b := &builder{listen: listen, names: map[string]mark{}, z: html.NewTokenizer(strings.NewReader(page))}
	b.page = page
	b.nodes = make([]node, 0, min(strings.Count(page, "<")*3/4+16, maxNodes)) // most tags are of pairs, with a text in or behind them
	for i := range b.last {
		b.last[i] = -1
	}
	b.push(b.element(atom.Html), uint32(atom.Html), atom.Html)
	b.push(b.element(atom.Body), uint32(atom.Body), atom.Body)
	for from := 0; ; {
		kind := b.z.Next()
		to := min(from+len(b.z.Raw()), len(page))
		switch kind {
		case html.ErrorToken:
			if err := b.z.Err(); err.Error() != "EOF" {
				return nil, dixit.Errorf(dixit.Unreadable, "html: %w", err)
			}
			b.words(from, to)
			b.close(0)
			return &b.tree, nil
		case html.TextToken:
			b.words(from, to)
		case html.StartTagToken, html.SelfClosingTagToken:
			b.start(from, to)
		case html.EndTagToken:
			b.end(from, to)
		}
		if len(b.nodes) > maxNodes {
			return nil, dixit.Errorf(dixit.TooLarge, "html: over %d elements and texts", maxNodes)
		}
		from = to
	}
}

// element appends an element inside the innermost that is open.
func (b *builder) element(name atom.Atom) int32 {
	i := int32(len(b.nodes))
	n := node{name: name, end: i + 1, parent: -1}
	if len(b.open) > 0 {
		n.parent = b.open[len(b.open)-1].node
	}
	b.nodes = append(b.nodes, n)
	return i
}

// push opens element i.
func (b *builder) push(i int32, name uint32, a atom.Atom) {
	at := int16(len(b.open))
	f := frame{node: i, name: name, atom: a, same: b.last[slot(name)], under: -1, scope: -1, block: -1, item: -1}
	if f.same >= 0 && b.open[f.same].name == name {
		f.under, f.same = f.same, b.open[f.same].same
	}
	if at > 0 {
		below := b.open[at-1]
		f.scope, f.block, f.item, f.link = below.scope, below.block, below.item, below.link
	}
	if scopes(a) {
		f.scope = at
	}
	if breaks(a) && name != impliedParagraph {
		f.block = at
		if a != atom.Address && a != atom.Div && a != atom.P {
			f.item = at
		}
	}
	b.last[slot(name)] = at
	b.open = append(b.open, f)
}

// close closes all elements from frame at.
func (b *builder) close(at int) {
	for i := len(b.open) - 1; i >= at; i-- {
		f := b.open[i]
		b.nodes[f.node].end = int32(len(b.nodes))
		b.last[slot(f.name)] = max(f.under, f.same)
		if f.name != impliedParagraph {
			b.tell(f.atom)
		}
	}
	b.open = b.open[:at]
	b.breaks = 0
}

func (b *builder) tell(closed atom.Atom) {
	if b.listen != nil {
		b.listen.Close(closed)
	}
}

// slot is where to look for a name. No two elements of HTML have one slot: the factor was searched for that.
func slot(name uint32) uint32 { return name * 680802661 >> 22 }

// find is the uppermost frame with a name, -1 if there is none. It looks at no more than a few names of one slot; only a page
// made for it has more.
func (b *builder) find(name uint32) int {
	at := b.last[slot(name)]
	for range 8 {
		if at < 0 || b.open[at].name == name {
			return int(at)
		}
		at = b.open[at].same
	}
	return -1
}

// top is the innermost frame.
func (b *builder) top() *frame { return &b.open[len(b.open)-1] }

// leave closes the uppermost element with one of the names, if it is not below frame limit.
func (b *builder) leave(limit int, names ...atom.Atom) {
	at := -1
	for _, name := range names {
		at = max(at, b.find(uint32(name)))
	}
	if at >= 2 && at >= limit {
		b.close(at)
	}
}

// start reads a start tag.
func (b *builder) start(from, to int) {
	tag := b.tagName(from+len("<"), to)
	name := atom.Lookup(tag)
	if b.skipped(name) {
		return
	}
	b.attrs = attributes(b.attrs[:0], b.page[from:to])
	b.implied(name)
	if b.listen != nil {
		b.listen.Open(name, b.attrs)
	}
	switch name {
	case atom.Html:
		b.describe(&b.nodes[0], b.attrs)
		return
	case atom.Body:
		b.describe(&b.nodes[1], b.attrs)
		return
	case atom.Head:
		return
	}
	if raw(name) {
		b.raw = name
	}
	b.signed = b.signed || name == atom.Meta && namesAuthor(b.attrs)
	switch {
	case name == atom.Script, name == atom.Style, name == atom.Title, name == atom.Noscript, name == atom.Link, name == atom.Meta, name == atom.Base:
		if void(name) {
			b.tell(name)
		}
		return
	case unread(name):
		b.describe(&b.nodes[b.element(name)], b.attrs)
		b.breaks, b.flush = 0, false
		if b.page[to-2] == '/' {
			b.tell(name)
		} else {
			b.skip, b.depth = name, 1
		}
		return
	}
	b.add(name, tagID(name, tag))
}

// tagName is the name that begins in a tag, in lower case. It is good until the next. The tokenizer would copy each.
func (b *builder) tagName(from, to int) []byte {
	b.tag = b.tag[:0]
	for i := from; i < to && !isSpace(b.page[i]) && b.page[i] != '/' && b.page[i] != '>'; i++ {
		c := b.page[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b.tag = append(b.tag, c)
	}
	return b.tag
}

// tagID is what tells a name from others, also one that HTML does not know.
func tagID(name atom.Atom, tag []byte) uint32 {
	if name != 0 {
		return uint32(name)
	}
	return nameHash(tag) | 1<<31
}

// add adds an element to the tree, and opens it if it has content.
func (b *builder) add(name atom.Atom, id uint32) {
	if breaks(name) {
		b.flush = true
	} else if name != atom.Br {
		b.flush = false
	}
	if name == atom.Br {
		b.lineBreak()
		return
	}
	if !phrasing(name) && b.top().name == impliedParagraph {
		b.close(len(b.open) - 1)
	}
	b.breaks = 0
	if name == atom.Img && !pictured(b.attrs) {
		b.tell(name)
		return
	}
	i := b.element(name)
	b.describe(&b.nodes[i], b.attrs)
	if void(name) || len(b.open) == maxDepth {
		b.tell(name)
		return
	}
	inCaption := b.nodes[b.top().node].name == atom.Figcaption
	b.push(i, id, name)
	if name == atom.A && !inCaption { // a link in a caption tells nothing: it leads to the picture
		b.top().link = linkMark(b.attrs)
		b.nodes[i].marks |= b.top().link
	}
}

// words reads a text.
func (b *builder) words(from, to int) {
	if from >= to || b.skip != 0 {
		return
	}
	s := b.page[from:to]
	if b.raw != 0 {
		b.aside(s)
		return
	}
	n := node{parent: b.top().node, end: int32(len(b.nodes)) + 1, from: int32(from), to: int32(to), marks: isText | b.top().link}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
		b.decoded = append(b.decoded, s)
		n.decoded = int32(len(b.decoded))
	}
	chars, commas, m := measure(s)
	if b.listen != nil {
		b.listen.Words(s)
	}
	if chars == 0 && (b.flush || len(b.nodes) == 2) {
		return
	}
	n.chars, n.commas, n.marks = int32(chars), int32(commas), n.marks|m
	if chars > 0 {
		b.flush, b.breaks = false, 0
		if b.find(uint32(atom.Pre)) >= 0 {
			n.marks |= preserved
		}
	}
	b.nodes = append(b.nodes, n)
}
