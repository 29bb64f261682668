package who

import "strings"

// Bounds on names, so that a text of nothing but capitals is harmless.
const (
	longestRun  = 16  // words of a run
	longestName = 200 // bytes of any name given out
)

// run is a run of words written as a name: [from, to).
type run struct{ from, to int }

// runs finds the capitalised word sequences of sentence number s. Words that have a capital only because they begin a
// sentence are left out unless something speaks for them.
func (c *Cast) runs(s int) []run {
	span := c.sentences[s]
	var out []run
	for i := span.Start; i < span.End; {
		if !c.starts(i) {
			i++
			continue
		}
		to := c.extend(i, span.End)
		if c.words[i].initial && to == i+1 && !c.attested(i) {
			i++
			continue
		}
		out = append(out, run{i, to})
		i = to
	}
	return out
}

// starts reports whether a name can begin at word i.
func (c *Cast) starts(i int) bool {
	w := &c.words[i]
	if c.surnameAt(i) {
		return true
	}
	if !w.capital || w.class.is(timeWord) || w.key == "i" {
		return false
	}
	if noun, plural := singular(w.key); w.initial && plural && classOf(noun).is(role) && c.near(i) && c.words[i+1].capital {
		return false // "Officers Ada Lind and Bo Moss"
	}
	if w.initial && c.near(i) && c.words[i+1].key == "of" {
		switch w.key {
		case "members", "officials", "supporters", "leaders", "lawmakers", "representatives", "critics":
			return false
		}
	}
	if partisan(w.key) && c.near(i) && c.words[i+1].capital {
		switch c.words[i+1].key {
		case "house", "senate", "congress", "sen", "rep", "senator", "representative", "gov", "governor", "president", "whip", "leader", "assembly", "mayor":
			return false // "the Democratic House" is the House
		}
	}
	if !w.class.is(function) || w.text == "A" && c.initialAt(i, len(c.words)) {
		return true
	}
	if w.initial && acronym(w.text) {
		return c.capitals[w.key] > 0 // "WHO"
	}
	if w.initial || classOf(w.key).is(determiner) {
		return false
	}
	return c.near(i) && c.words[i+1].capital || acronym(w.text)
}

// attested reports whether the word i, alone at the beginning of its sentence, is a name: it is one elsewhere, or it is
// written as no other word is, or it is known.
func (c *Cast) attested(i int) bool {
	w := &c.words[i]
	switch {
	case c.capitals[w.key] > 0:
		return true
	case c.lowers[w.key] > 0:
		return false
	case acronym(w.text), mixedCase(w.text), strings.ContainsRune(w.text, '.'):
		return true
	case atlas().country[w.key] != "", w.class.is(outlet | company):
		return true
	}
	_, known := givenName(w.key)
	return known && w.class == 0
}

// mixedCase reports whether w has a capital after a small letter: "AltoMaxx", "McConnell", "iPhone".
func mixedCase(w string) bool {
	small := false
	for _, c := range w {
		if small && 'A' <= c && c <= 'Z' {
			return true
		}
		small = 'a' <= c && c <= 'z'
	}
	return false
}

// extend is where the run that begins at i ends.
func (c *Cast) extend(i, end int) int {
	to := i + 1
	for to < end && to-i < longestRun && (!c.words[to-1].possessive || c.officeOf(i, to, end)) && c.near(to-1) {
		switch w := &c.words[to]; {
		case c.initialAt(to, end):
			to++
		case w.capital && !w.class.is(timeWord|determiner) && (!pronoun(w.key) || acronym(w.text)):
			to++
		case w.text == "." && c.words[to-1].span.End == w.span.Start && abbreviation(c.words[to-1].text) && c.capitalAt(to+1, end):
			to += 2
		case w.text == "," && to+1 < end && suffix(c.words[to+1].key):
			to += 2
		case w.text == "&" && c.capitalAt(to+1, end):
			to += 2
		case c.numberAt(to, end):
			to += 2
		default:
			n := c.linked(i, to, end)
			if n == 0 {
				return to
			}
			to += n
		}
	}
	return to
}

// pronoun reports whether w is one that begins sentences, where a full stop is lost before it: "Update from London You can …".
func pronoun(w string) bool {
	switch w {
	case "i", "you", "he", "she", "it", "we", "they", "who", "what":
		return true
	}
	return false
}

// linked is how many words a small word at to adds to the run that began at i, itself included: particles inside names
// ("van der Bellen"), "of", "for", "on" after the head of an organisation or an office, "and" inside such a name.
func (c *Cast) linked(i, to, end int) int {
	w := &c.words[to]
	last := &c.words[to-1]
	head, _ := singular(last.key)
	heads := classOf(head).is(organisation|role|place|document) || classOf(last.key).is(organisation|role|place|document)
	switch {
	case w.class.is(particle) && !w.capital:
		if c.capitalAt(to+1, end) {
			return 2
		}
		if to+2 < end && c.words[to+1].class.is(particle) && c.capitalAt(to+2, end) {
			return 3
		}
	case heads && (w.key == "of" || (w.key == "for" || w.key == "on") && !classOf(head).is(role)):
		if c.capitalAt(to+1, end) {
			return 2
		}
		if to+2 < end && c.words[to+1].key == "the" && c.capitalAt(to+2, end) {
			return 3
		}
	case w.key == "and" && c.oneBody(i, to, end):
		return 2
	case w.key == "and" && c.inOf(i, to) && c.capitalAt(to+1, end) && !c.headedFrom(to+1, end):
		return 2
	}
	return 0
}

// capitalAt reports whether word i, before end, can go on a name.
func (c *Cast) capitalAt(i, end int) bool {
	return i < end && c.words[i].capital && c.near(i-1) && !c.words[i].class.is(timeWord)
}

// inOf reports whether the run from i to to holds "of", "for" or "on" with more than one word of an office or place after it:
// "Department of Health", "Centers for Disease Control".
func (c *Cast) inOf(i, to int) bool {
	for k := to - 2; k > i; k-- {
		switch c.words[k].key {
		case "of", "for", "on":
			return !c.isCountry(k+1, to) && !classOf(c.words[i].key).is(role)
		}
	}
	return false
}

// headedFrom reports whether the capitals from i on are a name of their own: they end in the head of an organisation, or
// begin with a first name or a country, or are an acronym.
func (c *Cast) headedFrom(i, end int) bool {
	if acronym(c.words[i].text) || atlas().country[c.words[i].key] != "" {
		return true
	}
	if _, known := givenName(c.words[i].key); known {
		return true
	}
	for k := i; k < end && k < i+6 && c.words[k].capital; k++ {
		if c.words[k].class.is(organisation) {
			return true
		}
	}
	return false
}

// isCountry reports whether the words [from, to) are a country, or a word for one.
func (c *Cast) isCountry(from, to int) bool { return c.countryAt(from, to) != "" }

// countryAt is the country that the words [from, to) stand for, "" if none.
func (c *Cast) countryAt(from, to int) string {
	if from < to && c.words[from].key == "the" {
		from++
	}
	if to-from < 1 || to-from > 3 {
		return ""
	}
	return atlas().country[c.keys(from, to)]
}

// keys is the folded letters of the words [from, to), joined by spaces.
func (c *Cast) keys(from, to int) string {
	if to-from == 1 {
		return c.words[from].key
	}
	var parts []string
	for _, w := range c.words[from:to] {
		if w.letters || w.key == "&" {
			parts = append(parts, w.key)
		}
	}
	return strings.Join(parts, " ")
}

// abbreviation reports whether a full stop after w can stand inside a name: initials and the short forms of titles.
func abbreviation(w string) bool {
	if len([]rune(w)) == 1 {
		return true
	}
	switch strings.ToLower(w) {
	case "mr", "mrs", "ms", "dr", "prof", "rev", "sen", "rep", "gov", "gen", "lt", "col", "capt", "maj", "sgt", "cmdr", "adm", "st",
		"ste", "fr", "hon", "amb", "messrs", "mme", "sens", "reps", "govs", "profs", "gens", "drs", "atty", "supt", "insp", "det", "cpl", "pvt", "brig", "sr", "jr", "mt", "ft",
		"u.s", "u.k", "u.n", "d.c", "e.u", "no", "wm", "geo", "chas":
		return true
	}
	// "J.D", "U.S": letters with stops between them.
	return len(w) > 2 && len(w) < 8 && w[1] == '.' && strings.Count(w, ".") >= len(w)/2
}

// suffix reports whether w follows a name after a comma.
func suffix(w string) bool {
	switch w {
	case "jr", "sr", "ii", "iii", "iv", "inc", "ltd", "llc", "plc", "co", "corp", "s.a", "n.v":
		return true
	}
	return false
}
