package who

import "slices"

// unite makes short forms names of what they are short for, where the document leaves no doubt: "Security Council" of "UN
// Security Council", "FBI" of "Federal Bureau of Investigation", "State Department" of "Department of State".
func (c *Cast) unite() {
	tails := map[string][]int{}
	spelled := map[string][]int{}
	for e := range c.entities {
		x := &c.entities[e]
		if x.nature == aPlace || x.nature == aGroup {
			continue
		}
		for k := 1; k+1 < len(x.keys); k++ {
			tails[spaced(x.keys[k:])] = append(tails[spaced(x.keys[k:])], e)
		}
		if len(x.keys) > 1 {
			spelled[initials(x.keys)] = append(spelled[initials(x.keys)], e)
			if t := turned(x.keys); t != "" {
				tails[t] = append(tails[t], e)
			}
		}
	}
	for e := range c.entities {
		x := &c.entities[e]
		key := spaced(x.keys)
		targets := tails[key]
		if len(x.keys) == 1 && x.nature != aPerson {
			targets = spelled[key]
			if len(key) < 2 || !acronym(x.name) {
				continue
			}
		}
		if len(targets) != 1 || targets[0] == e || !c.sameNature(e, targets[0]) {
			continue
		}
		if t := targets[0]; x.nature == aPerson && c.givenFirst(x.keys) && !c.givenFirst(c.entities[t].keys) && c.entities[t].alias == t {
			c.entities[t].alias = c.root(e) // "Crooked Ada Lind" is Ada Lind
		} else {
			x.alias = c.root(t)
		}
	}
}

// root is the entity that e is another name of.
func (c *Cast) root(e int) int {
	for range 4 {
		if c.entities[e].alias == e {
			break
		}
		e = c.entities[e].alias
	}
	return e
}

func (c *Cast) sameNature(a, b int) bool {
	x, y := c.entities[a].nature, c.entities[b].nature
	return x == y || x == unsorted || y == unsorted
}

// turned is "state department" for "department of state" and "us department of state", "" for other names.
func turned(keys []string) string {
	i := slices.Index(keys, "of")
	if i < 1 || i+1 >= len(keys) || slices.Contains(keys[i+1:], "and") {
		return ""
	}
	switch keys[i-1] {
	case "department", "ministry", "bureau", "office", "agency":
	default:
		return ""
	}
	rest := slices.Clone(keys[i+1:])
	if rest[0] == "the" {
		rest = rest[1:]
	}
	return spaced(append(rest, keys[i-1]))
}

// linkAll makes the occurrences: of the names found, and in sentences that shout of the names known from the others.
func (c *Cast) linkAll(names []named, shouted []bool) {
	for s, span := range c.sentences {
		for len(names) > 0 && names[0].title < span.Start {
			names = names[1:]
		}
		if shouted[s] {
			c.linkShouted(span.Start, span.End)
			continue
		}
		for len(names) > 0 && names[0].title < span.End {
			c.link(names[0])
			names = names[1:]
		}
	}
}

// link adds the occurrence of n, if it is a name.
func (c *Cast) link(n named) {
	if n.from >= n.to {
		return
	}
	e := -1
	if keys := c.nameKeys(n); len(keys) == 1 && n.to-n.from >= 1 {
		e = c.single(n, keys[0])
	} else if is, _ := c.natureOf(n); is != aDescription {
		if f, known := c.byKey[spaced(keys)]; known {
			e = c.root(f)
			c.entities[e].full = n.from
		} else {
			return
		}
	}
	if e == noName {
		return
	}
	if e >= 0 {
		x := &c.entities[e]
		x.count++
		if n.from < x.first {
			x.first = n.from
		}
		if n.from > n.title && x.nature != aPerson && !x.sure {
			x.nature, x.sure = aPerson, true
		}
		if x.gender == unknownGender {
			x.gender = c.genderIn(n)
		}
	}
	c.occurrences = append(c.occurrences, occurrence{n, e})
}

// noName says that a word stands for nobody, in contrast to -1, for one of several.
const noName = -2

// single is the entity that a name of one word stands for.
func (c *Cast) single(n named, key string) int {
	if is, _ := c.natureOf(n); is == aDescription {
		return noName
	}
	fit := c.namesakes(n, key)
	switch len(fit) {
	case 0:
		if e, known := c.byKey[key]; known {
			return c.root(e)
		}
		if e := c.enter(n); e >= 0 {
			return e
		}
		return noName
	case 1:
		c.bare[key] = fit[0]
		return fit[0]
	}
	if e, known := c.bare[key]; known && slices.Contains(fit, e) {
		return e
	}
	e := c.latest(fit)
	if e >= 0 {
		c.bare[key] = e
	}
	return e
}

// latest is the one of several entities whose whole name was given last, or given most often if none was given yet; -1 if two
// are equal in that.
func (c *Cast) latest(fit []int) int {
	best, second := -1, -1
	for _, e := range fit {
		switch f := c.entities[e].full; {
		case best < 0 || f > c.entities[best].full:
			best, second = e, best
		case second < 0 || f > c.entities[second].full:
			second = e
		}
	}
	a, b := &c.entities[best], &c.entities[second]
	switch {
	case a.full < 0:
		return c.likeliest(fit)
	case b.full >= 0 && c.words[a.full].sentence == c.words[b.full].sentence:
		return -1
	}
	return best
}

// likeliest is the one of several entities that the document names in full most often, -1 if two are equal in that.
func (c *Cast) likeliest(fit []int) int {
	best, tie := fit[0], false
	for _, e := range fit[1:] {
		switch a, b := c.entities[e].entered, c.entities[best].entered; {
		case a > b:
			best, tie = e, false
		case a == b:
			tie = true
		}
	}
	if tie {
		return -1
	}
	return best
}

// linkShouted finds known names in the words [from, to), whose capitals say nothing.
func (c *Cast) linkShouted(from, to int) {
	for i := from; i < to; {
		w := &c.words[i]
		if !w.letters || !w.capital {
			i++
			continue
		}
		end := i + 1
		for k := min(to, i+8); k > i+1; k-- {
			if _, known := c.byKey[c.keys(i, k)]; known {
				end = k
				break
			}
		}
		_, known := c.byKey[w.key]
		if end > i+1 || !w.class.is(function|timeWord) && (known || len(c.byWord[w.key]) > 0 && c.capitals[w.key] > 0) {
			c.link(named{i, i, end})
		}
		i = end
	}
}
