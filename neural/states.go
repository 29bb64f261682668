package neural

import "math"

// States are what the encoder has made of the words of a text before it scores them: what a word is, in its place. Whoever asks
// more of the same text, as a Classifier does, need not read it again.
type States struct {
	width int
	words []int32 // of a word its row in the word table
	rows  []int8  // of a word width numbers, in units of 1/stateUnit
	first []int   // of a block the number of its first word
}

// stateUnit is what 1 is in a state. A layer norm's outputs are seldom larger than 7.
const stateUnit = 16

// Word is the number of word i of a block, as a Classifier wants it.
func (s *States) Word(block, i int) int { return s.first[block] + i }

// most is the largest number of a state.
const most = 127

// unrounded is what the bits of rounder, as a float32, are: those of a number n that is added to it are n more.
const unrounded = 0x4B400000

// clamped is the nearest number to v that a state can say; 0 for what is no number.
func clamped(v float32) int32 {
	switch {
	case v > 0:
		return most
	case v < 0:
		return -most
	}
	return 0
}

// begin makes room for rows.
func (s *States) begin(rows []row, first []int) {
	s.first, s.words, s.rows = first, make([]int32, len(rows)), make([]int8, len(rows)*s.width)
	for i, r := range rows {
		s.words[i] = r[wordTable]
	}
}

// keep keeps those of n rows of h, the first of which is the text's row number at, that are among wanted.
func (s *States) keep(h []float32, at, n int, wanted stretch) {
	for i := range n {
		if to := at + i; wanted.from <= to && to < wanted.to {
			out := s.rows[to*s.width:][:s.width]
			for k, v := range h[i*s.width:][:len(out)] {
				n := int32(math.Float32bits(v*stateUnit+rounder) - unrounded)
				if uint32(n+most) > 2*most {
					n = clamped(v)
				}
				out[k] = int8(n)
			}
		}
	}
}

// Of is a word's row in the word table and its state, for whoever trains a Classifier.
func (s *States) Of(word int) (row int32, state []int8) { return s.words[word], s.state(word) }

// state is that of a word.
func (s *States) state(word int) []int8 { return s.rows[word*s.width:][:s.width] }
