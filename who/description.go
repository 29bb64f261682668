package who

import (
	"slices"
	"strings"

	"dixit"
)

// described answers for a phrase without a name: with the one who bears that role in the document if there is exactly one,
// else with the words themselves.
func (s *scene) described(p phrase, m mention, first run) answer {
	if e, how := s.bearer(p, m); e >= 0 {
		a := s.known(e, how)
		if a.Role == "" {
			a.Role = s.roleText(first.from, s.descriptionStop(p, first.to))
		}
		return a
	}
	if e := s.outletBefore(p); e >= 0 {
		return s.known(e, "name before its sort")
	}
	if e, how := s.lawmaker(p, m); e >= 0 {
		return s.known(e, how)
	}
	if e := s.client(p, m); e >= 0 {
		return s.known(e, "client of the lawyer who speaks")
	}
	if names, ok := s.pairOf(p); ok {
		return names
	}
	if a, ok := s.adjective(p, first); ok {
		return a
	}
	if a, ok := s.calledBefore(p); ok {
		return a
	}
	kind, plural := s.kindOf(p)
	a := s.asWritten(p.from, s.descriptionStop(p, first.to), kind)
	a.plural = plural
	if e, known := s.byKey[strings.ToLower(a.Name)]; known && p.determiner == "the" && s.entities[s.root(e)].nature == aBody {
		return s.known(s.root(e), "name in small letters")
	}
	return a
}

// calledBefore answers for "the spokeswoman" with the unnamed source that was called "a spokeswoman for the council" before: the
// last with that noun, if the description says nothing else.
func (s *scene) calledBefore(p phrase) (answer, bool) {
	if p.determiner != "the" || len(p.marks) > 0 || p.owner.from < p.owner.to {
		return answer{}, false
	}
	told := s.recent()
	for k := len(told) - 1; k >= 0; k-- {
		t := told[k]
		if t.entity >= 0 || t.pronoun || t.Kind == dixit.Implicit {
			continue
		}
		noun, plural := singular(lastNoun(t.Name))
		if canonical(noun) == p.noun && plural == p.plural && !classOf(strings.ToLower(firstOf(t.Name))).is(quantifier) {
			t.ResolvedBy = "called so before"
			return t.answer, true
		}
	}
	return answer{}, false
}

// firstOf is the first word of s.
func firstOf(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// descriptionStop is where the words that name an unnamed source end: relative and participle clauses are left out, except
// after "people", of whom they are all that is said.
func (s *scene) descriptionStop(p phrase, to int) int {
	noun, _ := singular(s.words[p.head].key)
	stop := to
	for k := p.end; k < to; k++ {
		w := &s.words[k]
		if !w.letters && parting(w.text) || w.class.is(relative) || noun != "person" && s.participle(k, p.from, to) {
			stop = k
			break
		}
	}
	for stop-1 > p.head && (!s.words[stop-1].letters || s.words[stop-1].class.is(adverb)) {
		stop--
	}
	return stop
}

// bearer is the entity of the cast that p describes, -1 if there is none or more than one.
func (s *scene) bearer(p phrase, m mention) (int, string) {
	switch p.determiner {
	case "a", "an", "one", "another":
		return s.namedLater(p)
	case "", "the", "this", "that", "his", "her", "its", "their":
	default:
		return -1, ""
	}
	if p.plural || p.determiner == "" && p.owner.from == p.owner.to && !s.words[p.head].capital {
		return -1, ""
	}
	owner := s.ownerOf(p, m)
	if owner >= 0 {
		keys := s.entities[owner].keys
		p.marks = append(slices.Clone(p.marks), keys[len(keys)-1])
	}
	var best []int
	top := 0
	nouns := []string{p.noun}
	if p.noun == "leader" {
		nouns = []string{"leader", "president", "minister", "premier", "chancellor", "king", "queen", "ruler"}
	}
	for _, noun := range nouns {
		for _, e := range s.bearers[noun] {
			if e == owner || s.namesAnother(p, e) { // nobody is his own rival
				continue
			}
			score := s.fit(e, noun, p)
			if score > top {
				best, top = best[:0], score
			}
			if score == top && score > 0 && !slices.Contains(best, e) {
				best = append(best, e)
			}
		}
	}
	if e, how := s.ofSort(p, m); e >= 0 && (len(best) == 0 || s.newer(e, best, m)) {
		return e, how
	}
	switch len(best) {
	case 0:
		return -1, ""
	case 1:
		return best[0], "role"
	}
	if e := s.lastTold(best); e >= 0 {
		return e, "role: last of several to speak"
	}
	return -1, ""
}

// newer reports whether e, which is of the sort of a bare "the company", was named nearer to m than any of best, organisations
// that have the word in their name or beside it.
func (s *scene) newer(e int, best []int, m mention) bool {
	at := s.occurrenceFrom(m.from)
	for k := at - 1; k >= 0 && at-k < mostLooked; k-- {
		switch o := s.occurrences[k].entity; {
		case o == e:
			return !slices.Contains(best, e)
		case slices.Contains(best, o):
			return false
		}
	}
	return false
}

// ownerOf is whom "his" or "her" before p means, -1 if there is no such word or nobody.
func (s *scene) ownerOf(p phrase, m mention) int {
	switch p.determiner {
	case "his", "her":
		if e := s.personBefore(pronounGender(p.determiner), m); e >= 0 && len(s.entities[e].keys) > 0 {
			return e
		}
	}
	return -1
}

// fit is how well entity e, which bears a role of that noun, fits description p: 0 not at all.
func (s *scene) fit(e int, noun string, p phrase) int {
	x := &s.entities[e]
	best := 0
	for _, d := range x.duties {
		if d.noun == "minister" && noun == p.noun && slices.Contains(d.marks, "prime") != slices.Contains(p.marks, "prime") {
			continue // the minister is not the prime minister
		}
		if d.noun == noun && sameRank(d.rank, p.rank) {
			best = max(best, matching(d.marks, p.marks, noun == p.noun, !p.possessed(), len(d.rank)))
		}
	}
	if x.nature == aBody && best == 0 {
		marks := make([]string, 0, len(x.keys))
		for _, k := range x.keys {
			if country := atlas().country[k]; country != "" {
				marks = append(marks, "@"+country)
			}
			w, _ := singular(k)
			marks = append(marks, canonical(w))
		}
		if slices.Contains(marks, noun) {
			best = matching(marks, p.marks, noun == p.noun, false, 0)
		}
	}
	return best
}

// matching scores the marks of a role against those of a description. Two countries contradict each other, and two parties; a description
// that names only things that the role does not have is not of it, but for a single one where the role names none, or where strict
// is false.
func matching(have, want []string, sameNoun, strict bool, ranks int) int {
	score, missing := 8, 0
	for _, w := range want {
		switch {
		case slices.Contains(have, w):
			score += 4
		case strings.HasPrefix(w, "@") && slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, "@") }):
			return 0
		case party(w) && slices.ContainsFunc(have, party):
			return 0
		case !sameNoun && w != "new":
			return 0
		default:
			missing++
			score -= 2
		}
	}
	if missing == len(want) && (missing > 1 || missing == 1 && strict && slices.ContainsFunc(have, telling)) {
		return 0 // the Nato spokesman is not the Taliban's
	}
	if len(want) > 0 && slices.ContainsFunc(have, func(h string) bool { return !slices.Contains(want, h) }) {
		score-- // of somebody or something else, perhaps
	}
	if len(want) == 0 && len(have) == 0 {
		score++ // "the president": the one who is called so without more
	}
	if ranks > 0 {
		score -= 2
	}
	return max(score, 1)
}

// possessed reports whether p begins with "his" or "her", whose owner the role need not name.
func (p phrase) possessed() bool { return p.determiner == "his" || p.determiner == "her" }

// telling reports whether mark m of a role tells whose it is: all but words like "regional".
func telling(m string) bool {
	switch m {
	case "regional", "local", "state", "provincial", "federal", "national", "new", "current", "chief", "senior", "press", "top":
		return false
	}
	return true
}

// party reports whether w is an adjective of a party: nobody is of two.
func party(w string) bool {
	switch w {
	case "democratic", "republican", "gop", "libertarian", "green", "labour", "conservative", "tory", "socialist", "democrat":
		return true
	}
	return false
}

// lastTold is the one of several entities who spoke last, -1 if none did.
func (s *scene) lastTold(of []int) int {
	told := s.recent()
	for k := len(told) - 1; k >= 0; k-- {
		if e := told[k].entity; e >= 0 && slices.Contains(of, e) {
			return e
		}
	}
	return -1
}

// toldByName reports whether entity e was the source of a statement by its name.
func (s *scene) toldByName(e int) bool {
	return slices.ContainsFunc(s.recent(), func(t said) bool { return t.entity == e && !t.pronoun })
}

// namedLater is the one whom the text first calls "an attorney" and then "the attorney, Charles Cooper".
func (s *scene) namedLater(p phrase) (int, string) {
	found := -1
	for _, e := range s.bearers[p.noun] {
		if x := &s.entities[e]; x.first < p.head || !slices.ContainsFunc(x.duties, func(d duty) bool { return d.the && d.noun == p.noun && len(d.marks) == 0 }) {
			continue
		}
		if found >= 0 {
			return -1, ""
		}
		found = e
	}
	return found, "named later in the same role"
}
