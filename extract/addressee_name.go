package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/neural"
)

// withName is s with the name that stands in commas after it, where s only describes its bearer: "told Harford’s ABC affiliate,
// WHRF, on Monday".
func (c *clause) withName(s dixit.Span) dixit.Span {
	const longest = 4
	for i := range c.words {
		if c.words[i].span.End != s.End {
			continue
		}
		if w := &c.words[i]; w.capital || isPlural(w.low) || c.low(i+1) != "," {
			return s
		}
		j := i + 2
		for j < len(c.words) && j-i-2 < longest && c.words[j].capital && c.words[j].role == neural.Outside && !timeWord(c.words[j].low) {
			j++
		}
		if j > i+2 && (j == len(c.words) || c.low(j) == "," || c.low(j) == ".") {
			return dixit.Span{Start: s.Start, End: c.words[j-1].span.End}
		}
		return s
	}
	return s
}

// programme is the title in quotation marks that a listener's words end with, "" if there is none: NBC’s “Meet the Press”.
func programme(words string) string {
	for _, marks := range [...][2]string{{"“", "”"}, {"\"", "\""}} {
		rest, ok := strings.CutSuffix(words, marks[1])
		if i := strings.LastIndex(rest, marks[0]); ok && i >= 0 {
			return strings.TrimRight(rest[i+len(marks[0]):], ".,")
		}
	}
	return ""
}

// namedWithin is how many bytes of a document are looked through for the fuller name of a listener: an article names him at its
// beginning.
const namedWithin = 1 << 16

// fullNames finds the fuller names of listeners that are called by a bare noun: "the court", where the document has "a Paris
// court" and no other. Each noun is looked for once in a document.
type fullNames struct {
	text  string
	known map[string]string
}

// of is the fuller name of a noun in small letters; the noun itself if the document gives none, or two.
func (f *fullNames) of(noun string) string {
	if full, known := f.known[noun]; known {
		return full
	}
	const most = 20 // places looked at
	full := noun
	for at, n := 0, 0; n < most; n++ {
		i := strings.Index(f.text[at:], " "+noun)
		if i < 0 {
			break
		}
		i += at
		at = i + 1 + len(noun)
		if next, _ := utf8.DecodeRuneInString(f.text[at:]); unicode.IsLetter(next) {
			continue
		}
		before := f.text[strings.LastIndexAny(f.text[:i], " \n“\"(")+1 : i]
		if !f.modifies(before) {
			continue
		}
		if full != noun && full != before+" "+noun {
			full = noun
			break
		}
		full = before + " " + noun
	}
	if f.known == nil {
		f.known = map[string]string{}
	}
	f.known[noun] = full
	return full
}

// modifies reports whether w, before a noun, is a name: it has a capital, also where no sentence begins.
func (f *fullNames) modifies(w string) bool {
	first, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(first) || n == len(w) || strings.ContainsAny(w, ".,;:'’") || neverBegins(strings.ToLower(w)) || determines(strings.ToLower(w)) {
		return false
	}
	for at := 0; ; {
		i := strings.Index(f.text[at:], " "+w)
		if i < 0 {
			return false
		}
		i += at
		if i > 0 && (unicode.IsLower(rune(f.text[i-1])) || f.text[i-1] == ',') {
			return true
		}
		at = i + 1 + len(w)
	}
}
