package who

import (
	"slices"

	"dixit"
)

// joint answers for a mention of two or more who speak together: "Schumer and Pelosi", "the FBI and the Justice Department".
func (s *scene) joint(m mention) (answer, bool) {
	and := s.conjunction(m.from, m.to)
	if and < 0 {
		return answer{}, false
	}
	left, right := s.half(m, m.from, and), s.half(m, and+1, m.to)
	if left.Name == "" || right.Name == "" || left.Name == right.Name {
		return answer{}, false
	}
	return answer{dixit.Speaker{Name: left.Name + " and " + right.Name, Kind: dixit.Collective, ResolvedBy: "two together"}, -1, true}, true
}

// conjunction is the "and" between two sources in the words [from, to), -1 if there is none: both sides are whole phrases,
// and the left one has no words after its head that could go on in the right one.
func (s *scene) conjunction(from, to int) int {
	for k := from + 1; k+1 < to; k++ {
		w := &s.words[k]
		if !w.letters && parting(w.text) || w.class.is(preposition|relative) && !w.capital && s.occurrenceAt(k) < 0 {
			return -1
		}
		if w.key != "and" || s.occurrenceAt(k) >= 0 {
			continue
		}
		if s.whole(from, k) && s.whole(k+1, to) && !s.officeOfTwo(k, to) {
			return k
		}
		return -1
	}
	return -1
}

// whole reports whether the words [from, to) can be a source by themselves: a name at the end, or an article or plural.
func (s *scene) whole(from, to int) bool {
	p, ok := s.phraseIn(from, to)
	if !ok {
		return false
	}
	if o := s.occurrenceAt(p.head); o >= 0 && s.occurrences[o].entity >= 0 {
		return true
	}
	return p.plural || p.determiner != "" || p.owner.from < p.owner.to || s.words[p.head].capital && !s.words[p.head].class.is(role|honorific)
}

// half answers for one side.
func (s *scene) half(m mention, from, to int) answer {
	m.from, m.to = from, to
	if a, ok := s.pronoun(m); ok {
		return a
	}
	return s.phrase(m)
}

// pair is two people named together: "officers Antoine Quirin and Nicolas Redouane".
type pair struct {
	word int    // of the second name's end
	noun string // the plural noun before them, singular; "" if there is none
	a, b int    // entities
}

// pairUp finds the pairs of the document.
func (c *Cast) pairUp() {
	for k := 0; k+1 < len(c.occurrences); k++ {
		a, b := c.occurrences[k], c.occurrences[k+1]
		if b.title != a.to+1 || c.words[a.to].key != "and" || a.entity < 0 || b.entity < 0 || a.entity == b.entity {
			continue
		}
		if c.entities[a.entity].nature != aPerson || c.entities[b.entity].nature != aPerson || c.words[a.to-1].possessive {
			continue
		}
		p := pair{word: b.to, a: a.entity, b: b.entity}
		if a.title > 0 && c.near(a.title-1) && c.words[a.title-1].letters {
			if noun, plural := singular(c.words[a.title-1].key); plural {
				p.noun = canonical(noun)
			}
		}
		c.pairs = append(c.pairs, p)
	}
}

// pairOf answers for "the officers" and "both men" with two who were named together as such.
func (s *scene) pairOf(p phrase) (answer, bool) {
	if p.determiner == "the" && (p.noun == "pair" || p.noun == "duo" || p.noun == "couple") {
		p.plural = true
	}
	if !p.plural && p.determiner != "both" {
		return answer{}, false
	}
	two := p.determiner == "both" || s.words[p.core].key == "two" && (p.determiner == "the" || p.determiner == "these")
	if p.determiner != "the" && p.determiner != "these" && !two {
		return answer{}, false
	}
	people := classOf(p.noun).is(role|anonymous) || pairable(p.noun)
	if !two && s.oneCouple() && (!people || s.canBeCalled(s.pairs[0])) && s.pairs[0].word <= p.head && pairable(p.noun) && len(p.marks) == 0 {
		return s.both(s.pairs[0], "the two named together"), true
	}
	const most = 100 // pairs
	after, _ := slices.BinarySearchFunc(s.pairs, p.head+1, func(x pair, word int) int { return x.word - word })
	for k := after - 1; k >= max(0, after-most); k-- {
		x := s.pairs[k]
		if x.noun != p.noun && !(two && x.noun == "" && (classOf(p.noun).is(role|anonymous) || p.noun == "men" || p.noun == "women")) {
			continue
		}
		if people && !s.canBeCalled(x) {
			continue
		}
		return s.both(x, "named together"), true
	}
	return answer{}, false
}

// canBeCalled reports whether the two of x can be called by a word for people: neither is a place or an organisation.
func (c *Cast) canBeCalled(x pair) bool {
	a, b := &c.entities[x.a], &c.entities[x.b]
	return a.nature == aPerson && b.nature == aPerson && !(a.doubtful && b.doubtful)
}

// oneCouple reports whether all pairs of the document are of the same two.
func (c *Cast) oneCouple() bool {
	if len(c.pairs) == 0 {
		return false
	}
	a, b := c.pairs[0].a, c.pairs[0].b
	return !slices.ContainsFunc(c.pairs, func(p pair) bool { return p.a+p.b != a+b || p.a != a && p.a != b })
}

// pairable reports whether two people who were named together can be called so for what they are in the story.
func pairable(noun string) bool {
	switch noun {
	case "man", "men", "woman", "women", "defendant", "suspect", "accused", "pair", "duo", "couple",
		"leader", "president", "candidate", "attacker", "minister", "rival", "author", "researcher", "founder":
		return true
	}
	return false
}

// both answers with the two of x.
func (s *scene) both(x pair, how string) answer {
	a, b := &s.entities[x.a], &s.entities[x.b]
	return answer{dixit.Speaker{Name: a.name + " and " + b.name, Kind: dixit.Collective, Role: b.role(), ResolvedBy: how}, -1, true}
}
