package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words are asked about as keys of tokens: apostrophes straight, case kept.

// protected reports whether w may not be hidden by brackets: a number, or what denies.
func protected(w string) bool { return negative(w) || number(w) }

// negative reports whether w denies: not, never, n't.
func negative(w string) bool {
	w = strings.ToLower(w)
	switch w {
	case "not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "nowhere", "without", "cannot", "hardly", "barely", "scarcely",
		"deny", "denies", "denied", "denying", "refuse", "refuses", "refused", "refusing", "fail", "fails", "failed", "ain't", "nope":
		return true
	}
	return strings.HasSuffix(w, "n't")
}

// denies reports whether one of a and b denies what the other says: unlawful and lawful.
func denies(a, b string) bool {
	if negative(a) != negative(b) {
		return true
	}
	a, b = strings.ToLower(a), strings.ToLower(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	const shortest = 4
	for _, prefix := range [...]string{"un", "in", "im", "il", "ir", "dis", "non", "mis", "de"} {
		if rest, ok := strings.CutPrefix(b, prefix); ok && len(rest) >= shortest && rest == a {
			return true
		}
	}
	x, y := strings.TrimSuffix(a, "ful"), strings.TrimSuffix(b, "less")
	return x != a && x == y || a == y && y != b
}

// number reports whether w is a number, a share, a size or a unit: what makes a figure another when it is changed.
func number(w string) bool {
	c, n := utf8.DecodeRuneInString(w)
	if unicode.IsNumber(c) {
		return true
	}
	switch w {
	case "$", "€", "£", "¥", "%", "‰", "°":
		return true
	}
	if c, _ := utf8.DecodeLastRuneInString(w); unicode.IsNumber(c) && len(w) > n {
		return true // G20
	}
	return cardinal(strings.ToLower(w)) || unit(strings.ToLower(w))
}

// cardinal reports whether w, in lower case, is a number in words or a share.
func cardinal(w string) bool {
	switch w {
	case "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
		"fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
		"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "once", "twice",
		"half", "quarter", "quarters", "thirds", "double", "triple", "both", "single":
		return true
	}
	return magnitude(w)
}

// magnitude reports whether w, in lower case, goes after a number and makes it larger.
func magnitude(w string) bool {
	switch w {
	case "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions", "trillion", "trillions", "dozen", "dozens",
		"bn", "mn", "percent", "%", "percentage":
		return true
	}
	return false
}

// unit reports whether w, in lower case, is what a number counts in.
func unit(w string) bool {
	switch w {
	case "dollars", "dollar", "euros", "euro", "pounds", "rubles", "roubles", "yen", "yuan", "cents", "miles", "mile", "kilometres", "kilometers",
		"kilometre", "kilometer", "km", "metres", "meters", "feet", "inches", "tonnes", "tons", "kilograms", "kg", "litres", "liters", "barrels",
		"degrees", "years", "year", "months", "month", "weeks", "week", "days", "day", "hours", "hour", "minutes", "minute", "seconds", "decades",
		"decade", "centuries", "century":
		return true
	}
	return false
}

// modal reports whether w says how sure or how free something is: will, could, must.
func modal(w string) bool {
	w = strings.ToLower(w)
	if base, ok := strings.CutSuffix(w, "n't"); ok {
		w = base
	}
	switch w {
	case "will", "wo", "would", "shall", "should", "sha", "can", "ca", "cannot", "could", "may", "might", "must", "ought":
		return true
	}
	return strings.HasSuffix(w, "'ll") || strings.HasSuffix(w, "'d")
}

// hedge reports whether w makes what is said less sure, or surer, or asks a condition.
func hedge(w string) bool {
	switch strings.ToLower(w) {
	case "perhaps", "maybe", "possibly", "probably", "likely", "unlikely", "allegedly", "reportedly", "apparently", "supposedly", "seemingly",
		"seem", "seems", "seemed", "appear", "appears", "appeared", "almost", "nearly", "roughly", "certainly", "definitely", "surely":
		return true
	}
	return condition(w)
}

// condition reports whether w opens a condition.
func condition(w string) bool {
	switch strings.ToLower(w) {
	case "if", "unless", "until", "provided", "except", "whether":
		return true
	}
	return false
}

// grammaticalPerson reports whether w says who speaks, is spoken to or spoken of: I, your, them. A contraction is asked about by
// its first part.
func grammaticalPerson(w string) bool {
	base, _, _ := strings.Cut(strings.ToLower(w), "'")
	switch base {
	case "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself", "yourselves",
		"he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs", "themselves", "it", "its", "itself":
		return true
	}
	return false
}

// function reports whether w is a word that holds others together and names nothing.
func function(w string) bool {
	l := strings.ToLower(w)
	switch l {
	case "a", "an", "the", "this", "that", "these", "those", "and", "or", "but", "so", "as", "than", "then", "of", "in", "on", "at", "by", "for",
		"from", "to", "with", "into", "onto", "over", "under", "about", "after", "before", "between", "through", "during", "against", "up", "down",
		"out", "off", "here", "there", "who", "whom", "whose", "which", "what", "when", "where", "why", "how", "because", "while", "also", "too",
		"very", "just", "only", "even", "still", "now", "all", "any", "some", "each", "every", "such", "own", "same", "other", "more", "most",
		"well", "yes", "oh", "going", "gonna", "got", "get", "lot", "really", "much", "many":
		return true
	}
	return auxiliary(l) != "" || grammaticalPerson(l) || modal(l) || negative(l) || hedge(l)
}

// auxiliary is the verb that w, in lower case, is a form of, if it is one that helps others; else "".
func auxiliary(w string) string {
	w = strings.TrimSuffix(w, "n't")
	switch w {
	case "am", "is", "are", "was", "were", "be", "been", "being":
		return "be"
	case "have", "has", "had", "having":
		return "have"
	case "do", "does", "did", "done", "doing":
		return "do"
	}
	switch {
	case strings.HasSuffix(w, "'re"), strings.HasSuffix(w, "'m"):
		return "be"
	case strings.HasSuffix(w, "'ve"):
		return "have"
	}
	return ""
}
