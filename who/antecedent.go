package who

// What makes somebody named before the likely meaning of "he" or "she". Each number is a preference in the way grammar and
// newspapers have it, not the result of a search: the last to speak, then subjects, then the nearest.
const (
	sentenceAway = 6   // for each sentence of the outlet's own between
	furthestBack = 8   // sentences; further back nobody is meant
	mostLooked   = 80  // occurrences looked at
	mostSearched = 500 // occurrences looked at for a description
	spoke        = 9   // was the source of a statement there
	subject      = 5   // stands where a subject stands
	newcomer     = 8   // is named for the first time, with a description: the text will go on with him
	obliquely    = 4   // stands after a preposition or owns something
	elsewhere    = 20  // stands in a quotation that the pronoun does not stand in
	opening      = 8   // stands in the clause that opens the pronoun's sentence: "While the Senate may not remove Moss, he …"
	unlikely     = 12  // may be no person, or seems to be of the other gender
)

// personBefore is the person whom a pronoun of gender g in m most likely means, -1 if nobody fits.
func (s *scene) personBefore(g gender, m mention) int {
	best, top := -1, -1000
	consider := func(e, score int) {
		x := &s.entities[e]
		if x.doubtful && (x.article || !s.toldByName(e)) || !agree(g, x.lean) {
			score -= unlikely
		}
		if score += min(x.count, 6) / 2; score > top {
			best, top = e, score
		}
	}
	barred := -1
	if m.nested() {
		if e := m.outer.entity; e >= 0 && s.entities[e].nature == aPerson && agree(g, s.entities[e].gender) {
			if s.words[m.from].quote != 0 {
				barred = e // nobody calls himself "he"
			} else {
				consider(e, spoke+subject)
			}
		}
	}
	looked := 0
	for k := s.occurrenceFrom(m.from) - 1; k >= 0 && looked < mostLooked; k-- {
		o := s.occurrences[k]
		d := s.beats(o.from, m.from)
		if d > furthestBack {
			break
		}
		looked++
		if o.to > m.from {
			continue
		}
		if o.entity < 0 {
			o.entity = s.onlyOfGender(o, g)
		}
		if o.entity < 0 || o.entity == barred || !s.canBe(o.entity, g) {
			continue
		}
		consider(o.entity, s.prominence(o, m)-sentenceAway*d)
	}
	told := s.recent()
	for k := len(told) - 1; k >= 0 && s.beats(told[k].word, m.from) <= furthestBack; k-- {
		t := told[k]
		if t.entity >= 0 && t.entity != barred && s.canBe(t.entity, g) {
			consider(t.entity, spoke+subject-sentenceAway*s.beats(t.word, m.from))
		}
	}
	return best
}

// onlyOfGender is the one of several of a name, which o leaves open, who is surely of gender g: "Clinton …, she". It is -1 if
// there is none or more than one.
func (s *scene) onlyOfGender(o occurrence, g gender) int {
	found := -1
	for _, e := range s.byWord[s.words[o.to-1].key] {
		e = s.root(e)
		if e == found || s.entities[e].nature != aPerson || s.entities[e].gender != g || g == unknownGender {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// canBe reports whether entity e is somebody of gender g.
func (s *scene) canBe(e int, g gender) bool {
	return s.entities[e].nature == aPerson && agree(g, s.entities[e].gender)
}

// prominence is how much an occurrence is in the reader's mind, distance aside.
func (s *scene) prominence(o occurrence, m mention) int {
	score := 0
	switch {
	case s.introduced(o):
		score += newcomer
	case s.oblique(o):
		score -= obliquely
	case s.subjectLike(o):
		score += subject
	}
	if s.foreignQuote(o, m) {
		score -= elsewhere
	}
	if s.opens(o, m) {
		score += opening
	}
	return score
}

// opens reports whether o stands in a clause with a conjunction that opens the sentence of m and ends before m.
func (s *scene) opens(o occurrence, m mention) bool {
	if s.words[o.from].sentence != s.words[m.from].sentence || s.words[o.from].quote != s.words[m.from].quote {
		return false
	}
	first := s.sentences[s.words[m.from].sentence].Start
	switch s.words[first].key {
	case "while", "although", "though", "as", "after", "before", "when", "because", "since", "if", "once", "unless", "until", "whether":
		return m.from > 0 && s.words[m.from-1].text == "," && o.to <= m.from
	}
	return false
}

// oblique reports whether o stands after a preposition or owns something.
func (c *Cast) oblique(o occurrence) bool {
	if c.words[o.to-1].possessive {
		return true
	}
	k := o.title - 1
	for k > 0 && c.near(k) && (c.words[k].class.is(determiner|role) && !c.words[k].capital) {
		k--
	}
	return k >= 0 && c.near(k) && c.words[k].class.is(preposition) && !c.words[k].capital
}

// subjectLike reports whether o stands where a subject stands: at the beginning of its sentence or clause, or before a verb
// in small letters.
func (c *Cast) subjectLike(o occurrence) bool {
	if o.title == c.sentences[c.words[o.from].sentence].Start {
		return true
	}
	if o.to >= len(c.words) || !c.near(o.to-1) {
		return false
	}
	w := &c.words[o.to]
	if w.text == "," || w.capital || !w.letters {
		return o.title > 0 && !c.words[o.title-1].letters && w.text == ","
	}
	return !w.class.is(preposition|determiner|quantifier|timeWord) && w.key != "and" && w.key != "or"
}

// introduced reports whether o names somebody for the first time and says who it is: whom the text will speak of next.
func (s *scene) introduced(o occurrence) bool {
	return s.entities[o.entity].first == o.from && o.to+1 < len(s.words) && s.words[o.to].text == "," && s.words[o.to+1].class.is(determiner)
}

// foreignQuote reports whether o stands in a quotation that m does not stand in.
func (c *Cast) foreignQuote(o occurrence, m mention) bool {
	q := c.words[o.from].quote
	return q != 0 && q != c.words[m.from].quote
}
