package compare

import (
	"slices"

	"dixit/copies/wordhash"
)

// MaxPrints is how many prints a statement has at most.
const MaxPrints = 96

// Words in a row are hashed four by four, and of every four of these hashes in a row the least is a print (winnowing: Schleimer,
// Wilkerson and Aiken, SIGMOD 2003): a run of seven that two statements share gives them a print in common. Where somebody with a
// name is quoted, every two words in a row are one with the last word of his name.
const (
	gram   = 4
	window = leastMay - gram + 1
)

// Prints are what s is found by, sorted: two statements that are alike have one in common, if neither has more than MaxPrints. They
// are numbers of 32 bits, of which an index keeps few bytes; what only looks alike costs a comparison. A statement of few words
// that are not quoted has none.
func (s *Said) Prints() []uint32 { return s.prints }

func (s *Said) printed() []uint32 {
	var grams []uint64
	for i := range len(s.bearing) - gram + 1 {
		grams = append(grams, s.row(i, gram))
	}
	var out []uint32
	for i := range len(grams) - window + 1 {
		out = append(out, uint32(slices.Min(grams[i:i+window])))
	}
	if last := s.speaker.last(); last != "" {
		name := wordhash.Of(last)
		for i := range len(s.bearing) - 1 {
			if s.bears(i).stretch != 0 && s.bears(i+1).stretch != 0 {
				out = append(out, uint32(wordhash.End(name+s.row(i, 2))))
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), MaxPrints)]
}

// row is the hash of n words that bear meaning, from the i-th on.
func (s *Said) row(i, n int) uint64 {
	h := make([]uint64, n)
	for k := range n {
		h[k] = s.bears(i + k).hash
	}
	return wordhash.Row(h...)
}
