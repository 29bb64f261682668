package dixit

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Span is a half-open range [Start, End) of bytes in a text.
type Span struct{ Start, End int }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether t lies wholly in s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// stride is how many bytes lie between two entries of a Text's index: small enough that counting the rest is free,
// large enough that the index is a hundredth of the text.
const stride = 512

// Text is a document's text: valid UTF-8 that never changes, with an index from bytes to code points. The zero Text is empty.
type Text struct {
	s     string
	index []int32 // index[i] = code points that begin before byte i*stride
}

// NewText indexes s, or refuses it if it is not valid UTF-8 (Invalid).
func NewText(s string) (Text, error) {
	if !utf8.ValidString(s) {
		return Text{}, Errorf(Invalid, "text: not valid UTF-8")
	}
	index := make([]int32, 0, len(s)/stride+1)
	n := int32(0)
	for i := range len(s) {
		if i%stride == 0 {
			index = append(index, n)
		}
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return Text{s: s, index: index}, nil
}

// String is the whole text.
func (t Text) String() string { return t.s }

// Len is the length of the text in bytes.
func (t Text) Len() int { return len(t.s) }

// Slice is the text of s, a span of bytes that must lie in the text.
func (t Text) Slice(s Span) string { return t.s[s.Start:s.End] }

// CodePoint is the number of code points that begin before byte offset b, 0 ≤ b ≤ Len.
func (t Text) CodePoint(b int) int {
	if len(t.s) == 0 {
		return 0
	}
	i := min(b/stride, len(t.index)-1)
	n := int(t.index[i])
	for _, c := range []byte(t.s[i*stride : b]) {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// Byte is the byte offset at which code point number c begins, or Len if the text has exactly c code points; ok is false if
// it has fewer.
func (t Text) Byte(c int) (b int, ok bool) {
	if c < 0 {
		return 0, false
	}
	lo, hi := 0, len(t.index)
	for lo < hi { // the last entry that counts no more than c
		if mid := (lo + hi) / 2; int(t.index[mid]) <= c {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return 0, c == 0
	}
	n := int(t.index[lo-1])
	for b = (lo - 1) * stride; b < len(t.s); b++ {
		if utf8.RuneStart(t.s[b]) {
			if n == c {
				return b, true
			}
			n++
		}
	}
	return len(t.s), n == c
}

// Fragment is a stretch of a text together with its place. It can only be made by Text.Fragment and Text.FragmentAt, which
// refuse one that is not exactly there. The zero Fragment stands for absence.
type Fragment struct {
	span       Span
	start, end int
	text       string
}

// Fragment makes the fragment of t at span s of bytes. It refuses an empty span, one outside the text and one that splits a
// code point (Invalid).
func (t Text) Fragment(s Span) (Fragment, error) {
	if s.Start < 0 || s.End > len(t.s) || s.Start >= s.End {
		return Fragment{}, Errorf(Invalid, "span %d:%d: not in a text of %d bytes", s.Start, s.End, len(t.s))
	}
	if !utf8.RuneStart(t.s[s.Start]) || s.End < len(t.s) && !utf8.RuneStart(t.s[s.End]) {
		return Fragment{}, Errorf(Invalid, "span %d:%d: splits a code point", s.Start, s.End)
	}
	words := t.s[s.Start:s.End]
	start := t.CodePoint(s.Start)
	return Fragment{span: s, start: start, end: start + utf8.RuneCountInString(words), text: words}, nil
}

// FragmentAt makes the fragment at code points start to end and refuses it if the text there is not words (Invalid): how a
// record that comes from outside is let in.
func (t Text) FragmentAt(start, end int, words string) (Fragment, error) {
	from, ok1 := t.Byte(start)
	to, ok2 := t.Byte(end)
	if !ok1 || !ok2 {
		return Fragment{}, Errorf(Invalid, "code points %d:%d: not in the text", start, end)
	}
	f, err := t.Fragment(Span{from, to})
	if err != nil {
		return Fragment{}, fmt.Errorf("code points %d:%d: %w", start, end, err)
	}
	if f.text != words {
		return Fragment{}, Errorf(Invalid, "code points %d:%d: the text there is %.40q, not %.40q", start, end, f.text, words)
	}
	return f, nil
}

// Part is the fragment at span s of bytes of f's own words. It refuses what Text.Fragment refuses (Invalid).
func (f Fragment) Part(s Span) (Fragment, error) {
	if s.Start < 0 || s.End > len(f.text) || s.Start >= s.End {
		return Fragment{}, Errorf(Invalid, "span %d:%d: not in a fragment of %d bytes", s.Start, s.End, len(f.text))
	}
	if !utf8.RuneStart(f.text[s.Start]) || s.End < len(f.text) && !utf8.RuneStart(f.text[s.End]) {
		return Fragment{}, Errorf(Invalid, "span %d:%d: splits a code point", s.Start, s.End)
	}
	words := f.text[s.Start:s.End]
	start := f.start + utf8.RuneCountInString(f.text[:s.Start])
	return Fragment{
		span:  Span{f.span.Start + s.Start, f.span.Start + s.End},
		start: start, end: start + utf8.RuneCountInString(words), text: words,
	}, nil
}

// Text is the words of f.
func (f Fragment) Text() string { return f.text }

// Span is the place of f in bytes.
func (f Fragment) Span() Span { return f.span }

// Start is the code point at which f begins.
func (f Fragment) Start() int { return f.start }

// End is the code point at which f ends, itself excluded.
func (f Fragment) End() int { return f.end }

// IsZero reports whether f stands for absence.
func (f Fragment) IsZero() bool { return f.text == "" }

// wireFragment is a Fragment in JSON; offsets are code points.
type wireFragment struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// MarshalJSON writes {"start":…,"end":…,"text":…} with offsets in code points, or null for the zero Fragment. There is no
// UnmarshalJSON: a fragment cannot be read without its text. See DecodeStatement.
func (f Fragment) MarshalJSON() ([]byte, error) {
	if f.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(wireFragment{f.start, f.end, f.text})
}
