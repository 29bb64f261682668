package who

import (
	"cmp"
	"slices"
	"strings"

	"dixit"
	"dixit/who/across"
)

// Place is one place where a statement has a source. All spans are bytes of the document's text.
type Place struct {
	Mention dixit.Span // the words that name the source here; empty (Start==End) if there are none
	Cue     dixit.Span // the first cue, so that a place without mention still has a position
	Around  int        // 1 + the number, among the places, of the statement in whose content this one stands; 0 if there is none
	Label   bool       // whether Mention is the label of a turn in a transcript
}

// at is where p stands.
func (p Place) at() int {
	if p.Mention.Len() > 0 {
		return p.Mention.Start
	}
	return p.Cue.Start
}

// answer is a resolved source.
type answer struct {
	dixit.Speaker
	entity int  // -1 if it has no name of its own in the cast
	plural bool // whether "they" can mean it
}

// said is an earlier source, which pronouns and descriptions can go back to.
type said struct {
	answer
	word    int  // where it was named
	pronoun bool // by a pronoun
}

// scene is the sources of a document in the order of their places.
type scene struct {
	*Cast
	told []said // those before the place at hand; for "I" all of them

	labels  map[string]answer // of a transcript, as written
	offices map[string]string // by name, as a label before gave it
}

// recent is the last of those told: who spoke long before is in nobody's mind.
func (s *scene) recent() []said {
	const most = 200
	return s.told[max(0, len(s.told)-most):]
}

// Speakers resolves the sources of one document. out[i] belongs to places[i]; they may come in any order.
func Speakers(doc *dixit.Document, places []Place) []dixit.Speaker { return Read(doc).Speakers(places) }

// Speakers resolves sources. out[i] belongs to places[i]; they may come in any order. Spans that are not in the text are read
// as absent, and so is a number of a place around it that is not one of the places.
func (c *Cast) Speakers(places []Place) []dixit.Speaker {
	s := &scene{Cast: c}
	answers := make([]answer, len(places))
	for _, level := range levels(places) {
		s.resolveLevel(places, level, answers)
	}
	out := make([]dixit.Speaker, len(places))
	for i, a := range answers {
		out[i] = finished(a)
	}
	return out
}

// deepest is how many statements may stand one in another; what is deeper counts as this deep.
const deepest = 8

// levels parts places by how many others stand around them, each level in the order of the text: who speaks in a statement
// is asked after who speaks the one around it.
func levels(places []Place) [][]int {
	var out [][]int
	for i, p := range places {
		depth := 0
		for depth < deepest && p.Around > 0 && p.Around <= len(places) {
			p = places[p.Around-1]
			depth++
		}
		for len(out) <= depth {
			out = append(out, nil)
		}
		out[depth] = append(out[depth], i)
	}
	for _, level := range out {
		slices.SortStableFunc(level, func(a, b int) int { return cmp.Compare(places[a].at(), places[b].at()) })
	}
	return out
}

// resolveLevel resolves the places of one level, in order. Of those told on the levels before, each place knows the ones that
// stand before it. "I" and "we" come last: who speaks their quotation may be named after it.
func (s *scene) resolveLevel(places []Place, level []int, answers []answer) {
	before := s.told
	s.told = nil
	var selves []int
	for _, i := range level {
		m := s.mention(places[i], answers)
		for len(before) > 0 && before[0].word < m.from {
			s.told, before = append(s.told, before[0]), before[1:]
		}
		if m.Label {
			answers[i] = s.label(m)
			continue
		}
		if s.isSelf(m) {
			selves = append(selves, i)
			continue
		}
		answers[i] = s.resolve(m)
		if answers[i].Name != "" {
			s.told = append(s.told, said{answers[i], m.from, s.isPronoun(m)})
		}
	}
	s.told = append(s.told, before...)
	for _, i := range selves {
		answers[i] = s.resolve(s.mention(places[i], answers))
	}
}

// finished is how a is given out.
func finished(a answer) dixit.Speaker {
	a.Name, a.Role = clip(undotted(a.Name)), clip(undotted(a.Role))
	if courtesy(a.Role) {
		a.Role = ""
	}
	a.ID = across.Key(a.Speaker)
	return a.Speaker
}

// courtesy reports whether a title says nothing of what somebody does.
func courtesy(role string) bool {
	switch strings.ToLower(strings.TrimSuffix(role, ".")) {
	case "mr", "mrs", "ms", "miss", "mx", "sir", "madam", "dr":
		return true
	}
	return false
}

// resolve finds the source of m.
func (s *scene) resolve(m mention) answer {
	if m.from >= m.to {
		return answer{dixit.Speaker{Kind: dixit.Implicit, ResolvedBy: "no source given"}, -1, false}
	}
	return s.answer(m)
}

// mention is the words of a place: [from, to).
type mention struct {
	Place
	from, to int
	outer    answer // who speaks the statement around it; without a name if nobody does
}

// mention is the words of p, without marks at its ends.
func (s *scene) mention(p Place, answers []answer) mention {
	m := mention{Place: p, outer: answer{entity: -1}}
	if 0 < p.Around && p.Around <= len(answers) && answers[p.Around-1].Name != "" {
		m.outer = answers[p.Around-1]
	}
	m.from, m.to = s.within(p.Mention)
	for m.from < m.to && !s.words[m.from].letters {
		m.from++
	}
	for m.from < m.to && !s.words[m.to-1].letters && s.words[m.to-1].text != "." {
		m.to--
	}
	return m
}

// nested reports whether m stands in the words of somebody who is known.
func (m mention) nested() bool { return m.outer.Name != "" }

// answer tries the ways of naming a source in turn.
func (s *scene) answer(m mention) answer {
	if a, ok := s.pronoun(m); ok {
		return a
	}
	if a, ok := s.joint(m); ok {
		return a
	}
	return s.phrase(m)
}

// known is the answer for entity e.
func (s *scene) known(e int, how string) answer {
	x := &s.entities[e]
	a := answer{dixit.Speaker{Name: x.name, Role: x.role(), ResolvedBy: how}, e, x.nature == aGroup || x.nature == aBody}
	switch {
	case x.written() && !x.personal():
		a.Kind = dixit.Written
	case x.nature == aBody || x.nature == aPlace:
		a.Kind = dixit.Organisation
	case x.nature == aGroup:
		a.Kind = dixit.Collective
	default:
		a.Kind = dixit.Person
	}
	if x.how != "" {
		a.ResolvedBy = how + ", " + x.how
	}
	return a
}
