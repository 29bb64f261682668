package relate

import (
	_ "embed"
	"strings"
	"sync"

	"dixit/text"
)

//go:embed common.txt
var commonText string

// lexicon is what is known of single words, by their roots where not said otherwise.
type lexicon struct {
	weights map[string]float64 // of common words, how much they say about a subject; others say all a word can
	common  map[string]weighed // the forms of the table as they stand: most words of a text, found at once
}

var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{weights: map[string]float64{}, common: map[string]weighed{}}
	weight := 0.0
	for line := range content(commonText) {
		switch line {
		case "[none]":
			weight = 0
		case "[low]":
			weight = 0.25
		case "[middle]":
			weight = 0.5
		case "[high]":
			weight = 0.75
		default:
			for _, w := range strings.Fields(line) {
				r := root(w)
				if _, known := l.weights[r]; !known {
					l.weights[r] = weight
				}
				l.common[w] = weighed{r, l.weights[r]}
			}
		}
	}
	return l
})

// look is the root of a word in lower case, and its weight if it is a common one.
func (l *lexicon) look(low string) (w weighed, common bool) {
	if w, ok := l.common[low]; ok {
		return w, true
	}
	w.root = root(low)
	w.weight, common = l.weights[w.root]
	return w, common
}

// content yields the lines of a table that hold something, without comments.
func content(table string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(table) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// root is what the forms of an English word in lower case have in common. It is no word itself: endings are cut without looking
// the rest up, so that two forms of one word nearly always meet and two words seldom do.
func root(w string) string {
	w = text.Verb(unowned(w))
	switch w {
	case "children":
		w = "child"
	case "halves":
		w = "halve"
	case "lives":
		w = "life"
	}
	n := len(w)
	switch {
	case n > 4 && strings.HasSuffix(w, "ies"), n > 4 && strings.HasSuffix(w, "ied"):
		w = w[:n-3] + "y"
	case n > 4 && strings.HasSuffix(w, "ses"), n > 4 && strings.HasSuffix(w, "xes"), n > 4 && strings.HasSuffix(w, "zes"),
		n > 5 && strings.HasSuffix(w, "ches"), n > 5 && strings.HasSuffix(w, "shes"):
		w = w[:n-2]
	case n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i':
		w = w[:n-1]
	case n > 5 && strings.HasSuffix(w, "ing"):
		w = single(w[:n-3])
	case n > 4 && strings.HasSuffix(w, "ed"):
		w = single(w[:n-2])
	}
	if n := len(w); n > 3 && w[n-1] == 'e' {
		w = w[:n-1]
	}
	return w
}

// unowned is w without the ending of a possessive.
func unowned(w string) string {
	for _, possessive := range [...]string{"'s", "’s", "'", "’"} {
		w = strings.TrimSuffix(w, possessive)
	}
	return w
}

// single is stem with one consonant at its end where there are two.
func single(stem string) string {
	n := len(stem)
	if n > 3 && stem[n-1] == stem[n-2] && !strings.ContainsRune("lsz", rune(stem[n-1])) {
		return stem[:n-1]
	}
	return stem
}
