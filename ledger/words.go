package ledger

import (
	"slices"
	"strings"
	"unicode"
)

// Words are the stretches of letters, digits and their accents in s, as written. An accent alone is no word.
func Words(s string) []string {
	list := strings.FieldsFunc(s, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) })
	return slices.DeleteFunc(list, func(w string) bool { return !strings.ContainsFunc(w, isLetterOrDigit) })
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// NameWords are the different words of a name, folded and sorted: what is compared when a speaker is asked for.
func NameWords(name string) []string {
	words := Fold(name)
	slices.Sort(words)
	return slices.Compact(words)
}

// Indexed are the words by which a statement is found, in a row a field: as they are written, folded, and as stems where the
// field is asked for in any form of its words.
type Indexed struct{ Words, Stems map[Field][]string }

// Index is what s is found by.
func (s *Subject) Index() Indexed {
	ix := Indexed{map[Field][]string{}, map[Field][]string{}}
	for _, f := range []Field{Said, Speaker, Title, Outlet, Agency, To, Via, Cue, InNote} {
		r := s.row(f)
		ix.Words[f] = r.folded
		if formed(f) {
			ix.Stems[f] = r.stems
		}
	}
	return ix
}
