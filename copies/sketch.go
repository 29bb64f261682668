package copies

import (
	"slices"
	"sync"

	"dixit"
	"dixit/copies/wordhash"
)

// MaxPrints is how many prints a sketch has at most, however long the document is.
const MaxPrints = 256

// maxWords is how many words of a document are looked at.
const maxWords = 1 << 17

// shingle is how many words in a row are compared as one. Of two texts written apart hardly any five words in a row are the
// same but those of one quotation; a changed word costs five.
const shingle = 5

// Sketch is what is known of a text's words for comparing it with others. The zero Sketch is that of a text without words, which
// is a copy of nothing. It does not change and may be shared by goroutines.
type Sketch struct {
	words  int
	whole  uint64 // of all the words in a row
	prints []uint64

	hashed   []uint64 // the shingles as they stand
	once     sync.Once
	shingles []uint64 // sorted, each once; made when they are first asked for
}

// Of is the sketch of a document: of the first 131,072 words of its body. Headlines, captions, link lines and boilerplate are
// changed by everybody who takes a story over, and do not count. A document without blocks counts whole.
func Of(doc *dixit.Document) *Sketch {
	words := make([]uint64, 0, min(doc.Text.Len()/5))
	if len(doc.Blocks) == 0 {
		words = fold(words, doc.Text.String())
	}
	for _, b := range doc.Blocks {
		if b.Region == dixit.Body {
			words = fold(words, doc.Text.Slice(b.Span))
		}
	}
	s := &Sketch{words: len(words), whole: wordhash.Row(words...), hashed: shingles(words)}
	s.prints = printsOf(s.hashed)
	return s
}

// Prints are hashes of some of the shingles, sorted, at most MaxPrints. Two documents of which one copies the other have some in
// common, by which they are found.
func (s *Sketch) Prints() []uint64 { return s.prints }

// distinct are the shingles, sorted, each once.
func (s *Sketch) distinct() []uint64 {
	s.once.Do(func() {
		s.shingles = slices.Clone(s.hashed)
		slices.Sort(s.shingles)
		s.shingles = slices.Compact(s.shingles)
	})
	return s.shingles
}

// shingles hashes every five words in a row, all words if there are fewer. The hash is rolling (Karp and Rabin).
func shingles(words []uint64) []uint64 {
	n := min(shingle, len(words))
	if n == 0 {
		return nil
	}
	leaving := uint64(1) // Base to the n
	for range n {
		leaving *= wordhash.Base
	}
	out := make([]uint64, 0, len(words)-n+1)
	var h uint64
	for i, w := range words {
		h = h*wordhash.Base + w
		if i >= n {
			h -= words[i-n] * leaving
		}
		if i >= n-1 {
			out = append(out, wordhash.End(h))
		}
	}
	return out
}
