package who

import (
	"slices"
	"strings"
)

// duty is a role that somebody bears or a thing that an organisation is, as the document says it in one place.
type duty struct {
	text  string   // as written, without an article
	noun  string   // its head, canonical
	marks []string // the words beside it, as in phrase
	rank  []string // deputy, former, acting …
	from  int      // words [from, to) in the text, empty for one that the text does not give
	to    int      //
	the   bool     // introduced by "the" before the name: "the attorney, Charles Cooper"
}

// mostDuties is how many roles are kept of one entity.
const mostDuties = 24

// longestRole is how many words a role may have.
const longestRole = 20

// appoint reads the roles that stand beside names: titles before them, descriptions before and after them.
func (c *Cast) appoint() {
	for _, o := range c.occurrences {
		if o.entity < 0 || len(c.entities[o.entity].duties) >= mostDuties {
			continue
		}
		c.appointBefore(o)
		c.appointAfter(o)
		c.appointApart(o)
		c.appointOutlet(o)
	}
}

// bear adds the role in words [from, to) to entity e if they are one.
func (c *Cast) bear(e, from, to int) bool {
	p, ok := c.phraseIn(from, to)
	if !ok || c.nameAt(p.head) {
		return false
	}
	x := &c.entities[e]
	noun, _ := singular(c.words[p.head].key)
	is := classOf(noun) | classOf(c.words[p.head].key)
	switch {
	case p.plural:
		return false
	case is.is(role|honorific) && x.nature != aBody:
		if !x.sure {
			x.nature, x.sure = aPerson, true
		}
	case ofState(noun) && x.branded():
		return false // "Twitter, the government …"
	case is.is(organisation|outlet) && !x.personal() && x.nature != aGroup && x.nature != aPlace:
		x.nature, x.sure = aBody, true
	default:
		return false
	}
	if x.gender == unknownGender {
		x.gender = genderOf(noun)
	}
	start := p.from
	if p.determiner != "" && !c.words[start].class.is(quantifier) {
		start++
	}
	d := duty{text: clip(c.join(start, to)), from: start, to: to, noun: p.noun, marks: p.marks, rank: p.rank, the: p.determiner == "the"}
	if len(x.duties) < mostDuties {
		x.duties = append(x.duties, d)
	}
	return true
}

// ofState reports whether noun heads bodies of the state.
func ofState(noun string) bool {
	switch noun {
	case "government", "ministry", "department", "court", "police", "army", "parliament", "congress", "senate", "council", "administration", "cabinet":
		return true
	}
	return false
}

// branded reports whether x is a well-known company or outlet.
func (x *entity) branded() bool { return len(x.keys) > 0 && classOf(x.keys[0]).is(company|outlet) }

// nameAt reports whether word k is the end of a name of somebody.
func (c *Cast) nameAt(k int) bool {
	o := c.occurrenceAt(k)
	return o >= 0 && c.occurrences[o].entity >= 0 && c.words[k].capital
}

// appointBefore reads the title right before a name: "Kremlin spokesperson", "Trump’s former national security adviser".
func (c *Cast) appointBefore(o occurrence) {
	to := o.from
	if to > 0 && c.words[to-1].text == "." && o.title < to {
		to--
	}
	from := o.title
	if from == o.from && !c.lowRole(from-1, o.entity) {
		return
	}
	for from > 0 && o.from-from < longestRole && c.near(from-1) && c.goesWithRole(from-1) {
		owner := c.words[from-1].possessive
		from--
		if owner {
			from = c.ownerFrom(from)
			break
		}
	}
	if from < to {
		c.bear(o.entity, from, to)
	}
}

// lowRole reports whether word i is a role, or for what is no person a kind of organisation, in small letters.
func (c *Cast) lowRole(i, e int) bool {
	if i < 0 || !c.near(i) || c.words[i].capital {
		return false
	}
	k := c.words[i].class
	if c.entities[e].nature == aPerson {
		return k.is(role) && !c.words[i].possessive
	}
	return k.is(role|organisation) && !c.words[i].possessive && !c.entities[e].personal()
}

// personal reports whether x is surely somebody.
func (x *entity) personal() bool { return x.nature == aPerson && x.sure }

// goesWithRole reports whether word i, before a role, is part of it.
func (c *Cast) goesWithRole(i int) bool {
	w := &c.words[i]
	switch {
	case !w.letters:
		return w.text == "." && i > 0 && abbreviation(c.words[i-1].text) || w.text == "-"
	case w.key == "of" || w.key == "for":
		return i > 0 && c.words[i-1].class.is(role|organisation)
	case w.class.is(deputy):
		return true
	case w.class.is(determiner|function|preposition|relative|timeWord|quantifier|honorific) && !w.class.is(role) && !w.capital:
		return false
	case w.class.is(determiner | timeWord):
		return false
	case w.initial && w.class.is(function):
		return false
	}
	return w.capital || !reports(w.key)
}

// reports reports whether w looks like a verb, which a role cannot hold.
func reports(w string) bool {
	if len(w) > 4 && w[len(w)-2:] == "ed" {
		return true
	}
	switch w {
	case "told", "met", "tells", "says", "wrote", "became", "made", "saw", "joined", "sent", "replaces", "meets", "warns", "thinks", "wants", "quotes", "when", "then":
		return true
	}
	return false
}

// ownerFrom is where the owner whose last word is i begins.
func (c *Cast) ownerFrom(i int) int {
	if o := c.occurrenceAt(i); o >= 0 {
		return c.occurrences[o].title
	}
	if i > 0 && c.near(i-1) && c.words[i-1].class.is(determiner) {
		return i - 1
	}
	return i
}

// appointAfter reads the description after a name: ", the ministry’s spokeswoman,".
func (c *Cast) appointAfter(o occurrence) {
	i := o.to
	if i+1 >= len(c.words) || !c.near(i-1) || c.dateline(o) || !opensDescription(c.words[i].text) || c.words[o.to-1].possessive {
		return
	}
	i++
	if c.ageAfter(i - 1) {
		i += 2
	}
	to := c.descriptionEnd(i)
	if to <= i || strings.HasSuffix(c.words[i].key, "ing") && !c.words[i].class.is(role) {
		return // ", saying “…"
	}
	if o.title > 0 && c.near(o.title-1) && c.words[o.title-1].class.is(preposition) && (to == len(c.words) || !opensDescription(c.words[to].text) && c.words[to].text != ")") {
		return // "On Twitter, the government said": nobody is described
	}
	c.bear(o.entity, i, to)
}

// dateline reports whether o is the place in capitals that a paragraph begins with before a dash: "HARFORD — The minister".
func (c *Cast) dateline(o occurrence) bool {
	return acronym(c.words[o.from].text) && c.words[o.to].text != "," && c.words[o.to].text != "(" &&
		(o.title == 0 || c.words[o.title-1].block != c.words[o.title].block)
}

func opensDescription(m string) bool { return m == "," || m == "(" || m == "—" || m == "–" }

// descriptionEnd is where a description that begins at i ends, at a mark or a relative clause; i if it is no
// description but who says the sentence.
func (c *Cast) descriptionEnd(i int) int {
	k := i
	for ; k < len(c.words) && k-i < longestRole && c.words[k].sentence == c.words[i].sentence; k++ {
		w := &c.words[k]
		if !w.letters && !inWord(w.text) && !(w.text == "." && k > i && abbreviation(c.words[k-1].text)) {
			break
		}
		if w.class.is(relative) {
			break
		}
		if w.key == "said" || w.key == "says" || w.key == "told" {
			return i // "The crew were Iranians, the army said": nobody is described
		}
	}
	return k
}

// appointApart reads a description set off before a name: "the president’s lawyer, Rudy Giuliani, …".
func (c *Cast) appointApart(o occurrence) {
	comma := o.title - 1
	if comma < 1 || c.words[comma].text != "," || o.to >= len(c.words) || !c.near(o.to-1) {
		return
	}
	if after := c.words[o.to]; after.text != "," && after.text != "." && after.key != "said" && after.key != "told" && after.key != "says" {
		return
	}
	for k := comma - 1; k >= 0 && comma-k < longestRole && c.words[k].sentence == c.words[comma].sentence; k-- {
		w := &c.words[k]
		if !w.letters && !inWord(w.text) || reports(w.key) {
			return
		}
		if !w.class.is(determiner) && w.key != "one" {
			continue
		}
		if k > 0 && c.words[k-1].sentence == w.sentence && c.words[k-1].letters && c.words[k-1].key != "and" && c.words[k-1].key != "but" {
			list := o.to+1 < len(c.words) && c.words[o.to].text == "," && c.words[o.to+1].key == "and" // "by the mayor, Moss, and others"
			if !c.words[k-1].class.is(preposition) || list {
				return
			}
		}
		c.bear(o.entity, k, comma)
		return
	}
}

// titleHead is the noun of the title before n, canonical, "" if it has none.
func (c *Cast) titleHead(n named) string {
	for k := n.from - 1; k >= n.title; k-- {
		if w := &c.words[k]; w.class.is(role) {
			return canonical(w.key)
		}
	}
	return ""
}

// role is the first role of x that says more than a form of address, as the document gives it.
func (x *entity) role() string {
	for _, d := range x.duties {
		if !classOf(d.noun).is(honorific) || classOf(d.noun).is(role) || len(d.marks) > 0 {
			return d.text
		}
	}
	return ""
}

// sameRank reports whether two roles are of one rank: a deputy minister is no minister.
func sameRank(a, b []string) bool {
	drop := func(w string) bool { return w == "former" || w == "outgoing" || w == "acting" || w == "ex" }
	return slices.Equal(slices.DeleteFunc(slices.Clone(a), drop), slices.DeleteFunc(slices.Clone(b), drop))
}
