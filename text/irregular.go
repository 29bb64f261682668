package text

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed irregular.txt
var irregularText string

var irregular = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(irregularText) {
		if forms := strings.Fields(line); len(forms) > 0 && forms[0] != "#" {
			for _, f := range forms[1:] {
				out[f] = forms[0]
			}
		}
	}
	return out
})

// Verb is the dictionary form of the verb that w, in lower case, is an irregular form of: "begin" of "begun". Any other word is given
// back as it is: which forms are regular is for a stemmer to tell.
func Verb(w string) string {
	if plain, ok := irregular()[w]; ok {
		return plain
	}
	return w
}
