package text

import (
	"iter"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// Words returns the words of s in order, as spans of bytes. A word is a run of letters, digits and underscores, with single
// apostrophes, hyphens and full stops inside it ("U.S", "Trump’s", "twenty-one"); every other character that is not white
// space is a word of its own. It is the regular expression \w+(?:[’'\-.]\w+)*|[^\w\s] as Python reads it, which the tagger
// was trained with and the scorer counts by.
func Words(s string) []dixit.Span {
	out := make([]dixit.Span, 0, len(s)/5)
	for w := range EachWord(s) {
		out = append(out, w)
	}
	return out
}

// EachWord is Words one at a time.
func EachWord(s string) iter.Seq[dixit.Span] {
	return func(yield func(dixit.Span) bool) {
		for i := 0; i < len(s); {
			c, n := utf8.DecodeRuneInString(s[i:])
			end := i + n
			if isWordRune(c) {
				end = wordEnd(s, end)
			}
			if !isSpace(c) && !yield(dixit.Span{Start: i, End: end}) {
				return
			}
			i = end
		}
	}
}

// wordEnd is where the word that goes on at i ends.
func wordEnd(s string, i int) int {
	for i < len(s) {
		c, n := utf8.DecodeRuneInString(s[i:])
		if !isWordRune(c) {
			if c != '’' && c != '\'' && c != '-' && c != '.' {
				return i
			}
			next, _ := utf8.DecodeRuneInString(s[i+n:])
			if !isWordRune(next) {
				return i
			}
		}
		i += n
	}
	return i
}

// IsWord reports whether the word w is one of letters or digits rather than a mark.
func IsWord(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return isWordRune(c)
}

// isWordRune is Python's \w: letters, numbers of every kind, and the underscore.
func isWordRune(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
	}
	return c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsNumber(c))
}

// isSpace is Python's \s, which counts four control characters that unicode.IsSpace does not.
func isSpace(c rune) bool { return unicode.IsSpace(c) || 0x1c <= c && c <= 0x1f }
