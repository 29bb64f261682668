package who

import (
	"cmp"
	"slices"
	"strings"

	"dixit"
)

// Place is one place where a statement has a source. All spans are bytes of the document's text.
type Place struct {
	Mention dixit.Span // the words that name the source here; empty (Start==End) if there are none
	Cue     dixit.Span // the first cue, so that a place without mention still has a position
	Inside  dixit.Span // the passage this statement was read from: the content of the statement around it for a nested one, else empty
	Speaker string     // name of the speaker of the statement around it, "" if there is none
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
	word int // where it was named
}

// scene is the sources of a document in the order of their places.
type scene struct {
	*Cast
	told []said
}

// Speakers resolves the sources of one document. out[i] belongs to places[i]; they may come in any order.
func Speakers(doc *dixit.Document, places []Place) []dixit.Speaker { return Read(doc).Speakers(places) }

// Speakers resolves sources. out[i] belongs to places[i]; they may come in any order. Spans that are not in the text are read
// as absent.
func (c *Cast) Speakers(places []Place) []dixit.Speaker {
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(places[a].at(), places[b].at()) })
	s := &scene{Cast: c}
	out := make([]dixit.Speaker, len(places))
	for _, i := range order {
		a := s.resolve(places[i])
		a.Name, a.Role = clip(undotted(a.Name)), clip(undotted(a.Role))
		if courtesy(a.Role) {
			a.Role = ""
		}
		out[i] = a.Speaker
	}
	return out
}

// courtesy reports whether a title says nothing of what somebody does.
func courtesy(role string) bool {
	switch strings.ToLower(strings.TrimSuffix(role, ".")) {
	case "mr", "mrs", "ms", "miss", "mx", "sir", "madam", "dr":
		return true
	}
	return false
}

// resolve finds the source of one place and remembers it for the places after.
func (s *scene) resolve(p Place) answer {
	m := mention{Place: p}
	m.from, m.to = s.within(p.Mention)
	for m.from < m.to && !s.words[m.from].letters {
		m.from++
	}
	for m.from < m.to && !s.words[m.to-1].letters && s.words[m.to-1].text != "." {
		m.to--
	}
	if m.from >= m.to {
		return answer{dixit.Speaker{Kind: dixit.Implicit, ResolvedBy: "no source given"}, -1, false}
	}
	a := s.answer(m)
	if a.Name != "" {
		s.told = append(s.told, said{a, m.from})
	}
	return a
}

// mention is the words of a place: [from, to).
type mention struct {
	Place
	from, to int
}

// nested reports whether m stands in somebody's words.
func (m mention) nested() bool { return m.Inside.Len() > 0 }

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
	switch x.nature {
	case aBody, aPlace:
		a.Kind = dixit.Organisation
	case aGroup:
		a.Kind = dixit.Collective
	default:
		a.Kind = dixit.Person
	}
	if x.how != "" {
		a.ResolvedBy = how + ", " + x.how
	}
	return a
}
