package across

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"dixit/who/fold"
)

// body is the name of an organisation: its words, in one spelling, without "the" and the form of a company.
type body struct {
	words   []string
	acronym bool // one word of capitals
}

var undotted = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("U.S.", "US ", "U.K.", "UK ", "U.N.", "UN ", "E.U.", "EU ")
})

// readBody reads an organisation's name. ok is false if it is no name: nothing in it has a capital.
func readBody(name string) (b body, ok bool) {
	if !strings.ContainsFunc(name, unicode.IsUpper) {
		return b, false
	}
	name = undotted().Replace(name)
	name, _, _ = strings.Cut(name, " (")
	bare := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the "))
	short := strings.ReplaceAll(bare, ".", "")
	b.acronym = len(short) > 1 && len(short) < 9 && !strings.ContainsFunc(short, func(r rune) bool { return !unicode.IsUpper(r) && r != '-' })
	if b.acronym {
		b.words = []string{fold.String(short)}
		return b, true
	}
	for _, w := range strings.FieldsFunc(strings.ReplaceAll(fold.String(bare), "&", " and "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		if w = strings.TrimSuffix(w, "'s"); w != "" && w != "the" {
			b.words = append(b.words, oneNumber(oneSpelling(strings.ReplaceAll(w, "'", ""))))
		}
	}
	if n := len(b.words); n > 2 && b.words[n-1] == "department" && b.words[n-2] == "police" {
		b.words = b.words[:n-1]
	}
	for len(b.words) > 1 && ending(b.words[len(b.words)-1]) {
		b.words = b.words[:len(b.words)-1]
	}
	b.words = country(turned(b.words))
	return b, len(b.words) > 0
}

// oneSpelling is the British spelling of a word that organisations have in their names.
func oneSpelling(w string) string {
	switch w {
	case "organization":
		return "organisation"
	case "center":
		return "centre"
	case "centers":
		return "centres"
	case "defense":
		return "defence"
	case "labor":
		return "labour"
	case "program":
		return "programme"
	}
	return w
}

// oneNumber drops the ending of a plural, which names have or have not: "Motion Picture Arts", "Motion Pictures Arts".
func oneNumber(w string) string {
	if len(w) > 4 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") && w != "news" {
		return w[:len(w)-1]
	}
	return w
}

// ending reports whether w at the end of a name is the form of a company, or of its address on the Web.
func ending(w string) bool {
	switch w {
	case "inc", "ltd", "llc", "plc", "corp", "corporation", "co", "company", "com", "gmbh", "ag", "sa", "nv", "limited":
		return true
	}
	return false
}

// turned writes "department of state" as "state department".
func turned(words []string) []string {
	of := slices.Index(words, "of")
	if of < 1 || of+1 >= len(words) {
		return words
	}
	head := words[of-1]
	switch head {
	case "department", "ministry", "bureau", "office", "university":
	default:
		return words
	}
	out := slices.Concat(words[:of-1], words[of+1:], []string{head})
	if i := slices.Index(out, "affairs"); i > 0 && out[i-1] == "foreign" && head == "ministry" {
		out = slices.Delete(out, i, i+1)
	}
	return out
}

// country writes a country before a name in one way.
func country(words []string) []string {
	if len(words) > 2 && words[0] == "united" {
		switch words[1] {
		case "states":
			return append([]string{"us"}, words[2:]...)
		case "kingdom":
			return append([]string{"uk"}, words[2:]...)
		}
	}
	if len(words) > 1 && (words[0] == "american" || words[0] == "british") && slices.Contains([]string{"department", "ministry", "embassy", "government"}, words[len(words)-1]) {
		return append([]string{map[string]string{"american": "us", "british": "uk"}[words[0]]}, words[1:]...)
	}
	return words
}

// acronyms is what the name may be shortened to: its first letters, small words left out or not, and a country before them left
// out or not; each once.
func (b body) acronyms() []string {
	var all, long strings.Builder
	for _, w := range b.words {
		all.WriteString(first(w))
		if !small(w) {
			long.WriteString(first(w))
		}
	}
	out := []string{long.String()}
	if b.words[0] == "us" || b.words[0] == "uk" {
		out = append(out, long.String()[1:])
	}
	if all.Len() != long.Len() {
		out = append(out, all.String())
	}
	return out
}

func first(w string) string {
	for _, r := range w {
		return string(r)
	}
	return ""
}

func small(w string) bool {
	switch w {
	case "of", "for", "and", "on", "in", "to", "de", "la", "des", "du":
		return true
	}
	return false
}

// key is the id of b.
func (b body) key() string { return "organisation/" + strings.Join(b.words, "-") }
