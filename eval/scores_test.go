package eval_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/eval"
	"dixit/extract"
	"dixit/internal/casetest"
	"dixit/read"
)

// TestScores extracts the gold sets and compares the figures with scores.golden: it fails when one has fallen, and says which
// have risen.
func TestScores(t *testing.T) {
	shared := shared(t)
	extractor, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	found := func(items func([]dixit.Statement) []eval.Item) eval.Predictor {
		return func(ctx context.Context, a eval.Article) ([]eval.Item, error) {
			ex, err := extractor.Extract(ctx, document(t, a))
			return items(ex.Statements), err
		}
	}
	polnear := filepath.Join(shared, "corpora", "polnear", "dev")
	var figures []eval.Figure
	for _, set := range []struct {
		name  string
		score func() (eval.Report, error)
	}{
		{"polnear-dev", func() (eval.Report, error) {
			return eval.Brat(t.Context(), filepath.Join(polnear, "attributions"), filepath.Join(polnear, "text"), found(eval.Outermost))
		}},
		{"gold-dev", func() (eval.Report, error) {
			return eval.Gold(t.Context(), filepath.Join(shared, "gold", "dev"), found(eval.Items))
		}},
		{"seed", func() (eval.Report, error) {
			return eval.Gold(t.Context(), filepath.Join(shared, "gold", "seed"), found(eval.Items))
		}},
	} {
		report, err := set.score()
		if err != nil {
			t.Fatal(err)
		}
		figures = append(figures, report.Figures(set.name)...)
		t.Logf("%s\n%s", set.name, report)
		if set.name == "seed" {
			t.Logf("seed: %d of %d tier-1 statements found", report.Content, report.Gold)
		}
	}
	compare(t, "scores.golden", figures)
}

// compare holds figures against a golden file, or rewrites it.
func compare(t *testing.T, path string, figures []eval.Figure) {
	t.Helper()
	if casetest.Update() {
		var b strings.Builder
		if err := eval.WriteGolden(&b, figures); err != nil {
			t.Fatal(err)
		}
		write(t, path, b.String())
		return
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	golden, err := eval.ReadGolden(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range eval.Compare(golden, figures) {
		if c.Worse() {
			t.Error(c)
		} else {
			t.Logf("%v; -update rewrites %s", c, path)
		}
	}
}

// document reads an article as the program does.
func document(t *testing.T, a eval.Article) *dixit.Document {
	line, err := json.Marshal(map[string]string{
		"id": a.Name, "text": a.Text, "outlet": a.Outlet, "published": a.Published, "url": a.URL,
	})
	if err != nil {
		t.Error(err)
	}
	for doc, err := range read.Documents(t.Context(), []string{"-"}, strings.NewReader(string(line)), read.Options{}) {
		if err == nil && doc.Text.String() != a.Text {
			err = fmt.Errorf("reading changed the text of %s", a.Name)
		}
		if err != nil {
			t.Error(err)
		}
		return doc
	}
	t.Errorf("%s is no document", a.Name)
	return &dixit.Document{}
}
