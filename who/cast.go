package who

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// Cast is who occurs in a document by name: people, organisations and what else has a name, with their roles. It is made
// once for a document and does not change; it may be used by several goroutines.
type Cast struct {
	*reading
	doc         *dixit.Document
	capitals    map[string]int  // how often a word stands with a capital inside a sentence
	lowers      map[string]int  // how often without one
	surnames    map[string]bool // last names that are words or months as well
	entities    []entity
	occurrences []occurrence // in order, without overlap

	byKey  map[string]int   // whole names, folded, to entities
	byWord map[string][]int // the words of names to entities, at most mostNamesakes each
	bare   map[string]int   // last names that stood alone, to the entity they were taken for

	bearers map[string][]int // nouns of roles and kinds of organisations, canonical, to entities
	pairs   []pair           // in order
}

// mostNamesakes is how many entities are kept for one word: with more, a word names nobody in particular.
const mostNamesakes = 8

// entity is one somebody or something with a name.
type entity struct {
	name    string   // the fullest that the document gives
	keys    []string // its words, folded, without commas and stops
	nature  nature
	sure    bool // whether the nature is more than likely
	gender  gender
	lean    gender // what the first name of one called by it alone makes likely
	duties  []duty
	count   int // occurrences
	entered int // occurrences of the whole name
	first   int // word number of the first one
	article bool
	short   string   // the short form that the text puts in brackets after the name, folded
	alias   int      // the entity that this is another name of, itself if none
	titles  []string // heads of the titles it was entered with, canonical
	full    int      // word number of the last occurrence of the whole name linked so far, -1 if none
	how     string   // how the name was found where the document does not give it

	region   bool // stands after a comma and another place: "Livorno, Tuscany"
	doubtful bool // taken for a person only because nothing says what it is
}

// occurrence is one place where an entity is named.
type occurrence struct {
	named
	entity int // -1: two are as likely
}

// Read makes the cast of doc.
func Read(doc *dixit.Document) *Cast {
	c := &Cast{
		reading: readWords(doc), doc: doc, capitals: map[string]int{}, lowers: map[string]int{}, surnames: map[string]bool{},
		byKey: map[string]int{}, byWord: map[string][]int{}, bare: map[string]int{},
		bearers: map[string][]int{},
	}
	shouted := make([]bool, len(c.sentences))
	for s := range c.sentences {
		if shouted[s] = c.shouts(s); !shouted[s] {
			c.observe(s)
		}
	}
	var names []named
	for s := range c.sentences {
		if shouted[s] {
			continue
		}
		for _, r := range c.runs(s) {
			names = append(names, c.split(r))
		}
	}
	names = c.define(names)
	c.enterAll(names)
	c.unite()
	c.linkAll(names, shouted)
	c.appoint()
	c.complete()
	c.settle()
	c.pairUp()
	return c
}

// shouts reports whether sentence number s has capitals throughout, as headlines have: there they say nothing.
func (c *Cast) shouts(s int) bool {
	span := c.sentences[s]
	small, capital := 0, 0
	for _, w := range c.words[span.Start:span.End] {
		short := utf8.RuneCountInString(w.text) < 4
		switch {
		case !w.letters || w.class.is(particle|preposition) || short && w.class.is(function):
		case !w.capital && unicode.IsLower(firstRune(w.text)):
			small++ // headlines have capitals on short verbs too: "Lind Met Moss"
		case w.capital && (!short || acronym(w.text)):
			capital++
		}
	}
	return capital >= 4 && small*12 <= capital
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// observe counts the words of sentence number s by their writing.
func (c *Cast) observe(s int) {
	span := c.sentences[s]
	for i := span.Start; i < span.End; i++ {
		w := &c.words[i]
		c.learnSurname(i)
		switch {
		case !w.letters:
		case !w.capital:
			c.lowers[w.key]++
		case !w.initial || i+1 < span.End && c.words[i+1].capital && c.near(i) && !w.class.is(function):
			c.capitals[w.key]++
		}
	}
}

// enterAll makes entities of all names of more than one word, then of those single words that are part of none.
func (c *Cast) enterAll(names []named) {
	for _, n := range names {
		if n.to-n.from > 1 {
			c.enter(n)
		}
	}
	for _, n := range names {
		if n.to-n.from != 1 {
			continue
		}
		key := c.words[n.from].key
		if len(c.byWord[key]) > 0 {
			continue
		}
		if e := c.misspelt(n, key); e >= 0 {
			c.byKey[key] = e
		} else {
			c.enter(n)
		}
	}
}

// enter finds or makes the entity of n. It returns -1 for what is no name.
func (c *Cast) enter(n named) int {
	is, sure := c.natureOf(n)
	if is == aDescription {
		return -1
	}
	keys := c.nameKeys(n)
	if len(keys) == 0 {
		return -1
	}
	e, known := c.byKey[spaced(keys)]
	if !known && is == aPerson && len(keys) > 1 {
		e, known = c.variant(keys)
		if known {
			c.byKey[spaced(keys)] = e
		}
	}
	if !known {
		e = len(c.entities)
		c.entities = append(c.entities, entity{first: n.from, alias: e, full: -1})
		c.byKey[spaced(keys)] = e
		c.lookFor(keys, e)
	}
	x := &c.entities[e]
	x.entered++
	if len(keys) > len(x.keys) || len(keys) == len(x.keys) && partlyShouted(x.name) {
		x.name, x.keys = c.join(n.from, n.to), keys
	}
	if sure && !x.sure || x.nature == unsorted {
		x.nature, x.sure = is, sure
	}
	if t := c.titleHead(n); t != "" && len(x.titles) < mostNamesakes {
		x.titles = append(x.titles, t)
	}
	if x.gender == unknownGender {
		x.gender = c.genderIn(n)
	}
	if n.from > 0 && c.near(n.from-1) && c.words[n.from-1].text == "The" && !c.words[n.from-1].initial {
		x.article = true
	}
	return e
}

// partlyShouted reports whether a name begins with a word in capitals and goes on in small letters, as the first words of
// articles are printed: "DONALD Moss".
func partlyShouted(name string) bool {
	head, rest, ok := strings.Cut(name, " ")
	return ok && len(head) > 2 && acronym(head) && !acronym(rest)
}

// lookFor makes e known by its words.
func (c *Cast) lookFor(keys []string, e int) {
	for _, k := range keys {
		if l := c.byWord[k]; len(l) < mostNamesakes && (len(l) == 0 || l[len(l)-1] != e) && !classOf(k).is(particle|preposition|determiner) {
			c.byWord[k] = append(l, e)
		}
	}
}

// nameKeys is the words of n, folded, without marks and without "Jr.".
func (c *Cast) nameKeys(n named) []string {
	var out []string
	for _, w := range c.words[n.from:n.to] {
		if w.letters && !(suffix(w.key) && len(out) > 0) {
			out = append(out, w.key)
		}
	}
	return out
}

// variant is the entity whose name is that of keys but for middle names and initials.
func (c *Cast) variant(keys []string) (int, bool) {
	last := keys[len(keys)-1]
	for _, e := range c.byWord[last] {
		x := &c.entities[e]
		if x.nature != aBody && len(x.keys) > 1 && x.keys[len(x.keys)-1] == last && samePerson(x.keys, keys) {
			return e, true
		}
	}
	return 0, false
}

// samePerson reports whether two names with one last name can be of one person: the same first name, or its initial; and no
// middle name against another.
func samePerson(a, b []string) bool {
	if !sameGiven(a[0], b[0]) {
		return false
	}
	if len(a) > 2 && len(b) > 2 {
		return sameGiven(a[1], b[1])
	}
	return true
}

func sameGiven(a, b string) bool {
	return a == b || len(a) == 1 && a[0] == b[0] || len(b) == 1 && a[0] == b[0]
}

// at is the occurrence that holds word i, -1 if none does.
func (c *Cast) occurrenceAt(i int) int {
	lo := c.occurrenceFrom(i)
	if lo < len(c.occurrences) && c.occurrences[lo].from <= i {
		return lo
	}
	return -1
}

// occurrenceFrom is the number of the first occurrence that ends after word i.
func (c *Cast) occurrenceFrom(i int) int {
	lo, hi := 0, len(c.occurrences)
	for lo < hi {
		if mid := (lo + hi) / 2; c.occurrences[mid].to <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
