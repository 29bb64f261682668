package who

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dixit/internal/casetest"
)

// TestUnnamed resolves the sources of the hand-marked articles whose mention is a pronoun or a description, and holds the share
// that is right.
//
// Which sources: statements of every tier and depth with a mention and a speaker, where the mention has none of the words of the
// speaker's name that have a capital ("the president" for Donald Trump, "he", "its source") and, the speaker having no such
// words, is a pronoun. A first description of an unnamed source ("US officials") is not one: there is nothing to resolve.
// Right is what score.py takes for the same name. The mentions are those marked by hand: how well they are found is measured
// elsewhere.
func TestUnnamed(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(casetest.Shared(t, "..", "gold/dev"), "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for _, path := range files {
		statements, d := gold(t, path)
		for i, s := range Read(d).Speakers(goldPlaces(d, statements)) {
			g := statements[i]
			if g.Speaker == "" || !unnamed(g.Mention.Text, g.Speaker) {
				continue
			}
			all++
			if same(g.Speaker, s.Name) {
				right++
			} else {
				t.Logf("%s %s %q is %q, got %q: %s", filepath.Base(path), g.ID, g.Mention.Text, g.Speaker, s.Name, s.ResolvedBy)
			}
		}
	}
	t.Logf("%d pronouns and descriptions: %.3f right", all, float64(right)/float64(all))
	if 100*right < 80*all {
		t.Errorf("%d of %d right, want 80 of a hundred", right, all)
	}
}

// unnamed reports whether mention is a pronoun or a description for speaker.
func unnamed(mention, speaker string) bool {
	if mention == "" {
		return false
	}
	words := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,.’'“”\"\n", r) })
	}
	in := words(mention)
	proper := slices.DeleteFunc(words(speaker), func(w string) bool { return !beginsCapital(w) || classOf(strings.ToLower(w)).is(determiner) })
	if len(proper) == 0 {
		return len(in) == 1 && classOf(strings.ToLower(in[0])).is(function)
	}
	short := initials(words(strings.ToLower(speaker)))
	return !slices.ContainsFunc(in, func(w string) bool { return slices.Contains(proper, w) || acronym(w) && strings.EqualFold(w, short) })
}
