package main

import (
	"testing"

	"dixit"
)

// TestMatch: a mark is found again if its cue touches and half of the letters of the contents are shared.
func TestMatch(t *testing.T) {
	text, err := dixit.NewText("Ana said the bridge is safe. Bo said so too.")
	if err != nil {
		t.Fatal(err)
	}
	fragment := func(from, to int) dixit.Fragment {
		f, err := text.Fragment(dixit.Span{Start: from, End: to})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	s := dixit.Statement{Cue: []dixit.Fragment{fragment(4, 8)}, Content: []dixit.Fragment{fragment(9, 27)}}
	for _, c := range []struct {
		name string
		mark mark
		want bool
	}{
		{"the same", mark{Cue: [][2]int{{4, 8}}, Content: [][2]int{{9, 27}}}, true},
		{"half of the content", mark{Cue: [][2]int{{4, 8}}, Content: [][2]int{{9, 18}}}, true},
		{"less than half", mark{Cue: [][2]int{{4, 8}}, Content: [][2]int{{9, 17}}}, false},
		{"another cue", mark{Cue: [][2]int{{32, 36}}, Content: [][2]int{{9, 27}}}, false},
		{"no cue", mark{Content: [][2]int{{9, 27}}}, false},
	} {
		if got := match([]mark{c.mark}, s) != nil; got != c.want {
			t.Errorf("%s: found again is %v", c.name, got)
		}
	}
}
