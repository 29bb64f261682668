package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a number, a word or a mark of a text.
type piece struct {
	text       string // of words, in lower case
	number     int    // of a number, else -1
	width      int    // how many figures it has
	start, end int
	spaced     bool // white space is before it
}

// piecesOf cuts a text into numbers, words and marks.
func piecesOf(s string) []piece {
	var out []piece
	spaced := false
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		start := i
		i += size
		switch {
		case c >= '0' && c <= '9':
			n := int(c - '0')
			for i < len(s) && s[i] >= '0' && s[i] <= '9' {
				n = min(n*10+int(s[i]-'0'), 1e9)
				i++
			}
			out = append(out, piece{number: n, width: i - start, start: start, end: i, spaced: spaced})
		case unicode.IsLetter(c) || unicode.Is(unicode.M, c):
			for i < len(s) {
				c, size := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsLetter(c) && !unicode.Is(unicode.M, c) {
					break
				}
				i += size
			}
			out = append(out, piece{text: strings.ToLower(s[start:i]), number: -1, start: start, end: i, spaced: spaced})
		case unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff':
			spaced = true
			continue
		default:
			out = append(out, piece{text: s[start:i], number: -1, start: start, end: i, spaced: spaced})
		}
		spaced = false
	}
	return out
}
