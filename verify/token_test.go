package verify

import (
	"testing"

	"pgregory.net/rapid"
)

// TestPlainWords: words of ASCII have the hash that they have among all others, and what is a letter is one either way.
func TestPlainWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.StringOf(rapid.RuneFrom([]rune("aAzZ019'.,-@[`{"))).Draw(t, "word")
		if hashOfPlain(w) != hashOf(w) {
			t.Fatalf("%q: %x and %x", w, hashOfPlain(w), hashOf(w))
		}
	})
}
