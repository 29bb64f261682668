package about_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/about"
	"dixit/extract"
	"dixit/internal/casetest"
	"dixit/who"

	"pgregory.net/rapid"
)

// document is a text, a paragraph a line; a first line that begins with "title: " is its title.
func document(in string) (*dixit.Document, error) {
	doc := &dixit.Document{MediaType: "text/plain"}
	if title, rest, ok := strings.Cut(in, "\n"); ok && strings.HasPrefix(title, "title: ") {
		doc.Title, in = strings.TrimPrefix(title, "title: "), rest
	}
	doc.Source = []byte(in)
	doc.Address()
	var err error
	if doc.Text, err = dixit.NewText(in); err != nil {
		return nil, err
	}
	at := 0
	for _, p := range strings.SplitAfter(in, "\n") {
		if n := len(strings.TrimRight(p, "\n")); n > 0 {
			doc.Blocks = append(doc.Blocks, dixit.Block{Span: dixit.Span{Start: at, End: at + n}, Kind: dixit.Paragraph, Region: dixit.Body})
		}
		at += len(p)
	}
	return doc, nil
}

func labels(list []dixit.Topic) string {
	var out []string
	for _, t := range list {
		out = append(out, t.Label)
	}
	return strings.Join(out, "; ")
}

// TestFill is the specification by example: what each statement of a text is about.
func TestFill(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	casetest.Spec{Glob: "testdata/*.txtar", AtLeast: 12, Find: func(t *testing.T, in string) string {
		doc, err := document(in)
		if err != nil {
			t.Fatal(err)
		}
		ex, err := x.Extract(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, s := range ex.Statements {
			fmt.Fprintf(&b, "%s: %s\n", s.Text(), labels(s.About))
		}
		return b.String()
	}}.Run(t)
}

// TestAnyText proves that whatever is said has six labels at most, none of them empty or there twice, and the same each time.
func TestAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{
			"Ukraine", "the", "tax", "cuts", ",", ".", "he", "it", "of", "state", "emergency", "“", "”", "Ana Moss", "new", "sanctions", "-", "’s", "\n", "US", "été", "\u202e", "don’t",
		}), 1, 60).Draw(t, "words")
		doc, err := document(strings.Join(words, " "))
		if err != nil {
			t.Fatal(err)
		}
		whole := dixit.Span{End: doc.Text.Len()}
		f, err := doc.Text.Fragment(whole)
		if err != nil || f.IsZero() {
			t.Skip("nothing in it")
		}
		cast := who.Read(doc)
		list := []dixit.Statement{{Content: []dixit.Fragment{f}}, {Content: []dixit.Fragment{f}}}
		about.Fill(cast, doc, list)
		seen := map[string]bool{}
		for _, topic := range list[0].About {
			if topic.Label == "" || seen[topic.Label] {
				t.Fatalf("%q", list[0].About)
			}
			seen[topic.Label] = true
		}
		if len(seen) > about.Most || labels(list[0].About) != labels(list[1].About) {
			t.Fatalf("%q and %q", list[0].About, list[1].About)
		}
	})
}

// TestKey proves what is one topic.
func TestKey(t *testing.T) {
	for _, pair := range [][2]string{{"Kyiv", "Ukraine"}, {"Russian", "Moscow"}, {"tax cut", "Tax cuts"}, {"policies", "policy"}, {"Zürich", "zurich"}} {
		if a, b := about.Key(pair[0]), about.Key(pair[1]); a != b {
			t.Errorf("%s is %q, %s is %q", pair[0], a, pair[1], b)
		}
	}
	for _, pair := range [][2]string{{"tax cuts", "tax"}, {"Ukraine", "Russia"}} {
		if a, b := about.Key(pair[0]), about.Key(pair[1]); a == b {
			t.Errorf("%s and %s are both %q", pair[0], pair[1], a)
		}
	}
}
