package ledger

import (
	"slices"
	"strings"
	"unicode"

	"dixit"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Words are the stretches of letters, digits and their accents in s, as written. An accent alone is no word.
func Words(s string) []string {
	list := strings.FieldsFunc(s, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) })
	return slices.DeleteFunc(list, func(w string) bool { return !strings.ContainsFunc(w, isLetterOrDigit) })
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// NameWords are the different words of a name with case, accents and compatibility forms folded, sorted: what is compared
// when a speaker is asked for.
func NameWords(name string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(name))
	words := Words(cases.Fold().String(plain))
	slices.Sort(words)
	return slices.Compact(words)
}

// gap stands between the parts of a content that is not in one piece: a character of private use, which an index takes for a
// word and which nobody can ask for, so that no phrase runs across it.
const gap = " \uE000 "

// Indexed are the words by which a statement is found, in three fields that no phrase runs across.
type Indexed struct{ Said, Speaker, Title string }

// Index is what r is found by: its content, or its cue where it has none, as a gesture; the speaker's name; the title.
func Index(r dixit.Record) Indexed {
	s := r.Statement
	list := s.Content
	if len(list) == 0 {
		list = s.Cue
	}
	parts := make([]string, len(list))
	for i, f := range list {
		parts[i] = f.Text()
	}
	return Indexed{Said: strings.Join(parts, gap), Speaker: s.Speaker.Name, Title: r.Doc.Title}
}
