package text_test

import (
	"testing"

	"dixit/text"
)

func TestVerb(t *testing.T) {
	for form, plain := range map[string]string{
		"begun": "begin", "went": "go", "said": "say", "lain": "lie", "withdrew": "withdraw",
		"lay": "lay", "walked": "walked", "bridge": "bridge", "": "",
	} {
		if got := text.Verb(form); got != plain {
			t.Errorf("Verb(%q) = %q, want %q", form, got, plain)
		}
	}
}
