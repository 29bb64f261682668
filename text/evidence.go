package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
)

// What the words around the marks say about them. All of it looks at a bounded stretch.

// longestClause is how long a reporting clause may be, in bytes.
const longestClause = 120

// reporting is where in t[from:at] the quotation ends if its closing mark was forgotten before a reporting clause that fills
// the rest: after the comma of “We will, he said. It is -1 if there is no such clause.
func reporting(t string, from, at int) int {
	low := max(from, at-longestClause)
	for i := at - 1; i >= low; i-- {
		if strings.IndexByte(",?!", t[i]) >= 0 && i+1 < at && t[i+1] == ' ' && clause(t[i+2:at]) {
			return i + 1
		}
	}
	return -1
}

// clause reports whether s is a reporting clause: “he said”, “said Ada Lind, the mayor”, “Mayor Lind added on Monday”.
func clause(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 16 {
		return false
	}
	if reports(words[0]) {
		return words[0] != "told" && words[0] != "tells" && startsName(words[1]) // “told CNN” names who listened
	}
	for i, w := range words[:min(len(words), 6)] {
		verb := strings.TrimRight(w, ".,:;")
		if i > 0 && reports(verb) {
			return i+1 == len(words) || adjunct(words[i+1])
		}
		if !startsName(w) || pronoun(w) && i > 0 {
			return false
		}
	}
	return false
}

// attributed reports whether s begins with a name and a verb of reporting: “Lind said”, “Mayor Ada Lind asked”, but not “She
// asked”, which is a sentence of its own.
func attributed(s string) bool {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	if starter(s) {
		return false
	}
	for i, w := range strings.Fields(s[:min(len(s), longestClause)]) {
		switch {
		case i > 0 && reports(strings.TrimRight(w, ".,:;")):
			return true
		case i == 5 || !startsName(w):
			return false
		}
	}
	return false
}

// startsName reports whether w can stand in the subject of a reporting clause.
func startsName(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c) || pronoun(w) || w == "the" || w == "a" || w == "an" || w == "de" || w == "van" || w == "bin" || w == "al"
}

func pronoun(w string) bool {
	switch strings.TrimRight(w, ".,") {
	case "he", "she", "they", "it":
		return true
	}
	return false
}

// reports reports whether w is a verb that follows or precedes a speaker's name after a quotation.
func reports(w string) bool {
	switch w {
	case "said", "says", "asked", "asks", "added", "adds", "told", "tells", "wrote", "writes", "replied", "answered", "noted",
		"explained", "insisted", "argued", "warned", "recalled", "tweeted", "continued", "concluded":
		return true
	}
	return false
}

// adjunct reports whether w, after the verb, goes on with the clause rather than with what was said.
func adjunct(w string) bool {
	switch w {
	case "who", "in", "on", "at", "of", "during", "after", "before", "while", "when", "as", "last", "this", "earlier", "later", "by",
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
		return true
	}
	return false
}

// leads reports whether the first of a block's marks stands at its very beginning and opens.
func leads(t string, b dixit.Span, ev []event) bool {
	return len(ev) > 0 && ev[0].opens && strings.TrimSpace(t[b.Start:ev[0].at]) == ""
}

// british reports whether the document quotes in single marks: more of its paragraphs begin with one than with a double mark,
// and two at least.
func british(t string, blocks []dixit.Block, ev [][]event) bool {
	one, two := 0, 0
	for i, b := range blocks {
		if leads(t, b.Span, ev[i]) {
			switch ev[i][0].family {
			case single:
				one++
			case double:
				two++
			}
		}
	}
	return one >= 2 && one > two
}

// even reports whether every mark of a family in ev that opens is closed, and none closes without one.
func even(ev []event, f family) bool {
	depth := 0
	for _, e := range ev {
		switch {
		case e.family != f:
		case e.closes && depth > 0:
			depth--
		case e.opens:
			depth++
		default:
			return false
		}
	}
	return depth == 0
}
