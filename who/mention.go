package who

import (
	"strings"

	"dixit"
)

// phrase answers for a mention that is a noun phrase: a name, a name with a description, or a description.
func (s *scene) phrase(m mention) answer {
	parts := s.parts(m.from, m.to)
	first := parts[0]
	p, ok := s.phraseIn(first.from, first.to)
	if !ok {
		return s.asWritten(first.from, first.to, dixit.Anonymous)
	}
	if o := s.occurrenceAt(p.head); o >= 0 && !s.introduces(p, parts) {
		return s.named(s.occurrences[o], m, first, parts)
	}
	if o, found := s.nameAfter(p, first, parts); found {
		return s.named(o, m, first, parts)
	}
	if s.soundsNamed(p, m) {
		return s.unspotted(p, first)
	}
	return s.described(p, m, first)
}

// parts cuts a mention at its commas, dashes and brackets. There is always one part.
func (s *scene) parts(from, to int) []run {
	var out []run
	start := from
	for k := from; k <= to; k++ {
		if k < to && (s.words[k].letters || !parting(s.words[k].text) || s.insideName(k) || s.slashed(k) || s.inNumber(k)) {
			continue
		}
		if k > start {
			out = append(out, run{start, k})
		}
		start = k + 1
	}
	if len(out) == 0 {
		out = append(out, run{from, to})
	}
	return out
}

func parting(mark string) bool {
	switch mark {
	case ",", "—", "–", "(", ")", ";", ":", "--", "/":
		return true
	}
	return false
}

// slashed reports whether word k is a stroke between two words that are written as one: "the Reuters/Ipsos poll".
func (s *scene) slashed(k int) bool {
	return s.words[k].text == "/" && k > 0 && k+1 < len(s.words) && s.words[k-1].span.End == s.words[k].span.Start && s.words[k].span.End == s.words[k+1].span.Start
}

// inNumber reports whether word k is a comma inside a number: "1,600 Haitians".
func (c *Cast) inNumber(k int) bool {
	if c.words[k].text != "," || k == 0 || k+1 >= len(c.words) {
		return false
	}
	digit := func(w string, at int) bool { return '0' <= w[at] && w[at] <= '9' }
	before, after := c.words[k-1].text, c.words[k+1].text
	return c.words[k].span.Start == c.words[k-1].span.End && c.words[k].span.End == c.words[k+1].span.Start && digit(before, len(before)-1) && digit(after, 0)
}

// insideName reports whether word k stands inside a name, not at its borders.
func (s *scene) insideName(k int) bool {
	o := s.occurrenceAt(k)
	return o >= 0 && s.occurrences[o].from < k && k+1 < s.occurrences[o].to
}

// introduces reports whether p, whose head is a name, only leads to the name in the next part: "One Rohingya, Muhammad Amin".
func (s *scene) introduces(p phrase, parts []run) bool {
	if len(parts) < 2 || p.determiner == "" && s.words[p.from].key != "one" {
		return false
	}
	o := s.occurrenceAt(p.head)
	if e := s.occurrences[o].entity; e < 0 || s.entities[e].nature == aPerson {
		return false
	}
	next := s.occurrenceAt(parts[1].to - 1)
	return next >= 0 && s.occurrences[next].entity >= 0 && s.entities[s.occurrences[next].entity].nature == aPerson && s.occurrences[next].title <= parts[1].from
}

// nameAfter is the name that a description leads to: in the same part after the place of an office ("chief of the Assembly
// of First Nations Cindy Woodhouse"), or a part of its own ("the president’s lawyer, Rudy Giuliani").
func (s *scene) nameAfter(p phrase, first run, parts []run) (occurrence, bool) {
	noun, plural := singular(s.words[p.head].key)
	someone := classOf(noun).is(role) && !plural
	if o := s.occurrenceAt(first.to - 1); o >= 0 && someone && s.occurrences[o].from > p.end {
		x := s.occurrences[o]
		if x.entity >= 0 && x.from > x.title && s.entities[x.entity].nature == aPerson || s.calledBy(x) {
			return x, true
		}
	}
	if plural || classOf(noun).is(document) {
		return occurrence{}, false // "the letter signed by Lind, who chairs the Board": nobody wrote that the board is a letter
	}
	for k := len(parts) - 1; k > 0; k-- {
		o := s.occurrenceAt(parts[k].to - 1)
		if o < 0 || s.occurrences[o].entity < 0 || !s.leadsTo(parts[k].from, s.occurrences[o].title) {
			continue
		}
		if is := s.entities[s.occurrences[o].entity].nature; is == aPerson || !someone && is == aBody {
			return s.occurrences[o], true
		}
	}
	return occurrence{}, false
}

// calledBy reports whether a word before o says that it is somebody's name: "a nurse named Ada", "using the pseudonym Katya".
func (s *scene) calledBy(o occurrence) bool {
	if o.entity < 0 || o.title == 0 || s.entities[o.entity].nature == aPlace || s.entities[o.entity].nature == aBody {
		return false
	}
	return naming(s.words[o.title-1].key)
}

// naming reports whether a word leads to a name that somebody bears or goes by.
func naming(w string) bool {
	switch w {
	case "named", "called", "nicknamed", "pseudonym", "alias":
		return true
	}
	return false
}

// leading reports whether word k, before a name, is not of the role but leads from it to the name: "a protester using the pseudonym".
func (s *scene) leading(k int) bool {
	w := &s.words[k]
	return naming(w.key) || w.key == "using" || w.key == "under" || w.class.is(determiner) && !w.possessive && !w.capital
}

// leadsTo reports whether the words [from, to) before a name only lead to it: nothing, an article, or a role in small letters:
// "another official, deputy police chief Abdul Qaderi".
func (s *scene) leadsTo(from, to int) bool {
	if to <= from || to == from+1 && s.words[from].class.is(determiner) {
		return true
	}
	for k := from; k < to; k++ {
		if w := &s.words[k]; w.capital || !w.letters || w.class.is(preposition|relative) {
			return false
		}
	}
	return to-from <= 4 && s.words[to-1].class.is(role) && !s.words[to-1].possessive
}

// named answers with the entity of occurrence o.
func (s *scene) named(o occurrence, m mention, first run, parts []run) answer {
	if o.entity < 0 {
		return answer{dixit.Speaker{Name: s.join(o.from, o.to), Kind: dixit.Person, ResolvedBy: "as written: several of that name"}, -1, false}
	}
	a := s.known(o.entity, s.how(o))
	if p, ok := s.phraseIn(first.from, max(first.from, o.from)); ok && first.from < o.from && a.Kind == dixit.Person {
		if text := s.roleText(p.from, min(o.from, first.to)); text != "" && classOf(p.noun)|s.words[p.head].class != 0 {
			a.Role = text
		}
	} else if len(parts) > 1 && o.from < parts[1].from {
		if p, ok := s.phraseIn(parts[1].from, m.to); ok && s.words[p.head].class.is(role) {
			a.Role = s.roleText(parts[1].from, m.to)
		}
	}
	return a
}

// roleText is the words [from, to) without an article in front and a mark behind.
func (s *scene) roleText(from, to int) string {
	for from < to && (s.words[from].class.is(determiner) && !s.words[from].possessive || !s.words[from].letters) {
		from++
	}
	for from < to && (!s.words[to-1].letters && s.words[to-1].text != "." || s.leading(to-1)) {
		to--
	}
	return clip(s.join(from, to))
}

// how tells in a few words why o is its entity.
func (s *scene) how(o occurrence) string {
	x := &s.entities[o.entity]
	keys := s.nameKeys(o.named)
	switch {
	case spaced(keys) == spaced(x.keys):
		return "full name"
	case len(keys) == 1 && acronym(s.words[o.from].text) && x.nature != aPerson:
		return "acronym"
	case x.nature == aPerson && len(keys) == 1 && len(x.keys) > 1 && keys[0] == x.keys[len(x.keys)-1]:
		return "surname"
	case x.nature == aPerson && len(keys) == 1 && len(x.keys) > 1 && oneOff(keys[0], x.keys[len(x.keys)-1]):
		return "surname in another spelling"
	default:
		return "part of the name"
	}
}

// soundsNamed reports whether p's head is written as a name although nothing in the document bears it out: a word with a
// capital that begins its sentence, or stands in a headline.
func (s *scene) soundsNamed(p phrase, m mention) bool {
	w := &s.words[p.head]
	if !w.capital || partisan(w.key) && p.head == p.core {
		return false
	}
	noun, plural := singular(w.key)
	is := w.class | classOf(noun)
	if is.is(role|anonymous|collective|document|quantifier|function|honorific) || plural && s.lowers[w.key]+s.lowers[noun] > 0 {
		return false
	}
	if is.is(organisation) {
		return p.head > p.core && s.words[p.head-1].capital
	}
	return !(plural && p.head == p.core && is == 0 && m.from == p.head)
}

// unspotted answers with a name that the cast does not have.
func (s *scene) unspotted(p phrase, first run) answer {
	from := p.head
	for from > p.core && s.words[from-1].capital && !s.words[from-1].class.is(role|honorific) && s.near(from-1) {
		from--
	}
	n := named{from, from, p.head + 1}
	a := answer{dixit.Speaker{Name: s.join(n.from, n.to), Kind: dixit.Person, ResolvedBy: "as written", Role: s.roleText(first.from, from)}, -1, false}
	switch is, _ := s.natureOf(n); is {
	case aBody, aPlace, aDescription:
		a.Kind = dixit.Organisation
		if country := s.countryAt(n.from, n.to); country != "" && is == aDescription {
			a.Name, a.ResolvedBy = country, "country of the adjective"
		}
	case aGroup:
		a.Kind, a.plural = dixit.Collective, true
	}
	return a
}

// asWritten answers with the words [from, to) themselves, normalised.
func (s *scene) asWritten(from, to int, kind dixit.SpeakerKind) answer {
	for from < to-1 && (s.dropped(from) && !s.aloneBefore(from, to) || !s.words[from].letters) && !s.words[from].possessive {
		from++
	}
	if s.aloneBefore(from, to) {
		kind = dixit.Collective
	}
	name := unmarked(s.join(from, to))
	if from < to && s.lowerable(from) {
		name = lowerFirst(name)
	}
	return answer{dixit.Speaker{Name: strings.TrimRight(name, " ,;:"), Kind: kind, ResolvedBy: "as written"}, -1, false}
}

// properGroup reports whether w is a word for many that has its capital everywhere.
func properGroup(w string) bool {
	switch w {
	case "democrats", "republicans", "tories", "labour", "christians", "muslims", "jews", "catholics", "protestants", "hindus", "sikhs",
		"buddhists", "palestinians", "kurds", "arabs", "rohingya", "sunnis", "shiites", "congress", "parliament":
		return true
	}
	return false
}

// dropped reports whether word k says nothing of who an unnamed source is: articles, "this", "its" and "his own".
func (s *scene) dropped(k int) bool {
	switch s.words[k].key {
	case "the", "a", "an", "its", "his", "her", "their", "my", "our", "your", "own", "this", "that", "these", "those":
		return true
	}
	return false
}

// aloneBefore reports whether word k is a "those" that stands for people by itself, with what is said of them after it and
// no noun: "those close to the talks", "those who oppose it".
func (s *scene) aloneBefore(k, to int) bool {
	if s.words[k].key != "those" && s.words[k].key != "these" {
		return false
	}
	for j := k + 1; j < to; j++ {
		if w := &s.words[j]; w.class.is(preposition|relative) || w.key == "to" {
			return true
		} else if _, plural := singular(w.key); plural {
			return false
		}
	}
	return k+2 < to || s.words[k+1].class.is(relative)
}

// lowerable reports whether the capital of word k only comes from its place.
func (s *scene) lowerable(k int) bool {
	w := &s.words[k]
	if !w.initial || !w.capital || s.occurrenceAt(k) >= 0 || acronym(w.text) {
		return false
	}
	return atlas().country[w.key] == "" && !properGroup(w.key) && (!ofPlace(w.key) || s.lowers[w.key] > 0) && (s.capitals[w.key] == 0 || s.lowers[w.key] > 0)
}
