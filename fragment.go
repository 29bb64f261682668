package dixit

import (
	"strings"
	"unicode/utf8"
)

// TextOf is the words of fragments as one line, with an ellipsis between them.
func TextOf(list []Fragment) string {
	parts := make([]string, len(list))
	for i, f := range list {
		parts[i] = f.text
	}
	return strings.Join(parts, " … ")
}

// Slice is the part of f at s, bytes of its words. It refuses what Text.Fragment refuses (Invalid).
func (f Fragment) Slice(s Span) (Fragment, error) {
	if s.Start < 0 || s.End > len(f.text) || s.Start >= s.End {
		return Fragment{}, Errorf(Invalid, "span %d:%d: not in a fragment of %d bytes", s.Start, s.End, len(f.text))
	}
	if !utf8.RuneStart(f.text[s.Start]) || s.End < len(f.text) && !utf8.RuneStart(f.text[s.End]) {
		return Fragment{}, Errorf(Invalid, "span %d:%d: splits a code point", s.Start, s.End)
	}
	words := f.text[s.Start:s.End]
	start := f.start + utf8.RuneCountInString(f.text[:s.Start])
	at := Span{f.span.Start + s.Start, f.span.Start + s.End}
	return Fragment{span: at, start: start, end: start + utf8.RuneCountInString(words), text: words}, nil
}
