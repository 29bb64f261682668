package verify

import (
	"strings"

	"dixit/ledger"
	"dixit/text"
)

// sameVerb reports whether a and b are forms of one verb or noun: won and win, walked and walks.
func sameVerb(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if x := auxiliary(a); x != "" {
		return x == auxiliary(b)
	}
	return root(a) == root(b)
}

// root is what the forms of a word have in common.
func root(w string) string { return ledger.Stem(text.Verb(w)) }
