package who

import (
	"slices"

	"dixit"
)

// ofSort is the organisation or place that "the newspaper", "the agency", "the company" or "the city" means where the text
// never says of a name that it is one: the last of that sort to speak, else the last named as a subject, else the only one.
// It is -1 if nothing is of that sort.
func (s *scene) ofSort(p phrase, m mention) (int, string) {
	if p.plural || p.determiner != "the" && p.determiner != "this" && p.determiner != "that" || p.owner.from < p.owner.to || len(p.marks) > 0 {
		return -1, ""
	}
	fits := func(e int) bool { return e >= 0 && s.entities[e].alias == e && s.isSort(e, p.noun) }
	const furthest = 8
	told := s.recent()
	for k := len(told) - 1; k >= 0 && s.beats(told[k].word, m.from) <= furthest; k-- {
		if t := told[k]; !t.pronoun && fits(t.entity) {
			return t.entity, "last " + p.noun + " to speak"
		}
	}
	nearest, seen := -1, []int(nil)
	at := s.occurrenceFrom(m.from)
	for k := at - 1; k >= 0 && at-k < mostSearched; k-- {
		o := s.occurrences[k]
		away := s.beats(o.from, m.from)
		if away > furthest && !classOf(p.noun).is(document) || away > 10*furthest || len(seen) == mostNamesakes {
			break
		}
		if o.to > m.from || !fits(o.entity) || s.credited(o) {
			continue
		}
		if nearest < 0 && away <= 3 && (s.entities[o.entity].nature == aPlace || !s.oblique(o) && s.subjectLike(o)) {
			nearest = o.entity
		}
		if !slices.Contains(seen, o.entity) {
			seen = append(seen, o.entity)
		}
	}
	switch {
	case nearest >= 0:
		return nearest, "nearest " + p.noun
	case len(seen) == 1:
		return seen[0], "only " + p.noun + " named before"
	}
	return -1, ""
}

// outletBefore is the outlet whose name stands before the noun that says what it is: "the official Xinhua news agency". It is -1 if
// p is no such phrase; "the Harford newspaper" is one of that place.
func (s *scene) outletBefore(p phrase) int {
	k := p.head - 1
	if !publishes(p.noun) || p.owner.from < p.owner.to && s.countryAt(p.owner.from, p.owner.to) == "" {
		return -1
	}
	if k > p.core && s.words[k].key == "news" && !s.words[k].capital {
		k--
	}
	o := s.occurrenceAt(max(k, 0))
	if p.plural || k < p.core || o < 0 || s.occurrences[o].to != k+1 || s.words[k].possessive {
		return -1
	}
	if e := s.occurrences[o].entity; e >= 0 && s.entities[e].nature == aBody {
		return e
	}
	return -1
}

// publishes reports whether noun, canonical, is a sort of outlet.
func publishes(noun string) bool {
	switch noun {
	case "newspaper", "magazine", "agency", "website", "site", "network", "channel", "broadcaster", "station", "daily", "portal":
		return true
	}
	return false
}

// appointOutlet takes for an outlet what is called one right behind its name: "the Isna news agency".
func (c *Cast) appointOutlet(o occurrence) {
	x := &c.entities[o.entity]
	i := o.to
	if i+1 < len(c.words) && c.words[i].key == "news" {
		i++
	}
	if x.sure || x.nature == aPlace || x.nature == aGroup || i >= len(c.words) || !c.near(i-1) || c.words[i].capital || c.words[o.to-1].possessive {
		return
	}
	if publishes(c.words[i].key) && c.words[i].key != "site" && c.countryAt(o.from, o.to) == "" {
		x.nature, x.sure, x.doubtful = aBody, true, false
	}
}

// isSort reports whether entity e can be called noun, which is singular and canonical.
func (c *Cast) isSort(e int, noun string) bool {
	x := &c.entities[e]
	switch noun {
	case "city", "town", "village", "capital":
		return x.nature == aPlace && !c.aCountry(x) && !x.region
	case "country", "nation", "kingdom", "republic":
		return x.nature == aPlace && c.aCountry(x)
	}
	if classOf(noun).is(document) {
		return x.written() && law(noun) == law(x.keys[len(x.keys)-1])
	}
	if x.nature != aBody || len(x.keys) == 0 {
		return false
	}
	first, last := x.keys[0], x.keys[len(x.keys)-1]
	press := classOf(first).is(outlet) || classOf(last).is(outlet) || newspaper(last) || last == "news"
	switch noun {
	case "newspaper", "magazine", "publication", "outlet", "journal":
		return press
	case "network", "broadcaster", "station", "channel", "agency", "wire":
		if press {
			return !newspaper(last)
		}
		return noun == "agency" && c.office(x)
	case "website":
		return press || hasStop(x.name)
	case "bureau", "department", "ministry", "commission":
		return slices.Contains(x.keys, noun) || len(x.keys) == 1 && c.office(x) && !oddlyWritten(x.name)
	case "body", "regulator", "watchdog":
		return c.office(x)
	case "company", "manufacturer", "giant", "retailer", "bank", "airline", "automaker", "carmaker", "maker", "insurer", "developer", "operator", "carrier":
		return c.firm(x) && !press
	case "organisation", "group", "charity", "nonprofit", "ngo", "association", "union", "movement":
		return !press && !c.firm(x) && !c.ruling(x)
	}
	return false
}

// aCountry reports whether x is a country.
func (c *Cast) aCountry(x *entity) bool { return atlas().country[spaced(x.keys)] != "" }

// written reports whether x is the name of something written: a study, a law.
func (x *entity) written() bool {
	if len(x.keys) == 0 {
		return false
	}
	last := x.keys[len(x.keys)-1]
	return law(last) || last == "study" || last == "report" || last == "assessment"
}

// law reports whether word w heads the names of laws.
func law(w string) bool {
	switch w {
	case "act", "bill", "law", "legislation", "statute", "constitution", "treaty", "amendment":
		return true
	}
	return false
}

// office reports whether x may be a public body: its name says so, or is an acronym.
func (c *Cast) office(x *entity) bool {
	if len(x.keys) == 1 {
		return acronym(x.name) && !classOf(x.keys[0]).is(outlet|company)
	}
	for _, k := range x.keys {
		switch k {
		case "administration", "agency", "bureau", "service", "department", "office", "commission", "authority", "ministry", "council",
			"center", "centre", "centers", "board", "committee", "directorate", "organization", "organisation":
			return true
		}
	}
	return false
}

// firm reports whether x may be a company: it is a known one, its name says so, or says nothing.
func (c *Cast) firm(x *entity) bool {
	if classOf(x.keys[0]).is(company) {
		return !unsold(x.keys[0])
	}
	for _, k := range x.keys[1:] {
		switch k {
		case "inc", "corp", "corporation", "company", "co", "ltd", "llc", "plc", "group", "holdings", "industries", "airlines", "airways",
			"motors", "technologies", "systems", "energy", "pharmaceuticals", "bank", "partners", "entertainment", "studios", "electric",
			"oil", "gas", "petroleum", "brothers", "foods", "labs", "software", "enterprises":
			return true
		}
	}
	return len(x.keys) == 1 && classOf(x.keys[0])&(organisation|outlet) == 0 && !acronym(x.name)
}

// unsold reports whether the well-known name w is of no company but of a charity or a movement.
func unsold(w string) bool {
	switch w {
	case "amnesty", "greenpeace", "oxfam", "wikimedia", "hamas", "hezbollah", "fatah", "isis", "isil", "taliban", "al-qaida", "al-qaeda", "gop":
		return true
	}
	return false
}

// ruling reports whether x is a body of the state, which nobody calls an organisation or a group.
func (c *Cast) ruling(x *entity) bool {
	for _, k := range x.keys {
		switch k {
		case "house", "senate", "congress", "parliament", "assembly", "court", "ministry", "department", "government", "police", "army",
			"navy", "force", "forces", "cabinet", "kremlin", "pentagon", "treasury", "university", "college", "school":
			return true
		}
	}
	return false
}

func hasStop(name string) bool {
	for i := 1; i+1 < len(name); i++ {
		if name[i] == '.' && name[i+1] >= 'a' && name[i+1] <= 'z' {
			return true
		}
	}
	return false
}

// credited reports whether o stands in the credit of a photograph, which says who took it and not who is meant:
// "Ada Lind/European Pressphoto Agency", "REUTERS/Bo Moss".
func (c *Cast) credited(o occurrence) bool {
	if o.title > 0 && c.words[o.title-1].text == "/" || o.to < len(c.words) && c.words[o.to].text == "/" {
		return true
	}
	k := o.title - 1
	for k > 0 && c.words[k].sentence == c.words[o.from].sentence && (c.words[k].text == ":" || c.words[k].key == "by") {
		k--
	}
	if k < 0 || c.words[k].block != c.words[o.from].block {
		return false
	}
	switch c.words[k].key {
	case "credit", "photo", "photograph", "image", "pic", "courtesy":
		return true
	}
	return false
}

// adjective answers for a source that is an adjective: "Democratic demands", "the Russian denial".
func (s *scene) adjective(p phrase, first run) (answer, bool) {
	if p.head != p.core || p.end != first.to || !s.words[p.head].capital {
		return answer{}, false
	}
	key := s.words[p.head].key
	switch key {
	case "democratic":
		return answer{dixit.Speaker{Name: "Democrats", Kind: dixit.Collective, ResolvedBy: "adjective"}, -1, true}, true
	case "republican":
		return answer{dixit.Speaker{Name: "Republicans", Kind: dixit.Collective, ResolvedBy: "adjective"}, -1, true}, true
	}
	if w := atlas(); w.adjective[key] {
		return answer{dixit.Speaker{Name: w.country[key], Kind: dixit.Organisation, ResolvedBy: "country of the adjective"}, -1, false}, true
	}
	return answer{}, false
}

// namesAnother reports whether the word with a capital right before p's head is a name that e does not have: "the Isna news agency"
// is not Irna.
func (s *scene) namesAnother(p phrase, e int) bool {
	k := p.head - 1
	for k > p.core && !s.words[k].capital {
		k--
	}
	if k < p.core || !s.words[k].capital {
		return false
	}
	o := s.occurrenceAt(k)
	if o < 0 || s.occurrences[o].entity < 0 || s.entities[e].nature != aBody || s.entities[s.occurrences[o].entity].nature == aPlace {
		return false
	}
	return s.occurrences[o].entity != e && s.countryAt(k, k+1) == "" && !slices.Contains(s.entities[e].keys, s.words[k].key) && !s.ofDuty(e, k)
}

// ofDuty reports whether word k is one of what the text says that e is.
func (s *scene) ofDuty(e, k int) bool {
	return slices.ContainsFunc(s.entities[e].duties, func(d duty) bool { return slices.Contains(d.marks, s.words[k].key) })
}
