package who

import (
	"slices"
	"strings"

	"dixit"
)

// pronoun answers for a mention that is one: "he", "We all", "who", "most".
func (s *scene) pronoun(m mention) (answer, bool) {
	key := s.words[m.from].key
	if m.to-m.from > 3 || acronym(s.words[m.from].text) { // "WHO", "US"
		return answer{}, false
	}
	for k := m.from + 1; k < m.to; k++ {
		if w := &s.words[k]; w.letters && !w.class.is(adverb) && w.key != "all" {
			return answer{}, false
		}
	}
	switch key {
	case "he", "she", "him", "her", "his", "hers":
		return s.person(m, key), true
	case "i", "we", "me", "us", "my", "our", "myself", "ourselves":
		return s.self(m, key), true
	case "they", "them", "their", "both", "these", "those":
		return s.several(m, key), true
	case "it", "its", "this", "that", "which":
		return s.thing(m, key), true
	case "who", "whom", "whose":
		return s.relative(m), true
	case "most", "some", "many", "others", "several", "few", "all", "none", "dozens", "hundreds", "thousands":
		return s.part(key), true
	case "one", "someone", "somebody", "another", "anyone", "anybody":
		return answer{dixit.Speaker{Name: key, Kind: dixit.Anonymous, ResolvedBy: "as written"}, -1, false}, true
	case "everyone", "everybody", "nobody", "people":
		return answer{dixit.Speaker{Name: key, Kind: dixit.Collective, ResolvedBy: "as written"}, -1, true}, true
	case "you":
		return s.open(key, dixit.Anonymous), true
	}
	return answer{}, false
}

// open is the answer where nobody fits: no name rather than a guess.
func (s *scene) open(key string, kind dixit.SpeakerKind) answer {
	return answer{dixit.Speaker{Kind: kind, ResolvedBy: "pronoun " + key + ": nobody fits"}, -1, false}
}

// person answers for "he" and "she".
func (s *scene) person(m mention, key string) answer {
	g := pronounGender(key)
	e := s.personBefore(g, m)
	told := s.recent()
	for k := len(told) - 1; k >= 0 && s.beats(told[k].word, m.from) <= 2; k-- { // someone without a name
		t := told[k]
		if t.entity < 0 && !t.plural && t.Kind == dixit.Anonymous && agree(g, genderOf(lastNoun(t.Name))) && (e < 0 || !s.namedSince(e, t.word, m.from)) {
			t.ResolvedBy = "pronoun " + key + ": last speaker"
			return t.answer
		}
	}
	if e >= 0 {
		return s.known(e, "pronoun "+key+": nearest speaker or subject")
	}
	return s.open(key, dixit.Person)
}

// namedSince reports whether entity e is named or speaks in the words [from, to), or in the sentence of the first of them.
func (s *scene) namedSince(e, from, to int) bool {
	if s.words[from].quote != 0 {
		return true // who speaks in a quotation is no subject of the text around it
	}
	from = s.sentences[s.words[from].sentence].Start
	first := s.occurrenceFrom(from)
	for k := first; k < min(len(s.occurrences), first+mostLooked) && s.occurrences[k].from < to; k++ {
		o := s.occurrences[k]
		if o.entity == e || o.entity < 0 && slices.Contains(s.entities[e].keys, s.words[o.to-1].key) {
			return true
		}
	}
	return slices.ContainsFunc(s.recent(), func(t said) bool { return t.entity == e && t.word >= from })
}

// lastNoun is the noun of a short description, folded, as far as words alone tell.
func lastNoun(name string) string {
	name = strings.ToLower(name)
	for _, p := range []string{" of ", " for ", " with ", " at ", " from ", " in ", " who "} {
		name, _, _ = strings.Cut(name, p)
	}
	return lastWord(name)
}

// thing answers for "it": the organisation or document that spoke last, or else was named last as a subject.
func (s *scene) thing(m mention, key string) answer {
	const furthest = 3
	told := s.recent()
	for k := len(told) - 1; k >= 0; k-- {
		t := told[k]
		if s.beats(t.word, m.from) > furthest {
			break
		}
		if t.Kind == dixit.Organisation || t.Kind == dixit.Written || t.Kind == dixit.Collective && k == len(told)-1 {
			t.ResolvedBy = "pronoun " + key + ": last to speak"
			return t.answer
		}
	}
	if o := s.bodyBefore(m, furthest, false); o >= 0 {
		return s.known(s.occurrences[o].entity, "pronoun "+key+": nearest organisation")
	}
	return s.open(key, dixit.Organisation)
}

// bodyBefore is the nearest occurrence before m of an organisation, or of a group if groups are asked for, that looks like a
// subject; -1 if there is none.
func (s *scene) bodyBefore(m mention, furthest int, groups bool) int {
	at := s.occurrenceFrom(m.from)
	for k := at - 1; k >= 0 && at-k < mostLooked && s.beats(s.occurrences[k].from, m.from) <= furthest; k-- {
		o := s.occurrences[k]
		if o.entity < 0 || o.to > m.from || s.foreignQuote(o, m) || s.oblique(o) {
			continue
		}
		if is := s.entities[o.entity].nature; is == aBody || groups && is == aGroup {
			return k
		}
	}
	return -1
}

// beats is how many sentences of the outlet's own lie between words i and j.
func (c *Cast) beats(i, j int) int { return c.words[j].beat - c.words[i].beat }
