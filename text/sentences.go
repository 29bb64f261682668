package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// Sentences returns the sentences of one block of t, in order, without the white space between them. A block with any text has
// at least one. The work grows with the length of the block and no faster.
//
// A sentence ends after a full stop, question mark, exclamation mark or ellipsis, with the closing marks, brackets and note
// numbers that follow it, if white space and then a word with a capital, a digit or an opening mark come after; not after an
// abbreviation or an initial (abbreviation.go), or a stop inside a number. What follows a closing quotation mark and begins in
// lower case ("…!” he said"), or is a reporting clause after a question or a cry ("…?” Lind asked"), belongs to the same
// sentence. Sentences inside a quotation are sentences too.
func Sentences(t string, block dixit.Span) []dixit.Span {
	var out []dixit.Span
	next := func(i int) int { return block.End - len(strings.TrimLeftFunc(t[i:block.End], unicode.IsSpace)) }
	start := next(block.Start)
	add := func(end int) {
		if s := strings.TrimRightFunc(t[start:max(start, end)], unicode.IsSpace); s != "" {
			out = append(out, dixit.Span{Start: start, End: start + len(s)})
		}
		start = next(end)
	}
	for i := start; i < block.End; {
		c, n := utf8.DecodeRuneInString(t[i:block.End])
		i += n
		if !stops(c) {
			continue
		}
		end := afterClosers(t[:block.End], i)
		rest := t[end:block.End]
		switch {
		case !begins(rest):
		case c == '.' && end == i && abbreviation(t[start:i-1], rest):
		case c != '.' && strings.ContainsAny(t[i:end], "\"'”’»“") && attributed(rest):
		default:
			add(end)
		}
		i = end
	}
	add(block.End)
	return out
}

func stops(c rune) bool {
	return c == '.' || c == '?' || c == '!' || c == '…' || c == '。' || c == '？' || c == '！'
}

// afterClosers is the end of the stops, closing marks, brackets and note numbers that begin at i.
func afterClosers(t string, i int) int {
	for i < len(t) {
		c, n := utf8.DecodeRuneInString(t[i:])
		if c == '[' {
			n = noteNumber(t[i:])
		}
		if n == 0 || c != '[' && !stops(c) && !strings.ContainsRune("\"'”’»)]}›“", c) {
			break
		}
		// “ and a straight mark after a stop close it only if no word follows at once.
		next, _ := utf8.DecodeRuneInString(t[i+n:])
		if strings.ContainsRune("\"'“", c) && wordRune(next) {
			break
		}
		i += n
	}
	return i
}

// noteNumber is the length of the note number that s begins with, [1] or [12], and 0 if it begins with none.
func noteNumber(s string) int {
	end := strings.IndexByte(s[:min(len(s), len("[123]"))], ']')
	if end < 2 || strings.Trim(s[1:end], "0123456789") != "" {
		return 0
	}
	return end + 1
}

// begins reports whether s, which follows the end of a sentence, begins another: white space, then perhaps opening marks, then
// a capital, a digit, or a letter of a script without capitals.
func begins(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsSpace(c) {
		return false
	}
	rest := strings.TrimLeftFunc(s, unicode.IsSpace)
	rest = strings.TrimLeft(rest, "\"'“‘„«([{—–-")
	c, _ = utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(c) || unicode.IsDigit(c) || unicode.IsTitle(c) || unicode.IsLetter(c) && !unicode.IsLower(c)
}
