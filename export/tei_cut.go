package export

import (
	"cmp"
	"fmt"
	"slices"

	"dixit"
)

// XML elements are one inside the other; statements need not be. Here they are cut so that they are.

// teiElement is an element that may stand in several places.
type teiElement struct {
	id         string
	tag        string
	attributes string // as they are written, with a space before each
	spans      []dixit.Span
}

// teiPiece is a part of an element that lies in one block and either inside or outside of every other piece.
type teiPiece struct {
	span       dixit.Span
	tag        string
	attributes string
	links      string // its id, and those of the parts before and after it
	of         int    // the element
}

// cut makes pieces of elements, for each block those in it in the order of their starts, outer before inner. Elements that have the
// same span are inside each other in the order of the list.
func cut(blocks []dixit.Block, elements []teiElement) [][]teiPiece {
	out := make([][]teiPiece, len(blocks))
	for i, e := range elements {
		for _, s := range e.spans {
			for n := blockAt(blocks, s.Start); n < len(blocks) && blocks[n].Span.Start < s.End; n++ {
				part := dixit.Span{Start: max(s.Start, blocks[n].Span.Start), End: min(s.End, blocks[n].Span.End)}
				if part.Len() > 0 {
					out[n] = append(out[n], teiPiece{span: part, tag: e.tag, attributes: e.attributes, of: i})
				}
			}
		}
	}
	for i := range out {
		out[i] = nested(out[i])
	}
	joinParts(out, elements)
	return out
}

// blockAt is the number of the first block that ends after byte at.
func blockAt(blocks []dixit.Block, at int) int {
	i, _ := slices.BinarySearchFunc(blocks, at, func(b dixit.Block, at int) int { return cmp.Compare(b.Span.End, at+1) })
	return i
}

// nested cuts each piece where the one around it ends, so that all are inside or outside of each other.
func nested(pieces []teiPiece) []teiPiece {
	outerFirst := func(a, b teiPiece) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End), cmp.Compare(a.of, b.of))
	}
	slices.SortFunc(pieces, outerFirst)
	var out, open []teiPiece
	for len(pieces) > 0 {
		p := pieces[0]
		pieces = pieces[1:]
		for len(open) > 0 && open[len(open)-1].span.End <= p.span.Start {
			open = open[:len(open)-1]
		}
		if n := len(open); n > 0 && open[n-1].span.End < p.span.End {
			rest := p
			p.span.End, rest.span.Start = open[n-1].span.End, open[n-1].span.End
			at, _ := slices.BinarySearchFunc(pieces, rest, outerFirst)
			pieces = slices.Insert(pieces, at, rest)
		}
		out, open = append(out, p), append(open, p)
	}
	return out
}

// joinParts gives every piece its id, and those of one element the ids of the parts before and after.
func joinParts(blocks [][]teiPiece, elements []teiElement) {
	total := make([]int, len(elements))
	for _, pieces := range blocks {
		for _, p := range pieces {
			total[p.of]++
		}
	}
	id := func(of, n int) string {
		if n == 1 {
			return elements[of].id
		}
		return fmt.Sprintf("%s.%d", elements[of].id, n)
	}
	seen := make([]int, len(elements))
	for _, pieces := range blocks {
		for i, p := range pieces {
			seen[p.of]++
			n := seen[p.of]
			pieces[i].links = fmt.Sprintf(` xml:id="%s"`, id(p.of, n))
			if n > 1 {
				pieces[i].links += fmt.Sprintf(` prev="#%s"`, id(p.of, n-1))
			}
			if n < total[p.of] {
				pieces[i].links += fmt.Sprintf(` next="#%s"`, id(p.of, n+1))
			}
		}
	}
}

// spanSet is a set of bytes.
type spanSet []dixit.Span

// holds reports whether s shares a byte with the set.
func (l spanSet) holds(s dixit.Span) bool {
	i, _ := slices.BinarySearchFunc(l, s.Start, func(t dixit.Span, at int) int { return cmp.Compare(t.End, at+1) })
	return i < len(l) && l[i].Start < s.End
}

// covered is where the contents of the statements stand.
func (t *teiText) covered() spanSet {
	var all spanSet
	for _, r := range t.records {
		all = append(all, spansOf(r.Statement.Content)...)
	}
	slices.SortFunc(all, func(a, b dixit.Span) int { return cmp.Compare(a.Start, b.Start) })
	out := all[:0]
	for _, s := range all {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}
