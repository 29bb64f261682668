package relate

import (
	"sort"

	"dixit"
	"dixit/text"
)

// Bounds on what is read of a text around a statement, in bytes: paragraphs and sentences are shorter, and a text may be hostile.
const (
	maxBlock    = 1 << 15
	maxSentence = 2000
)

// telling is a document's text around its statements, taken apart where it is asked for.
type telling struct {
	doc       *dixit.Document
	sentences map[int][]dixit.Span // by block
}

func newTelling(doc *dixit.Document) *telling { return &telling{doc, map[int][]dixit.Span{}} }

// block is the number of the block that byte at lies in; false if it is in none.
func (t *telling) block(at int) (int, bool) {
	i := sort.Search(len(t.doc.Blocks), func(i int) bool { return t.doc.Blocks[i].Span.End > at })
	return i, i < len(t.doc.Blocks) && t.doc.Blocks[i].Span.Start <= at
}

// sentence is the sentence around byte at, and the number of its block; false where there is none.
func (t *telling) sentence(at int) (s dixit.Span, ok bool) {
	b, ok := t.block(at)
	if !ok || t.doc.Blocks[b].Span.Len() > maxBlock {
		return dixit.Span{}, false
	}
	list, known := t.sentences[b]
	if !known {
		list = text.Sentences(t.doc.Text.String(), t.doc.Blocks[b].Span)
		t.sentences[b] = list
	}
	i := sort.Search(len(list), func(i int) bool { return list[i].End > at })
	if i == len(list) || list[i].Start > at {
		return dixit.Span{}, false
	}
	return list[i], true
}

// anchor is where a statement is told: its cue, or what there is of it.
func anchor(s dixit.Statement) int {
	if len(s.Cue) > 0 {
		return s.Cue[0].Span().Start
	}
	return s.Span().Start
}
