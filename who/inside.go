package who

import "strings"

// initialAt reports whether word i is a middle initial that is a word as well: "John A. Moss", "Wayne I. Lind".
func (c *Cast) initialAt(i, end int) bool {
	w := c.words[i]
	return (w.text == "A" || w.text == "I") && i+1 < end && c.words[i+1].text == "." && c.words[i+1].span.Start == w.span.End && c.capitalAt(i+2, end)
}

// numberAt reports whether word i is a number inside the name of an organisation: "the Lost 52 Project", "Channel 4 News".
func (c *Cast) numberAt(i, end int) bool {
	w := c.words[i].text
	return len(w) <= 3 && strings.Trim(w, "0123456789") == "" && c.capitalAt(i+1, end) && (i+2 == end || !c.words[i+2].capital) &&
		(c.words[i+1].class.is(organisation) || c.words[i+1].key == "project") && !c.words[i+1].class.is(role)
}

// officeOf reports whether the name from i on, which ends in a possessive before to, is of a body that is called by its holder: "the
// Information Commissioner’s Office", "the Children’s Hospital".
func (c *Cast) officeOf(i, to, end int) bool {
	if i == 0 || c.words[i-1].key != "the" || !c.capitalAt(to, end) || to+1 < end && c.words[to+1].capital {
		return false
	}
	switch c.words[to].key {
	case "office", "hospital", "department", "association", "union", "club", "court":
		return atlas().country[c.words[to-1].key] == ""
	}
	return false
}

// oneBody reports whether "and" at to stands inside the name of one body: "the" stands before the run from i on, the words
// before "and" are of no body by themselves, and what follows ends in what such bodies are: "the House Oversight and Reform
// Committee", "the Foreign and Commonwealth Office".
func (c *Cast) oneBody(i, to, end int) bool {
	if i == 0 || c.words[i-1].key != "the" || !c.near(i-1) || !c.capitalAt(to+1, end) {
		return false
	}
	last := c.words[to-1]
	if k := c.words[i].key; (k == "house" || k == "senate") && to > i+1 {
		return c.committeeAt(to+1, end) // "the House Energy and Commerce Committee"
	}
	if last.class.is(organisation|outlet|company|collective) || acronym(last.text) || atlas().country[c.keys(i, to)] != "" || atlas().country[last.key] != "" {
		return false
	}
	if _, known := givenName(c.words[i].key); known && to-i > 1 {
		return false
	}
	for k := to + 1; k < end && k < to+5 && c.words[k].capital; k++ {
		switch c.words[k].key {
		case "committee", "subcommittee", "office", "commission", "department", "ministry", "council", "agency", "authority", "bureau",
			"board", "administration", "coalition", "alliance", "party", "foundation", "fund", "museum", "centre", "center", "institute", "association", "society", "union", "court":
			return k > to+1
		}
	}
	return false
}

// committeeAt reports whether the capitals from i on end in "Committee".
func (c *Cast) committeeAt(i, end int) bool {
	for k := i; k < end && k < i+5 && c.words[k].capital; k++ {
		if c.words[k].key == "committee" || c.words[k].key == "subcommittee" {
			return true
		}
	}
	return false
}

// surnameAt reports whether word i, alone, is the last name of somebody whom the text names in full, and a word or a month as well:
// "Will said" of George Will. A verb of saying, or one that nothing but a name stands before, follows it.
func (c *Cast) surnameAt(i int) bool {
	w := &c.words[i]
	if !w.capital || !w.class.is(function|timeWord) || i+1 >= len(c.words) || !c.surnames[w.key] {
		return false
	}
	switch c.words[i+1].key {
	case "said", "says", "told", "wrote", "added", "responded", "replied", "argued", "tweeted", "warned", "insisted", "has", "had", "also", "was", "is":
		return c.near(i) || c.words[i+1].sentence == w.sentence
	}
	return false
}

// learnSurname notes the last name that ends at word i if it is a word or a month as well and a first name stands before it.
func (c *Cast) learnSurname(i int) {
	w := &c.words[i]
	if i == 0 || !w.capital || w.initial || !w.class.is(function|timeWord) || !c.words[i-1].capital || !c.near(i-1) {
		return
	}
	if _, known := givenName(c.words[i-1].key); known && !c.words[i-1].class.is(function|timeWord) {
		c.surnames[w.key] = true
	}
}
