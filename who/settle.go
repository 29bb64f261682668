package who

import (
	"slices"
	"strconv"
	"strings"

	"dixit/who/fold"
)

// complete gives their whole name to people whom the document names by the last name alone, with the title of an office that
// they are known to hold: "President Zelenskyy". It also notes which country an office holder's title is of.
func (c *Cast) complete() {
	for e := range c.entities {
		x := &c.entities[e]
		if x.alias != e || x.nature == aBody || x.nature == aGroup || len(x.keys) == 0 {
			continue
		}
		h, ok := c.holderOf(x)
		if !ok {
			continue
		}
		if len(x.keys) == 1 {
			x.name, x.how = h.name, "office holder of that name"
			x.nature, x.sure = aPerson, true
			if g, _ := givenName(fold.String(strings.Fields(h.name)[0])); g != unknownGender {
				x.gender = g
			}
		}
		office := strings.Fields(h.office)
		if len(x.duties) < mostDuties {
			x.duties = append(x.duties, duty{
				text: strings.ToUpper(h.office[:1]) + h.office[1:] + " of " + h.country,
				noun: canonical(office[len(office)-1]), marks: append([]string{"@" + h.country}, office[:len(office)-1]...),
			})
		}
	}
}

// holderOf is the office that x holds or held when the document was published.
func (c *Cast) holderOf(x *entity) (holder, bool) {
	var found []holder
	for _, h := range atlas().holders[x.keys[len(x.keys)-1]] {
		if !c.timely(h) {
			continue
		}
		if len(x.keys) > 1 {
			if spaced(x.keys) == fold.String(h.name) {
				found = append(found, h)
			}
			continue
		}
		if slices.Contains(x.titles, canonical(lastWord(h.office))) || c.borne(x, lastWord(h.office)) || h.country == "United States" && x.nature != aPlace && h.office == "president" {
			found = append(found, h)
		}
	}
	if len(found) > 0 {
		if g, _ := givenName(fold.String(firstOf(found[0].name))); !agree(g, x.gender) {
			return holder{}, false // "Mrs. Moss" is not President John Moss
		}
	}
	for _, h := range found {
		if h.name != found[0].name {
			return holder{}, false
		}
	}
	if len(found) == 0 {
		return holder{}, false
	}
	return found[len(found)-1], true
}

// borne reports whether x has a role of that noun.
func (c *Cast) borne(x *entity, noun string) bool {
	return slices.ContainsFunc(x.duties, func(d duty) bool { return d.noun == canonical(noun) })
}

// timely reports whether h held the office in the year of the document, or near it: news name those who will and those who
// did. A document of no known day takes them all.
func (c *Cast) timely(h holder) bool {
	day := c.doc.Day()
	if len(day) < 4 {
		return true
	}
	year, err := strconv.Atoi(day[:4])
	return err != nil || h.from <= year+2 && (h.to == 0 || year <= h.to+4)
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// settle decides what is still open: which names are of people, and whom "he" and "she" can mean.
func (c *Cast) settle() {
	c.weigh()
	creditedOnly := make([]bool, len(c.entities))
	for e := range creditedOnly {
		creditedOnly[e] = true
	}
	for _, o := range c.occurrences {
		if o.entity >= 0 && !c.credited(o) {
			creditedOnly[o.entity] = false
		}
	}
	for e := range c.entities {
		x := &c.entities[e]
		if x.article && x.nature == aBody {
			x.name = "The " + x.name
		}
	}
	c.listen()
	for e := range c.entities {
		x := &c.entities[e]
		if x.alias != e {
			continue
		}
		for _, d := range x.duties {
			c.bearers[d.noun] = addOnce(c.bearers[d.noun], e)
		}
		if x.nature == aBody && !creditedOnly[e] {
			for _, k := range x.keys {
				if s, _ := singular(k); classOf(s).is(organisation) {
					c.bearers[canonical(s)] = addOnce(c.bearers[canonical(s)], e)
				}
			}
		}
	}
}

func addOnce(list []int, e int) []int {
	if len(list) > 0 && list[len(list)-1] == e {
		return list
	}
	return append(list, e)
}

// listen learns from pronouns whom "he" and "she" can mean: one that begins a sentence right after a sentence that names one
// person only.
func (c *Cast) listen() {
	for s := 1; s < len(c.sentences); s++ {
		i := c.sentences[s].Start
		if i >= c.sentences[s].End {
			continue
		}
		g := pronounGender(c.words[i].key)
		if g == unknownGender || c.words[i].quote != 0 {
			continue
		}
		if e := c.onlyPerson(c.sentences[s-1].Start, c.sentences[s-1].End); e >= 0 && c.entities[e].gender == unknownGender {
			c.entities[e].gender = g
		}
	}
}

// onlyPerson is the one person named in the words [from, to), -1 if there are none or several.
func (c *Cast) onlyPerson(from, to int) int {
	found := -1
	for k := c.occurrenceFrom(from); k < len(c.occurrences) && c.occurrences[k].from < to; k++ {
		e := c.occurrences[k].entity
		if e < 0 || c.entities[e].nature != aPerson || e == found {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

func pronounGender(key string) gender {
	switch key {
	case "he", "him", "his", "himself":
		return masculine
	case "she", "her", "hers", "herself":
		return feminine
	}
	return unknownGender
}
