package who

import (
	_ "embed"
	"strings"
	"sync"
)

// class is a set of things that a word can be. The classes and their words are in data/lexicon.txt.
type class uint32

const (
	function class = 1 << iota // begins sentences with a capital without being part of a name
	timeWord
	determiner
	quantifier
	honorific
	role
	male
	female
	organisation
	outlet
	company
	place
	document
	anonymous
	collective
	adverb
	preposition
	relative
	particle
	leader
	minister
	deputy
)

// sections names the classes that the sections of the lexicon stand for.
func sections() map[string]class {
	return map[string]class{
		"function": function, "time": timeWord, "determiner": determiner, "quantifier": quantifier,
		"honorific": honorific, "honorific.m": honorific | male, "honorific.f": honorific | female,
		"role": role, "role.m": role | male, "role.f": role | female,
		"organisation": organisation, "outlet": outlet, "company": company, "place": place, "document": document,
		"anonymous": anonymous, "collective": collective, "adverb": adverb, "preposition": preposition,
		"relative": relative, "particle": particle, "leader": leader, "minister": minister, "deputy": deputy,
	}
}

//go:embed data/lexicon.txt
var lexiconText string

var lexicon = sync.OnceValue(func() map[string]class {
	all := make(map[string]class, 4096)
	names := sections()
	var now class
	for line := range strings.Lines(lexiconText) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			now = names[strings.Trim(line, "[]")]
			continue
		}
		for w := range strings.FieldsSeq(line) {
			all[w] |= now
		}
	}
	return all
})

// classOf is what the word w, folded, can be.
func classOf(w string) class { return lexicon()[w] }

// is reports whether c shares a class with other.
func (c class) is(other class) bool { return c&other != 0 }

// singular is the singular of the noun w, folded, and whether w looks like a plural. It knows the regular plurals and the few
// irregular ones that sources have.
func singular(w string) (string, bool) {
	switch w {
	case "people", "persons":
		return "person", true
	case "men", "women", "children", "police", "media", "folk", "data", "staff":
		return w, true
	case "news", "press", "this", "his", "series", "congress", "business", "status", "boss", "caucus", "campus", "census", "corps":
		return w, false
	}
	for _, e := range [][2]string{{"people", "person"}, {"women", "woman"}, {"men", "man"}} {
		if s, ok := strings.CutSuffix(w, e[0]); ok && len(s) > 3 {
			return s + e[1], true
		}
	}
	if !strings.HasSuffix(w, "s") || len(w) < 4 || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is") {
		return w, false
	}
	if classOf(w).is(role | organisation | document | outlet | company) {
		return w, false
	}
	s := w[:len(w)-1]
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		if y := w[:len(w)-3] + "y"; classOf(y) != 0 || classOf(s) == 0 {
			return y, true
		}
	case strings.HasSuffix(w, "es") && classOf(s) == 0:
		if t := w[:len(w)-2]; classOf(t) != 0 {
			return t, true
		}
	}
	return s, true
}

// canonical is the word that stands for all words of one role.
func canonical(w string) string {
	switch w {
	case "spokeswoman", "spokesperson", "spox":
		return "spokesman"
	case "chairman", "chairwoman", "chairperson":
		return "chair"
	case "lawyer", "solicitor", "counsel", "barrister":
		return "attorney"
	case "congressman", "congresswoman", "rep":
		return "representative"
	case "sen":
		return "senator"
	case "gov":
		return "governor"
	case "prof":
		return "professor"
	case "dr", "physician":
		return "doctor"
	case "advisor", "counselor":
		return "adviser"
	case "ceo":
		return "executive"
	case "justice":
		return "judge"
	case "cofounder", "co-founder":
		return "founder"
	case "businesswoman":
		return "businessman"
	case "councillor", "councilor", "councilman", "councilwoman":
		return "councilman"
	case "policewoman", "cop", "policeman":
		return "officer"
	case "paper", "newspaper", "tabloid", "daily", "broadsheet":
		return "newspaper"
	case "firm", "corporation", "business":
		return "company"
	case "organization":
		return "organisation"
	case "centre":
		return "center"
	case "defence":
		return "defense"
	case "site", "portal":
		return "website"
	}
	return w
}
