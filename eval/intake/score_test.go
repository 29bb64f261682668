package main

import "testing"

func TestWordsF1(t *testing.T) {
	for _, c := range []struct {
		got, want string
		f1        float64
	}{
		{"The bridge stands.", "the bridge: stands", 1},
		{"the the bridge", "the bridge bridge", 2. / 3},
		{"", "the bridge", 0},
		{"", "", 1},
	} {
		if f1 := wordsF1(c.got, c.want); f1 != c.f1 {
			t.Errorf("%q, %q: %v, want %v", c.got, c.want, f1, c.f1)
		}
	}
}

func TestSnippets(t *testing.T) {
	got := count("It will\n stand. Sign up!", gold{With: []string{"It will stand", "In May"}, Without: []string{"Sign  up", "Home"}})
	if want := (snippets{right: 1, wrong: 1, lost: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestText(t *testing.T) {
	if got, want := words(textOf("<p>It <b>w</b>ill<p>stand<div>now")), []string{"it", "will", "stand", "now"}; len(got) != len(want) || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("%q, want %q", got, want)
	}
}
