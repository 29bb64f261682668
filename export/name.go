package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is how many bytes of a document's name a file's name takes over: file systems allow 255.
const longestName = 200

// FileName is a document's name as a file's: one that came from outside may be an address or a path.
func FileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	if len(name) > longestName {
		end := longestName
		for !utf8.RuneStart(name[end]) {
			end--
		}
		name = name[:end]
	}
	if strings.Trim(name, ". ") == "" {
		name = "_" + name
	}
	return name
}

// oneLine is s without the characters that end a line.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("\n\r\t\v\f\u0085\u2028\u2029", r) {
			return ' '
		}
		return r
	}, s)
}

// token is s as a value that stands among others: without white space, control characters and the marks that part values.
func token(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("|,=\\", r) {
			return '_'
		}
		return r
	}, s)
}
