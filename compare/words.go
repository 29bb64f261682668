package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/copies/wordhash"
)

// mostWords is how many words of a statement are looked at.
const mostWords = 400

// word is a word of what was said.
type word struct {
	piece   int        // which of the statement's contents it is in
	span    dixit.Span // bytes of that content
	text    string     // folded
	hash    uint64     // of text
	capital bool       // it is written with one
	bears   bool       // it bears meaning: "not" and "tiger" do, "the" does not; "May" does where it does not begin a content
	stretch int        // the number of the quotation it stands in, from 1; 0 if in none
}

// wordsOf are the words of a statement's contents, in order.
func wordsOf(s dixit.Statement) []word {
	var out []word
	for piece, f := range s.Content {
		text := f.Text()
		for span, folded := range eachWord(text) {
			if len(out) == mostWords {
				return out
			}
			at := dixit.Span{Start: f.Span().Start + span.Start, End: f.Span().Start + span.End}
			big := capital(text[span.Start:])
			out = append(out, word{
				piece: piece, span: span, text: folded, hash: wordhash.Of(folded), capital: big,
				bears: !empty(folded) || folded == "may" && big && span.Start > len("“"), stretch: stretchOf(s.Quotes, at),
			})
		}
	}
	return out
}

// capital reports whether s begins with one.
func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// stretchOf is the number of the innermost quotation that holds a place, from 1; 0 if none does.
func stretchOf(list []dixit.Quotation, at dixit.Span) int {
	out, shortest := 0, 0
	for i, q := range list {
		if n := q.Words.Span().Len(); q.Words.Span().Contains(at) && (out == 0 || n < shortest) {
			out, shortest = i+1, n
		}
	}
	return out
}

// eachWord yields the words of s: where they stand, in bytes, and folded. A word is a run of letters and digits, with apostrophes
// and full stops inside it, in a number commas. Folded it is in lower case, with straight apostrophes, without stops and commas, the
// 's at its end and accents that are characters of their own, so that "US" is "U.S." and "45,000" is "45000".
func eachWord(s string) func(yield func(dixit.Span, string) bool) {
	return func(yield func(dixit.Span, string) bool) {
		var b strings.Builder
		start, end := -1, 0
		var last rune // of the word
		for i, r := range s {
			switch {
			case unicode.IsLetter(r) || unicode.IsNumber(r):
				if start < 0 {
					start = i
				}
				b.WriteRune(unicode.ToLower(r))
				end, last = i+utf8.RuneLen(r), r
			case start >= 0 && unicode.In(r, unicode.Mn, unicode.Cf):
				end = i + utf8.RuneLen(r)
			case start >= 0 && end == i && (r == '\'' || r == '’' || r == '.') && letterAt(s, i+utf8.RuneLen(r)):
				if r != '.' {
					b.WriteByte('\'')
				}
			case start >= 0 && end == i && r == ',' && unicode.IsNumber(last) && digitAt(s, i+1):
			case start >= 0:
				if !yield(dixit.Span{Start: start, End: end}, strings.TrimSuffix(b.String(), "'s")) {
					return
				}
				b.Reset()
				start = -1
			}
		}
		if start >= 0 {
			yield(dixit.Span{Start: start, End: end}, strings.TrimSuffix(b.String(), "'s"))
		}
	}
}

// digitAt reports whether a digit begins at byte i of s.
func digitAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsNumber(r)
}

// letterAt reports whether a letter or digit begins at byte i of s.
func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// fold is the words of s, folded.
func fold(s string) []string {
	var out []string
	for _, w := range eachWord(s) {
		out = append(out, w)
	}
	return out
}
