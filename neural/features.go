package neural

import (
	"unicode"
	"unicode/utf8"
)

// The tables a word's rows are taken from, in the order of the model file.
const (
	wordTable = iota
	prefixTable
	suffix3Table
	suffix2Table
	shapeTable
	placeTable
	tables
)

// Rows of the word table before the vocabulary, and the place of the border word that stands between two paragraphs.
const (
	unknownRow  = 0
	borderRow   = 1
	reserved    = 2
	borderPlace = 9
)

// quotation state of a word, as the place feature tells it.
const (
	outsideMarks = iota
	insideMarks
	mark
)

// row is what the model sees of a word: a row number in each table.
type row [tables]int32

// border is the word between two paragraphs.
func border() row { return row{wordTable: borderRow, placeTable: borderPlace} }

// appendRows appends the rows of the words of one paragraph of t. train/features.py computes the same numbers, and the model
// knows no others.
func (m *Model) appendRows(s *scratch, t string, words []Word) {
	open, afterWord := false, false
	for i := range words {
		w := t[words[i].Span.Start:words[i].Span.End]
		var state int32
		open, state = quotationState(open, w, afterWord)
		afterWord = endsInLetter(w)
		end := int32(0)
		switch i {
		case len(words) - 1:
			end = 2
		case 0:
			end = 1
		}
		r := m.row(s, w)
		r[placeTable] = state*3 + end
		s.rows = append(s.rows, r)
	}
}

// row is a word's row but for its place, in one pass over its letters.
func (m *Model) row(s *scratch, w string) row {
	lower := s.lower[:0]
	whole, shape := newFNV(), newFNV()
	var before, last rune // of the shape
	for _, c := range w {
		kind := shapeOf(c)
		if kind != last || kind != before {
			shape = shape.rune(kind)
		}
		before, last = last, kind
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			lower = append(lower, byte(c))
			whole = whole.byte(byte(c))
			continue
		}
		c = lowerCase(c)
		lower = utf8.AppendRune(lower, c)
		whole = whole.rune(c)
	}
	s.lower = lower
	r := row{wordTable: unknownRow}
	if n, ok := m.vocabulary.find(lower, whole); ok {
		r[wordTable] = int32(n) + reserved
	}
	r[prefixTable] = newFNV().byte('^').bytes(firstRunes(lower, 3)).fold(m.tables[prefixTable].rows)
	three := lastRunes(lower, 3)
	r[suffix3Table] = newFNV().bytes(three).byte('$').fold(m.tables[suffix3Table].rows)
	r[suffix2Table] = newFNV().bytes(lastRunes(three, 2)).byte('$').fold(m.tables[suffix2Table].rows)
	r[shapeTable] = shape.fold(m.tables[shapeTable].rows)
	return r
}

// quotationState follows double marks and guillemets through a paragraph: single marks are mostly apostrophes. An opening
// curly mark right after a word, while one is open, closes it: “win“ is a common slip.
func quotationState(open bool, w string, afterWord bool) (bool, int32) {
	switch w {
	case `"`:
		return !open, mark
	case "“", "„", "«":
		return !(open && afterWord), mark
	case "”", "»":
		return false, mark
	}
	if open {
		return open, insideMarks
	}
	return open, outsideMarks
}

func endsInLetter(w string) bool {
	c, _ := utf8.DecodeLastRuneInString(w)
	return unicode.IsLetter(c) || unicode.IsNumber(c)
}

// lowerCase keeps a letter one letter; U+0130, whose lower case is two code points, stays.
func lowerCase(c rune) rune {
	if c == 'İ' {
		return c
	}
	return unicode.ToLower(c)
}

// shapeOf is X for upper-case letters, x for lower-case ones, a for others, 9 for digits, and c for the rest. A word's shape
// is what these make, runs of more than two cut to two.
func shapeOf(c rune) rune {
	switch {
	case 'a' <= c && c <= 'z':
		return 'x'
	case 'A' <= c && c <= 'Z':
		return 'X'
	case '0' <= c && c <= '9':
		return '9'
	case c < utf8.RuneSelf:
		return c
	case unicode.IsUpper(c) || unicode.Is(unicode.Other_Uppercase, c):
		return 'X'
	case unicode.IsLower(c) || unicode.Is(unicode.Other_Lowercase, c):
		return 'x'
	case unicode.IsLetter(c):
		return 'a'
	case unicode.IsNumber(c):
		return '9'
	}
	return c
}

func firstRunes(w []byte, n int) []byte {
	i := 0
	for ; n > 0 && i < len(w); n-- {
		_, size := utf8.DecodeRune(w[i:])
		i += size
	}
	return w[:i]
}

func lastRunes(w []byte, n int) []byte {
	i := len(w)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRune(w[:i])
		i -= size
	}
	return w[i:]
}

// fnv is an FNV-1a hash of 32 bits (Fowler, Noll and Vo) in the making.
type fnv uint32

func newFNV() fnv { return 2166136261 }

func (h fnv) byte(b byte) fnv { return (h ^ fnv(b)) * 16777619 }

func (h fnv) bytes(s []byte) fnv {
	for _, b := range s {
		h = h.byte(b)
	}
	return h
}

func (h fnv) rune(c rune) fnv {
	if c < utf8.RuneSelf {
		return h.byte(byte(c))
	}
	var b [utf8.UTFMax]byte
	return h.bytes(b[:utf8.EncodeRune(b[:], c)])
}

// fold brings the hash into 0..n-1, n a power of two.
func (h fnv) fold(n int) int32 { return int32((h ^ h>>16) & fnv(n-1)) }
