package neural

import (
	"math"
	"slices"
	"testing"

	"dixit"
	"dixit/internal/casetest"
)

// TestParity holds the Go encoder to PyTorch's on 1,000 paragraphs of Wikinews (CC BY 2.5). In float32 every score is within
// 1e-4 of the one that train/export.py wrote down, and every label the same; in eight bits 99.5 % of the labels are.
func TestParity(t *testing.T) {
	if testing.Short() {
		t.Skip("long: float32 is computed by plain Go")
	}
	documents := casetest.Paragraphs(t, "testdata/parity.json")
	paragraphs := len(slices.Concat(documents...))
	want := casetest.Scores(t, "testdata/parity.scores.gz")
	m := model(t)
	exact, eight := scoresOf(m.Exact(), documents), scoresOf(m, documents)
	if paragraphs < 1000 || len(exact) != len(want) {
		t.Fatalf("%d paragraphs with %d scores, PyTorch has %d", paragraphs, len(exact), len(want))
	}
	worst := 0.0
	for i, w := range want {
		worst = max(worst, math.Abs(float64(exact[i]-w)))
	}
	if worst > 1e-4 {
		t.Errorf("scores differ by up to %g, want at most 1e-4", worst)
	}
	wanted, differ := labelsOf(m, documents, want), 0
	for i, l := range labelsOf(m, documents, exact) {
		if l != wanted[i] {
			t.Errorf("label %d: %s, from PyTorch's scores %s", i, l, wanted[i])
		}
	}
	for i, l := range labelsOf(m, documents, eight) {
		if l != wanted[i] {
			differ++
		}
	}
	if same := 1 - float64(differ)/float64(len(wanted)); same < 0.995 {
		t.Errorf("in eight bits %.3f %% of the labels are the same, want 99.5", 100*same)
	}
	t.Logf("%d paragraphs, %d labels, largest difference %.2g; in eight bits %d labels differ", paragraphs, len(wanted), worst, differ)
}

// labelsOf are the labels of all words at all levels that scores give.
func labelsOf(m *Model, documents [][]string, scores []float32) []Label {
	var out []Label
	for _, paragraphs := range documents {
		for i, p := range paragraphs {
			if i > 0 {
				scores = scores[m.outputs():] // the border
			}
			words := wordsOf(p, dixit.Span{End: len(p)})
			m.decode(&scratch{}, words, scores)
			scores = scores[len(words)*m.outputs():]
			for _, w := range words {
				for _, mark := range w.Marks[:m.levels] {
					out = append(out, mark.Label)
				}
			}
		}
	}
	return out
}

// scoresOf scores each document by itself.
func scoresOf(m *Model, documents [][]string) []float32 {
	var out []float32
	for _, paragraphs := range documents {
		s := &scratch{}
		for _, p := range paragraphs {
			if len(s.rows) > 0 {
				s.rows = append(s.rows, border())
			}
			m.appendRows(s, p, wordsOf(p, dixit.Span{End: len(p)}))
		}
		m.score(s)
		out = append(out, s.scores...)
	}
	return out
}
