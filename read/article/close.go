package article

import "golang.org/x/net/html/atom"

// implied closes what the beginning of an element ends without a tag.
func (b *builder) implied(name atom.Atom) {
	top := b.top()
	switch name {
	case atom.Li:
		b.leave(int(top.item), atom.Li)
	case atom.Dt, atom.Dd:
		b.leave(int(top.item), atom.Dt, atom.Dd)
	case atom.Td, atom.Th:
		b.leave(b.find(uint32(atom.Table)), atom.Td, atom.Th)
	case atom.Tr:
		b.leave(b.find(uint32(atom.Table)), atom.Tr)
	case atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption:
		b.leave(b.find(uint32(atom.Table)), atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption)
	case atom.Option, atom.Optgroup:
		b.leave(0, atom.Option)
	case atom.A:
		b.leave(int(top.block)+1, atom.A)
		b.unlink(b.find(uint32(atom.A)))
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.leave(len(b.open)-1, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	}
	if endsParagraph(name) {
		b.leave(int(b.top().scope)+1, atom.P)
	}
}

// end reads an end tag.
func (b *builder) end(from, to int) {
	tag := b.tagName(from+len("</"), to)
	name := atom.Lookup(tag)
	if b.skip != 0 {
		if name == b.skip {
			if b.depth--; b.depth == 0 {
				b.skip = 0
				b.tell(name)
			}
		}
		return
	}
	b.raw = 0
	switch name {
	case atom.Script, atom.Style, atom.Title, atom.Noscript:
		b.tell(name)
		return
	case atom.Html, atom.Body, atom.Head:
		return
	case atom.Br:
		b.lineBreak()
		return
	}
	at := b.find(tagID(name, tag))
	if at >= 2 && at >= b.reach(name) {
		b.close(at)
	} else if name == atom.A {
		b.unlink(at)
	}
	if breaks(name) {
		b.flush = true
	}
}

// reach is the lowest frame that an end tag closes.
func (b *builder) reach(name atom.Atom) int {
	switch {
	case scopes(name):
		return 2
	case name == atom.Tr, name == atom.Tbody, name == atom.Thead, name == atom.Tfoot:
		return b.find(uint32(atom.Table))
	case name == atom.Li:
		return int(max(b.top().scope, b.top().item))
	case name != 0 && !breaks(name):
		return int(b.top().block) + 1
	}
	return int(b.top().scope)
}

// unlink takes what comes next out of a link that its end tag cannot close, because a block that began in it is still open.
func (b *builder) unlink(at int) {
	for i := at; i >= 0 && i < len(b.open) && b.open[i].link != 0; i++ {
		b.open[i].link = 0
	}
}

// lineBreak adds a line break. The second in a row begins a paragraph, which lasts as long as what follows stands in a line;
// a paragraph around it is none then.
func (b *builder) lineBreak() {
	defer b.tell(atom.Br)
	if b.breaks++; b.breaks == 1 {
		b.element(atom.Br)
		return
	}
	if b.breaks > 2 || b.find(uint32(atom.Pre)) >= 0 {
		return
	}
	if b.top().name == impliedParagraph {
		b.close(len(b.open) - 1)
	}
	if len(b.open) == maxDepth {
		return
	}
	if around := &b.nodes[b.top().node]; around.name == atom.P {
		around.name = atom.Div
	}
	b.push(b.element(atom.P), impliedParagraph, atom.P)
	b.breaks = 2
}
