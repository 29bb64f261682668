package shift

import (
	"math/rand/v2"
	"testing"

	"dixit"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// portrait is all that a profile gives.
func portrait(records []dixit.Record) map[string]any {
	p := NewProfile()
	for _, r := range records {
		p.Add(r)
	}
	out := map[string]any{"said": p.Said, "undated": p.Undated, "ids": p.IDs(), "roles": p.Roles(), "phrases": p.Phrases()}
	for _, s := range Sections() {
		out[string(s)] = p.Counts(s)
	}
	var newest []string
	for _, d := range p.Newest() {
		newest = append(newest, d.Record.Statement.ID)
	}
	out["newest"] = newest
	return out
}

// TestProfile proves what is counted, and that the order in which statements come makes no difference.
func TestProfile(t *testing.T) {
	speaker, l := read(t, newExtractor(t), several)
	list := l.by(speaker)
	want := portrait(list)
	if n := want["said"]; n != len(list) || len(list) < 6 {
		t.Errorf("%v of %d statements", n, len(list))
	}
	if diff := cmp.Diff([]Count{{"Post", 6}, {"Echo", 1}}, want["outlets"]); diff != "" {
		t.Errorf("outlets (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]Role{{"Mayor", 5, "2024-03-01", "2024-06-01"}}, want["roles"]); diff != "" {
		t.Errorf("roles (-want +got)\n%s", diff)
	}
	rapid.Check(t, func(t *rapid.T) {
		chance := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		chance.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		if diff := cmp.Diff(want, portrait(list)); diff != "" {
			t.Fatal(diff)
		}
	})
}
