package ledger

import (
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold is the words of s, in order, with case, accents and compatibility forms folded: what is compared and indexed. Both
// stores index these, so that both find the same.
func Fold(s string) []string {
	if ascii(s) {
		return Words(strings.ToLower(s))
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
	return Words(cases.Fold().String(plain))
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Stem is what the forms of a folded English word have in common, after Porter's second algorithm ("English" of Snowball).
func Stem(word string) string {
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	if stem := env.Current(); stem != "" {
		return stem
	}
	return word
}

// Stems is Stem of each word.
func Stems(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = Stem(w)
	}
	return out
}
