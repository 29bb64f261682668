package main

import (
	"bufio"
	"strings"
	"testing"

	"dixit"
	"dixit/shift"
)

// TestNarrowTurn proves that both sides of a turn stand one over the other where there is no room beside, and that no line is wider
// than the terminal.
func TestNarrowTurn(t *testing.T) {
	text, err := dixit.NewText("Moss opposes the sale of the refinery and of every other refinery in Norland. Moss supports the sale of the refinery.")
	if err != nil {
		t.Fatal(err)
	}
	said := func(from, to int) shift.Dated {
		f, err := text.Fragment(dixit.Span{Start: from, End: to})
		if err != nil {
			t.Fatal(err)
		}
		return shift.NewDated(dixit.Record{
			Doc:       dixit.DocumentRef{Title: "Refinery", Outlet: "Post", Published: "2024-05-02"},
			Statement: dixit.Statement{ID: sampleID, Act: "state", Content: []dixit.Fragment{f}},
		})
	}
	turn := shift.Turn{Day: "2024-05-02", Topics: []dixit.Topic{{Label: "refinery"}}, Before: []shift.Dated{said(13, 76)}, After: []shift.Dated{said(92, 116)}}
	for _, width := range []int{minWidth, 79, twoColumns, 120} {
		var b strings.Builder
		out := bufio.NewWriter(&b)
		writeTurn(out, &terminal{width: width}, turn)
		if err := out.Flush(); err != nil {
			t.Fatal(err)
		}
		beside := false
		for line := range strings.Lines(b.String()) {
			line = strings.TrimSuffix(line, "\n")
			if n := columns(line); n > max(width, minWidth+len(indent)+10) {
				t.Errorf("%d columns of %d: %s", n, width, line)
			}
			beside = beside || strings.Contains(line, "BEFORE") && strings.Contains(line, "AFTER")
		}
		if beside != (width >= twoColumns) {
			t.Errorf("width %d:\n%s", width, b.String())
		}
	}
}
