package neural

import (
	"dixit"
	"dixit/text"
)

// Word is a word with its label.
type Word struct {
	Span        dixit.Span // bytes in the document's text
	Label       Label
	Probability float32 // of the label, given everything around it
}

// Tag labels the words of passages of t, each given as its blocks: out[i][j] are the words of block j of passage i. Blocks are
// paragraphs: no span crosses their borders, but the words of a neighbouring block bear on a label. What stands in one passage
// has no bearing on another; they may overlap.
func (m *Model) Tag(t string, passages [][]dixit.Span) [][][]Word {
	s := m.spare.take()
	defer m.spare.give(s)
	s.rows, s.passages = s.rows[:0], s.passages[:0]
	out := make([][][]Word, len(passages))
	for i, blocks := range passages {
		from := len(s.rows)
		out[i] = make([][]Word, len(blocks))
		for j, b := range blocks {
			words := wordsOf(t, b)
			if len(words) > 0 && len(s.rows) > from {
				s.rows = append(s.rows, border())
			}
			m.appendRows(s, t, words)
			out[i][j] = words
		}
		s.passages = append(s.passages, stretch{from, len(s.rows)})
	}
	m.score(s)
	for i, blocks := range out {
		at := s.passages[i].from
		for _, words := range blocks {
			if len(words) > 0 && at > s.passages[i].from {
				at++ // the border
			}
			decode(s, words, s.scores[at*int(Labels):])
			at += len(words)
		}
	}
	return out
}

// wordsOf is the words of a block, without labels.
func wordsOf(t string, b dixit.Span) []Word {
	out := make([]Word, 0, b.Len()/5+1)
	for w := range text.EachWord(t[b.Start:b.End]) {
		out = append(out, Word{Span: dixit.Span{Start: b.Start + w.Start, End: b.Start + w.End}})
	}
	return out
}
