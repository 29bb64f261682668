package who

import (
	"strings"

	"dixit"
)

// pronoun answers for a mention that is one: "he", "We all", "who", "most".
func (s *scene) pronoun(m mention) (answer, bool) {
	key := s.words[m.from].key
	if m.to-m.from > 3 {
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
	case "i", "we", "me", "us", "my", "our":
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
	if e := s.personBefore(g, m); e >= 0 {
		return s.known(e, "pronoun "+key+": nearest speaker or subject")
	}
	for k := len(s.told) - 1; k >= 0 && s.beats(s.told[k].word, m.from) <= 2; k-- { // someone without a name
		t := s.told[k]
		if t.entity < 0 && !t.plural && t.Kind == dixit.Anonymous && agree(g, genderOf(lastNoun(t.Name))) {
			t.ResolvedBy = "pronoun " + key + ": last speaker"
			return t.answer
		}
	}
	return s.open(key, dixit.Person)
}

// lastNoun is the noun of a short description, folded, as far as words alone tell.
func lastNoun(name string) string {
	name, _, _ = strings.Cut(strings.ToLower(name), " of ")
	return lastWord(name)
}

// self answers for "I" and "we": in somebody's words it is that somebody.
func (s *scene) self(m mention, key string) answer {
	if m.Speaker == "" {
		return s.open(key, dixit.Person)
	}
	how := "pronoun " + key + ": speaker of the statement around it"
	if e := s.entityCalled(m.Speaker); e >= 0 {
		return s.known(e, how)
	}
	return answer{dixit.Speaker{Name: m.Speaker, Kind: dixit.Person, ResolvedBy: how}, -1, key == "we"}
}

// entityCalled is the entity whose name was given out as name, -1 if there is none.
func (c *Cast) entityCalled(name string) int {
	if e, known := c.byName[name]; known {
		return e
	}
	return -1
}

// several answers for "they": the last who spoke as several or as a body, or two named together since.
func (s *scene) several(m mention, key string) answer {
	if m.nested() && m.Speaker != "" && s.words[m.from].quote == 0 {
		if e := s.entityCalled(m.Speaker); e < 0 || s.entities[e].nature != aPerson {
			a := answer{dixit.Speaker{Name: m.Speaker, Kind: dixit.Collective}, -1, true}
			if e >= 0 {
				a = s.known(e, "")
			}
			a.ResolvedBy = "pronoun " + key + ": speaker of the statement around it"
			return a
		}
	}
	const furthest = 4
	best, score := answer{}, -100
	for k := len(s.told) - 1; k >= 0; k-- {
		t := s.told[k]
		d := s.beats(t.word, m.from)
		if d > furthest {
			break
		}
		if v := 5 - 3*d; t.plural && v > score {
			best, score = t.answer, v
			best.ResolvedBy = "pronoun " + key + ": last to speak"
		}
	}
	for k := len(s.pairs) - 1; k >= 0; k-- {
		x := s.pairs[k]
		if x.word > m.from {
			continue
		}
		d := s.beats(x.word-1, m.from)
		if v := 4 - 3*d; d <= furthest && v > score {
			best, score = s.both(x, "pronoun "+key+": two named together"), v
		}
		break
	}
	if o := s.bodyBefore(m, furthest, true); o >= 0 {
		if v := 2 - 3*s.beats(s.occurrences[o].from, m.from); v > score {
			best, score = s.known(s.occurrences[o].entity, "pronoun "+key+": nearest organisation or group"), v
		}
	}
	if score == -100 {
		return s.open(key, dixit.Collective)
	}
	return best
}

// thing answers for "it": the organisation or document that spoke last, or else was named last as a subject.
func (s *scene) thing(m mention, key string) answer {
	const furthest = 3
	for k := len(s.told) - 1; k >= 0; k-- {
		t := s.told[k]
		if s.beats(t.word, m.from) > furthest {
			break
		}
		if t.Kind == dixit.Organisation || t.Kind == dixit.Written || t.Kind == dixit.Collective && k == len(s.told)-1 {
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
	for k := s.occurrenceFrom(m.from) - 1; k >= 0 && s.beats(s.occurrences[k].from, m.from) <= furthest; k-- {
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

// relative answers for "who": whoever is named right before.
func (s *scene) relative(m mention) answer {
	k := m.from - 1
	for k >= 0 && !s.words[k].letters && m.from-k < 4 {
		k--
	}
	if k < 0 || s.words[k].sentence != s.words[m.from].sentence {
		return s.open("who", dixit.Person)
	}
	if o := s.occurrenceAt(k); o >= 0 && s.occurrences[o].entity >= 0 {
		return s.known(s.occurrences[o].entity, "who: the name before")
	}
	from := k
	for from > 0 && k-from < longestRole && s.near(from-1) && !s.words[from].class.is(determiner) && s.words[from-1].letters && !s.words[from-1].class.is(relative) {
		from--
	}
	before := mention{Place: m.Place, from: from, to: k + 1}
	if p, ok := s.phraseIn(from, k+1); ok && p.head >= 0 {
		a := s.phrase(before)
		a.ResolvedBy = "who: the words before"
		return a
	}
	return s.open("who", dixit.Person)
}

// part answers for "most" and "others" alone: of the group that spoke last.
func (s *scene) part(key string) answer {
	a := answer{dixit.Speaker{Name: key, Kind: dixit.Collective, ResolvedBy: "as written"}, -1, true}
	if n := len(s.told); n > 0 && s.told[n-1].Kind == dixit.Collective && key != "others" && !strings.Contains(s.told[n-1].Name, " and ") {
		a.Name, a.ResolvedBy = key+" "+s.told[n-1].Name, "part of the last to speak"
	}
	return a
}

// beats is how many sentences of the outlet's own lie between words i and j.
func (c *Cast) beats(i, j int) int { return c.words[j].beat - c.words[i].beat }
