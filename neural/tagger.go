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

// Tag labels the words of each block of t; out[i] are the words of blocks[i]. Blocks are the document's paragraphs: no span
// crosses their borders, but the words of a neighbouring block bear on a label.
func (m *Model) Tag(t string, blocks []dixit.Span) [][]Word {
	out := make([][]Word, len(blocks))
	var rows []row
	starts := make([]int, len(blocks)) // of each block's words in rows
	for i, b := range blocks {
		spans := text.Words(t[b.Start:b.End])
		if len(spans) > 0 && len(rows) > 0 {
			rows = append(rows, border())
		}
		starts[i] = len(rows)
		words := make([]string, len(spans))
		out[i] = make([]Word, len(spans))
		for j, s := range spans {
			words[j] = t[b.Start+s.Start : b.Start+s.End]
			out[i][j].Span = dixit.Span{Start: b.Start + s.Start, End: b.Start + s.End}
		}
		rows = m.appendRows(rows, words)
	}
	scores := m.scores(rows)
	for i, words := range out {
		labels, probabilities := decode(scores[starts[i]*int(Labels) : (starts[i]+len(words))*int(Labels)])
		for j := range words {
			words[j].Label, words[j].Probability = labels[j], probabilities[j]
		}
	}
	return out
}
