package who

import (
	"slices"
	"strings"
	"unicode"

	"dixit/who/fold"
)

// define finds the short forms that the text itself explains, "Federal Security Service (FSB)" and "FSB (Federal Security
// Service)", and makes one name of the words that spell it out, whatever their capitals said. The short form becomes a name
// of the same entity.
func (c *Cast) define(names []named) []named {
	var long []named
	for i := 1; i+2 < len(c.words); i++ {
		if c.words[i].text != "(" {
			continue
		}
		switch {
		case c.words[i+2].text == ")" && acronym(c.words[i+1].text):
			if from := c.spelledBefore(i, c.words[i+1].text); from >= 0 {
				long = append(long, c.explain(named{from, from, i}, c.words[i+1].key))
			} else if n, ok := endingAt(names, i); ok && c.foreign(n, i+1) {
				long = append(long, c.explain(n, c.words[i+1].key))
			}
		case acronym(c.words[i-1].text) && !c.words[i].initial:
			if to := c.spelledAfter(i+1, c.words[i-1].text); to > i {
				long = append(long, c.explain(named{i + 1, i + 1, to}, c.words[i-1].key))
			}
		}
	}
	return overlay(names, long)
}

// endingAt is the name that ends before word i.
func endingAt(names []named, i int) (named, bool) {
	k, found := slices.BinarySearchFunc(names, i, func(n named, i int) int { return n.to - i })
	if !found {
		return named{}, false
	}
	return names[k], true
}

// foreign reports whether the short form that is word i stands for the organisation n before it in the letters of another
// tongue: "Federal Security Service (FSB)". Then the text must use it again.
func (c *Cast) foreign(n named, i int) bool {
	w := &c.words[i]
	is, _ := c.natureOf(n)
	return (is == aBody || is == unsorted && c.bodyAround(n)) && n.to-n.from > 1 && n.title == n.from && c.near(n.to-1) && !w.class.is(outlet|company|timeWord) &&
		atlas().country[w.key] == "" && len(w.text) <= longestShort && c.capitals[w.key] > 1
}

// explain enters n as an organisation that is also called short.
func (c *Cast) explain(n named, short string) named {
	if e := c.enter(n); e >= 0 {
		x := &c.entities[e]
		if x.nature != aPlace {
			x.nature, x.sure = aBody, true
		}
		x.short = short
		if _, taken := c.byKey[short]; !taken {
			c.byKey[short] = e
			c.lookFor([]string{short}, e)
		}
	}
	return n
}

// overlay puts the names of long, which are in order, in the place of the names they overlap.
func overlay(names, long []named) []named {
	if len(long) == 0 {
		return names
	}
	out := make([]named, 0, len(names)+len(long))
	for _, n := range names {
		for len(long) > 0 && long[0].to <= n.title {
			out, long = append(out, long[0]), long[1:]
		}
		if len(long) == 0 || n.to <= long[0].from {
			out = append(out, n)
		}
	}
	return append(out, long...)
}

// longestShort is how many letters a short form may have.
const longestShort = 10

// spelledBefore is the word from which the words before i spell the short form, -1 if they do not.
func (c *Cast) spelledBefore(i int, short string) int {
	letters := lettersOf(short)
	if len(letters) > longestShort {
		return -1
	}
	k := i - 1
	for l := len(letters) - 1; l >= 0; k-- {
		if k < 0 || c.words[k].sentence != c.words[i].sentence || i-k > 2*longestShort {
			return -1
		}
		w := &c.words[k]
		switch {
		case !w.letters:
			if w.text != "," && w.text != "&" {
				return -1
			}
		case firstRune(w.key) == letters[l] && (w.capital || l > 0):
			l--
		case !w.capital && w.class.is(preposition|determiner|particle|function):
		case strings.ContainsRune(w.key, '-') && l > 0 && firstRune(w.key) == letters[l-1]: // "al-Qaida", "Asia-Pacific"
			l -= 2
		default:
			return -1
		}
	}
	if k++; k < 0 || !c.words[k].capital || i-k < 2 {
		return -1
	}
	return k
}

// spelledAfter is the word at which the words from i on stop to spell the short form, -1 if they do not.
func (c *Cast) spelledAfter(i int, short string) int {
	letters := lettersOf(short)
	l, k := 0, i
	for ; k < len(c.words) && k-i < 2*longestShort && c.words[k].text != ")"; k++ {
		w := &c.words[k]
		if l < len(letters) && w.letters && firstRune(w.key) == letters[l] && (w.capital || l > 0) {
			l++
		} else if w.capital || w.sentence != c.words[i].sentence {
			return -1
		}
	}
	if l < len(letters) || k == len(c.words) || k-i < 2 {
		return -1
	}
	return k
}

// lettersOf is the letters of a short form, folded.
func lettersOf(short string) []rune {
	var out []rune
	for _, r := range fold.String(short) {
		if unicode.IsLetter(r) {
			out = append(out, r)
		}
	}
	return out
}

// initials is the first letters of the longer words of keys.
func initials(keys []string) string {
	var b strings.Builder
	for _, k := range keys {
		if !classOf(k).is(preposition|determiner|particle) && k != "and" && k != "&" {
			b.WriteRune(firstRune(k))
		}
	}
	return b.String()
}
