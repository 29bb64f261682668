package ledger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// Words are the stretches of letters, digits and their accents in s, as written. An accent alone is no word.
func Words(s string) []string {
	list := strings.FieldsFunc(s, func(r rune) bool { return !isLetterOrDigit(r) && (r < utf8.RuneSelf || !unicode.Is(unicode.M, r)) })
	return slices.DeleteFunc(list, func(w string) bool { return !strings.ContainsFunc(w, isLetterOrDigit) })
}

func isLetterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// NameWords are the different words of a name, folded and sorted: what is compared when a speaker is asked for.
func NameWords(name string) []string {
	words := Fold(name)
	slices.Sort(words)
	return slices.Compact(words)
}

// Indexed are the words by which a statement is found, in a row a field: as they are written, folded, and as stems where the
// field is asked for in any form of its words.
type Indexed struct{ Words, Stems map[Field][]string }

// IndexAll is Index of each of a document's records, without spellings. What all have in common is read once.
func IndexAll(records []dixit.Record) []Indexed {
	list := make([]Indexed, len(records))
	var first *Subject
	for i, r := range records {
		s := NewSubject(r)
		if first == nil {
			first = s
		}
		for _, f := range []Field{Title, Outlet, Agency} {
			if slices.Equal(s.parts(f), first.parts(f)) {
				s.read[f] = first.row(f)
			}
		}
		list[i] = s.Index()
	}
	return list
}

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
