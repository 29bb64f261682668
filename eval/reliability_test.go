package eval_test

import (
	"context"
	"math"
	"testing"

	"dixit"
	"dixit/eval"
)

// TestReliability finds one statement that is right and one that is not, and is as sure of both.
func TestReliability(t *testing.T) {
	dir, _ := folder(t, "records.txtar")
	report, err := eval.Gold(t.Context(), dir+"/gold", func(_ context.Context, a eval.Article) ([]eval.Item, error) {
		if a.Name != "a" {
			return nil, nil
		}
		right, wrong := statement(t, a.Text, "Ana Roy, the mayor of Oldport", "said", "the bridge “is safe.”"), statement(t, a.Text, "Ana Roy", "said", "said")
		right.Confidence, wrong.Confidence = 0.75, 0.75
		return eval.Items([]dixit.Statement{right, wrong}), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := report.Reliability[7], (eval.Bin{Ratio: eval.Ratio{Right: 1, Of: 2}, Sum: 1.5}); got != want {
		t.Errorf("bin is %+v, want %+v", got, want)
	}
	if got := report.Reliability.Error(); math.Abs(got-0.25) > 1e-9 {
		t.Errorf("error is %v, want 0.25", got)
	}
}
