package who

import (
	"dixit"
)

// relative answers for "who": whoever is named right before.
func (s *scene) relative(m mention) answer {
	k := m.from - 1
	for k >= 0 && !s.words[k].letters && m.from-k < 4 {
		k--
	}
	if k < 0 || s.words[k].sentence != s.words[m.from].sentence || s.words[k].class.is(function) && s.occurrenceAt(k) < 0 {
		return s.open("who", dixit.Person)
	}
	if k > 1 && s.words[k-1].text == "(" && s.words[k+1].text == ")" {
		k -= 2 // "the minister and the World Bridge Council (WBC) who"
	}
	o := s.occurrenceAt(k)
	if o >= 0 && s.occurrences[o].entity >= 0 && m.from-k > 1 {
		if e := s.describedBefore(o); e >= 0 {
			return s.known(e, "who: the person described before")
		}
	}
	if a, ok := s.joint(mention{Place: m.Place, from: s.conjunctFrom(k), to: k + 1, outer: m.outer}); ok {
		a.ResolvedBy = "who: the two before"
		return a
	}
	if o >= 0 && s.occurrences[o].entity >= 0 {
		return s.known(s.occurrences[o].entity, "who: the name before")
	}
	from := k
	for from > 0 && k-from < longestRole && s.near(from-1) && !s.words[from].class.is(determiner) && s.words[from-1].letters && !s.words[from-1].class.is(relative) {
		if w := s.words[from-1].class; w.is(function) && !w.is(determiner|quantifier|preposition) {
			break
		}
		from--
	}
	before := mention{Place: m.Place, from: from, to: k + 1}
	if p, ok := s.phraseIn(from, k+1); ok && p.head >= 0 {
		if a := s.phrase(before); a.Kind != dixit.Written && a.Kind != dixit.Organisation { // those are no "who"
			a.ResolvedBy = "who: the words before"
			return a
		}
	}
	return s.open("who", dixit.Person)
}

// describedBefore is the person whose description in commas ends in the name of a body, occurrence number o: "Mark Hay, a
// professor at the institute, who said". It is -1 if o is of a person itself or there is none.
func (s *scene) describedBefore(o int) int {
	x := s.occurrences[o]
	if s.entities[x.entity].nature == aPerson {
		return -1
	}
	for k := o - 1; k >= 0 && x.from-s.occurrences[k].to < longestRole && s.words[s.occurrences[k].from].sentence == s.words[x.from].sentence; k-- {
		if p := s.occurrences[k]; p.entity >= 0 && s.entities[p.entity].nature == aPerson && s.words[p.to].text == "," {
			return p.entity
		}
	}
	return -1
}

// conjunctFrom is where "the minister and the council" begins, whose last word is k; k if there is no "and" before it.
func (s *scene) conjunctFrom(k int) int {
	and := -1
	for i := k; i >= 0 && k-i < longestRole && s.words[i].sentence == s.words[k].sentence; i-- {
		o := s.occurrenceAt(i)
		w := &s.words[i]
		switch {
		case o >= 0 && s.occurrences[o].entity >= 0:
			i = s.occurrences[o].title
			if and >= 0 && (i == 0 || !s.words[i-1].class.is(determiner)) {
				return i
			}
		case w.key == "and" && and < 0:
			and = i
		case w.class.is(determiner):
			if and >= 0 {
				return i
			}
		case !w.letters || w.class.is(preposition|relative):
			return k
		}
	}
	return k
}
