package who

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// label is who speaks in a turn of a transcript, from the label before it: "MS. PSAKI", "Q", "THE PRESIDENT", "AL". Labels are
// shorter than names, often in capitals, and in each the same one speaks. A turn's speaker is no antecedent of "he" in another's.
func (s *scene) label(m mention) answer {
	written := s.join(m.from, m.to)
	if a, ok := s.labels[written]; ok {
		return a
	}
	if s.labels == nil {
		s.labels, s.offices = map[string]answer{}, map[string]string{}
	}
	a := s.labelled(m, written)
	if office, ok := s.offices[a.Name]; ok {
		a.Role = office
	}
	s.labels[written] = a
	return a
}

func (s *scene) labelled(m mention, written string) answer {
	if m.from >= m.to {
		return s.resolve(m)
	}
	if i := strings.IndexByte(written, '('); i > 0 { // "The Prime Minister (Mr John Smith)"
		title, inner := m, m
		for title.to = m.from; title.to < m.to && s.words[title.to].text != "("; {
			title.to++
		}
		inner.from = title.to + 1
		a := s.labelled(inner, s.join(inner.from, inner.to))
		a.Role = s.roleText(title.from, title.to)
		s.labels[s.join(title.from, title.to)] = a
		return a
	}
	last := m.to - 1
	for last > m.from && (!s.words[last].letters || isNumber(s.words[last].text)) {
		last--
	}
	if a, ok := s.partInTalk(m, last, strings.ToLower(written)); ok {
		return a
	}
	shouted := !strings.ContainsFunc(s.words[last].text, unicode.IsLower) || partlyShouted("AAA "+s.words[last].text)
	if (s.words[last].class.is(role) || s.words[last].key == "lady") && s.givenBefore(m.from, last) < 0 {
		return s.inOffice(m.from, last+1)
	}
	if a, ok := s.behindTitle(m.from, last); ok {
		return a
	}
	given := ""
	if k := s.titleEnd(m.from, last); k < last {
		given = s.words[k].key
	}
	if e := s.bearerOf(s.words[last].key, given, s.titleIn(m.from, last)); e >= 0 {
		a := s.known(e, "label: "+written)
		if !strings.ContainsFunc(a.Role, unicode.IsLower) {
			a.Role = smallened(a.Role)
		}
		for _, and := range []string{" And ", " With "} { // of a headline that names another before
			if i := strings.LastIndex(a.Role, and); i >= 0 {
				a.Role = a.Role[i+len(and):]
			}
		}
		return a
	}
	if name, office := s.inTitle(s.words[last].text); strings.Contains(name, " ") {
		return answer{dixit.Speaker{Name: name, Kind: dixit.Person, Role: office, ResolvedBy: "label: named in the title"}, -1, false}
	}
	if e := s.initialled(m.from, last); e >= 0 {
		return s.known(e, "label: the initials of the name")
	}
	if !shouted {
		return s.phrase(m)
	}
	return s.spelt(m, last)
}

func isNumber(w string) bool { return strings.Trim(w, "0123456789#") == "" }

// partInTalk answers for a label that names what somebody does in the talk.
func (s *scene) partInTalk(m mention, last int, written string) (answer, bool) {
	unnamed := func(name string, kind dixit.SpeakerKind) (answer, bool) {
		return answer{dixit.Speaker{Name: name, Kind: kind, ResolvedBy: "label of a transcript"}, -1, kind == dixit.Collective}, true
	}
	switch key := strings.ToLower(s.words[last].text); key {
	case "q", "question", "questioner", "reporter", "journalist":
		if key == "q" && s.interview() {
			return unnamed("interviewer", dixit.Anonymous)
		}
		return unnamed("reporter", dixit.Anonymous)
	case "reporters", "journalists", "press":
		return unnamed("reporters", dixit.Collective)
	case "audience", "crowd", "all", "members", "participants", "voices":
		return unnamed(written, dixit.Collective)
	case "member", "moderator", "interviewer", "host", "operator", "participant", "aide", "official", "interpreter", "translator", "announcer",
		"caller", "voice", "photographer", "photojournalist", "unidentified", "male", "female", "staff":
		return unnamed(strings.TrimPrefix(written, "the "), dixit.Anonymous)
	case "remark", "remarks", "reply", "response":
		return unnamed("participant", dixit.Anonymous)
	case "a", "answer":
		if e := s.subject(); e >= 0 {
			return s.known(e, "label: the one person named before the interview"), true
		}
		return unnamed("interviewee", dixit.Anonymous)
	}
	return answer{}, false
}

// interview reports whether answers are labelled "A": then "Q" is one interviewer.
func (s *scene) interview() bool {
	return slices.ContainsFunc(s.doc.Blocks, func(b dixit.Block) bool { return b.Turn.Len() > 0 && s.text[b.Turn.Start:b.Turn.End] == "A" })
}

// subject is the one person named before the first turn, -1 if there is none or more than one.
func (s *scene) subject() int {
	first := slices.IndexFunc(s.doc.Blocks, func(b dixit.Block) bool { return b.Turn.Len() > 0 })
	found := -1
	for _, o := range s.occurrences {
		if s.words[o.from].block >= first {
			break
		}
		if o.entity < 0 || s.entities[o.entity].nature != aPerson || len(s.entities[o.entity].keys) < 2 {
			continue
		}
		if e := s.root(o.entity); found < 0 {
			found = e
		} else if e != found {
			return -1
		}
	}
	return found
}

// givenBefore is the first name among words [from, last), -1 if there is none.
func (s *scene) givenBefore(from, last int) int {
	for k := from; k < last; k++ {
		if _, known := givenName(s.words[k].key); known && s.words[k].class == 0 {
			return k
		}
	}
	return -1
}

// behindTitle answers for a title with a whole name behind it: "President of Harford Ada Lind".
func (s *scene) behindTitle(from, last int) (answer, bool) {
	const longest = 3 // words of the name
	k := -1
	for i := last - 1; i > from && last-i < longest && s.words[i].letters && s.words[i].capital && atlas().country[s.words[i].key] == ""; i-- {
		if _, known := givenName(s.words[i].key); known && s.words[i].class == 0 && !acronym(s.words[i].text) {
			k = i
		}
	}
	if k < 0 || s.titleIn(from, k) == "" || s.words[k-1].key == "of" || s.words[k-1].key == "the" {
		return answer{}, false
	}
	a := answer{dixit.Speaker{Name: s.join(k, last+1), Kind: dixit.Person, ResolvedBy: "label of a transcript"}, -1, false}
	if e, ok := s.byKey[spaced(s.nameKeys(named{k, k, last + 1}))]; ok {
		a = s.known(s.root(e), "label: full name")
		a.Kind, a.Name = dixit.Person, s.join(k, last+1)
	}
	a.Role = s.roleText(from, k)
	s.offices[a.Name] = a.Role
	return a, true
}

// bearerOf is the one person or body with a fuller name in the document whose name ends in a folded word; a first name that is given
// must be his, and so must a title be if he has any. It is -1 if there is none or more than one.
func (s *scene) bearerOf(last, given, title string) int {
	found := -1
	for _, e := range s.byWord[last] {
		e = s.root(e)
		x := &s.entities[e]
		n := len(x.keys)
		if e == found || n < 2 || x.keys[n-1] != last || !strings.ContainsFunc(x.name, unicode.IsLower) || partlyShouted(x.name) {
			continue
		}
		if first, _ := singular(x.keys[0]); classOf(first).is(role|honorific) || title != "" && len(x.titles) > 0 && !x.holds(title) {
			continue
		}
		if x.nature == aPlace || given != "" && (!slices.Contains(x.keys, given) || x.nature != aPerson && x.keys[0] != given) {
			continue
		}
		if found >= 0 && s.entities[found].count == x.count {
			return -1
		}
		if found < 0 || x.count > s.entities[found].count {
			found = e
		}
	}
	return found
}

// initialled is the one person whose initials are the label, -1 if there is none or more than one.
func (s *scene) initialled(from, last int) int {
	initials := strings.ReplaceAll(s.words[last].text, ".", "")
	if from != last || len(initials) < 2 || len(initials) > 4 || !acronym(initials) {
		return -1
	}
	found := -1
	for e := range s.entities {
		x := &s.entities[e]
		if s.root(e) != e || x.nature != aPerson || len(x.keys) < 2 || !strings.EqualFold(initialsOf(x.keys), initials) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

func initialsOf(keys []string) string {
	var b strings.Builder
	for _, k := range keys {
		c, _ := utf8.DecodeRuneInString(k)
		b.WriteRune(c)
	}
	return b.String()
}

// spelt answers with a label in capitals as one would write it: "SECRETARY BLINKEN" is Blinken, a secretary.
func (s *scene) spelt(m mention, last int) answer {
	from := s.titleEnd(m.from, last)
	title := strings.TrimRight(smallened(s.join(m.from, from)), " .")
	name := smallened(s.join(from, last+1))
	a := answer{dixit.Speaker{Name: name, Kind: dixit.Person, ResolvedBy: "label of a transcript", Role: title}, -1, false}
	w := &s.words[last]
	switch {
	case from < last || m.from < from:
	case w.class.is(outlet | company):
		a.Kind, a.Name = dixit.Organisation, s.join(from, last+1)
	case acronym(w.text) && len(w.text) < 4:
		a.Kind, a.Name = dixit.Anonymous, w.text
	}
	return a
}

// smallened is words in capitals as names are written: "JEAN-PIERRE", "McCARTHY", "O’REILLY".
func smallened(words string) string {
	var b strings.Builder
	begin := true
	letters := []rune(words)
	for i, c := range letters {
		switch {
		case !unicode.IsLetter(c):
			begin = c != '.' || i+1 < len(letters) && unicode.IsLetter(letters[i+1])
			b.WriteRune(c)
		case begin:
			b.WriteRune(c)
			begin = false
		case i > 1 && letters[i-1] == 'c' && letters[i-2] == 'M' || i > 1 && letters[i-1] == 'C' && letters[i-2] == 'M' && (i == 2 || !unicode.IsLetter(letters[i-3])):
			b.WriteRune(c)
		default:
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return b.String()
}
