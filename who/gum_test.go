package who

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dixit/internal/casetest"
)

// TestGUM resolves the pronouns and descriptions that are sources in the news of the GUM corpus, and holds the share that is
// right.
//
// Which sources: of each attribution of a news document (attribution.jsonl) the clause that tells who says it, and in it the
// first coreference mention whose head is the subject of a verb, or follows "according to", in that clause; if that head is a
// pronoun or a common noun and no name stands in the mention, it counts, if there is something to resolve it to: somewhere
// in the document the mention's chain has one whose head is a proper noun, or the mention is a pronoun and the chain has a
// noun phrase. Right is what score.py's rule takes for the same as one of the fullest names of the chain (a person's given names
// and surname, the whole mention of anything else), and the fuller name where the chain has only a surname or an acronym.
func TestGUM(t *testing.T) {
	dir := casetest.Shared(t, "..", "corpora/gum-clean")
	docs := map[string]*gumDoc{}
	for _, f := range []string{"gum-dev.conllu.gz", "gum-train.conllu.gz"} {
		readGUM(t, filepath.Join(dir, f), docs)
	}
	for id, sats := range satellites(t, filepath.Join(dir, "attribution.jsonl")) {
		if d := docs[id]; d != nil {
			d.said = sats
		}
	}
	ids := make([]string, 0, len(docs))
	for id := range docs {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	right, all := 0, 0
	for _, id := range ids {
		r, n := docs[id].resolve(t)
		right, all = right+r, all+n
	}
	t.Logf("%d pronouns and descriptions of GUM news: %.3f right", all, float64(right)/float64(all))
	if 100*right < 80*all {
		t.Errorf("%d of %d right, want 80 of a hundred", right, all)
	}
}

// resolve counts the sources that are right, and all.
func (d *gumDoc) resolve(t *testing.T) (right, all int) {
	t.Helper()
	sources := d.sources()
	places := make([]Place, len(sources))
	for i, s := range sources {
		places[i] = Place{Mention: d.span(s.from, s.to), Cue: d.span(s.to, s.to+1), Around: s.around}
	}
	for i, got := range Speakers(article(t, d.text.String()), places) {
		want := d.names(sources[i].gumMention)
		if len(want) == 0 || !d.unnamed(sources[i].gumMention) {
			continue
		}
		all++
		if slices.ContainsFunc(want, func(w string) bool { return sameGUM(w, got.Name) }) {
			right++
		} else {
			t.Logf("%s %q => %q, got %q: %s", d.id, d.text.String()[places[i].Mention.Start:places[i].Mention.End], want, got.Name, got.ResolvedBy)
		}
	}
	return right, all
}

// sameGUM is same, and takes a full name for the surname or the acronym where the annotation has no more.
func sameGUM(want, got string) bool {
	if same(want, got) || want != "" && !strings.Contains(want, " ") && strings.HasSuffix(got, " "+want) {
		return true
	}
	return acronym(want) && strings.EqualFold(want, initials(strings.Fields(strings.ToLower(got))))
}

// gumSource is a source of an attribution.
type gumSource struct {
	gumMention
	gumSaid
	around int // 1 + the number of the attribution in whose content it stands, the smallest of them; 0 if in none
}

// sources is the sources of d, each once.
func (d *gumDoc) sources() (out []gumSource) {
	for _, s := range d.said {
		m, ok := d.source(s.who[0], s.who[1])
		if !ok || slices.ContainsFunc(out, func(o gumSource) bool { return o.from == m.from }) {
			continue
		}
		out = append(out, gumSource{gumMention: m, gumSaid: s})
	}
	for i := range out {
		smallest := len(d.words)
		for k, o := range out {
			if n := o.what[1] - o.what[0]; o.what[0] <= out[i].from && out[i].to <= o.what[1] && n < smallest {
				out[i].around, smallest = k+1, n
			}
		}
	}
	return out
}
