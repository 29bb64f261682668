package who

import "slices"

// misspelt is the one person whose last name differs by a single letter from key, which stands alone once and is nobody's name:
// "Mauer" for K. C. Maurer. It is -1 if there is none or more than one.
func (c *Cast) misspelt(n named, key string) int {
	const most = 200 // entities looked at
	if len(key) < 5 || c.capitals[key] > 2 || c.lowers[key] > 0 || len(c.entities) > most || classOf(key) != 0 || atlas().country[key] != "" {
		return -1
	}
	if is, sure := c.natureOf(n); sure && is != aPerson || is != unsorted && is != aPerson {
		return -1
	}
	found := -1
	for e := range c.entities {
		x := &c.entities[e]
		if x.nature != aPerson || x.alias != e || len(x.keys) < 2 || !oneOff(x.keys[len(x.keys)-1], key) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// oneOff reports whether a and b differ by one byte changed, added or left out, not the first: names spelled alike in print.
func oneOff(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 || len(b) == 0 || a[0] != b[0] {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i+1:] == b[i:]
}

// namesakes is the entities that word key of n can stand for: of those the ones it fits best, as a last name before a first
// name, and of these the ones that bear its title.
func (c *Cast) namesakes(n named, key string) []int {
	var best []int
	rank := 9
	for _, f := range c.byWord[key] {
		e := c.root(f)
		r := c.fitness(n, key, e)
		if r < rank {
			best, rank = best[:0], r
		}
		if r == rank && r < 9 && !slices.Contains(best, e) {
			best = append(best, e)
		}
	}
	if title := c.titleHead(n); title != "" && len(best) > 1 {
		var bearing []int
		for _, e := range best {
			if slices.Contains(c.entities[e].titles, title) {
				bearing = append(bearing, e)
			}
		}
		if len(bearing) > 0 {
			return bearing
		}
	}
	return best
}

// fitness is how well the single word key of n stands for entity e: 0 is best, 9 is not at all.
func (c *Cast) fitness(n named, key string, e int) int {
	x := &c.entities[e]
	titled := n.from > n.title
	article := n.title > 0 && c.near(n.title-1) && c.words[n.title-1].key == "the"
	if len(x.keys) == 1 {
		return 0
	}
	first, last := x.keys[0] == key, x.keys[len(x.keys)-1] == key
	switch x.nature {
	case aPlace, aGroup:
		return 9
	case aBody:
		switch {
		case titled:
			return 9
		case x.short == key: // its short form
			return 0
		case atlas().country[key] != "":
			return 9
		case last && classOf(key).is(organisation) && c.unlikeLast(x, key):
			return 9
		case !first && !last && article:
			return 0
		case !first && !last: // a person of that name comes before
			return 4
		case last && (article || classOf(key).is(outlet) || newspaper(key)):
			return 1
		case first && shortened(x.keys) && atlas().country[key] == "":
			return 2
		}
		return 9
	}
	if article && !titled || !agree(c.genderIn(n), x.gender) {
		return 9
	}
	if is, sure := c.natureOf(n); sure && is == aBody {
		return 9
	}
	switch {
	case last:
		return 1
	case atlas().country[key] != "":
		return 9
	case first:
		return 3
	case x.keys[len(x.keys)-2] == key && !classOf(key).is(particle):
		return 2
	}
	return 9
}

// unlikeLast reports whether the last word of x's name, which heads many, is not its short form: "the House" is never the White
// House, nor "the Court" a district court where it is written for the highest one.
func (c *Cast) unlikeLast(x *entity, key string) bool {
	switch key {
	case "house":
		return x.keys[0] == "white" || x.keys[0] == "opera"
	case "press", "news", "guard", "air", "school", "street", "bank":
		return len(x.keys) == 2 && atlas().country[x.keys[0]] == ""
	}
	return false
}

// newspaper reports whether newspapers are called by word key alone: "the Times".
func newspaper(key string) bool {
	switch key {
	case "times", "post", "herald", "tribune", "guardian", "telegraph", "mirror", "observer", "chronicle", "courier", "examiner",
		"inquirer", "gazette", "journal", "globe", "sun", "mail", "independent", "mercury", "bee", "star", "age", "standard", "dispatch":
		return true
	}
	return false
}

// shortened reports whether the first word of an organisation's name can stand for all: "House of Representatives", "Acme
// Holdings Inc".
func shortened(keys []string) bool {
	if keys[1] == "of" {
		return true
	}
	for _, k := range keys[1:] {
		if !classOf(k).is(organisation) && !suffix(k) {
			return false
		}
	}
	return true
}
