package article

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// node is an element of a page or a text in it. The nodes of a page lie in one slice in the order of the page, so that what
// is inside an element is what lies between it and its end. Node 0 is html, node 1 is body.
type node struct {
	name     atom.Atom // of an element; 0 for a text and for an element that HTML does not know
	parent   int32     // index of the element around it
	end      int32     // index behind the last node inside it
	marks    mark
	weight   int32  // of class and id: 25 for each that a part of an article has, -25 for each that a part around it has
	class    uint32 // a hash of the class, 0 if it has none
	from, to int32  // text: its bytes in the page
	chars    int32  // text: as measure counts them
	commas   int32
	decoded  int32 // text: one more than its index among the decoded ones, 0 if it stands in the page as it is
}

func (n *node) is(m mark) bool { return n.marks&m != 0 }

// tree is a page or a part of it.
type tree struct {
	page    string
	nodes   []node
	decoded []string // texts with character references, these resolved
	signed  bool     // the page's metadata tells who wrote the article
}

// text is the text of node i, which is one.
func (t *tree) text(i int32) string {
	n := &t.nodes[i]
	if n.decoded > 0 {
		return t.decoded[n.decoded-1]
	}
	return t.page[n.from:n.to]
}

// words is the text inside node i, of a very long one the beginning.
func (t *tree) words(i int32) string {
	const long = 4096
	var b strings.Builder
	for k := i; k < t.nodes[i].end && b.Len() < long; k++ {
		if t.nodes[k].is(isText) {
			s := t.text(k)
			b.WriteString(s[:min(len(s), long)])
		}
	}
	return b.String()
}

// inside reports whether one of the nearest n elements around node i has a name.
func (t *tree) inside(i int32, name atom.Atom, n int) bool {
	for ; n > 0 && i > 0; n-- {
		i = t.nodes[i].parent
		if t.nodes[i].name == name {
			return true
		}
	}
	return false
}

// within reports whether node k is inside node i.
func (t *tree) within(k, i int32) bool { return i < k && k < t.nodes[i].end }

// children counts the elements right inside node i.
func (t *tree) children(i int32) int {
	n := 0
	for c := i + 1; c < t.nodes[i].end; c = t.nodes[c].end {
		if !t.nodes[c].is(isText) {
			n++
		}
	}
	return n
}

// tallies counts what is inside every node from lo up to hi, and asks drop, if there is one, about every element, those inside
// it first: what is dropped is not counted in what is around it. A node that is gone before is not counted either.
func (t *tree) tallies(lo, hi int32, gone []bool, out []tally, drop func(i int32, of *tally) bool) {
	clear(out[lo:hi])
	for i := hi - 1; i >= lo; i-- {
		n := &t.nodes[i]
		if gone != nil && gone[i] {
			continue
		}
		own := &out[i]
		if n.is(isText) {
			own.text(n, i)
		} else {
			if drop != nil && drop(i, own) {
				t.remove(i, gone)
				continue
			}
			own.element(n)
		}
		if n.parent >= lo {
			out[n.parent].before(own)
		}
	}
}

// remove takes node i and all that is inside it out.
func (t *tree) remove(i int32, gone []bool) {
	for k := i; k < t.nodes[i].end; {
		if gone[k] {
			k = t.nodes[k].end
			continue
		}
		gone[k] = true
		k++
	}
}

// text counts one text.
func (u *tally) text(n *node, i int32) {
	u.chars, u.commas = n.chars, n.commas
	u.fore, u.aft = n.is(spaceFore), n.is(spaceAft)
	if n.chars > 0 {
		u.last = i
	}
}

// element counts an element itself, after what is inside it.
func (u *tally) element(n *node) {
	switch n.name {
	case atom.A:
		switch {
		case n.is(linked):
			u.linked = float32(u.chars)
		case n.is(anchored):
			u.linked = 0.3 * float32(u.chars)
		}
	case atom.Ul, atom.Ol:
		u.list = u.chars
	case atom.P:
		u.paragraphs++
	case atom.Img:
		u.images++
	case atom.Li:
		u.items++
	case atom.Input:
		u.inputs++
	case atom.Object, atom.Embed, atom.Iframe:
		u.embeds++
		u.video = u.video || n.is(video)
	}
	if heading(n.name) {
		u.heading = u.chars
	}
	u.prose = u.prose || u.chars > 0 && forText(n.name)
}
