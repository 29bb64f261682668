package who

import (
	"slices"
	"strings"
)

// lawmaker is the member of a legislature, or the governor, whom American papers call by state and party or office: "the South
// Carolina Republican", "the New York senator". If what the text says of somebody names the state it is he; else the only such
// person named near by, or the last of them to speak, if nothing that the text says of him is of another state or party. It is -1 if there
// is none.
func (s *scene) lawmaker(p phrase, m mention) (int, string) {
	if p.plural || p.determiner != "the" || p.owner.from < p.owner.to || !seated(p.noun) || len(p.rank) > 0 {
		return -1, ""
	}
	state := s.stateBefore(p)
	if state == "" {
		return -1, ""
	}
	var near []int
	owner := -1
	seen := map[int]bool{}
	at := s.occurrenceFrom(m.from)
	for k := at - 1; k >= 0 && at-k < mostLooked; k-- {
		e := s.occurrences[k].entity
		if e < 0 || seen[e] || s.entities[e].nature != aPerson {
			continue
		}
		seen[e] = true
		switch holds, names, other := s.seat(e, p, state); {
		case !holds || other:
		case names:
			if owner >= 0 {
				return -1, ""
			}
			owner = e
		case s.beats(s.occurrences[k].from, m.from) <= 2 && s.occurrences[k].to <= m.from && !s.oblique(s.occurrences[k]):
			near = append(near, e)
		}
	}
	switch {
	case owner >= 0:
		return owner, "state and office"
	case len(near) == 1:
		return near[0], "only lawmaker near by"
	}
	return s.lastTold(near), "last lawmaker to speak"
}

// seated reports whether noun, canonical, is what a member of a legislature or a governor is called by.
func seated(noun string) bool {
	switch noun {
	case "republican", "democrat", "senator", "congressman", "congresswoman", "representative", "lawmaker", "governor", "independent":
		return true
	}
	return false
}

// stateBefore is the words with capitals right before p's head, folded: "south carolina". It is "" if there are none, or if they
// are of something else than a place.
func (s *scene) stateBefore(p phrase) string {
	from := p.head
	for from > p.core && s.words[from-1].capital && !s.words[from-1].class.is(role|organisation|honorific) && s.words[from-1].letters && !partisan(s.words[from-1].key) {
		from--
	}
	if from == p.head || p.head-from > 2 || from != p.core && !s.words[from-1].class.is(determiner) {
		return ""
	}
	return s.keys(from, p.head)
}

// seat tells of entity e whether it has an office that p can mean, whether what the text says of it names the state, and whether
// that names another state or another party.
func (s *scene) seat(e int, p phrase, state string) (holds, names, other bool) {
	x := &s.entities[e]
	fits := func(noun string) bool {
		switch noun {
		case "senator", "sen":
			return p.noun != "governor" && p.noun != "congressman" && p.noun != "congresswoman" && p.noun != "representative"
		case "representative", "rep", "congressman", "congresswoman":
			return p.noun != "governor" && p.noun != "senator"
		case "governor", "gov":
			return p.noun == "governor" || p.noun == "republican" || p.noun == "democrat"
		case "republican", "democrat", "lawmaker", "speaker", "leader", "whip":
			return p.noun == "republican" || p.noun == "democrat" || p.noun == "lawmaker"
		}
		return false
	}
	holds = slices.ContainsFunc(x.titles, fits)
	for _, d := range x.duties {
		holds = holds || fits(d.noun)
		words := " " + strings.ToLower(d.text) + " "
		switch {
		case strings.Contains(words, " "+state+" "):
			names = true
		case seated(d.noun) && len(d.marks) > 0 && slices.ContainsFunc(d.marks, telling) && strings.ContainsFunc(d.text[1:], isUpper):
			other = true
		}
		if party(d.noun) && party(p.noun) && d.noun != p.noun {
			other = true
		}
	}
	return holds, names, other && !names
}

func isUpper(r rune) bool { return 'A' <= r && r <= 'Z' }
