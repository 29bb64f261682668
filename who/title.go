package who

// named is a name in the document with the title in front of it: words [title, from) and [from, to).
type named struct{ title, from, to int }

// split parts a run into title and name: "Secretary of State Marco Rubio". A run that is all title ("the Prime Minister")
// has an empty name. Words that say where somebody is from go with the title: "Ukrainian President", "German Chancellor".
func (c *Cast) split(r run) named {
	n := named{title: r.from, from: r.from, to: r.to}
	if k := c.lastTitle(r); k >= 0 {
		n.from = k + 1
		if n.from < r.to && c.words[n.from].text == "." {
			n.from++
		}
		if n.from < r.to && c.words[n.from].key == "of" {
			n.from = c.afterOffice(n.from, r.to)
		}
		return n
	}
	if p := c.personAt(r.from+1, r.to); p > r.from {
		switch {
		case atlas().adjective[c.keys(r.from, p)], c.officeBefore(r.from):
			n.from = p
		}
	} else if p := c.nameBehind(r.from, r.to); p > r.from && c.officeBefore(r.from) {
		n.from = p
	}
	return n
}

// lastTitle is the last word of a run that is a title of what follows it, -1 if there is none.
func (c *Cast) lastTitle(r run) int {
	last := c.words[r.to-1].class
	if last.is(organisation|place) && !last.is(role) && r.to-r.from > 1 && !c.surnameLike(r) {
		return -1
	}
	for k := r.to - 1; k >= r.from; k-- {
		w := &c.words[k]
		if !w.class.is(role | honorific) {
			continue
		}
		switch {
		case k == r.to-1:
			if _, known := givenName(c.words[r.from].key); known && r.to-r.from > 1 && !c.words[r.from].class.is(role|honorific) && !c.partyAfterState(r) {
				return -1 // "Larry King", "Stephen Bishop"
			}
			if r.to-r.from == 1 && w.class.is(organisation) && !w.class.is(honorific) {
				return -1
			}
			if r.to-r.from > 2 && c.words[k-1].key == "of" && c.words[k-2].class.is(organisation) {
				return -1 // "Department of Justice"
			}
			return k
		case k == r.from && !w.class.is(honorific) && r.to-k == 2 && w.class&(male|female) == 0:
			if g, known := givenName(w.key); known && g != unknownGender {
				return -1 // "Dean Smith"
			}
			return k
		case c.words[k+1].class.is(organisation) && !c.words[k+1].class.is(role|outlet) && !w.class.is(honorific):
			continue // "Refugee Council"
		case c.words[k+1].key == "and" || c.words[k+1].key == "&" || c.words[k+1].key == "for":
			continue
		default:
			return k
		}
	}
	return -1
}

// partyAfterState reports whether a run after "the" is what American papers call a lawmaker, whose state may be a first name too:
// "the Arizona Republican".
func (c *Cast) partyAfterState(r run) bool {
	return seated(c.words[r.to-1].key) && r.to-r.from < 4 && r.from > 0 && c.words[r.from-1].key == "the" && c.near(r.from-1)
}

// surnameLike reports whether a run ends in a word that heads organisations and is a surname as well, after a first name:
// "Frank Church".
func (c *Cast) surnameLike(r run) bool {
	switch c.words[r.to-1].key {
	case "church", "temple", "post", "bank", "banks", "hall", "court", "hill", "mount", "lake", "force", "press", "house", "brothers", "street", "forest", "bay", "park", "lane", "times", "bloomberg", "forbes":
	default:
		return false
	}
	k := r.to - 2
	if k > r.from && c.words[k].text == "." {
		k--
	}
	if k < r.from {
		return false
	}
	_, known := givenName(c.words[k].key)
	return known && c.words[k].class == 0 && atlas().country[c.words[k].key] == "" && (k == r.from || c.words[k-1].class.is(role|honorific))
}

// afterOffice is where the person's name begins in "of the United States Donald Trump", or to if there is none.
func (c *Cast) afterOffice(of, to int) int {
	if p := c.personAt(of+2, to); p > of {
		return p
	}
	if p := c.nameBehind(of+1, to); p > of {
		return p
	}
	return to
}

// nameBehind is where two words of no known sort begin that stand after the head of an organisation or a country, as the name of
// who holds an office there: "of the Refugee Council Enver Solomon". It is -1 if there are none.
func (c *Cast) nameBehind(from, to int) int {
	k := to - 2
	if k <= from {
		return -1
	}
	for _, w := range c.words[k:to] {
		if !w.letters || !w.capital || w.class != 0 || atlas().country[w.key] != "" || acronym(w.text) {
			return -1
		}
	}
	if head, _ := singular(c.words[k-1].key); !(classOf(head) | c.words[k-1].class).is(organisation) && !c.isCountry(from, k) {
		return -1
	}
	return k
}

// personAt is the first word from which a first name and one to three more words reach exactly to the end, -1 if none.
func (c *Cast) personAt(from, to int) int {
	for k := max(from, to-5); k <= to-2; k++ {
		w := &c.words[k]
		if !w.letters || w.class&^honorific != 0 || atlas().country[w.key] != "" || acronym(w.text) && len(w.text) > 2 {
			continue
		}
		if _, known := givenName(w.key); !known {
			continue
		}
		if c.words[k-1].key == "of" || c.words[to-1].class.is(organisation|place) {
			return -1
		}
		return k
	}
	return -1
}

// officeBefore reports whether the run at i is the place or body of an office named in small letters: "chief of the
// Assembly of First Nations Cindy Woodhouse".
func (c *Cast) officeBefore(i int) bool {
	if i > 0 && c.words[i-1].key == "the" {
		i--
	}
	if i < 2 || !c.near(i-1) || c.words[i-2].possessive {
		return false
	}
	switch c.words[i-1].key {
	case "of", "to", "for":
		return c.words[i-2].class.is(role)
	}
	return false
}
