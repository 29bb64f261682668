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
	"dixit/neural"
	"dixit/read"

	"golang.org/x/sync/errgroup"
)

// most is how much of the full score eight bits may cost.
const most = 0.003

// TestScores extracts the gold sets and compares the figures with scores.golden: it fails when one has fallen, and says which
// have risen. PolNeAR's is extracted once more in float32, to see what eight bits cost.
func TestScores(t *testing.T) {
	if testing.Short() {
		t.Skip("long: float32 is computed by plain Go")
	}
	shared := shared(t)
	model, err := neural.Default()
	if err != nil {
		t.Fatal(err)
	}
	found := func(m *neural.Model, items func([]dixit.Statement) []eval.Item) eval.Predictor {
		extractor, err := extract.With(m)
		return func(ctx context.Context, a eval.Article) ([]eval.Item, error) {
			if err != nil {
				return nil, err
			}
			ex, err := extractor.Extract(ctx, document(t, a))
			return items(ex.Statements), err
		}
	}
	brat := func(m *neural.Model) (eval.Report, error) {
		polnear := filepath.Join(shared, "corpora", "polnear", "dev")
		return eval.Brat(t.Context(), filepath.Join(polnear, "attributions"), filepath.Join(polnear, "text"), found(m, eval.Outermost))
	}
	gold := func(set string) (eval.Report, error) {
		return eval.Gold(t.Context(), filepath.Join(shared, "gold", set), found(model, eval.Items))
	}
	var figures []eval.Figure
	tables := make(map[string]eval.Reliability)
	full := make(map[string]float64)
	sets := []struct {
		name  string
		score func() (eval.Report, error)
	}{
		{"polnear-dev", func() (eval.Report, error) { return brat(model) }},
		{"polnear-dev-float32", func() (eval.Report, error) { return brat(model.Exact()) }},
		{"gold-dev", func() (eval.Report, error) { return gold("dev") }},
		{"seed", func() (eval.Report, error) { return gold("seed") }},
	}
	reports := make([]eval.Report, len(sets))
	var all errgroup.Group // for more than one processor
	for i, set := range sets {
		all.Go(func() (err error) {
			reports[i], err = set.score()
			return err
		})
	}
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
	for i, set := range sets {
		report := reports[i]
		for _, f := range report.Figures(set.name) {
			figures = append(figures, f)
			if f.Name == "full" {
				full[set.name] = f.Value
			}
		}
		tables[set.name] = report.Reliability
		t.Logf("%s\n%s%s", set.name, report, report.Reliability)
		if set.name == "seed" {
			t.Logf("seed: %d of %d tier-1 statements found", report.Content, report.Gold)
		}
	}
	if eight, exact := full["polnear-dev"], full["polnear-dev-float32"]; exact-eight > most {
		t.Errorf("full score %.4f in eight bits, %.4f in float32: more than %g apart", eight, exact, most)
	}
	compare(t, "scores.golden", figures, tables)
}

// compare holds figures against a golden file, or rewrites it.
func compare(t *testing.T, path string, figures []eval.Figure, tables map[string]eval.Reliability) {
	t.Helper()
	if casetest.Update() {
		var b strings.Builder
		if err := eval.WriteGolden(&b, figures, tables); err != nil {
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
