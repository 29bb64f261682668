package neural

import (
	"math"
	"strings"
	"testing"

	"dixit"

	"pgregory.net/rapid"
)

func model(t testing.TB) *Model {
	t.Helper()
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestLoadDamaged cuts the file at many places and changes its sizes: an error each time, and no panic.
func TestLoadDamaged(t *testing.T) {
	for _, n := range []int{0, 7, 8, 9, 20, 40, 100, 5000, 1 << 20, len(embedded) - 4} {
		if _, err := Load(embedded[:n]); dixit.KindOf(err) != dixit.Unreadable {
			t.Errorf("first %d bytes: error %v, want an unreadable one", n, err)
		}
	}
	for at := len(magic); at < 140; at++ {
		b := append([]byte(nil), embedded[:1<<20]...)
		b[at] ^= 0xff
		if _, err := Load(b); err == nil {
			t.Errorf("byte %d changed: no error", at)
		}
	}
}

// TestChunks scores a long text whole and in chunks: no score may differ, so a chunk's border is never seen.
func TestChunks(t *testing.T) {
	m := model(t)
	words := strings.Fields(strings.Repeat(`Mayor Ada Lind said on Tuesday that “ the bridge will open ” , and the council agreed . `, 2*chunk/17+100))
	rows := m.appendRows(nil, words)
	if len(rows) < 2*chunk {
		t.Fatalf("%d words: too few to need a third chunk", len(rows))
	}
	got, want := m.scores(rows), m.scoreChunk(rows)
	for i := range want {
		if math.Abs(float64(got[i]-want[i])) > 1e-5 {
			t.Fatalf("word %d: %g in chunks, %g whole", i/int(Labels), got[i], want[i])
		}
	}
}

// TestDecode compares Viterbi with trying every sequence, on random scores of up to five words.
func TestDecode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "words")
		scores := make([]float32, n*int(Labels))
		for i := range scores {
			scores[i] = float32(rapid.IntRange(-8, 8).Draw(t, "score"))
		}
		labels, probabilities := decode(scores)
		total := func(labels []Label) (sum float32, ok bool) {
			before := Outside
			for i, l := range labels {
				if !follows(before, l) {
					return 0, false
				}
				sum += scores[i*int(Labels)+int(l)]
				before = l
			}
			return sum, true
		}
		got, ok := total(labels)
		if !ok {
			t.Fatalf("labels %v: one is inside what did not begin", labels)
		}
		best := float32(math.Inf(-1))
		try := make([]Label, n)
		for {
			if sum, ok := total(try); ok {
				best = max(best, sum)
			}
			i := 0
			for ; i < n; i++ {
				if try[i]++; try[i] < Labels {
					break
				}
				try[i] = 0
			}
			if i == n {
				break
			}
		}
		if got != best {
			t.Fatalf("labels %v score %g, the best sequence %g", labels, got, best)
		}
		for _, p := range probabilities {
			if p <= 0 || p > 1 {
				t.Fatalf("probability %g", p)
			}
		}
	})
}

// TestTagAnyText: words lie in their block, in order, whatever the text is.
func TestTagAnyText(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		cut := rapid.IntRange(0, len(s)).Draw(t, "cut")
		blocks := []dixit.Span{{Start: 0, End: cut}, {Start: cut, End: len(s)}}
		for i, words := range m.Tag(s, blocks) {
			at := blocks[i].Start
			for _, w := range words {
				if w.Span.Start < at || w.Span.End <= w.Span.Start || w.Span.End > blocks[i].End {
					t.Fatalf("word at %v in block %v after %d", w.Span, blocks[i], at)
				}
				at = w.Span.End
			}
		}
	})
}

func TestShape(t *testing.T) {
	for word, want := range map[string]string{"Trump’s": "Xxx’x", "U.S": "X.X", "2025-09-24": "99-99-99", "McCain": "XxXxx", "中文": "aa", "É": "X"} {
		if got := shape(word); got != want {
			t.Errorf("shape(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestQuotationState(t *testing.T) {
	for line, want := range map[string]string{
		`He said " yes , sir " and left`: "..#iii#..",
		"it would “ win “ and go":        "..#i#..",
		"so “ a “ b ” c":                 ".#i#.#.", // an opening mark right after a word closes
		"« oui » said he":                "#i#..",
	} {
		open, got := false, ""
		words := strings.Fields(line)
		for i, w := range words {
			var state int
			open, state = quotationState(open, w, i > 0 && endsInLetter(words[i-1]))
			got += ".i#"[state : state+1]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}
