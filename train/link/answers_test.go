package main

import (
	"slices"
	"testing"

	"dixit/extract/links"
	"dixit/neural"
)

// TestFound: a draft is right when content, source and cue are, and an attribution is found once.
func TestFound(t *testing.T) {
	phrase := func(role neural.Label, n int) links.Phrase { return links.Phrase{Role: role, First: n, End: n + 1} }
	e := example{
		reading: &links.Reading{Passage: links.Passage{Phrases: []links.Phrase{
			phrase(neural.BeginSource, 0), phrase(neural.BeginCue, 1), phrase(neural.BeginContent, 2), phrase(neural.BeginContent, 3),
		}}},
		phrases: []words{{0}, {1}, {2, 3, 4}, {5, 6}},
		gold:    []roles{{source: words{0}, cue: words{1}, content: words{2, 3, 4, 5}}},
	}
	for _, c := range []struct {
		name   string
		drafts []links.Statement
		want   []bool
	}{
		{"right", []links.Statement{{Contents: []int{2}, Cue: 1, Source: 0}}, []bool{true}},
		{"no source", []links.Statement{{Contents: []int{2}, Cue: 1, Source: links.None}}, []bool{false}},
		{"too little content", []links.Statement{{Contents: []int{3}, Cue: 1, Source: 0}}, []bool{false}},
		{
			"the likest",
			[]links.Statement{{Contents: []int{2}, Cue: links.None, Source: 0}, {Contents: []int{2, 3}, Cue: 1, Source: 0}},
			[]bool{false, true},
		},
	} {
		if got := e.found(c.drafts); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestLearn: what always goes with the right answer is learned to.
func TestLearn(t *testing.T) {
	q := question{features: []links.Features{{1, 3}, {2, 3}}, right: []bool{true, false}}
	w := learn(slices.Repeat([]question{q}, 200))
	if w[1] <= 0 || w[2] >= 0 || right([]question{q}, w) != 1 {
		t.Errorf("weights %d, %d, %d", w[1], w[2], w[3])
	}
}
