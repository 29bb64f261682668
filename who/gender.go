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
	if first := c.words[n.from].key; !epicene(first) {
		if g, known := givenName(first); known && g != unknownGender {
			return g
		}
	}
	last := c.words[n.to-1].key
	for _, e := range []string{"ova", "eva", "skaya", "ska"} { // Slavic last names tell
		if strings.HasSuffix(last, e) && len(last) > len(e)+2 {
			return feminine
		}
	}
	return unknownGender
}

// epicene reports whether a first name, whatever most who bear it are, is of men and women: a title ("Mr. Moss" of Lindsey Moss)
// says more than it.
func epicene(first string) bool {
	switch first {
	case "lindsey", "lindsay", "leslie", "lesley", "kelly", "ashley", "dana", "robin", "robyn", "tracy", "tracey", "stacy", "stacey", "shannon", "jamie",
		"jody", "jodie", "kim", "kerry", "terry", "jan", "jean", "andrea", "laurie", "beverly", "courtney", "kendall", "jordan", "taylor", "casey", "morgan",
		"alexis", "sasha", "nikita", "dominique", "jackie", "ariel", "simone", "nicola", "michele", "gabriele", "marion", "vivian", "evelyn", "hilary",
		"allison", "meredith", "whitney", "sandy", "angel", "pat", "chris", "sam", "alex", "lee", "lynn", "blair", "drew", "jaime", "rene", "sidney", "sydney":
		return true
	}
	return false
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
