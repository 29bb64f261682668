package when

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is what a token is made of.
type kind uint8

const (
	mark   kind = iota // a punctuation mark or symbol
	word               // letters
	number             // digits that may be a day, month or year
	figure             // digits with a comma or point inside: never a date by themselves
)

// token is a word, number or mark of the text.
type token struct {
	start, end int
	lower      string // in lower case
	kind       kind
	class      class // of a word: what it can be in a date
	value      int   // of a number; the month, day of the week, count … of a word
	ordinal    bool  // "24th", "first"
	plural     bool  // "1990s"
	capital    bool  // begins with a capital
	glued      bool  // no space before it
}

// tokenize splits a text. "24th", "1990s" and "2,000" are one token; "Oct2", "mid-May" and "2025-09-24" are several; a
// possessive ’s is a mark of its own.
func tokenize(t string) []token {
	out := make([]token, 0, len(t)/4)
	glued := false
	for i := 0; i < len(t); {
		if t[i] == ' ' {
			glued = false
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(t[i:])
		if unicode.IsSpace(c) {
			glued = false
			i += n
			continue
		}
		k := token{start: i, glued: glued}
		switch {
		case unicode.IsLetter(c):
			i = letters(t, i)
			k.kind, k.lower = word, strings.ToLower(t[k.start:i])
			first, _ := utf8.DecodeRuneInString(t[k.start:])
			k.capital = unicode.IsUpper(first)
			k.class, k.value, k.ordinal = classify(k.lower)
		case '0' <= c && c <= '9':
			i = k.digits(t, i)
		default:
			i += n
			if (c == '\'' || c == '’') && glued && strings.HasPrefix(t[i:], "s") && !letterAt(t, i+1) {
				i++
			}
			k.lower = t[k.start:i]
		}
		k.end, glued = i, true
		out = append(out, k)
	}
	return out
}

// letters is where the letters end that begin at i.
func letters(t string, i int) int {
	for i < len(t) {
		if b := t[i]; b < utf8.RuneSelf {
			if b |= 0x20; b < 'a' || b > 'z' {
				return i
			}
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(t[i:])
		if !unicode.IsLetter(c) {
			return i
		}
		i += n
	}
	return i
}

// digits reads the number that begins at i.
func (k *token) digits(t string, i int) int {
	k.kind = number
	for i < len(t) {
		switch c := t[i]; {
		case '0' <= c && c <= '9':
			k.value = min(k.value*10+int(c-'0'), 1_000_000)
		case (c == ',' || c == '.') && i+1 < len(t) && '0' <= t[i+1] && t[i+1] <= '9':
			k.kind = figure
		default:
			k.lower = t[k.start:i]
			return k.suffix(t, i)
		}
		i++
	}
	k.lower = t[k.start:i]
	return i
}

// suffix reads the ending of an ordinal or a decade: "24th", "1990s", "1990’s".
func (k *token) suffix(t string, i int) int {
	if len(t) >= i+2 && !letterAt(t, i+2) {
		switch strings.ToLower(t[i : i+2]) {
		case "st", "nd", "rd", "th":
			k.ordinal = true
			return i + 2
		}
	}
	for _, s := range [...]string{"s", "'s", "’s"} {
		if strings.HasPrefix(t[i:], s) && !letterAt(t, i+len(s)) && k.value%10 == 0 {
			k.plural = true
			return i + len(s)
		}
	}
	return i
}

func letterAt(t string, i int) bool {
	if i >= len(t) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(t[i:])
	return unicode.IsLetter(c)
}
