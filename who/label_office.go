package who

import (
	"slices"
	"strings"
	"unicode"

	"dixit"
	"dixit/who/fold"
)

// titleIn is the canonical head of the title among words [from, last), "" if there is none that tells an office.
func (s *scene) titleIn(from, last int) string {
	for k := last - 1; k >= from; k-- {
		if w := &s.words[k]; w.class.is(role) && !courtesy(w.key) {
			return canonical(w.key)
		}
	}
	return ""
}

// inOffice answers for an office without a name: "THE PRESIDENT".
func (s *scene) inOffice(from, to int) answer {
	for from < to-1 && (courtesy(s.words[from].key) || s.words[from].class.is(determiner) || s.words[from].key == ".") {
		from++
	}
	office := strings.ToLower(s.join(from, to))
	if name := officer(s.doc.Title, office); name != "" {
		given, last, full := strings.Cut(name, " ")
		if !full {
			given, last = "", name
		}
		e := s.bearerOf(fold.String(last), fold.String(given), canonical(s.words[to-1].key))
		if e >= 0 && (full || s.entities[e].holds(canonical(s.words[to-1].key))) {
			return s.known(e, "label: the title gives the office its holder")
		}
		role := smallened(strings.ToUpper(office))
		return answer{dixit.Speaker{Name: name, Kind: dixit.Person, Role: role, ResolvedBy: "label: the title gives the office its holder"}, -1, false}
	}
	if e := s.holder(office); e >= 0 {
		return s.known(e, "label: the one of that office")
	}
	return answer{dixit.Speaker{Name: office, Kind: dixit.Person, ResolvedBy: "label of a transcript: an office whose holder is not named"}, -1, false}
}

// officer is the name that a title of a document gives after an office: "Biden" of "Remarks by President Biden at Harford".
func officer(title, office string) string {
	words, wanted := strings.Fields(title), strings.Fields(office)
	for i := 0; i+len(wanted) < len(words); i++ {
		if !strings.EqualFold(strings.Join(words[i:i+len(wanted)], " "), office) || i > 0 && lowering(words[i-1]) {
			continue
		}
		var name []string
		for _, w := range words[i+len(wanted):] {
			b := strings.TrimRight(bare(w), "-")
			if b == "" || !unicode.IsUpper(firstRune(b)) || strings.HasSuffix(b, "ing") || classOf(fold.String(b)) != 0 {
				break
			}
			if name = append(name, b); b != w || !givenAlone(b) {
				break
			}
		}
		if len(name) > 0 {
			return strings.Join(name, " ")
		}
	}
	return ""
}

// holder is the person whose name the document gives after an office: whom a headline names so, else who is named so most often.
// It is -1 if there is none, or two are named as often.
func (s *scene) holder(office string) int {
	count := map[int]int{}
	best, second := -1, 0
	for _, o := range s.occurrences {
		if o.entity < 0 || s.entities[o.entity].nature != aPerson || o.title >= o.from || !s.titledBy(o, office) {
			continue
		}
		e := s.root(o.entity)
		if b := s.words[o.from].block; b < len(s.doc.Blocks) && s.doc.Blocks[b].Region == dixit.Headline {
			return e
		}
		count[e]++
	}
	for e, n := range count {
		switch {
		case best < 0 || n > count[best]:
			if best >= 0 {
				second = count[best]
			}
			best = e
		default:
			second = max(second, n)
		}
	}
	if best < 0 || second == count[best] {
		return -1
	}
	return best
}

// titledBy reports whether the title of o is that office and no lower one: "President" is no "Vice President".
func (s *scene) titledBy(o occurrence, office string) bool {
	title := strings.ToLower(s.join(o.title, o.from))
	rest, ok := strings.CutSuffix(title, office)
	if !ok || rest != "" && !strings.HasSuffix(rest, " ") {
		return false
	}
	before := strings.Fields(rest)
	return len(before) == 0 || !lowering(before[len(before)-1])
}

// lowering reports whether a word before an office makes it another: "Vice President".
func lowering(w string) bool {
	switch strings.ToLower(w) {
	case "vice", "former", "deputy", "ex-", "assistant":
		return true
	}
	return false
}

// holds reports whether the document gives x an office, by its canonical head.
func (x *entity) holds(office string) bool {
	return slices.Contains(x.titles, office) || slices.ContainsFunc(x.duties, func(d duty) bool { return d.noun == office })
}

// titleEnd is where the name begins in a label: after the last word of its title.
func (s *scene) titleEnd(from, last int) int {
	for k := last - 1; k >= from; k-- {
		w := &s.words[k]
		if w.class.is(role|honorific|deputy) || k > from && w.class.is(organisation) || w.text == "." && k > from && s.words[k-1].class.is(honorific) || titleWord(w.key) && k == from {
			return k + 1
		}
	}
	return from
}

// titleWord reports whether a folded word stands in titles before others.
func titleWord(w string) bool {
	switch w {
	case "acting", "vice", "first", "surgeon", "attorney", "prime", "press", "under", "deputy", "chief", "of", "the", "co":
		return true
	}
	return false
}

// inTitle is the name in the title of the document that ends in a word, with the role before it: "Jen Psaki" and "Press Secretary" of
// "Press Briefing by Press Secretary Jen Psaki". They are "" if the title has none.
func (s *scene) inTitle(last string) (name, office string) {
	words := strings.Fields(s.doc.Title)
	for i, w := range words {
		if !strings.EqualFold(bare(w), last) {
			continue
		}
		from := i
		for from > 0 && i-from < 3 && (bare(words[from-1]) == words[from-1] || len(words[from-1]) == len("J.")) && unicode.IsUpper(firstRune(words[from-1])) && classOf(fold.String(words[from-1])) == 0 {
			from--
		}
		if from == i {
			continue
		}
		start := from
		for start > 0 && from-start < longestRole && !strings.EqualFold(words[start-1], "and") && !strings.EqualFold(words[start-1], "with") && unicode.IsUpper(firstRune(words[start-1])) && bare(words[start-1]) == words[start-1] {
			start--
		}
		name = strings.Join(append(append([]string{}, words[from:i]...), bare(w)), " ")
		if title := words[start:from]; len(title) > 0 && classOf(fold.String(title[len(title)-1])).is(role) {
			office = strings.Join(title, " ")
		}
		return name, office
	}
	return "", ""
}

// bare is a word of a title without marks at its end and without a possessive ending.
func bare(w string) string {
	w = strings.TrimRight(w, ".,:;)”\"")
	return strings.TrimSuffix(strings.TrimSuffix(w, "’s"), "'s")
}

func givenAlone(name string) bool {
	_, known := givenName(fold.String(name))
	return known
}
