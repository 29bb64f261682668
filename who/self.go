package who

import (
	"slices"

	"dixit"
)

// isPronoun reports whether m is a pronoun.
func (s *scene) isPronoun(m mention) bool {
	if m.to-m.from != 1 || acronym(s.words[m.from].text) {
		return false
	}
	switch s.words[m.from].key {
	case "he", "she", "him", "her", "his", "they", "them", "it", "who", "i", "we", "this", "that", "which", "both":
		return true
	}
	return false
}

// isSelf reports whether m is "I" or "we".
func (s *scene) isSelf(m mention) bool {
	if m.from >= m.to || m.to-m.from > 3 || acronym(s.words[m.from].text) {
		return false
	}
	switch s.words[m.from].key {
	case "i", "we", "me", "us", "myself", "ourselves":
		return true
	}
	return false
}

// self answers for "I" and "we": in somebody's words it is that somebody, and "we" is the body for which he speaks.
func (s *scene) self(m mention, key string) answer {
	a, how := m.outer, "pronoun "+key+": speaker of the statement around it"
	if !m.nested() {
		how = "pronoun " + key + ": speaker of the quotation around it"
		if t := s.frame(m); t >= 0 {
			a = s.told[t].answer
		} else if e := s.besideQuote(m); e >= 0 {
			a, how = s.known(e, ""), "pronoun "+key+": named beside the quotation"
		} else {
			return s.open(key, dixit.Person)
		}
	}
	if plural := key == "we" || key == "us" || key == "our" || key == "ourselves"; plural && a.Kind == dixit.Person {
		if e := s.bodyOf(a.entity); e >= 0 {
			a, how = s.known(e, ""), "pronoun "+key+": body for which the speaker speaks"
		}
	}
	a.ResolvedBy = how
	return a
}

// frame is the source, of those told, of the quotation that m stands in: outside of it in the same paragraph, the nearest to
// its ends; for a paragraph that is all quotation the last one before. It is -1 if there is none, or m is in no quotation.
func (s *scene) frame(m mention) int {
	from, to, ok := s.quoteAround(m)
	if !ok {
		return -1
	}
	const furthest = 40 // words
	first, _ := slices.BinarySearchFunc(s.told, from-furthest, func(t said, word int) int { return t.word - word })
	best, nearest := -1, furthest
	for i := first; i < len(s.told) && s.told[i].word < to+furthest; i++ {
		t := s.told[i]
		if s.words[t.word].quote != 0 || s.words[t.word].block != s.words[m.from].block {
			continue
		}
		d := t.word - to
		if t.word < from {
			d = from - t.word
		}
		if d < nearest {
			best, nearest = i, d
		}
	}
	if best >= 0 {
		return best
	}
	before, _ := slices.BinarySearchFunc(s.told, from, func(t said, word int) int { return t.word - word })
	for i := before - 1; i >= 0 && s.words[m.from].block-s.words[s.told[i].word].block <= 2; i-- {
		if s.words[s.told[i].word].quote == 0 {
			return i
		}
	}
	return -1
}

// quoteAround is the words [from, to) of the quotation that m stands in; ok is false if it stands in none.
func (s *scene) quoteAround(m mention) (from, to int, ok bool) {
	q := s.words[m.from].quote
	if q == 0 {
		return 0, 0, false
	}
	from, to = m.from, m.to
	for from > 0 && s.words[from-1].quote == q {
		from--
	}
	for to < len(s.words) && s.words[to].quote == q {
		to++
	}
	return from, to, true
}

// besideQuote is the one person named right before or after the quotation that m stands in, or last in the paragraph before if
// that ends in a colon; -1 if there is none or more than one.
func (s *scene) besideQuote(m mention) int {
	from, to, ok := s.quoteAround(m)
	if !ok {
		return -1
	}
	const reach = 6 // words
	start, end := max(0, from-reach), min(len(s.words), to+reach)
	colon := from > 0 && s.words[from-1].text == ":" && s.words[from-1].block != s.words[from].block
	for start < from && s.words[start].block != s.words[m.from].block && !colon {
		start++
	}
	if colon {
		start = s.sentences[s.words[from-1].sentence].Start
	}
	for end > to && s.words[end-1].block != s.words[m.from].block {
		end--
	}
	found := -1
	for k := s.occurrenceFrom(start); k < len(s.occurrences) && s.occurrences[k].from < end; k++ {
		o := s.occurrences[k]
		if o.entity < 0 || s.words[o.from].quote != 0 || s.entities[o.entity].nature != aPerson || s.entities[o.entity].doubtful || o.entity == found {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = o.entity
	}
	return found
}

// client is whom the lawyer in whose words m stands speaks for: "my client". It is -1 if the text does not say.
func (s *scene) client(p phrase, m mention) int {
	if p.noun != "client" || p.determiner != "my" && p.determiner != "our" {
		return -1
	}
	a := m.outer
	if !m.nested() {
		t := s.frame(m)
		if t < 0 {
			return -1
		}
		a = s.told[t].answer
	}
	if a.entity < 0 {
		return -1
	}
	found := -1
	for _, d := range s.entities[a.entity].duties {
		for k := s.occurrenceFrom(d.from); d.noun == "attorney" && k < len(s.occurrences) && s.occurrences[k].from < d.to; k++ {
			e := s.occurrences[k].entity
			if e < 0 || e == found || s.entities[e].nature != aPerson {
				continue
			}
			if found >= 0 {
				return -1
			}
			found = e
		}
	}
	return found
}

// bodyOf is the organisation or group for which person e speaks, by his role: "chief of the Pine Creek First Nation",
// "spokeswoman for the council". It is -1 if there is none or more than one.
func (c *Cast) bodyOf(e int) int {
	if e < 0 {
		return -1
	}
	found := -1
	for _, d := range c.entities[e].duties {
		if !speaksFor(d.noun) {
			continue
		}
		for k := c.occurrenceFrom(d.from); k < len(c.occurrences) && c.occurrences[k].from < d.to; k++ {
			b := c.occurrences[k].entity
			if b < 0 || b == e || b == found || !slices.Contains([]nature{aBody, aGroup}, c.entities[b].nature) {
				continue
			}
			if found >= 0 {
				return -1
			}
			found = b
		}
	}
	return found
}

// speaksFor reports whether one of that role says "we" for the body he is of.
func speaksFor(noun string) bool {
	switch noun {
	case "spokesman", "chief", "chair", "president", "director", "executive", "founder", "secretary", "leader", "head", "owner",
		"manager", "minister", "commissioner", "representative", "coordinator", "organiser", "organizer", "superintendent", "ceo":
		return true
	}
	return false
}
