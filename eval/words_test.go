package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"":                             nil,
		"“Don’t!” U.S.-led, o'clock.":  {"Don’t", "U.S", "led", "o'clock"},
		"a--b c.-d e_f 3.5% ½ Łódź x’": {"a", "b", "c", "d", "e_f", "3.5", "½", "Łódź", "x"},
		"-lead ’tis É́t e\u0301t 東京、大阪": {"lead", "tis", "É", "t", "e", "t", "東京", "大阪"},
	} {
		var got []string
		points := []rune(text)
		for _, w := range words(text) {
			got = append(got, string(points[w.start:w.end]))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
}

func TestTokens(t *testing.T) {
	text := words("that he said THAT that rain and that")
	for _, c := range []struct {
		ranges []Range
		trim   bool
		want   set
	}{
		{[]Range{{0, 100}}, true, set{1, 2, 3, 4, 5, 6}},
		{[]Range{{0, 100}}, false, set{0, 1, 2, 3, 4, 5, 6, 7}},
		{[]Range{{13, 23}, {-5, 2}}, true, set{}},
		{[]Range{{9, 9}, {4, 4}}, false, set{2}}, // an empty range inside a word touches it, one at its edge does not
		{[]Range{{6, 5}}, false, set{}},
	} {
		if diff := cmp.Diff(c.want, tokens(text, c.ranges, c.trim)); diff != "" {
			t.Errorf("%v:\n%s", c.ranges, diff)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Donald Trump", "donald trump", true},
		{"The Firm", "firm", true},
		{"Donald Trump", "Trump", false}, // too short to stand for the whole name
		{"Zelenskyy", "Volodymyr Zelenskyy", true},
		{"Volodymyr Zelenskyy", "Zelenskyy", true},
		{"Ministry", "Department of the Ministry", false}, // not before "of"
		{"", "x", false},
		{"…", "", true},
	} {
		if got := sameName(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %t", c.a, c.b, got)
		}
	}
}
