package extract_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"dixit"
	"dixit/extract"
	"dixit/internal/casetest"
	"dixit/neural"
)

// knownActs are cases whose wanted act is right and is not found yet. One that passes must leave the list.
var knownActs = map[string]string{
	"contents/nothing-to-do":  "a denial by its words alone is taken for a plain statement",
	"contents/not-true":       "the denial sounds like a criticism",
	"contents/back-the-plan":  "a vote to come is an announcement, the support stands behind it",
	"contents/thoughts":       "sympathy is taken for a plain statement",
	"contents/because":        "a reason is taken for a plain statement",
	"cues/apologised":         "a text of one sentence: the tagger finds nothing",
	"sources/reports-suggest": "unnamed reports are taken for a newspaper's",
}

// TestActs runs the cases of testdata/acts: a text, and the act and the tier of the first statement in it.
func TestActs(t *testing.T) {
	x := extractor(t)
	casetest.Spec{Glob: "testdata/acts/*.txtar", AtLeast: 50, Known: knownActs, Find: func(t *testing.T, in string) string {
		_, e := find(t, x, "case.txt", []byte(in))
		if len(e.Statements) == 0 {
			return "nothing\n"
		}
		return fmt.Sprintf("%s %d\n", e.Statements[0].Act, e.Statements[0].Tier)
	}}.Run(t)
}

// TestActsParity holds the classifier of acts to PyTorch's on a thousand paragraphs of Wikinews (CC BY 2.5), each taken for a
// statement: in float32 every score is within 1e-3, and in eight bits 97 % of the acts are the same. On plain Go the scores are those
// of the processor's kernels.
func TestActsParity(t *testing.T) {
	if testing.Short() {
		t.Skip("long: float32 is computed by plain Go")
	}
	m, err := neural.Default()
	if err != nil {
		t.Fatal(err)
	}
	fast, slow := acts(t, m), acts(t, m.Plain())
	want := casetest.Scores(t, "testdata/acts.scores.gz")
	n, worst, differ := 0, 0.0, 0
	for _, p := range slices.Concat(casetest.Paragraphs(t, "../neural/testdata/parity.json")...) {
		words, states := m.Read(p, []dixit.Span{{End: len(p)}})
		s := mechanical(len(words[0]))
		exact, eight := fast.Exact().Scores(states, s), fast.Scores(states, s)
		if len(want) < len(exact) {
			t.Fatal("more statements than PyTorch has scores for")
		}
		for i, v := range exact {
			worst = max(worst, math.Abs(float64(v-want[i])))
		}
		if top(eight[:27]) != top(want[:27]) {
			differ++
		}
		if n%50 == 0 && !slices.Equal(eight, slow.Scores(states, s)) {
			t.Errorf("scores of %q are others on plain Go", p)
		}
		want = want[len(exact):]
		n++
	}
	if len(want) > 0 {
		t.Errorf("%d scores of PyTorch's are left", len(want))
	}
	if worst > 1e-3 {
		t.Errorf("scores differ by up to %g, want at most 1e-3", worst)
	}
	if same := 1 - float64(differ)/float64(n); same < 0.97 {
		t.Errorf("in eight bits %.3f of the acts are the same, want 0.97", same)
	}
	t.Logf("%d statements, largest difference %.2g; in eight bits %d acts differ", n, worst, differ)
}

func acts(t *testing.T, m *neural.Model) *neural.Classifier {
	t.Helper()
	x, err := extract.With(m)
	if err != nil {
		t.Fatal(err)
	}
	return x.Acts()
}

// mechanical is a statement of a paragraph of n words, whatever it says, as train/act makes it.
func mechanical(n int) neural.Statement {
	s := neural.Statement{Facts: []int{n % extract.Facts}}
	for i := range n {
		part := min(max(i-1, 0), 2)
		s.Words[part] = append(s.Words[part], i)
	}
	return s
}

func top(scores []float32) int {
	best := 0
	for i, v := range scores {
		if v > scores[best] {
			best = i
		}
	}
	return best
}
