package who

// weigh decides from where it stands what a name is whose words tell nothing: names after "in" and before a country are of
// places, and so are those that say where somebody is from ("a Toronto lawyer"). What stands after "the" is no person.
func (c *Cast) weigh() {
	the, at := make([]int, len(c.entities)), make([]int, len(c.entities))
	for _, o := range c.occurrences {
		if o.entity < 0 || o.title < o.from {
			continue
		}
		if o.title > 0 && c.near(o.title-1) && c.words[o.title-1].key == "the" {
			the[o.entity]++
		}
		if c.placed(o) {
			at[o.entity]++
		}
		if k := c.occurrenceAt(o.title - 2); k >= 0 && c.words[o.title-1].text == "," && c.near(o.title-1) && c.placed(c.occurrences[k]) {
			c.entities[o.entity].region = true
			at[o.entity]++
		}
	}
	for e := range c.entities {
		x := &c.entities[e]
		if x.nature == aPerson && len(x.titles) == 0 && len(x.duties) == 0 && 2*the[e] > x.count {
			x.nature = aBody // "the Campbell Soup cans"
		}
		if x.nature == unsorted {
			switch {
			case at[e] > 0 && 3*at[e] >= x.count && len(x.titles) == 0:
				x.nature = aPlace
			case 2*the[e] > x.count:
				x.nature = aBody
			default:
				x.nature = aPerson
				x.doubtful = !c.givenFirst(x.keys)
				x.article = the[e] > 0
			}
		}
		if x.nature == aPerson && x.gender == unknownGender && len(x.keys) > 0 {
			x.lean, _ = givenName(x.keys[0])
		}
	}
}

// givenFirst reports whether a name begins with a known first name.
func (c *Cast) givenFirst(keys []string) bool {
	if len(keys) == 0 {
		return false
	}
	_, known := givenName(keys[0])
	return known
}

// placed reports whether o stands where names of places do.
func (c *Cast) placed(o occurrence) bool {
	before := &c.words[max(0, o.from-1)]
	if o.from > 0 && c.near(o.from-1) {
		switch before.key {
		case "in", "near", "outside", "throughout", "downtown":
			return !c.words[o.to-1].possessive
		case "a", "an", "another":
			if o.to < len(c.words) && c.near(o.to-1) && !c.words[o.to-1].possessive {
				w := &c.words[o.to]
				return w.letters && !w.capital && w.class.is(role|organisation)
			}
		}
	}
	if o.to+1 < len(c.words) && c.words[o.to].text == "," && c.near(o.to) { // "Fayetteville, Arkansas": the second is known
		if k := c.occurrenceAt(o.to + 1); k >= 0 {
			next := c.occurrences[k]
			return next.title == next.from && c.isCountry(next.from, next.to)
		}
	}
	return false
}
