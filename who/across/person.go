package across

import (
	"slices"
	"strings"

	"dixit/who/fold"
)

// person is the name of somebody in parts, each in the spelling that its variants share.
type person struct {
	given  string // "" for a surname alone
	middle []string
	family string
}

// readPerson reads a person's name. ok is false if nothing is left of it without titles.
func readPerson(name string) (p person, ok bool) {
	var parts []string
	name, _, _ = strings.Cut(name, ",") // ", MD", ", Jr."
	for _, w := range strings.FieldsFunc(fold.String(name), func(r rune) bool { return r == ' ' || r == '.' || r == ',' || r == '-' }) {
		w = strings.TrimSuffix(w, "'s")
		if w = strings.Trim(w, "'"); w == "" || addressing(w) || particle(w) || strings.ContainsAny(w, "“”\"()") {
			continue
		}
		parts = append(parts, w)
	}
	switch len(parts) {
	case 0:
		return p, false
	case 1:
		return person{family: alike(parts[0])}, true
	}
	if !strings.ContainsAny(strings.TrimSpace(name), " .") { // "Smith-Jones"
		return person{family: alike(parts[len(parts)-1])}, true
	}
	if len(parts) > 2 && len(parts[0]) == 1 && len(parts[1]) > 1 { // called by the middle name: "W. Mark Felt"
		parts = parts[1:]
	}
	p = person{given: alike(formal(parts[0])), family: alike(parts[len(parts)-1])}
	for _, w := range parts[1 : len(parts)-1] {
		p.middle = append(p.middle, alike(w))
	}
	return p, true
}

// addressing reports whether w is a title or an ending, which is not part of a name.
func addressing(w string) bool {
	switch w {
	case "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "sen", "senator", "rep", "gov",
		"governor", "president", "minister", "attorney", "judge", "justice", "gen", "general", "col", "capt", "captain", "lt", "sgt", "maj",
		"doctor", "officer", "inspector", "detective", "coach", "actor", "actress", "chief", "mayor", "jr", "sr", "ii", "iii", "iv", "sheikh", "imam", "ayatollah", "pope", "king", "queen",
		"prince", "princess", "chancellor", "secretary", "ambassador", "the", "esq", "phd", "md":
		return true
	}
	return false
}

// particle reports whether w stands before names and is written or left out at will: "al-Assad", "de Blasio".
func particle(w string) bool {
	switch w {
	case "al", "el", "ul", "as", "ash", "ad", "bin", "ibn", "ben", "de", "da", "di", "do", "dos", "du", "la", "le", "van", "von", "der", "den",
		"ter", "y", "e", "st":
		return true
	}
	return false
}

// fits reports whether p and q, who share given and last name, can be one: the middle names of one are those of the other with
// some left out or given by their initial.
func (p person) fits(q person) bool { return within(p.middle, q.middle) || within(q.middle, p.middle) }

// within reports whether the names a occur in this order in b, in full or by the initial.
func within(a, b []string) bool {
	for _, w := range a {
		k := slices.IndexFunc(b, func(v string) bool { return v == w || v[:1] == w[:1] && (len(v) == 1 || len(w) == 1) })
		if k < 0 {
			return false
		}
		b = b[k+1:]
	}
	return true
}

// endOf reports whether p is the end of q's longer name: "Boone Isaacs" of "Cheryl Boone Isaacs".
func (p person) endOf(q person) bool {
	n := len(q.middle) - len(p.middle)
	return p.family == q.family && n > 0 && p.given == q.middle[n-1] && slices.Equal(p.middle, q.middle[n:])
}

// shortOf reports whether the given name of p is the initial of q's.
func (p person) shortOf(q person) bool {
	return len(p.given) == 1 && len(q.given) > 1 && p.given == q.given[:1] && p.family == q.family
}

// key is the id of p, with middle names only if they tell two people apart.
func (p person) key(apart bool) string {
	parts := []string{p.given}
	if apart {
		parts = append(parts, p.middle...)
	}
	return "person/" + strings.Join(append(parts, p.family), "-")
}
