package neural

import (
	"strings"
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

// appendRows appends the rows of the words of one paragraph. train/features.py computes the same numbers, and the model
// knows no others.
func (m *Model) appendRows(rows []row, words []string) []row {
	open := false
	for i, w := range words {
		var state int
		open, state = quotationState(open, w, i > 0 && endsInLetter(words[i-1]))
		end := 0
		switch i {
		case len(words) - 1:
			end = 2
		case 0:
			end = 1
		}
		lower := lowerCase(w)
		rows = append(rows, row{
			m.wordRow(lower),
			fnv("^", firstRunes(lower, 3), "", m.rows[prefixTable]),
			fnv("", lastRunes(lower, 3), "$", m.rows[suffix3Table]),
			fnv("", lastRunes(lower, 2), "$", m.rows[suffix2Table]),
			fnv("", shape(w), "", m.rows[shapeTable]),
			int32(state*3 + end),
		})
	}
	return rows
}

// quotationState follows double marks and guillemets through a paragraph: single marks are mostly apostrophes. An opening
// curly mark right after a word, while one is open, closes it: “win“ is a common slip.
func quotationState(open bool, w string, afterWord bool) (bool, int) {
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

// lowerCase maps letter by letter, so that a word keeps its length; U+0130, whose lower case is two code points, stays.
func lowerCase(w string) string {
	return strings.Map(func(c rune) rune {
		if c == 'İ' {
			return c
		}
		return unicode.ToLower(c)
	}, w)
}

func firstRunes(w string, n int) string {
	for i := range w {
		if n == 0 {
			return w[:i]
		}
		n--
	}
	return w
}

func lastRunes(w string, n int) string {
	i := len(w)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(w[:i])
		i -= size
	}
	return w[i:]
}

// fnv is FNV-1a (32 bits) of the three strings joined, folded into rows, a power of two.
func fnv(a, b, c string, rows int) int32 {
	h := uint32(2166136261)
	for _, s := range [...]string{a, b, c} {
		for i := range len(s) {
			h = (h ^ uint32(s[i])) * 16777619
		}
	}
	return int32((h ^ h>>16) & uint32(rows-1))
}

// shape writes a word with X for upper-case letters, x for lower-case ones, a for others and 9 for digits; runs of more than
// two are cut to two.
func shape(w string) string {
	var out []rune
	for _, c := range w {
		switch {
		case unicode.IsUpper(c) || unicode.Is(unicode.Other_Uppercase, c):
			c = 'X'
		case unicode.IsLower(c) || unicode.Is(unicode.Other_Lowercase, c):
			c = 'x'
		case unicode.IsLetter(c):
			c = 'a'
		case unicode.IsNumber(c):
			c = '9'
		}
		if n := len(out); n < 2 || out[n-1] != c || out[n-2] != c {
			out = append(out, c)
		}
	}
	return string(out)
}
