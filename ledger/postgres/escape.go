package postgres

import (
	"strings"
	"unicode/utf8"
)

// PostgreSQL keeps text in UTF-8 and without the character 0. What else is to be kept, as names of files are, is escaped by the
// character 1, in a way that leaves the order of texts as it is as long as they are in UTF-8.
const (
	escape  = '\x01'
	zero    = '\x01' // after escape, the character 0
	itself  = '\x02' // the character 1
	foreign = '\x03' // a byte that is not UTF-8, as two more characters: its halves
)

// escaped is s as it is kept.
func escaped(s string) string {
	if !strings.ContainsAny(s, "\x00\x01") && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == 0:
			b.WriteString(string(escape) + string(zero))
		case r == escape:
			b.WriteString(string(escape) + string(itself))
		case r == utf8.RuneError && size == 1:
			b.WriteString(string(escape) + string(foreign) + string(rune('@'+s[i]>>4)) + string(rune('@'+s[i]&15)))
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

// unescaped is what was kept as s.
func unescaped(s string) string {
	if strings.IndexByte(s, escape) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != escape || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch {
		case s[i] == zero:
			b.WriteByte(0)
		case s[i] == foreign && i+2 < len(s):
			b.WriteByte((s[i+1]-'@')<<4 | (s[i+2]-'@')&15)
			i += 2
		default:
			b.WriteByte(escape)
		}
	}
	return b.String()
}
