package ledger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold is the words of s, in order, with case, accents and compatibility forms folded: what is compared and indexed. Both
// stores index these, so that both find the same.
func Fold(s string) []string {
	if plain, ok := withoutMarks(s); ok {
		return Words(strings.ToLower(plain))
	}
	return foldAny(s)
}

// withoutMarks is s with spaces in the place of the marks that texts in English have outside of ASCII; false if s has others. No form of
// theirs is a letter, so that what folds is the rest.
func withoutMarks(s string) (plain string, ok bool) {
	if ascii(s) {
		return s, true
	}
	ok = true
	plain = strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			return r
		case !strings.ContainsRune("‘’“”–—…•\u00a0", r):
			ok = false
		}
		return ' '
	}, s)
	return plain, ok
}

// foldAny is Fold of any text.
func foldAny(s string) []string {
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
