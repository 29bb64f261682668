package relate_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"dixit/extract"
	"dixit/internal/casetest"
)

// TestSeed: the relations of the founding article that gold/seed/seed-notes.md marks and its words show, and no others. By cue and the
// beginning of the content; the notes' numbers stand beside them.
func TestSeed(t *testing.T) {
	data, err := os.ReadFile(casetest.Shared(t, "..", "gold/seed/seed.txt"))
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	ex, err := x.Extract(t.Context(), article(t, string(data)))
	if err != nil {
		t.Fatal(err)
	}
	cue := map[string]string{}
	for _, s := range ex.Statements {
		cue[s.ID] = s.Cue[0].Text()
	}
	var got []string
	for _, s := range ex.Statements {
		for _, r := range s.Relations {
			got = append(got, strings.Join([]string{cue[s.ID], string(r.Type), cue[r.Target]}, " · "))
		}
	}
	want := []string{
		"reiterated · reiterates · call for",             // S03 S04
		"instead declaring · contradicts · had insisted", // S05 S06
		"instead declaring · quotes · writing",           // S05 S09
		"writing · contradicts · had insisted",           // S09 S06
		"disputed · disputes · also called",              // S15 S10
		"telling · disputes · also called",               // S16 S10
		"gave a thumbs up · answers · asked",             // S19 S18
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestDev: eight articles marked by hand, in which a reader finds no statement that plainly takes up another, have no relation.
func TestDev(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"as01", "as02", "nw01", "nw02", "wn01", "wn02", "wn03", "wn04"} {
		data, err := os.ReadFile(casetest.Shared(t, "..", "gold/dev/"+name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		ex, err := x.Extract(t.Context(), article(t, string(data)))
		if err != nil {
			t.Fatal(err)
		}
		if got := told(t, ex.Statements); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
}
