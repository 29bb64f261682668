package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/internal/casetest"

	"pgregory.net/rapid"
)

// TestSentences runs the cases of testdata/sentences.
func TestSentences(t *testing.T) {
	casetest.Spec{Glob: "testdata/sentences/*.txtar", AtLeast: 40, Known: knownFailures, Find: func(_ *testing.T, in string) string {
		in = strings.TrimSuffix(in, "\n")
		var b strings.Builder
		for _, s := range Sentences(in, dixit.Span{End: len(in)}) {
			b.WriteString(in[s.Start:s.End] + "\n")
		}
		return b.String()
	}}.Run(t)
}

// TestSentencesOfAnyText: sentences are in order, begin and end with what is no white space, and leave out nothing else.
func TestSentencesOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(anyText(), rapid.String()).Draw(t, "text")
		checkSentences(t, s)
	})
}

func FuzzSentences(f *testing.F) {
	f.Add("“Dr. Moss left at 5 p.m. Monday,” he said.[1] It was so. A.")
	f.Add(" 1. a.a.a …?! “ \xff. B")
	f.Fuzz(func(t *testing.T, s string) { checkSentences(t, s) })
}

// checkSentences checks what must hold for any text.
func checkSentences(t interface{ Fatalf(string, ...any) }, s string) {
	valid := utf8.ValidString(s)
	at := 0
	for _, span := range Sentences(s, dixit.Span{End: len(s)}) {
		sentence := s[span.Start:span.End]
		if strings.TrimSpace(s[at:span.Start]) != "" {
			t.Fatalf("left out: %q", s[at:span.Start])
		}
		if sentence == "" || strings.TrimFunc(sentence, unicode.IsSpace) != sentence || valid && !utf8.ValidString(sentence) {
			t.Fatalf("sentence %q", sentence)
		}
		at = span.End
	}
	if strings.TrimSpace(s[at:]) != "" {
		t.Fatalf("left out: %q", s[at:])
	}
}
