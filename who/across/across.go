package across

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"dixit"
	"dixit/who/fold"
)

// Key is the id of a speaker as far as one record tells it, the same for all spellings of one name: given and last name of a
// person, the whole name of an organisation or a group. It is "" for those without a name, for a surname alone and for several
// together. Two people of the same given and last name have one key.
func Key(s dixit.Speaker) string {
	switch s.Kind {
	case dixit.Person:
		if p, ok := readPerson(s.Name); ok && len(p.given) > 1 {
			return p.key(false)
		}
	case dixit.Organisation:
		if b, ok := readBody(s.Name); ok {
			return b.key()
		}
	case dixit.Collective:
		if strings.Contains(s.Name, " and ") {
			return ""
		}
		if r := []rune(s.Name); len(r) > 0 && unicode.IsUpper(r[0]) {
			return "group/" + strings.ReplaceAll(fold.String(s.Name), " ", "-")
		}
	}
	return ""
}

// Resolve tells of each of many speakers, in any order, which entity it is: out[i] is the id of names[i], equal for two that are
// the same, "" where it is not sure. Ids are those of Key, with middle names where these tell two people apart.
//
// A given name's initial, a middle name more or less, and an acronym are joined with the full name if there is one that fits.
// A surname alone is joined with the one person of that name if both have the same role. If the names are close, from reports
// of one event, the one person of that name and the one organisation with these last words are enough.
func Resolve(names []dixit.Speaker, close bool) []string {
	known := map[dixit.Speaker]string{}
	for _, s := range names {
		known[plain(s)] = ""
	}
	sorted := slices.SortedFunc(maps.Keys(known), func(a, b dixit.Speaker) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Role, b.Role))
	})
	people(sorted, known, close)
	bodies(sorted, known, close)
	out := make([]string, len(names))
	for i, s := range names {
		if out[i] = known[plain(s)]; out[i] == "" && s.Kind == dixit.Collective {
			out[i] = Key(s)
		}
	}
	return out
}

// plain is s without what tells nothing of who it is.
func plain(s dixit.Speaker) dixit.Speaker {
	return dixit.Speaker{Name: s.Name, Kind: s.Kind, Role: s.Role}
}

// somebody is people who are taken for one.
type somebody struct {
	person
	id    string
	roles []string
}

// crowd is everybody with a given and a last name.
type crowd struct {
	whole  map[[2]string][]*somebody // by given and last name
	family map[string][]*somebody
	given  map[string][]*somebody
}

// people resolves the persons of sorted into known.
func people(sorted []dixit.Speaker, known map[dixit.Speaker]string, close bool) {
	c := crowd{map[[2]string][]*somebody{}, map[string][]*somebody{}, map[string][]*somebody{}}
	var short []dixit.Speaker // surnames alone, initials
	byName := map[dixit.Speaker]*somebody{}
	for _, s := range longestFirst(sorted) {
		p, ok := readPerson(s.Name)
		if !ok || s.Kind != dixit.Person {
			continue
		}
		if len(p.given) < 2 {
			short = append(short, s)
			continue
		}
		who := c.place(p, close)
		who.roles = append(who.roles, roleOf(s))
		byName[s] = who
	}
	for _, list := range c.whole {
		for _, who := range list {
			who.id = who.key(len(list) > 1)
		}
	}
	for s, who := range byName {
		known[s] = who.id
	}
	for _, s := range short {
		known[s] = c.short(s, close)
	}
}

// place finds or makes the one whose name p is. Names come with the longest first.
func (c crowd) place(p person, close bool) *somebody {
	k := [2]string{p.given, p.family}
	who := fitting(c.whole[k], func(o *somebody) bool { return o.fits(p) })
	if who == nil && close && len(c.whole[k]) == 0 {
		who = fitting(c.family[p.family], func(o *somebody) bool { return p.endOf(o.person) })
	}
	if who == nil {
		who = &somebody{person: p}
		c.whole[k] = append(c.whole[k], who)
		c.family[p.family] = append(c.family[p.family], who)
		c.given[p.given] = append(c.given[p.given], who)
	}
	return who
}

// short is the id of s, a surname alone or after the first letter of a given name; in close names also a given name alone.
func (c crowd) short(s dixit.Speaker, close bool) string {
	p, _ := readPerson(s.Name)
	of := c.family[p.family]
	if p.given != "" {
		if who := fitting(of, func(o *somebody) bool { return p.shortOf(o.person) && o.fits(p) }); who != nil {
			return who.id
		}
		return p.key(false)
	}
	role := roleOf(s)
	switch who := fitting(of, func(o *somebody) bool { return role != "" && slices.Contains(o.roles, role) }); {
	case who != nil:
		return who.id
	case !close:
		return ""
	case len(of) == 1:
		return of[0].id
	case len(of) > 1:
		return ""
	case len(c.given[p.family]) == 1:
		return c.given[p.family][0].id
	}
	return "person/" + p.family
}

// fitting is the only one of list that fits, nil if none or several do.
func fitting[T any](list []*T, fits func(*T) bool) (found *T) {
	for _, o := range list {
		if !fits(o) {
			continue
		}
		if found != nil {
			return nil
		}
		found = o
	}
	return found
}

// longestFirst is sorted with the names of most words first.
func longestFirst(sorted []dixit.Speaker) []dixit.Speaker {
	out := slices.Clone(sorted)
	slices.SortStableFunc(out, func(a, b dixit.Speaker) int {
		return cmp.Compare(len(strings.Fields(b.Name)), len(strings.Fields(a.Name)))
	})
	return out
}

// roleOf is the role of s in one spelling.
func roleOf(s dixit.Speaker) string {
	return strings.TrimPrefix(strings.TrimPrefix(fold.String(s.Role), "the "), "former ")
}

// bodies resolves the organisations of sorted into known.
func bodies(sorted []dixit.Speaker, known map[dixit.Speaker]string, close bool) {
	full := map[string]*body{}
	for _, s := range sorted {
		if b, ok := readBody(s.Name); ok && s.Kind == dixit.Organisation {
			full[b.key()] = &b
		}
	}
	list := make([]*body, 0, len(full))
	for _, k := range slices.Sorted(maps.Keys(full)) {
		list = append(list, full[k])
	}
	spelled, tails, heads := index(list)
	for _, s := range sorted {
		b, ok := readBody(s.Name)
		if !ok || s.Kind != dixit.Organisation {
			continue
		}
		b = *full[b.key()]
		for range 3 { // an acronym of a short form of a full name
			next := spelled[b.words[0]]
			if !b.acronym {
				next = nil
			}
			if next == nil && close {
				if next = tails[strings.Join(b.words, " ")]; next == nil && len(b.words) == 1 {
					next = heads[b.words[0]]
				}
			}
			if len(next) != 1 {
				break
			}
			b = *next[0]
		}
		known[s] = b.key()
	}
}

// index lists the names of list by the acronyms that they spell, by their ends and by their first words.
func index(list []*body) (spelled, tails, heads map[string][]*body) {
	spelled, tails, heads = map[string][]*body{}, map[string][]*body{}, map[string][]*body{}
	const most = 12 // words of a name
	for _, b := range list {
		if b.acronym || len(b.words) < 2 {
			continue
		}
		for _, a := range b.acronyms() {
			spelled[a] = append(spelled[a], b)
		}
		for i := 1; i < min(len(b.words), most); i++ {
			t := strings.Join(b.words[i:], " ")
			tails[t] = append(tails[t], b)
		}
		heads[b.words[0]] = append(heads[b.words[0]], b)
	}
	return spelled, tails, heads
}
