package verify

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dixit"
	"dixit/extract"
	"dixit/internal/casetest"
	"dixit/read"
	"dixit/text"
)

// newWorld finds the true quotations: what articles have in quotation marks, and sentences of turns.
func newWorld(sources []*Source) *world {
	w := &world{rng: rand.New(rand.NewPCG(1, 2)), sources: sources, folded: map[*Source]string{}, names: map[*Source][]string{}}
	const fewest, most, eachMost = 5, 60, 40
	for _, s := range sources {
		w.folded[s] = " " + fold(s.doc.Text.String()) + " "
		quoted, _ := Quotations(s.doc, dixit.Extraction{Statements: s.statements()})
		n := 0
		add := func(span dixit.Span, speaker dixit.Speaker) {
			words := s.doc.Text.Slice(span)
			if f := len(strings.Fields(words)); f >= fewest && f <= most && n < eachMost && !strings.ContainsAny(words, "\n[]()…") && !strings.Contains(words, "..") {
				n++
				w.all = append(w.all, truth{s, span, words, speaker})
			}
		}
		for _, q := range quoted {
			if at := strings.Index(q.Words.Text(), q.Text); at >= 0 && !s.turns {
				from := q.Words.Span().Start + at
				add(dixit.Span{Start: from, End: from + len(q.Text)}, q.Speaker)
			}
		}
		for _, st := range s.statements() {
			if named(st.Speaker) && !slices.Contains(w.names[s], st.Speaker.Name) {
				w.names[s] = append(w.names[s], st.Speaker.Name)
			}
			if s.turns && st.Kind != dixit.Indirect && st.Parent == "" && len(st.Content) == 1 {
				for _, x := range text.Sentences(s.doc.Text.String(), st.Content[0].Span()) {
					if w.rng.IntN(3) == 0 {
						add(x, st.Speaker)
					}
				}
			}
		}
	}
	return w
}

// examples are the articles that ship.
func examples(t testing.TB) []*Source {
	t.Helper()
	var docs []*dixit.Document
	for d, err := range read.Documents(t.Context(), []string{"../examples"}, nil, read.Options{}) {
		if err == nil {
			docs = append(docs, d)
		}
	}
	return prepared(t, docs)
}

// corpora are news articles, briefings and transcripts.
func corpora(t testing.TB) []*Source {
	t.Helper()
	var docs []*dixit.Document
	for path, most := range map[string]int{
		"corpora/articles-wikinews/wikinews.jsonl.gz": 80, "corpora/transcripts-whitehouse/whitehouse.jsonl.gz": 8,
		"corpora/articles-allsides/allsides.jsonl.gz": 60, "corpora/transcripts-trump-2016/trump-campaign.jsonl.gz": 6,
	} {
		n := 0
		for line := range casetest.Lines(t, casetest.Shared(t, "..", path)) {
			var l struct{ Date, Title, URL, Outlet, Text string }
			if err := json.Unmarshal(line, &l); err != nil {
				t.Fatal(err)
			}
			d, err := read.Bytes(fmt.Sprint(n, ".txt"), []byte(l.Text), read.Options{})
			if err != nil {
				continue
			}
			d.Published, d.Title, d.URL, d.Outlet = l.Date, l.Title, l.URL, l.Outlet
			docs = append(docs, d)
			if n++; n == most {
				break
			}
		}
	}
	slices.SortFunc(docs, func(a, b *dixit.Document) int { return strings.Compare(a.SHA256, b.SHA256) })
	return prepared(t, docs)
}

func prepared(t testing.TB, docs []*dixit.Document) []*Source {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	var out []*Source
	for _, d := range docs {
		ex, err := x.Extract(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, NewSource(d, ex))
	}
	return out
}
