package text

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

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

// TestWordsAreTheExpression: Words finds what the regular expression of its comment finds, in any text.
func TestWordsAreTheExpression(t *testing.T) {
	const w, space = `[\p{L}\p{N}_]`, `\pZ\t\n\v\f\r\x1c-\x1f\x{85}`
	expression := regexp.MustCompile(w + `+(?:[’'\-.]` + w + `+)*|[^\p{L}\p{N}_` + space + `]`)
	piece := rapid.SampledFrom([]string{
		"a", "B", "é", "7", "½", "中", "_", "'", "’", "-", ".", ",", "“", " ", "\u00a0", "\x1c", "\n", "\u0301", "🎉",
	})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), "")
		if rapid.Bool().Draw(t, "any") {
			s = rapid.String().Draw(t, "text")
		}
		want, got := append([]string{}, expression.FindAllString(s, -1)...), []string{}
		for _, span := range Words(s) {
			got = append(got, s[span.Start:span.End])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", s, diff)
		}
	})
}

func TestIsWord(t *testing.T) {
	for w, want := range map[string]bool{"a": true, "7th": true, "_": true, "É": true, "½": true, "“": false, "-": false, "": false, "\xff": false} {
		if IsWord(w) != want {
			t.Errorf("%q: %v", w, !want)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("The U.S. said: don’t \xff")
	f.Fuzz(func(t *testing.T, s string) {
		valid, at := utf8.ValidString(s), 0
		for _, span := range Words(s) {
			if span.Start < at || span.Len() <= 0 || span.End > len(s) || valid && !utf8.ValidString(s[span.Start:span.End]) {
				t.Fatalf("word %v after byte %d", span, at)
			}
			at = span.End
		}
	})
}
