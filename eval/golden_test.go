package eval_test

import (
	"strings"
	"testing"

	"dixit/eval"

	"github.com/google/go-cmp/cmp"
)

func TestCompare(t *testing.T) {
	golden, err := eval.ReadGolden(strings.NewReader("# a note\n\ndev full 0.6571\ndev cue 0.7000\ndev act 0.5000\nseed full 0.5000\n"))
	if err != nil {
		t.Fatal(err)
	}
	now := []eval.Figure{{"dev", "full", 0.6567}, {"dev", "cue", 0.6994}, {"dev", "act", 0.51}, {"dev", "when", 0.25}}
	var got []string
	worse := 0
	for _, c := range eval.Compare(golden, now) {
		got = append(got, c.String())
		if c.Worse() {
			worse++
		}
	}
	want := []string{
		"dev cue fell from 0.7000 to 0.6994",
		"dev act rose from 0.5000 to 0.5100",
		"dev when is new: 0.2500",
		"seed full is gone, was 0.5000",
	}
	if diff := cmp.Diff(want, got); diff != "" || worse != 2 {
		t.Errorf("%d are worse\n%s", worse, diff)
	}
}

func TestGoldenRoundTrip(t *testing.T) {
	figures := []eval.Figure{{"dev", "full", 0.65}, {"dev", "chain(depth>1)", 1}, {"seed", "full", 0.1234}}
	var b strings.Builder
	tables := map[string]eval.Reliability{"dev": {9: {Ratio: eval.Ratio{Right: 3, Of: 4}, Sum: 3.8}}, "seed": {}}
	if err := eval.WriteGolden(&b, figures, tables); err != nil {
		t.Fatal(err)
	}
	if row := "# 0.9-1.0     4 statements, confidence 0.95, right 0.75\n"; !strings.Contains(b.String(), row) {
		t.Errorf("no line %q in %q", row, b.String())
	}
	got, err := eval.ReadGolden(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(figures, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"dev full\n", "dev full high\n"} {
		if _, err := eval.ReadGolden(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
