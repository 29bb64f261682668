package export_test

import (
	"strings"
	"testing"

	"dixit"
	"dixit/export"
)

// TestBratRelations: a relation between outermost statements is an R line of their events; one to a statement inside another is none.
func TestBratRelations(t *testing.T) {
	text, err := dixit.NewText("Ada asked why. Bo said yes. Bo said Cy said no.")
	if err != nil {
		t.Fatal(err)
	}
	said := func(source, cue, content, parent string, from int) dixit.Statement {
		part := func(words string) dixit.Fragment {
			at := from + strings.Index(text.String()[from:], words)
			f, err := text.Fragment(dixit.Span{Start: at, End: at + len(words)})
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		s := dixit.Statement{Mention: part(source), Cue: []dixit.Fragment{part(cue)}, Content: []dixit.Fragment{part(content)}, Kind: dixit.Indirect, Act: "state", Parent: parent}
		s, err := s.Seal("x")
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	question := said("Ada", "asked", "why", "", 0)
	answer := said("Bo", "said", "yes", "", 15)
	outer := said("Bo", "said", "Cy said no", "", 28)
	inner := said("Cy", "said", "no", outer.ID, 36)
	answer.Relations = []dixit.Relation{
		{Type: dixit.Answers, Target: question.ID, Evidence: answer.Cue},
		{Type: dixit.Disputes, Target: inner.ID, Evidence: answer.Cue},
	}
	all := []dixit.Statement{question, answer, outer, inner}
	var got []string
	for line := range strings.Lines(string(export.Attributions(all, true))) {
		if line[0] == 'R' {
			got = append(got, strings.TrimSpace(line))
		}
	}
	if len(got) != 1 || got[0] != "R1\tAnswers Arg1:E2 Arg2:E1" {
		t.Errorf("%q", got)
	}
	if strings.Contains(string(export.Attributions(all, false)), "\nR") {
		t.Error("PolNeAR's own form has no relations")
	}
}
