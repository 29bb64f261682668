package extract

import (
	"sort"

	"dixit"
	"dixit/text"
)

// marks are a document's quotations, with the outermost ones at hand: those do not overlap, so a place is found by halving.
type marks struct {
	all   []text.Quote
	outer []int // numbers in all of the quotations of depth 0, in order
}

func readMarks(doc *dixit.Document) marks {
	m := marks{all: text.Quotes(doc.Text.String(), doc.Blocks)}
	for i, q := range m.all {
		if q.Depth == 0 {
			m.outer = append(m.outer, i)
		}
	}
	return m
}

// from is the place in outer of the first quotation that ends after byte b.
func (m marks) from(b int) int {
	return sort.Search(len(m.outer), func(i int) bool { return m.all[m.outer[i]].Span.End > b })
}

// at is the number of the outermost quotation that byte b stands in, marks included, -1 if there is none.
func (m marks) at(b int) int {
	if i := m.from(b); i < len(m.outer) && m.all[m.outer[i]].Span.Start <= b {
		return m.outer[i]
	}
	return -1
}

// over returns the numbers of the outermost quotations that share a byte with s.
func (m marks) over(s dixit.Span) []int {
	i := m.from(s.Start)
	j := i
	for j < len(m.outer) && m.all[m.outer[j]].Span.Start < s.End {
		j++
	}
	return m.outer[i:j]
}

// quoted reports whether more than half of s stands in quotation marks.
func (m marks) quoted(s dixit.Span) bool {
	n := 0
	for _, i := range m.over(s) {
		q := m.all[i].Span
		n += min(q.End, s.End) - max(q.Start, s.Start)
	}
	return 2*n > s.Len()
}
