package compare

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dixit"

	"pgregory.net/rapid"
)

// tangled are statements of few words, so that many are like others.
func tangled(t *rapid.T) []dixit.Record {
	sentences := []string{
		"The ministry paid twelve million crowns for broken harbour cranes", "nobody asked four Danish companies about rusty northern bridges",
		"not one ship came in all winter", "I think if the ice is gone every ship gets priority", "a big paper tiger", "paper tiger",
	}
	var b strings.Builder
	for n := range rapid.IntRange(1, 12).Draw(t, "statements") {
		var parts []string
		for range rapid.IntRange(1, 3).Draw(t, "parts") {
			words := strings.Fields(rapid.SampledFrom(sentences).Draw(t, "sentence"))
			from := rapid.IntRange(0, len(words)-1).Draw(t, "from")
			part := strings.Join(words[from:rapid.IntRange(from+1, len(words)).Draw(t, "to")], " ")
			if rapid.IntRange(0, 3).Draw(t, "quoted") > 0 {
				part = "“" + part + "”"
			}
			parts = append(parts, part)
		}
		day := rapid.SampledFrom([]string{"2025-05-01", "2025-05-02", "2025-05-02T10:00:00Z", "2025-07-01", ""}).Draw(t, "day")
		speaker := rapid.SampledFrom([]string{"Ann Moe", "Moe", "Bo Li", "officials", "+Port Office"}).Draw(t, "speaker")
		fmt.Fprintf(&b, "Outlet %d | %s | %s | %s | %s\n", n, day, speaker, rapid.SampledFrom([]string{"stated", "thought"}).Draw(t, "cue"), strings.Join(parts, " … "))
	}
	return madeFor(t, b.String())
}

// TestClustersProperties proves that Alike is symmetric, that those who are alike share a print, that who is together with whom hangs
// on no order and on no copy, that clusters have a core and bundles hold them.
func TestClustersProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := readied(tangled(t))
		for _, a := range list {
			for _, b := range list {
				if Alike(a, b) != Alike(b, a) {
					t.Fatalf("%v and %v: not symmetric", a.words, b.words)
				}
				if Alike(a, b) && !slices.ContainsFunc(a.Prints(), func(p uint32) bool { return slices.Contains(b.Prints(), p) }) {
					t.Fatalf("%v and %v: alike, and no print in common", a.words, b.words)
				}
			}
		}
		bonds := Clusters(list)
		want := map[string]Bond{}
		for i, b := range bonds {
			if b.Bundle >= 0 {
				b.Bundle = slices.Index(list, list[b.Bundle])
			}
			want[list[i].ID] = b
		}
		order := rapid.Permutation(list).Draw(t, "order")
		for i, b := range Clusters(order) {
			if b.Bundle >= 0 {
				b.Bundle = slices.Index(list, order[b.Bundle])
			}
			if want[order[i].ID] != b {
				t.Fatalf("%s: %+v, in another order %+v", order[i].ID, want[order[i].ID], b)
			}
		}
		of := map[string][]*Said{}
		for i, b := range bonds {
			if b.Cluster != "" {
				of[b.Cluster] = append(of[b.Cluster], list[i])
			}
		}
		for id, members := range of {
			if len(members) < 2 || slices.MinFunc(members, (*Said).Compare).ID != id {
				t.Fatalf("cluster %s of %d is not called after its first", id, len(members))
			}
			if !haveCore(members) {
				t.Fatalf("cluster %s has no words in common", id)
			}
		}
	})
}

// haveCore reports whether all of some statements have two words that bear meaning in a row in common.
func haveCore(list []*Said) bool {
	rows := func(s *Said) map[uint64]bool {
		out := map[uint64]bool{}
		for i := range len(s.bearing) - 1 {
			out[s.row(i, 2)] = true
		}
		return out
	}
	common := rows(list[0])
	for _, s := range list[1:] {
		here := rows(s)
		for r := range common {
			if !here[r] {
				delete(common, r)
			}
		}
	}
	return len(common) > 0
}

// TestShuffles proves that a hundred orders of the same statements give the same clusters.
func TestShuffles(t *testing.T) {
	var b strings.Builder
	words := strings.Fields("harbour cranes ministry twelve million crowns Danish companies rusty northern bridges paper tiger wheat ships winter ice mayor")
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 120 {
		from := r.IntN(len(words) - 8)
		fmt.Fprintf(&b, "Outlet %d | 2025-05-%02d | %s | said | “%s.”\n", n, 1+r.IntN(3), []string{"Ann Moe", "Moe", "Bo Li"}[r.IntN(3)], strings.Join(words[from:from+5+r.IntN(4)], " "))
	}
	list := readied(made(t, b.String()))
	want := map[string]string{}
	clusters := map[string]bool{}
	for i, bond := range Clusters(list) {
		want[list[i].ID] = bond.Cluster
		clusters[bond.Cluster] = true
	}
	if len(clusters) < 8 {
		t.Errorf("%d clusters", len(clusters))
	}
	for range 100 {
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for i, bond := range Clusters(list) {
			if bond.Cluster != want[list[i].ID] {
				t.Fatalf("%s: %q, and then %q", list[i].ID, want[list[i].ID], bond.Cluster)
			}
		}
	}
}

// TestCompareProperties proves that a comparison hangs on no order, that its pieces are the wordings, word by word and each at its
// place, and that the words of the baseline are all in each.
func TestCompareProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := tangled(t)
		c, err := Compare(list, "")
		if err != nil {
			t.Fatal(err)
		}
		base := slices.IndexFunc(c.Witnesses, func(w Witness) bool { return w.Record.Statement.ID == c.Baseline })
		whole := c.Witnesses[base]
		for _, w := range c.Witnesses {
			var own, from []string
			for _, p := range w.Pieces {
				own, from = append(own, fold(p.Own.Text())...), append(from, fold(p.Base.Text())...)
				for _, x := range []struct {
					f       dixit.Fragment
					content []dixit.Fragment
				}{{p.Own, w.Record.Statement.Content}, {p.Base, whole.Record.Statement.Content}} {
					if !x.f.IsZero() && !slices.ContainsFunc(x.content, func(c dixit.Fragment) bool {
						return c.Span().Contains(x.f.Span()) && c.Text()[x.f.Span().Start-c.Span().Start:x.f.Span().End-c.Span().Start] == x.f.Text() && x.f.Start()-c.Start() == len([]rune(c.Text()[:x.f.Span().Start-c.Span().Start]))
					}) {
						t.Fatalf("%q at %d is not there", x.f.Text(), x.f.Start())
					}
				}
			}
			if !slices.Equal(own, fold(w.Record.Statement.Text())) || !slices.Equal(from, fold(whole.Record.Statement.Text())) {
				t.Fatalf("pieces of %q against %q: %q and %q", w.Record.Statement.Text(), whole.Record.Statement.Text(), own, from)
			}
		}
		again, err := Compare(rapid.Permutation(list).Draw(t, "order"), "")
		if err != nil {
			t.Fatal(err)
		}
		a, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(again)
		if err != nil || string(a) != string(b) {
			t.Fatalf("in another order: %v\n%s\n%s", err, a, b)
		}
	})
}
