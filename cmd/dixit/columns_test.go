package main

import (
	"strings"
	"testing"

	"dixit"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCut(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{
		{"short", 5, "short"},
		{"longer", 5, "long…"},
		{"two words", 5, "two…"},
		{"東京大阪", 5, "東京…"},
		{"cafe\u0301 au lait", 5, "cafe\u0301…"},
		{"a\x1b[31mb\nc\u202ed", 20, "a\ufffd[31mb c\ufffdd"},
		{"", 5, ""},
	} {
		if got := cut(c.s, c.n); got != c.want || columns(got) > c.n {
			t.Errorf("cut(%q, %d) = %q", c.s, c.n, got)
		}
	}
	if got := pad("東京", 6) + "|"; got != "東京  |" {
		t.Errorf("pad: %q", got)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want []string
	}{
		{"", 10, nil},
		{" \n ", 10, nil},
		{"one two  three\nfour", 8, []string{"one two", "three", "four"}},
		{"exactly so", 7, []string{"exactly", "so"}},
		{"incomprehensibilities", 8, []string{"incompre", "hensibil", "ities"}},
		{"東京 大阪", 6, []string{"東京", "大阪"}},
	} {
		var got []string
		for _, l := range wrap(c.s, c.n) {
			got = append(got, c.s[l.Start:l.End])
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("wrap(%q, %d):\n%s", c.s, c.n, diff)
		}
	}
}

// TestWrapKeepsWords proves that lines are in order, fit, and leave out nothing but spaces.
func TestWrapKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("ab …“\n\u0301東\x1b"))).Draw(t, "s")
		n := rapid.IntRange(2, 12).Draw(t, "n")
		at := 0
		for _, l := range append(wrap(s, n), dixit.Span{Start: len(s), End: len(s)}) {
			if left := s[at:l.Start]; strings.Trim(printable(left), " ") != "" {
				t.Fatalf("%q is left out", left)
			}
			if columns(s[l.Start:l.End]) > n {
				t.Fatalf("%q is too wide", s[l.Start:l.End])
			}
			at = l.End
		}
	})
}

func TestStyled(t *testing.T) {
	s := "“No,” Roy said."
	marks := []mark{{dixit.Span{Start: 0, End: 9}, content}, {dixit.Span{Start: 10, End: 13}, source}}
	whole := dixit.Span{End: len(s)}
	if got, want := styled(s, whole, marks), "\x1b[4m“No,”\x1b[0m \x1b[1;4mRoy\x1b[0m said."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := underline(s, whole, marks), "^^^^^ ==="; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := styled("a\x1b[2Jb", dixit.Span{End: 6}, nil); got != "a\ufffd[2Jb" {
		t.Errorf("got %q", got)
	}
}

func TestQuoteForShell(t *testing.T) {
	for s, want := range map[string]string{
		"Łódź": "Łódź", "Ana Roy": `"Ana Roy"`, "O'Neill": `"O'Neill"`, "$(rm x)": `'$(rm x)'`, "it's `x`": `'it'\''s ` + "`x`'",
		"": `""`, "-v": `"-v"`,
	} {
		if got := quoteForShell(s); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}
