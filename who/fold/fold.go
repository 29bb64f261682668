// Package fold brings spellings of one name together: letters in lower case and without their accents. It does not
// transliterate, and it does not know that two different spellings are of one name.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// String returns s in lower case, without accents, with straight apostrophes.
func String(s string) string {
	if isPlain(s) {
		return s
	}
	if isASCII(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		writeLetter(&b, unicode.ToLower(r))
	}
	return b.String()
}

// writeLetter writes r, or what stands for it in plain spelling where Unicode gives no decomposition.
func writeLetter(b *strings.Builder, r rune) {
	switch r {
	case 'ł':
		b.WriteByte('l')
	case 'ø':
		b.WriteByte('o')
	case 'đ', 'ð':
		b.WriteByte('d')
	case 'ı':
		b.WriteByte('i')
	case 'ħ':
		b.WriteByte('h')
	case 'ß':
		b.WriteString("ss")
	case 'æ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'þ':
		b.WriteString("th")
	case '’', '‘', 'ʼ', 'ʻ', '`', '´':
		b.WriteByte('\'')
	case '‐', '‑':
		b.WriteByte('-')
	default:
		b.WriteRune(r)
	}
}

// isPlain reports whether String would leave s as it is.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '`' {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '`' {
			return false
		}
	}
	return true
}
