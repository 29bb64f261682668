package neural

import (
	"dixit"
	"dixit/text"
)

// Levels is how deep a model can see attributions stand in one another: 0 is the outermost.
const Levels = 3

// Mark is what a word is in an attribution.
type Mark struct {
	Label       Label
	Probability float32 // of the label, given everything around it
}

// Word is a word with its labels.
type Word struct {
	Span  dixit.Span // bytes in the document's text
	Marks [Levels]Mark
}

// Tag labels the words of the blocks of t: out[i] are the words of block i. Blocks are paragraphs: no span crosses their
// borders, but the words of a neighbouring block bear on a label. Marks[0] is the outermost attribution. Marks[1] is what a
// word is inside the content that it stands in at level 0, and Outside if it stands in none; and so on.
func (m *Model) Tag(t string, blocks []dixit.Span) [][]Word { return m.tag(t, blocks, nil) }

// Read is Tag. It keeps what a Classifier wants to know of the words.
func (m *Model) Read(t string, blocks []dixit.Span) ([][]Word, *States) {
	states := &States{width: m.width}
	return m.tag(t, blocks, states), states
}

func (m *Model) tag(t string, blocks []dixit.Span, states *States) [][]Word {
	s := m.spare.take()
	defer m.spare.give(s)
	s.rows, s.states = s.rows[:0], states
	out, first := make([][]Word, len(blocks)), make([]int, len(blocks))
	for i, b := range blocks {
		words := wordsOf(t, b)
		if len(words) > 0 && len(s.rows) > 0 {
			s.rows = append(s.rows, border())
		}
		first[i] = len(s.rows)
		m.appendRows(s, t, words)
		out[i] = words
	}
	if states != nil {
		states.begin(s.rows, first)
	}
	m.score(s)
	s.states = nil
	for i, words := range out {
		if len(words) > 0 {
			m.decode(s, words, s.scores[first[i]*m.outputs():])
		}
	}
	return out
}

// decode labels the words of a block: the whole block first, then each content of a level by itself for the next.
func (m *Model) decode(s *scratch, words []Word, scores []float32) {
	decode(s, words, scores, m.outputs(), 0)
	for level := 1; level < m.levels; level++ {
		for from := 0; from < len(words); from++ {
			if words[from].Marks[level-1].Label.Role() != BeginContent {
				continue
			}
			end := from + 1
			for end < len(words) && words[end].Marks[level-1].Label == InContent {
				end++
			}
			decode(s, words[from:end], scores[from*m.outputs()+level*int(Labels):], m.outputs(), level)
			from = end - 1
		}
	}
}

// wordsOf is the words of a block, without labels.
func wordsOf(t string, b dixit.Span) []Word {
	out := make([]Word, 0, b.Len()/5+1)
	for w := range text.EachWord(t[b.Start:b.End]) {
		out = append(out, Word{Span: dixit.Span{Start: b.Start + w.Start, End: b.Start + w.End}})
	}
	return out
}
