package extract

import (
	"strings"

	"dixit/neural"
)

// longestPhrase is how many words a listener's noun phrase has at most.
const longestPhrase = 9

// nounPhrase is where the noun phrase that begins at word i ends; i if none begins there. It knows no parts of speech: it goes
// on until a word that cannot be part of one, and stops between a plural and a name, where a clause without "that" begins:
// "told reporters Trump would".
func (c *clause) nounPhrase(i int, of bool) int {
	if i >= len(c.words) || !c.words[i].letters {
		return c.quotedName(i)
	}
	if w := &c.words[i]; neverBegins(w.low) || !w.capital && len(w.low) > 4 && (strings.HasSuffix(w.low, "ly") || strings.HasSuffix(w.low, "ing") && !timeWord(w.low)) {
		return i
	}
	if c.words[i].objectPronoun() {
		return i + 1
	}
	if owner := c.words[i].low; owner == "her" && (i+1 >= len(c.words) || !c.phraseGoesOn(i, i+1, of)) {
		return i + 1
	}
	j := i + 1
	for j < len(c.words) && j-i < longestPhrase && c.phraseGoesOn(i, j, of) {
		j++
	}
	if c.words[j-1].owns {
		return c.quotedName(j) // MSNBC's "Morning Joe"
	}
	for j > i+1 && (!c.words[j-1].letters || linksNouns(c.words[j-1].low) || determines(c.words[j-1].low)) {
		j-- // an "of" or "and" that nothing follows
	}
	if j == i+1 && determines(c.words[i].low) {
		return i
	}
	return j
}

// quotedName is where the name in quotation marks that begins at mark i ends, i if there is none: “Fox News Sunday”.
func (c *clause) quotedName(i int) int {
	const longest = 6
	if low := c.low(i); low != "“" && low != "\"" || c.role(i) == neural.BeginContent || i+1 >= len(c.words) || !c.words[i+1].capital {
		return i
	}
	for j := i + 1; j < len(c.words) && j-i <= longest; j++ {
		switch c.words[j].low {
		case "”", "\"":
			return j + 1
		case ".", ",":
			if next := c.low(j + 1); next != "”" && next != "\"" {
				return i
			}
		}
	}
	return i
}

// phraseGoesOn reports whether word j goes on the noun phrase that began at i.
func (c *clause) phraseGoesOn(i, j int, of bool) bool {
	w, before := &c.words[j], &c.words[j-1]
	switch {
	case w.role != before.role && !(before.role == neural.BeginCue && w.role == neural.Outside):
		return false
	case !w.letters:
		if w.low == "." {
			return abbreviated(before.low) && j+1 < len(c.words) // "the U.S. officials": the sentence goes on
		}
		if w.low == "," { // "2,500 people"
			return w.span.Start == before.span.End && j+1 < len(c.words) && c.words[j+1].span.Start == w.span.End
		}
		return w.low == "&" || w.low == "-" || (w.low == "’" || w.low == "'") && (strings.HasSuffix(before.low, "s") || before.low == ".")
	case w.low == "of":
		return of
	case w.low == "and":
		return j+1 < len(c.words) && c.words[j+1].role == before.role && (c.words[j+1].capital && before.capital || listens(c.words[j+1].low) || determines(c.words[j+1].low) && listens(c.low(j+2)))
	case linksNouns(before.low) && (determines(w.low) || !neverBegins(w.low)):
		return true
	case timeWord(w.low) && w.capital && determines(before.low):
		return true // "the Today show"
	case neverBegins(w.low), determines(w.low), timeWord(w.low), w.objectPronoun(), strings.HasSuffix(w.low, "ly") && !w.capital && w.low != "family" && w.low != "assembly":
		return false
	case !w.capital && len(w.low) > 5 && strings.HasSuffix(w.low, "ing") && !session(w.low) && j > i+1:
		return false // "the company pushing for"
	case w.capital && !before.capital && j > i && isPlural(before.low):
		return false
	case !w.capital && before.capital && len(w.low) > 4 && strings.HasSuffix(w.low, "ed"):
		return false
	}
	return true
}

// abbreviated reports whether a full stop belongs to the word before it.
func abbreviated(w string) bool {
	switch w {
	case "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "st", "lt", "col", "sgt", "prof", "rev", "u.s", "u.n", "u.k":
		return true
	}
	return len(w) == 1
}

// neverBegins reports whether w can neither begin nor go on a noun phrase: prepositions, conjunctions, subjects, auxiliaries.
func neverBegins(w string) bool {
	switch w {
	case "that", "to", "in", "on", "at", "by", "with", "about", "from", "if", "whether", "how", "why", "what", "when", "where",
		"who", "whom", "which", "as", "for", "during", "after", "before", "over", "hard", "because", "into", "against", "of", "than", "through",
		"via", "until", "while", "since", "under", "between", "without", "following", "regarding", "concerning", "like", "such", "behind", "near", "inside", "outside",
		"amid", "across", "around", "toward", "towards", "ahead", "among", "within", "upon", "throughout", "per", "despite", "beyond", "below",
		"above", "along", "off",
		"he", "she", "they", "i", "we", "there", "and", "but", "or", "nor", "so", "then", "also", "not", "never", "just", "only", "even",
		"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must",
		"should", "shall", "do", "does", "did", "cannot", "can't", "can’t", "won't", "won’t", "he's", "it's", "it’s", "isn't", "isn’t",
		"he'd", "he’d", "i'm", "i’m", "we're", "we’re", "they're", "they’re", "she'd", "she’d", "they'd", "they’d", "i've", "i’ve",
		"we've", "we’ve", "i'd", "i’d", "i'll", "i’ll", "we'll", "we’ll", "he'll", "he’ll", "again", "earlier", "later", "repeatedly",
		"instead", "back", "privately", "out", "up", "yes", "no", "said", "says", "saying", "adding", "wrote", "told":
		return true
	}
	return false
}

// linksNouns reports whether w joins two nouns into one phrase.
func linksNouns(w string) bool { return w == "of" || w == "and" }

// determines reports whether w begins a noun phrase without being its noun: an article, an owner, a number.
func determines(w string) bool {
	switch w {
	case "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "these", "those", "some", "any", "every", "each",
		"another":
		return true
	}
	return false
}

// objectPronoun reports whether w is a pronoun by itself; "US" is none.
func (w *clauseWord) objectPronoun() bool {
	if w.capital && w.low == "us" || w.owns {
		return false
	}
	switch w.low {
	case "him", "me", "us", "them", "you", "it", "everyone", "everybody", "someone", "somebody", "anyone":
		return true
	}
	return false
}

// timeWord reports whether w tells when, rather than to whom: "told reporters Tuesday".
func timeWord(w string) bool {
	switch w {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow", "tonight",
		"last", "next", "early", "late", "recently", "january", "february", "march", "april", "may", "june", "july", "august",
		"september", "october", "november", "december", "morning", "afternoon", "evening", "night", "week", "month", "year", "now", "once", "twice":
		return true
	}
	return false
}

// isPlural reports whether the noun w, in lower case, looks like several.
func isPlural(w string) bool {
	switch w {
	case "police", "people", "media", "press", "congress", "parliament", "court", "staff", "men", "women":
		return true
	case "news", "boss", "business":
		return false
	}
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3
}
