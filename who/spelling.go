package who

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// spaced joins folded words to a key.
func spaced(keys []string) string { return strings.Join(keys, " ") }

// clip cuts s, which goes out as a name or a role, to longestName bytes at a space.
func clip(s string) string {
	if len(s) <= longestName {
		return s
	}
	end := longestName
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	if i := strings.LastIndexByte(s[:end], ' '); i > longestName/2 {
		end = i
	}
	return strings.TrimRight(s[:end], " ,;:-")
}

// undotted writes the short names of countries and bodies without their stops, as the rest of the world does.
func undotted(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	for _, end := range [...]string{"U.S", "U.K", "U.N", "E.U"} {
		if strings.HasSuffix(s, end) {
			s += "." // it was taken for the sentence's
		}
	}
	return strings.NewReplacer("U.S.", "US", "U.K.", "UK", "U.N.", "UN", "E.U.", "EU").Replace(s)
}

// unmarked drops quotation marks and brackets from s.
func unmarked(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch r {
		case '“', '”', '"', '„', '«', '»', '‘', '[', ']', '(', ')':
			return -1
		}
		return r
	}, s)), " ")
}

// lowerFirst writes s, which began a sentence, as it would stand inside one.
func lowerFirst(s string) string {
	c, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) || next == '.' {
		return s // an acronym
	}
	return string(unicode.ToLower(c)) + s[n:]
}
