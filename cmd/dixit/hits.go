package main

import (
	"strings"

	"dixit"
	"dixit/ledger"
)

// hitsIn marks the words of s that terms ask for, in any of their forms; words of a phrase only where they stand in a row.
func hitsIn(s string, terms []ledger.Term) []mark {
	words := ledger.Words(s)
	hit := make([]bool, len(words))
	for i, w := range words {
		words[i] = folded(w)
	}
	for _, t := range terms {
		wanted := ledger.Words(t.Text)
		for i := range wanted {
			wanted[i] = folded(wanted[i])
		}
		for i := 0; len(wanted) > 0 && i+len(wanted) <= len(words); i++ {
			if asksFor(t, wanted, words[i:]) {
				for j := range wanted {
					hit[i+j] = true
				}
			}
		}
	}
	var out []mark
	at := 0
	for i, w := range ledger.Words(s) {
		at += strings.Index(s[at:], w)
		if hit[i] {
			out = append(out, mark{dixit.Span{Start: at, End: at + len(w)}, found})
		}
		at += len(w)
	}
	return out
}

// asksFor reports whether words begin with the wanted words of t.
func asksFor(t ledger.Term, wanted, words []string) bool {
	for i, x := range wanted {
		switch w := words[i]; {
		case w == x:
		case t.Prefix && i == len(wanted)-1 && strings.HasPrefix(w, x):
		case !t.Prefix && sameWord(w, x):
		default:
			return false
		}
	}
	return true
}

// folded is a word without case and accents.
func folded(w string) string { return strings.Join(ledger.NameWords(w), "") }

// sameWord reports whether a and b are forms of one word, as far as their endings say. It only decides what is marked: the
// ledger decides what is found.
func sameWord(a, b string) bool {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n >= 3 && isEnding(a[n:]) && isEnding(b[n:])
}

func isEnding(s string) bool {
	switch s {
	case "", "s", "es", "e", "d", "ed", "er", "ers", "ing", "ings", "y", "ies", "ied", "ly", "ion", "ions", "ment", "ments":
		return true
	default:
		return false
	}
}
