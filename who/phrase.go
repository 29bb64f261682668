package who

import (
	"slices"
	"strings"
)

// phrase is a noun phrase that names nobody: "the ministry’s spokeswoman", "a senior official familiar with the talks".
type phrase struct {
	from, to   int      // all of it
	core       int      // its first word after articles and owner
	end        int      // where what follows the head begins: "of …", "with …", "who …"
	head       int      // word number of the head noun
	noun       string   // the head noun, folded, singular, canonical
	determiner string   // the first word if it is one: the, a, his, some
	owner      run      // "the ministry" in "the ministry’s spokeswoman"; empty if there is none
	plural     bool     //
	rank       []string // deputy, former, acting …
	marks      []string // the other words that tell which one: folded; countries as "@Name"
}

// phraseIn reads the words [from, to) as a noun phrase; ok is false if they have no head.
func (c *Cast) phraseIn(from, to int) (p phrase, ok bool) {
	for from < to && !c.words[from].letters {
		from++
	}
	p = phrase{from: from, to: to, core: from, head: -1}
	if from < to && c.words[from].class.is(determiner|quantifier) && !c.words[from].possessive {
		p.determiner = c.words[from].key
	}
	for p.core < to-1 && c.words[p.core].class.is(determiner) && !c.words[p.core].possessive {
		p.core++
	}
	p.end = c.coreEnd(p.core, to)
	for k := p.end - 1; k > p.core; k-- {
		if c.words[k-1].possessive {
			p.owner, p.core = run{p.core, k}, k
			break
		}
	}
	for k := p.end - 1; k >= p.core; k-- {
		if c.words[k].letters && !(c.words[k].class.is(adverb) && k > p.core) {
			p.head = k
			break
		}
	}
	if p.head < 0 {
		return p, false
	}
	var noun string
	noun, p.plural = singular(c.words[p.head].key)
	p.noun = canonical(noun)
	c.mark(&p)
	return p, true
}

// coreEnd is the first word after from that can only follow the head: a mark, a preposition, a relative, a participle.
func (c *Cast) coreEnd(from, to int) int {
	for k := from; k < to; k++ {
		w := &c.words[k]
		switch {
		case k == from:
		case !w.letters:
			if !inWord(w.text) && !c.inNumber(k) && !(w.text == "." && abbreviation(c.words[k-1].text)) {
				return k
			}
		case w.class.is(preposition|relative) && !w.capital && !c.hyphenated(k):
			if o := c.occurrenceFrom(k); o >= len(c.occurrences) || c.occurrences[o].from == k || c.occurrences[o].title > k {
				return k
			}
		case c.participle(k, from, to):
			return k
		}
	}
	return to
}

// inWord reports whether mark m stands inside noun phrases without ending them.
func inWord(m string) bool {
	switch m {
	case "“", "”", "\"", "‘", "’", "'", "-", "&", "/", "[", "]", "«", "»", "$", "#", "@":
		return true
	}
	return false
}

// hyphenated reports whether word k is joined to the next one by a hyphen that is a word of its own.
func (c *Cast) hyphenated(k int) bool { return k+1 < len(c.words) && c.words[k+1].text == "-" }

// participle reports whether word k, after a noun, begins a clause that says more of it: "managers prosecuting the case",
// "people briefed on the talks".
func (c *Cast) participle(k, from, to int) bool {
	w := &c.words[k]
	if w.capital || k == from {
		return false
	}
	before := c.words[k-1]
	if !before.letters && k-2 >= from {
		before = c.words[k-2]
	}
	head, plural := singular(before.key)
	if !plural && !classOf(head).is(role|document|organisation|anonymous|collective) {
		return false
	}
	switch {
	case strings.HasSuffix(w.key, "ing") && len(w.key) > 4:
		return k+1 < to && !classOf(w.key).is(role|document|organisation)
	case strings.HasSuffix(w.key, "ed") && len(w.key) > 3:
		return k+1 >= to || c.words[k+1].class.is(preposition|adverb|timeWord)
	}
	return false
}

// mark gathers the words of p that tell which one it is.
func (c *Cast) mark(p *phrase) {
	stop := p.end
	for stop < p.to && stop-p.end < 16 && (c.words[stop].letters || inWord(c.words[stop].text)) && !c.words[stop].class.is(relative) {
		stop++
	}
	from := p.core
	if p.owner.from < p.owner.to {
		from = p.owner.from
	}
	for k := from; k < stop; {
		if k == p.head {
			k++
			continue
		}
		n := c.markAt(p, k, stop)
		k += n
	}
	slices.Sort(p.rank)
}

// markAt adds what word k tells and returns how many words that took.
func (c *Cast) markAt(p *phrase, k, stop int) int {
	w := &c.words[k]
	for n := min(3, stop-k); n > 0; n-- {
		if k <= p.head && p.head < k+n {
			continue
		}
		if country := c.countryAt(k, k+n); country != "" && w.key != "the" && w.capital {
			p.marks = append(p.marks, "@"+country)
			return n
		}
	}
	switch {
	case !w.letters, w.key == "own", w.class.is(determiner|preposition|particle|function) && !w.capital, w.key == "the":
	case w.class.is(deputy) && k < p.head:
		p.rank = append(p.rank, w.key)
	case len(p.marks) < 24:
		m, _ := singular(w.key)
		p.marks = append(p.marks, canonical(m))
	}
	return 1
}
