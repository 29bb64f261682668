package about

import (
	"strings"

	"dixit/who"
	"dixit/who/fold"
)

// Key is what labels of one topic have in common: case, accents and a plural make no difference, and a country is the same by its
// capital and its adjective: "Kyiv" and "Ukraine".
func Key(label string) string {
	if country := who.Country(label); country != "" {
		return fold.String(country)
	}
	return keyOf(strings.Fields(fold.String(label)))
}

// keyOf is the key of folded words.
func keyOf(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words[:len(words)-1], " ") + gapIf(len(words) > 1) + singular(words[len(words)-1])
}

func gapIf(several bool) string {
	if several {
		return " "
	}
	return ""
}
