package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"

	"golang.org/x/text/unicode/norm"
)

// class is what sort of token a token is.
type class uint8

const (
	word    class = iota // letters and digits
	quote                // a quotation mark, or an apostrophe at the border of a word
	dash                 // a dash or a hyphen, however long
	dots                 // an ellipsis: three stops or more, or the character, in brackets or not
	opening              // an opening bracket
	closing              // a closing bracket
	sign                 // any other character
	border               // the end of a paragraph that the next does not run on from; matches nothing
)

// token is a piece of text that is compared as a whole: a word, or a mark.
type token struct {
	span  dixit.Span // bytes of the text
	class class
	key   string // how it is compared: composed, without ligatures and what nobody sees, apostrophes straight, case kept
	hash  uint64 // of the folded key; 0 if it is no word
}

// is reports whether t is the mark or word key.
func (t token) is(key string) bool { return t.key == key }

// eachToken calls yield with the tokens of s[from:to] in order; their spans are bytes of s.
//
// A word is letters and digits with their accents; inside it an apostrophe (don’t), a stop between letters (U.S) and a stop or
// comma between digits (3.5, 1,000). A hyphen is a token of its own: so a dash is a dash however it is set, and twenty-one is
// three tokens. Three stops or more, with or without spaces, are an ellipsis. White space is nothing.
func eachToken(s string, from, to int, yield func(token)) {
	s = s[:to]
	for i := from; i < to; {
		if s[i] == ' ' {
			i++
			continue
		}
		c, n := decode(s, i)
		switch {
		case unicode.IsSpace(c) || unseen(c):
			i += n
			continue
		case wordRune(c):
			end, plain := wordEnd(s, i+n)
			t := token{span: dixit.Span{Start: i, End: end}}
			if t.key = s[i:end]; plain && c < utf8.RuneSelf {
				t.hash = hashOfPlain(t.key)
			} else {
				t.key = wordKey(t.key)
				t.hash = hashOf(t.key)
			}
			yield(t)
			i = end
			continue
		}
		t := mark(s, i, c, n)
		yield(t)
		i = t.span.End
	}
}

func decode(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

func wordRune(c rune) bool {
	if c < utf8.RuneSelf {
		return wordByte(byte(c))
	}
	return unicode.In(c, unicode.L, unicode.N, unicode.M)
}

// wordByte is wordRune for ASCII.
func wordByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' }

// unseen reports whether nobody sees c: soft hyphens, marks of direction, joiners.
func unseen(c rune) bool { return c >= utf8.RuneSelf && unicode.Is(unicode.Cf, c) }

func digit(c rune) bool { return '0' <= c && c <= '9' }

func apostrophe(c rune) bool { return c == '\'' || c == '’' || c == 'ʼ' || c == '‘' || c == '＇' }

// wordEnd is where the word that goes on at i ends, and whether all of the rest is plain ASCII.
func wordEnd(s string, i int) (end int, plain bool) {
	plain = true
	for i < len(s) {
		if wordByte(s[i]) {
			i++
			continue
		}
		c, n := decode(s, i)
		switch {
		case wordRune(c) || unseen(c):
		case apostrophe(c) || c == '.' || c == ',':
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			after, _ := utf8.DecodeRuneInString(s[i+n:])
			numeral := digit(before) && digit(after)
			if !wordRune(after) || c == ',' && !numeral || c == '.' && !numeral && !(unicode.IsLetter(before) && unicode.IsLetter(after)) {
				return i, plain
			}
		default:
			return i, plain
		}
		plain = plain && c < utf8.RuneSelf
		i += n
	}
	return i, plain
}

// wordKey is how the word w is compared, if it is not plain ASCII.
func wordKey(w string) string {
	w = strings.Map(func(c rune) rune {
		switch {
		case unseen(c):
			return -1
		case apostrophe(c):
			return '\''
		}
		return c
	}, w)
	return norm.NFC.String(ligatures(w))
}

// ligatures takes the letters of w apart that are two in one character. Compatibility forms that mean something else, such as the
// raised figure of 10², stay.
func ligatures(w string) string {
	if !strings.ContainsFunc(w, func(c rune) bool { return 'ﬀ' <= c && c <= 'ﬆ' }) {
		return w
	}
	return strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st").Replace(w)
}

// mark is the token at s[i:] that is no word, whose first character is c of n bytes.
func mark(s string, i int, c rune, n int) token {
	t := token{span: dixit.Span{Start: i, End: i + n}, class: sign}
	switch {
	case dashRune(c):
		t.class, t.key = dash, "-"
		for t.span.End < len(s) {
			c, n := decode(s, t.span.End)
			if !dashRune(c) {
				break
			}
			t.span.End += n
		}
	case (c >= utf8.RuneSelf || c == '"' || c == '\'' || c == '`') && doubleMark(s, i) > 0:
		t.class, t.key = quote, `"`
		t.span.End = i + doubleMark(s, i)
	case strings.ContainsRune("'’‘‚‛`´‹›＇", c):
		t.class, t.key = quote, "'"
	default:
		if end := ellipsis(s, i); end > i {
			t.class, t.key, t.span.End = dots, "…", end
			break
		}
		t.key = s[i : i+n]
		switch c {
		case '[', '(':
			t.class = opening
		case ']', ')':
			t.class = closing
		default:
			if c >= utf8.RuneSelf {
				t.key = norm.NFC.String(t.key)
			}
		}
	}
	return t
}

func dashRune(c rune) bool {
	return c == '-' || c == '−' || c >= utf8.RuneSelf && unicode.Is(unicode.Pd, c)
}

// doubleMark is the length of the double quotation mark that s[i:] begins with, 0 if it begins with none.
func doubleMark(s string, i int) int {
	for _, m := range [...]string{`"`, "“", "”", "„", "‟", "«", "»", "``", "''", "’’", "‘‘", "＂", "「", "」", "『", "』"} {
		if strings.HasPrefix(s[i:], m) {
			return len(m)
		}
	}
	return 0
}

// ellipsis is the end of the ellipsis that begins at s[i:], in brackets or not; i if none does.
func ellipsis(s string, i int) int {
	if s[i] == '[' || s[i] == '(' {
		if end := stopsEnd(s, spaces(s, i+1)); end > 0 {
			if end = spaces(s, end); end < len(s) && (s[end] == ']' || s[end] == ')') {
				return end + 1
			}
		}
		return i
	}
	return max(i, stopsEnd(s, i))
}

// stopsEnd is the end of the three stops or more, or the ellipsis character, at s[i:]; -1 if there are none.
func stopsEnd(s string, i int) int {
	count, end := 0, i
	for j := i; j < len(s); {
		switch {
		case strings.HasPrefix(s[j:], "…"):
			count, j = count+3, j+len("…")
		case s[j] == '.':
			count, j = count+1, j+1
		default:
			j = len(s)
			continue
		}
		end = j
		j = spaces(s, j)
	}
	if count < 3 {
		return -1
	}
	return end
}

// spaces is the end of the white space at s[i:].
func spaces(s string, i int) int {
	return len(s) - len(strings.TrimLeftFunc(s[i:], unicode.IsSpace))
}

// hashOfPlain is hashOf for ASCII.
func hashOfPlain(w string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(w) {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h | 1
}

// hashOf is FNV-1a of w in lower case.
func hashOf(w string) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range w {
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
		} else {
			c = unicode.ToLower(c)
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h | 1 // never 0
}

// Fold is the words of s, in order and in lower case, as sources are looked up by: Unicode and apostrophes as the ladder of
// normalisation has them.
func Fold(s string) []string {
	var out []string
	eachToken(s, 0, len(s), func(t token) {
		if t.class == word {
			out = append(out, strings.ToLower(t.key))
		}
	})
	return out
}
