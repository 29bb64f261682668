package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// sieve copies a page without what is plainly not its article, and gives all text that stands loose in a div a paragraph.
type sieve struct {
	from   *tree
	title  map[string]bool // the words of the title
	counts []tally
	inLine []bool // of from: a text, or an element that stands in a line with all that is in it
	blocks []bool // of from: there is an element inside that makes a div no paragraph
	heads  []bool // of from: there is an element inside that articles begin with
	signed bool   // who wrote the article is known, or was found and taken out
	titled bool   // a heading that repeats the title was taken out

	effort     effort
	to         tree
	paragraphs []int32 // of to: what may be a paragraph
}

// shape finds out what stands in lines.
func (s *sieve) shape() {
	nodes := s.from.nodes
	s.inLine, s.blocks, s.heads = make([]bool, len(nodes)), make([]bool, len(nodes)), make([]bool, len(nodes))
	for i := range nodes {
		s.inLine[i] = nodes[i].is(isText) || phrasing(nodes[i].name)
	}
	for i := len(nodes) - 1; i > 0; i-- {
		p := nodes[i].parent
		if leaf := nodes[p].name == atom.Svg || nodes[p].name == atom.Math; !leaf && !s.inLine[i] {
			s.inLine[p] = false
		}
		if s.blocks[i] || holdsBlocks(nodes[i].name) {
			s.blocks[p] = true
		}
		switch nodes[i].name {
		case atom.H1, atom.Main, atom.Article:
			s.heads[i] = true
		}
		s.heads[p] = s.heads[p] || s.heads[i]
	}
}

// run copies.
func (s *sieve) run(e effort) {
	s.effort, s.titled, s.paragraphs = e, false, s.paragraphs[:0]
	s.to = tree{page: s.from.page, decoded: s.from.decoded, nodes: make([]node, 0, len(s.from.nodes)+len(s.from.nodes)/4)}
	s.visit(0, -1)
}

// put copies node i into what is around.
func (s *sieve) put(i, around int32) int32 {
	at := int32(len(s.to.nodes))
	n := s.from.nodes[i]
	n.parent, n.end = around, at+1
	s.to.nodes = append(s.to.nodes, n)
	return at
}

// end ends node at of the copy.
func (s *sieve) end(at int32) { s.to.nodes[at].end = int32(len(s.to.nodes)) }

// visit copies element i and what is inside it.
func (s *sieve) visit(i, around int32) {
	if s.left(i, around) {
		return
	}
	n := &s.from.nodes[i]
	if n.name == atom.Div && !s.underPre(around) {
		s.div(i, around)
		return
	}
	at := s.put(i, around)
	switch n.name {
	case atom.Section, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Td, atom.Pre:
		s.paragraphs = append(s.paragraphs, at)
	}
	s.inner(i, at)
	s.end(at)
}

// inner copies what is inside element i into at.
func (s *sieve) inner(i, at int32) {
	nodes := s.from.nodes
	for c := i + 1; c < nodes[i].end; c = nodes[c].end {
		s.child(c, at)
	}
}

func (s *sieve) child(c, at int32) {
	if s.from.nodes[c].is(isText) {
		s.put(c, at)
	} else {
		s.visit(c, at)
	}
}

// underPre reports whether what is put into around lies in preformatted text.
func (s *sieve) underPre(around int32) bool {
	return around >= 0 && (s.to.nodes[around].name == atom.Pre || s.to.inside(around, atom.Pre, 3))
}

// div copies a div. What stands loose in it becomes paragraphs. One that holds a single paragraph is that paragraph, and
// one without any blocks is one itself.
func (s *sieve) div(i, around int32) {
	loose, others, only := s.contents(i)
	switch {
	case (loose == 1 && others == 0 || loose == 0 && others == 1 && only > 0) && s.counts[i].density() < 0.25:
		at := s.put(i, around)
		s.to.nodes[at].name = atom.P
		s.paragraphs = append(s.paragraphs, at)
		if only > 0 {
			s.merge(at, only)
			s.inner(only, at)
		} else {
			s.inner(i, at)
		}
		s.end(at)
	case loose == 0 && !s.blocks[i]:
		at := s.put(i, around)
		s.to.nodes[at].name = atom.P
		s.paragraphs = append(s.paragraphs, at)
		s.inner(i, at)
		s.end(at)
	default:
		at := s.put(i, around)
		s.wrap(i, at)
		s.end(at)
	}
}

// merge gives a paragraph that stands for the div around it its own class, if it has one.
func (s *sieve) merge(at, own int32) {
	n := &s.from.nodes[own]
	if n.class != 0 {
		s.to.nodes[at].class, s.to.nodes[at].weight, s.to.nodes[at].marks = n.class, n.weight, n.marks
	}
}

// contents counts the runs of loose text in a div and the other elements right inside it; only is the other one, if it is a
// paragraph.
func (s *sieve) contents(i int32) (loose, others int, only int32) {
	nodes := s.from.nodes
	running := false
	for c := i + 1; c < nodes[i].end; c = nodes[c].end {
		switch {
		case !s.inLine[c]:
			others++
			running = false
			if only = 0; nodes[c].name == atom.P {
				only = c
			}
		case running:
		case nodes[c].name == atom.Br:
			others++
		case !nodes[c].is(isText) || nodes[c].chars > 0:
			loose++
			running = true
		}
	}
	return loose, others, only
}

// wrap copies what is inside div i into at, each run of loose text as a paragraph.
func (s *sieve) wrap(i, at int32) {
	nodes := s.from.nodes
	p := int32(-1)
	for c := i + 1; c < nodes[i].end; c = nodes[c].end {
		blank := nodes[c].name == atom.Br || nodes[c].is(isText) && nodes[c].chars == 0
		switch {
		case s.inLine[c] && p < 0 && !blank:
			p = int32(len(s.to.nodes))
			s.to.nodes = append(s.to.nodes, node{name: atom.P, parent: at})
			s.paragraphs = append(s.paragraphs, p)
		case !s.inLine[c] && p >= 0:
			s.end(p)
			p = -1
		}
		if p >= 0 {
			s.child(c, p)
		} else {
			s.child(c, at)
		}
	}
	if p >= 0 {
		s.end(p)
	}
}

// left reports whether element i is left out.
func (s *sieve) left(i, around int32) bool {
	n := &s.from.nodes[i]
	switch {
	case i <= 1: // html and body may have any class
		return false
	case n.is(hidden), s.isByline(i):
		return true
	case !s.titled && (n.name == atom.H1 || n.name == atom.H2) && s.counts[i].chars < enough && s.repeats(s.from.words(i)):
		s.titled = true
		return true
	}
	if s.effort.unlikely {
		if n.is(unlikely) && !n.is(maybe) && n.name != atom.A && !s.under(around, atom.Table) && !s.under(around, atom.Code) && !s.most(i) ||
			n.is(aside) {
			return true
		}
	}
	switch n.name {
	case atom.Div, atom.Section, atom.Header, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return s.empty(i)
	}
	return false
}

// most reports whether element i holds most of the page's text, and what articles begin with.
func (s *sieve) most(i int32) bool {
	own, all := &s.counts[i], &s.counts[1]
	return s.heads[i] && 2*(float32(own.chars)-own.linked) > float32(all.chars)-all.linked
}

// under reports whether what is put into around lies in an element of that name, at most four further out.
func (s *sieve) under(around int32, name atom.Atom) bool {
	return around >= 0 && (s.to.nodes[around].name == name || s.to.inside(around, name, 3))
}

// empty reports whether nothing is in element i but line breaks and rules.
func (s *sieve) empty(i int32) bool {
	nodes := s.from.nodes
	for c := i + 1; c < nodes[i].end; c = nodes[c].end {
		if nodes[c].is(isText) && nodes[c].chars > 0 || !nodes[c].is(isText) && nodes[c].name != atom.Br && nodes[c].name != atom.Hr {
			return false
		}
	}
	return true
}

// isByline reports whether element i is the first that tells who wrote the article, where the page's metadata does not.
func (s *sieve) isByline(i int32) bool {
	if s.signed || !s.from.nodes[i].is(byline) {
		return false
	}
	const near = 200
	for k := i + 1; k < min(s.from.nodes[i].end, i+near); k++ {
		if s.from.nodes[k].is(personal) {
			s.signed = true
			return true
		}
	}
	if n := s.counts[i].chars; n == 0 || n >= 200 {
		return false
	}
	n := utf8.RuneCountInString(strings.TrimSpace(s.from.words(i)))
	s.signed = n > 0 && n < 100
	return s.signed
}

// repeats reports whether a heading holds hardly a word that the title does not.
func (s *sieve) repeats(heading string) bool {
	all, others := 0, 0
	for _, w := range titleWords(heading) {
		if all += len(w) + 1; !s.title[w] {
			others += len(w) + 1
		}
	}
	if all == 0 {
		return false
	}
	return 1-float64(max(others-1, 0))/float64(all-1) > 0.75
}

// titleWords are the words of a title in lower case.
func titleWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}
