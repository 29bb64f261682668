package who

import "strings"

// genderIn is what the words of n and of its title tell.
func (c *Cast) genderIn(n named) gender {
	for k := n.from - 1; k >= n.title; k-- {
		if g := genderOf(c.words[k].key); g != unknownGender {
			return g
		}
	}
	if n.title > 0 && c.roleBefore(n.from) {
		if g := genderOf(c.words[n.from-1].key); g != unknownGender {
			return g
		}
	}
	if n.to-n.from < 2 {
		return unknownGender
	}
	if g, known := givenName(c.words[n.from].key); known && g != unknownGender {
		return g
	}
	last := c.words[n.to-1].key
	for _, e := range []string{"ova", "eva", "skaya", "ska"} { // Slavic last names tell
		if strings.HasSuffix(last, e) && len(last) > len(e)+2 {
			return feminine
		}
	}
	return unknownGender
}

// genderOf is what a title or a role tells.
func genderOf(key string) gender {
	switch c := classOf(key); {
	case c.is(male) && !c.is(female):
		return masculine
	case c.is(female) && !c.is(male):
		return feminine
	}
	return unknownGender
}

// agree reports whether a and b can be of one person.
func agree(a, b gender) bool { return a == b || a == unknownGender || b == unknownGender }
