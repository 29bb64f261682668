package extract

import (
	"strings"

	"dixit"
	"dixit/text"
)

// mentions narrows the sources of the drafts to what the marking guide calls the mention: a name with its role and apposition.
// The tagger marks as its training corpus does, with relative clauses and whatever else touches the name; that is kept in
// wide, for whoever writes attributions as that corpus has them.
func (a *article) mentions() {
	for _, d := range a.drafts {
		if d.source == nil {
			continue
		}
		if d.wide.span.Len() == 0 {
			d.wide = *d.source
		}
		narrow := *d.source
		narrow.span = mentionIn(a.text, narrow.span)
		d.source = &narrow
		for i := range d.relays {
			d.relays[i].span = relayIn(a.text, d.relays[i].span)
		}
	}
}

// mentionIn is the part of a source that names it.
func mentionIn(t string, s dixit.Span) dixit.Span {
	words := text.Words(t[s.Start:s.End])
	word := func(i int) string { return strings.ToLower(t[s.Start+words[i].Start : s.Start+words[i].End]) }
	first, end := 0, len(words)
	for i := 1; i+1 < end; i++ {
		if mark := word(i); (mark == "," || mark == "—" || mark == "–" || mark == "(") && opensRelative(i+1, end, word) {
			end = i // "Ada Lind, who is mayor of Harford"
		}
	}
	if n := dateline(end, func(i int) string { return t[s.Start+words[i].Start : s.Start+words[i].End] }); n > 0 {
		first = n
	} else if end > 1 && preposition(word(0)) {
		first = afterAdverbial(end, word, func(i int) bool { return capitalised(t[s.Start+words[i].Start : s.Start+words[i].End]) })
	}
	if first >= end {
		return s
	}
	if end > 1 && (word(0) == "who" || word(0) == "which") {
		end = 1 // "who voted for the bill" and what more its clause says
	}
	out := dixit.Span{Start: s.Start + words[first].Start, End: s.Start + words[end-1].End}
	if end == len(words) && first == 0 {
		out = s // with its last mark
	}
	return owner(t, out)
}

// dateline is how many of n words are the place, day and agency that news begins with, taken into the first source: "HARFORD, May 3
// (Reuters) — Ada Lind". It begins in capitals and ends with a dash; it is 0 if there is none.
func dateline(n int, word func(int) string) int {
	const longest = 14
	if n < 3 || len(word(0)) < 3 || word(0) != strings.ToUpper(word(0)) || !text.IsWord(word(0)) {
		return 0
	}
	for i := 1; i < min(n-1, longest); i++ {
		switch w := word(i); {
		case w == "—" || w == "–" || w == "-" || w == "--":
			if w == "-" && word(i+1) == "-" && i+2 < n {
				i++
			}
			return i + 1
		case text.IsWord(w) && !capitalised(w) && strings.Trim(w, "0123456789") != "":
			return 0
		}
	}
	return 0
}

// afterAdverbial is where the name begins in a source of n words that begins with a preposition, whose phrase was taken into
// it: after the last comma ("At noon, the mayor"), or the capitals at its end ("On live television Lind"). It is 0 if there
// is neither.
func afterAdverbial(n int, word func(int) string, capital func(int) bool) int {
	for i := n - 2; i > 0; i-- {
		if word(i) == "," {
			return i + 1
		}
	}
	i := n
	for i > 1 && capital(i-1) {
		i--
	}
	if i == n || i == 1 {
		return 0
	}
	if isArticle(word(i - 1)) {
		i--
	}
	return i
}

// opensRelative reports whether a relative clause begins at word i, before end: "who", "of which", "in whose", "some of whom".
func opensRelative(i, end int, word func(int) string) bool {
	switch {
	case relative(word(i)):
		return true
	case i+1 < end && relative(word(i+1)):
		return preposition(word(i)) || word(i) == "of" || word(i) == "to"
	}
	return i+2 < end && word(i+1) == "of" && relative(word(i+2))
}

func relative(w string) bool {
	switch w {
	case "who", "whom", "whose", "which", "where":
		return true
	}
	return false
}

// owner cuts the possessive ending from a mention, "Ada Lind’s call", and what is not the pronoun from "he’s".
func owner(t string, s dixit.Span) dixit.Span {
	words := t[s.Start:s.End]
	for _, end := range []string{"’s", "'s"} {
		if bare, ok := strings.CutSuffix(words, end); ok && len(bare) > 1 {
			return dixit.Span{Start: s.Start, End: s.Start + len(bare)}
		}
	}
	if i := strings.IndexAny(words, "’'"); i > 0 && personal(strings.ToLower(words[:i])) {
		return dixit.Span{Start: s.Start, End: s.Start + i}
	}
	for _, end := range []string{"s’", "s'"} {
		if strings.HasSuffix(words, end) && len(words) > len(end) {
			return dixit.Span{Start: s.Start, End: s.End - len(end) + 1}
		}
	}
	return s
}

// relayIn is the part of a relay's source before another relay: "the ministry and confirmed by the police".
func relayIn(t string, s dixit.Span) dixit.Span {
	words := text.Words(t[s.Start:s.End])
	word := func(i int) string { return strings.ToLower(t[s.Start+words[i].Start : s.Start+words[i].End]) }
	for i := 1; i+2 < len(words); i++ {
		if word(i) == "and" && word(i+2) == "by" && passedOn(word(i+1)) {
			return dixit.Span{Start: s.Start, End: s.Start + words[i-1].End}
		}
	}
	return s
}
