package eval

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a token of a text: word characters, with single hyphens, stops or apostrophes between them.
type word struct {
	start, end int  // code points
	that       bool // it is "that"
}

// words are the tokens of s in order: \w+(?:[’'\-.]\w+)* with \w as letters, numbers and the underscore.
func words(s string) []word {
	var out []word
	at := 0 // code points before i
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !isWord(r) {
			i, at = i+size, at+1
			continue
		}
		length, points := token(s[i:])
		out = append(out, word{at, at + points, strings.EqualFold(s[i:i+length], "that")})
		i, at = i+length, at+points
	}
	return out
}

// token is the extent, in bytes and in code points, of the token that s begins with.
func token(s string) (length, points int) {
	n, joined := 0, false // n counts all code points read; joined: the last one was a joining mark
	for i, r := range s {
		switch {
		case isWord(r):
			joined = false
			length, points = i+utf8.RuneLen(r), n+1
		case joined || !strings.ContainsRune("’'-.", r):
			return length, points
		default:
			joined = true
		}
		n++
	}
	return length, points
}

// isWord reports whether r can stand in a word.
func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// set is a set of tokens: their numbers in the text, ascending.
type set []int

// tokens are the words of text that ranges touch; without the "that"s at either edge if trim is set.
func tokens(text []word, ranges []Range, trim bool) set {
	touched := make(map[int]bool)
	for _, r := range ranges {
		first := sort.Search(len(text), func(i int) bool { return text[i].end > r.Start })
		for i := first; i < len(text) && text[i].start < r.End; i++ {
			touched[i] = true
		}
	}
	out := make(set, 0, len(touched))
	for i := range touched {
		out = append(out, i)
	}
	sort.Ints(out)
	for trim && len(out) > 0 && text[out[0]].that {
		out = out[1:]
	}
	for trim && len(out) > 0 && text[out[len(out)-1]].that {
		out = out[:len(out)-1]
	}
	return out
}

// Common counts the numbers that are in both a and b, which are in order.
func Common(a, b []int) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// Jaccard is how much of a and b together they have in common (Jaccard 1912), 1 if both are empty. They are in order.
func Jaccard(a, b []int) float64 {
	both := Common(a, b)
	if all := len(a) + len(b) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 1
}

// near reports a Jaccard index of at least one half.
func near(a, b set) bool { return Jaccard(a, b) >= .5 }

// addTo adds the tokens of s to all.
func (s set) addTo(all *map[int]bool) {
	if *all == nil {
		*all = make(map[int]bool)
	}
	for _, i := range s {
		(*all)[i] = true
	}
}
