package who

import "strings"

// nature is what a name seems to name.
type nature byte

const (
	unsorted     nature = iota
	aPerson             // somebody
	aBody               // an organisation
	aPlace              // a country, a city
	aGroup              // "Democrats", "Palestinians"
	aDescription        // a title without a name, an adjective: not a name at all
)

// natureOf tells what the name n names by its own words and those beside it. sure is whether one of them decides.
func (c *Cast) natureOf(n named) (is nature, sure bool) {
	if n.from >= n.to {
		return aDescription, true
	}
	first, last := &c.words[n.from], &c.words[n.to-1]
	size := n.to - n.from
	country := c.countryAt(n.from, n.to)
	switch {
	case size == 1 && partyTag(first.text):
		return aDescription, true
	case c.isParty(n):
		return aGroup, true
	case size == 1 && len(last.key) > 5 && strings.HasSuffix(last.key, "ism"):
		return aDescription, true // "Conservative Judaism"
	case n.from > n.title:
		return aPerson, true
	case size == 1 && partisan(first.key):
		return aDescription, true
	case country != "" && atlas().adjective[c.keys(n.from, n.to)]:
		return aDescription, true
	case country != "":
		return aPlace, true
	case c.bodyWords(n):
		return aBody, true
	case size == 1 && law(first.key):
		return aBody, true
	case size == 1 && c.roleBefore(n.from) && c.words[n.from-1].class.is(organisation):
		return aBody, false // "the broadcaster PBS"
	case c.roleBefore(n.from) || c.ageAfter(n.to):
		return aPerson, true
	case size == 1 && (first.class.is(outlet|company) || acronym(first.text) && len(first.text) <= longestAcronym || oddlyWritten(first.text)):
		return aBody, first.class.is(outlet | company)
	case placePrefix(first.key) && size > 1:
		return aPlace, false
	case size > 1 && last.class.is(place) && !c.surnameLike(run{n.from, n.to}):
		return aPlace, false
	}
	if _, known := givenName(first.key); known && size > 1 && size < 6 {
		return aPerson, first.class == 0
	}
	if _, known := givenName(first.key); !known && size > 1 && first.class.is(company|outlet) {
		return aBody, false // "Amnesty International"
	}
	if size > 1 && len(first.text) == 1 {
		return aPerson, true // an initial
	}
	return unsorted, false
}

// partyTag reports whether w is an American party with a state, as it stands behind the names of lawmakers: "D-Mass".
func partyTag(w string) bool {
	return len(w) > 3 && strings.ContainsRune("RDI", rune(w[0])) && w[1] == '-' && 'A' <= w[2] && w[2] <= 'Z'
}

// partisan reports whether w is an adjective of a party, which names nobody by itself: "Democratic demands".
func partisan(w string) bool { return w == "democratic" || w == "republican" }

// longestAcronym is how many letters a word of capitals may have to be taken for an acronym: transcripts have names in capitals.
const longestAcronym = 6

// isParty reports whether n is a word for the members of a party or people, in the plural.
func (c *Cast) isParty(n named) bool {
	w := &c.words[n.to-1]
	if n.to-n.from > 2 || w.possessive && n.to-n.from == 1 && !strings.HasSuffix(w.key, "s") {
		return false
	}
	if w.class.is(collective) && !w.class.is(role|organisation) {
		return true
	}
	return n.to-n.from == 1 && ofPlace(w.key) || strings.HasSuffix(w.key, "s") && atlas().country[w.key] != "" && atlas().adjective[strings.TrimSuffix(w.key, "s")]
}

// ofPlace reports whether w is likely a word for the people of a place: "Melbournians".
func ofPlace(w string) bool {
	return len(w) > 6 && classOf(w) == 0 && (strings.HasSuffix(w, "ians") || strings.HasSuffix(w, "eans") || strings.HasSuffix(w, "icans"))
}

// bodyWords reports whether the words of n are those of an organisation's name.
func (c *Cast) bodyWords(n named) bool {
	if c.surnameLike(run{n.from, n.to}) {
		return false
	}
	for k := n.from; k < n.to; k++ {
		w := &c.words[k]
		head, _ := singular(w.key)
		switch {
		case w.key == "and" || w.key == "for" || w.key == "on" || w.key == "&":
			return true
		case k > n.from && (w.class.is(organisation) || classOf(head).is(organisation)):
			return true
		case k == n.from && w.class.is(organisation) && (n.to-n.from == 1 || c.words[k+1].key == "of" || c.words[k+1].key == "for"):
			return !w.class.is(role)
		case k == n.to-1 && strings.HasSuffix(w.key, ".com"), strings.HasSuffix(w.key, ".org"), strings.HasSuffix(w.key, ".net"):
			return true
		case k > n.from && acronym(w.text) && len(w.text) > 2 && !suffix(w.key) && c.bodyAround(n):
			return true
		}
	}
	return false
}

// bodyAround reports whether "the" stands before n: people have no article.
func (c *Cast) bodyAround(n named) bool { return n.title > 0 && c.words[n.title-1].key == "the" }

// roleBefore reports whether the word before i is a role in small letters, in the singular, without a mark between:
// "spokesman Tommy Pigott".
func (c *Cast) roleBefore(i int) bool {
	if i == 0 || !c.near(i-1) {
		return false
	}
	w := &c.words[i-1]
	return !w.capital && w.class.is(role) && !w.class.is(anonymous) && !w.possessive || w.key == "." && i > 1 && c.words[i-2].class.is(honorific)
}

// ageAfter reports whether an age follows in commas: "Jane Roe, 53,".
func (c *Cast) ageAfter(i int) bool {
	if i+2 >= len(c.words) || c.words[i].text != "," {
		return false
	}
	w, after := c.words[i+1].text, c.words[i+2].text
	return len(w) == 2 && w[0] >= '1' && w[0] <= '9' && w[1] >= '0' && w[1] <= '9' && (after == "," || after == ".")
}

// oddlyWritten reports whether w is written as brands are: digits inside, or a capital after a small letter that no surname
// has there.
func oddlyWritten(w string) bool {
	if strings.ContainsAny(w, "0123456789") {
		return true
	}
	for _, p := range []string{"Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "O'", "O’", "D'", "D’", "al-", "Al-", "el-", "El-"} {
		w = strings.TrimPrefix(w, p)
	}
	return mixedCase(w)
}

// placePrefix reports whether names that begin with w are mostly of places.
func placePrefix(w string) bool {
	switch w {
	case "san", "santa", "santo", "st", "saint", "new", "los", "las", "fort", "ft", "port", "mount", "mt", "north", "south", "east", "west",
		"northern", "southern", "eastern", "western", "central", "el", "lake", "cape", "rio", "sao", "costa", "puerto", "hong", "tel", "great":
		return true
	}
	return false
}
