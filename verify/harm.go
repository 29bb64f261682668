package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// harmOf names what the change of the source's token a into the draft's token b does; either may be nil: added, dropped. inner says
// that the word does not begin a sentence, so that its capital is a name's.
//
// The order is that of what a reader must know first: whether it is denied, how much, who; then how sure, by whom said, when.
func harmOf(a, b *token, inner bool) Harm {
	x, y := keyOf(a), keyOf(b)
	one := x + y // the only one, where there is one
	switch {
	case a != nil && b != nil && a.class == word && b.class == word:
		return harmOfPair(x, y, inner)
	case isNumber(a) || isNumber(b):
		return NumberChanged
	case !isWord(a) && !isWord(b):
		return Punctuation
	case isWord(a) != isWord(b) && a != nil && b != nil: // a word for a mark
		if isWord(a) {
			return harmOf(a, nil, inner)
		}
		return harmOf(nil, b, inner)
	case negative(one) && isWord(a):
		return NegationDropped
	case negative(one):
		return NegationAdded
	case modal(one) || hedge(one):
		return Modality
	case inner && capital(one) && one != "I" && !strings.HasPrefix(one, "I'"):
		return NameChanged
	case grammaticalPerson(one):
		return Person
	case auxiliary(strings.ToLower(one)) != "":
		return Tense
	}
	return Word
}

// harmOfPair is harmOf of two words.
func harmOfPair(x, y string, inner bool) Harm {
	lx, ly := strings.ToLower(x), strings.ToLower(y)
	switch {
	case x == y:
		return Word
	case lx == ly:
		return Case
	case denies(x, y) && (negative(y) || len(ly) > len(lx) && !negative(x)):
		return NegationAdded
	case denies(x, y):
		return NegationDropped
	case negative(x) && base(x) == base(y): // don't, do not
		return Word
	case figures(x) != "" && figures(x) == figures(y): // 1,000 and 1000
		return Spelling
	case number(x) || number(y):
		return NumberChanged
	case undotted(x) == undotted(y) || spelled(lx) == spelled(ly):
		return Spelling
	case modal(x) && modal(y), hedge(x) || hedge(y):
		return Modality
	case grammaticalPerson(x) && grammaticalPerson(y):
		return contracted(lx, ly)
	case possessive(lx) == possessive(ly) && !function(possessive(x)): // the president, the president’s
		return Spelling
	case sameVerb(x, y):
		return Tense
	case modal(x) || modal(y):
		return Modality
	case inner && capital(x) && capital(y):
		return NameChanged
	case slip(lx, ly):
		return Spelling
	case inner && (capital(x) || capital(y)):
		return NameChanged
	case grammaticalPerson(x) || grammaticalPerson(y):
		return Person
	case auxiliary(lx) != "" && auxiliary(ly) != "":
		return Tense
	}
	return Word
}

func keyOf(t *token) string {
	if t == nil {
		return ""
	}
	return t.key
}

func isWord(t *token) bool { return t != nil && t.class == word }

func isNumber(t *token) bool { return t != nil && number(t.key) }

// contracted is the harm of one pronoun for another, perhaps with a verb that has grown on it: I'll, I'd, he's.
func contracted(x, y string) Harm {
	p, v, _ := strings.Cut(x, "'")
	q, w, _ := strings.Cut(y, "'")
	switch {
	case p != q:
		return Person
	case v == "ll" || w == "ll" || v == "d" || w == "d":
		return Modality
	}
	return Tense
}

// possessive is w without the ’s at its end.
func possessive(w string) string { return strings.TrimSuffix(w, "'s") }

// base is w without what denies in it.
func base(w string) string { return strings.TrimSuffix(strings.ToLower(w), "n't") }

func capital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

// figures is w without the commas that part its thousands, if it is a number in figures; else "".
func figures(w string) string {
	if w == "" || !digit(rune(w[0])) {
		return ""
	}
	return strings.ReplaceAll(w, ",", "")
}

func undotted(w string) string { return strings.ReplaceAll(w, ".", "") }

// spelled is w, in lower case, in American spelling. Words that it does not fit are changed too, to what is no word: it is only
// compared.
func spelled(w string) string {
	if w == "okay" {
		return "ok"
	}
	for _, r := range [...][2]string{{"isation", "ization"}, {"ising", "izing"}, {"ised", "ized"}, {"ise", "ize"}, {"yse", "yze"}, {"ogue", "og"}, {"tre", "ter"}, {"ence", "ense"}, {"lled", "led"}, {"lling", "ling"}} {
		if strings.HasSuffix(w, r[0]) && len(w) > len(r[0])+2 {
			w = strings.TrimSuffix(w, r[0]) + r[1]
		}
	}
	if i := strings.Index(w, "our"); i > 1 {
		w = w[:i] + "or" + w[i+len("our"):]
	}
	return w
}

// slip reports whether one of x and y, long words with one beginning, may be the other with a slip of the pen: a letter more, less,
// other, or two in each other's places.
func slip(x, y string) bool {
	const shortest = 6
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < shortest || len(y)-len(x) > 1 || x[0] != y[0] {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	k := 0
	for k < len(x)-i && x[len(x)-1-k] == y[len(y)-1-k] {
		k++
	}
	left := len(x) - i - k // letters of x that are not in both
	return left <= 1 || len(x) == len(y) && left == 2 && x[i] == y[i+1] && x[i+1] == y[i]
}
