package ledger

import (
	"strings"
	"testing"

	"dixit"
)

const passage = "“The harbour stays open until May at least,” Ana Roy and Bo Li said on Monday. She added that it was safe."

// spoken is a statement of passage: its source, its cue and its content, "" for none.
func spoken(t *testing.T, mention, cue string, content ...string) dixit.Statement {
	t.Helper()
	text, err := dixit.NewText(passage)
	if err != nil {
		t.Fatal(err)
	}
	at := func(words string) dixit.Fragment {
		if words == "" {
			return dixit.Fragment{}
		}
		f, err := text.Fragment(dixit.Span{Start: strings.Index(passage, words), End: strings.Index(passage, words) + len(words)})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	s := dixit.Statement{Mention: at(mention), Speaker: dixit.Speaker{Name: mention}}
	if cue != "" {
		s.Cue = []dixit.Fragment{at(cue)}
	}
	for _, c := range content {
		s.Content = append(s.Content, at(c))
	}
	return s
}

func TestSuccessors(t *testing.T) {
	whole, most, little := "The harbour stays open until May at least", "The harbour stays open until May", "The harbour stays"
	was := spoken(t, "Ana Roy", "said", whole)
	for name, c := range map[string]struct {
		was  dixit.Statement
		now  []dixit.Statement
		want int
	}{
		"None":             {was, nil, -1},
		"SameContent":      {was, []dixit.Statement{spoken(t, "She", "added", "it was safe"), spoken(t, "", "", whole)}, 1},
		"SpeaksWithHer":    {was, []dixit.Statement{spoken(t, "Bo Li", "said", whole), spoken(t, "Ana Roy and", "said", whole)}, 1},
		"OtherCue":         {was, []dixit.Statement{spoken(t, "Bo Li", "said", whole), spoken(t, "Ana Roy", "said on", whole)}, 1},
		"ContentBefore":    {was, []dixit.Statement{spoken(t, "Ana Roy", "said", most), spoken(t, "Bo Li", "", whole)}, 1},
		"MostOfIt":         {was, []dixit.Statement{spoken(t, "Ana", "said", little), spoken(t, "Ana", "said", most)}, 1},
		"MoreThanIt":       {spoken(t, "Ana Roy", "said", most), []dixit.Statement{was}, 0},
		"LittleOfIt":       {was, []dixit.Statement{spoken(t, "Ana Roy", "said", little)}, -1},
		"AnotherSource":    {was, []dixit.Statement{spoken(t, "Bo Li", "said", most)}, -1},
		"NoSource":         {was, []dixit.Statement{spoken(t, "", "said", most)}, -1},
		"NeitherHasSource": {spoken(t, "", "said", whole), []dixit.Statement{spoken(t, "", "said", most)}, 0},
		"Gesture":          {spoken(t, "Ana Roy", "said"), []dixit.Statement{was, spoken(t, "", "said")}, 1},
		"NoGesture":        {spoken(t, "Ana Roy", "said"), []dixit.Statement{was}, -1},
		"Unreadable":       {dixit.Statement{}, []dixit.Statement{was, spoken(t, "", "said")}, -1},
	} {
		if got := NewSuccessors(c.now).Of(c.was); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
