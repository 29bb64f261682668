package who

import (
	"slices"
	"strings"

	"dixit"
)

// several answers for "they": the last who spoke as several or as a body, or two named together since.
func (s *scene) several(m mention, key string) answer {
	if m.nested() && m.outer.Kind != dixit.Written && s.words[m.from].quote == 0 && (m.outer.entity < 0 || s.entities[m.outer.entity].nature != aPerson) {
		a := m.outer
		if a.Kind == dixit.Person {
			a.Kind = dixit.Collective
		}
		a.ResolvedBy = "pronoun " + key + ": speaker of the statement around it"
		return a
	}
	const furthest = 4
	best, score := answer{}, -100
	told := s.recent()
	for k := len(told) - 1; k >= 0; k-- {
		t := told[k]
		d := s.beats(t.word, m.from)
		if d > furthest {
			break
		}
		if v := 5 - 3*d; t.plural && v > score {
			best, score = t.answer, v
			best.ResolvedBy = "pronoun " + key + ": last to speak"
		}
	}
	after, _ := slices.BinarySearchFunc(s.pairs, m.from+1, func(p pair, word int) int { return p.word - word })
	if after > 0 {
		x := s.pairs[after-1]
		d := s.beats(x.word-1, m.from)
		if v := 4 - 3*d; d <= furthest && v > score {
			best, score = s.both(x, "pronoun "+key+": two named together"), v
		}
	}
	if o := s.bodyBefore(m, furthest, true); o >= 0 {
		if v := 2 - 3*s.beats(s.occurrences[o].from, m.from); v > score {
			best, score = s.known(s.occurrences[o].entity, "pronoun "+key+": nearest organisation or group"), v
		}
	}
	if a, d, ok := s.groupBefore(m); ok && 4-3*d > score {
		best, score = a, 4-3*d
		best.ResolvedBy = "pronoun " + key + ": nearest subject of several"
	}
	if score == -100 {
		return s.open(key, dixit.Collective)
	}
	return best
}

// groupBefore is the nearest subject in the plural that is of people, at the beginning of one of the sentences before m, and how
// many sentences of the outlet's own away it is: "The scientists tested …. They …".
func (s *scene) groupBefore(m mention) (a answer, away int, ok bool) {
	const furthest, longest, most = 2, 6, 20 // sentences told, words, sentences
	last := s.words[m.from].sentence
	for n := last; n >= 0 && last-n < most; n-- {
		from, end := s.sentences[n].Start, s.sentences[n].End
		d := s.beats(from, m.from)
		if d > furthest {
			break
		}
		if s.words[from].quote != s.words[m.from].quote {
			continue
		}
		from = s.afterOpening(from, min(end, m.from))
		for k := from; k < min(end, m.from, from+longest); k++ {
			w := &s.words[k]
			noun, plural := singular(w.key)
			if !w.letters || w.class.is(preposition|relative) || w.class.is(function) && !w.class.is(determiner|quantifier) || reports(w.key) {
				break
			}
			if plural && (classOf(noun) | w.class).is(role|anonymous|collective) && (k == from || s.occurrenceAt(k) < 0) {
				p := mention{Place: m.Place, from: from, to: k + 1, outer: m.outer}
				a = s.phrase(p)
				a.plural = true
				return a, d, a.Name != ""
			}
		}
	}
	return a, 0, false
}

// afterOpening is where the subject of the sentence [from, end) may begin, after "On Tuesday," or "In a statement,".
func (s *scene) afterOpening(from, end int) int {
	const longest = 8
	if from >= end || !s.words[from].class.is(preposition|timeWord) {
		return from
	}
	for k := from; k < min(end-1, from+longest); k++ {
		if s.words[k].text == "," {
			return k + 1
		}
	}
	return from
}

// part answers for "most" and "others" alone: of the group that spoke last, if that has a noun.
func (s *scene) part(key string) answer {
	a := answer{dixit.Speaker{Name: key, Kind: dixit.Collective, ResolvedBy: "as written"}, -1, true}
	n := len(s.told)
	if n == 0 || s.told[n-1].Kind != dixit.Collective || key == "others" {
		return a
	}
	whole := s.told[n-1].Name
	first, rest, more := strings.Cut(whole, " ")
	switch {
	case strings.Contains(whole, " and "):
		return a
	case classOf(strings.ToLower(first)).is(quantifier):
		if !more || strings.HasPrefix(rest, "of ") {
			return a // "many" of "some" is many of nobody in particular
		}
		whole = rest
	}
	a.Name, a.ResolvedBy = key+" "+whole, "part of the last to speak"
	return a
}
