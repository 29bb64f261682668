package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dixit"

	"pgregory.net/rapid"
)

// TestSentences runs the cases of testdata/sentences.
func TestSentences(t *testing.T) {
	runCases(t, "testdata/sentences/*.txtar", 40, func(in string) string {
		in = strings.TrimSuffix(in, "\n")
		var b strings.Builder
		for _, s := range Sentences(in, dixit.Span{End: len(in)}) {
			b.WriteString(in[s.Start:s.End] + "\n")
		}
		return b.String()
	})
}

// TestSentencesOfAnyText: sentences are in order, begin and end with what is no white space, and leave out nothing else.
func TestSentencesOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(anyText(), rapid.String()).Draw(t, "text")
		at := 0
		for _, span := range Sentences(s, dixit.Span{End: len(s)}) {
			sentence := s[span.Start:span.End]
			if strings.TrimSpace(s[at:span.Start]) != "" {
				t.Fatalf("left out: %q", s[at:span.Start])
			}
			if sentence == "" || strings.TrimFunc(sentence, unicode.IsSpace) != sentence || !utf8.ValidString(sentence) {
				t.Fatalf("sentence %q", sentence)
			}
			at = span.End
		}
		if strings.TrimSpace(s[at:]) != "" {
			t.Fatalf("left out: %q", s[at:])
		}
	})
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"The U.S. said: don’t.":       "The|U.S|.|said|:|don’t|.",
		"twenty-one, 3.5% of €1,000":  "twenty-one|,|3.5|%|of|€|1|,|000",
		"“win“ a_b e\u0301":           "“|win|“|a_b|e|\u0301",
		"rock-'n'-roll --x ½ Ⅷ 中文":    "rock|-|'|n|'|-|roll|-|-|x|½|Ⅷ|中文",
		" \u00a0\x1c\u2003":           "",
		"O'Neill's 'quoted' l’été …!": "O'Neill's|'|quoted|'|l’été|…|!",
	} {
		var got []string
		for _, s := range Words(in) {
			got = append(got, in[s.Start:s.End])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", in, strings.Join(got, "|"), want)
		}
	}
}
