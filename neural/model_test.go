package neural

import (
	"crypto/sha256"
	"encoding/hex"
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
	for at := 16; at < 108; at++ { // the sizes
		b := append([]byte(nil), embedded...)
		b[at] ^= 0xff
		if _, err := Load(b); err == nil {
			t.Errorf("byte %d changed: no error", at)
		}
	}
}

// TestID: the name of the embedded weights is what they are.
func TestID(t *testing.T) {
	sum := sha256.Sum256(embedded[16:])
	if got := model(t).ID(); got != hex.EncodeToString(sum[:6]) {
		t.Errorf("id %s, the weights' hash is %x", got, sum[:6])
	}
}

// TestChoose: a name chooses those kernels, another is an error that says what there is.
func TestChoose(t *testing.T) {
	for _, k := range processor() {
		t.Setenv("DIXIT_SIMD", k.name)
		if m, err := Default(); err != nil || m.Kernels() != k.name {
			t.Errorf("DIXIT_SIMD=%s: %v", k.name, err)
		}
	}
	t.Setenv("DIXIT_SIMD", "mmx")
	if _, err := Default(); dixit.KindOf(err) != dixit.Invalid {
		t.Errorf("DIXIT_SIMD=mmx: error %v, want an invalid one", err)
	}
}

// TestChunks scores a text that needs several chunks: no score may differ from that of the same words scored as one.
func TestChunks(t *testing.T) {
	m := model(t)
	s := &scratch{}
	words := strings.Repeat("Mayor Ada Lind said on Tuesday that “ the bridge will open ” , and the council agreed . ", 2*chunk/17+100)
	m.appendRows(s, words, wordsOf(words, dixit.Span{End: len(words)}))
	if len(s.rows) < 2*chunk {
		t.Fatalf("%d words: too few to need a third chunk", len(s.rows))
	}
	for _, n := range []int{1, rowTile, rowTile + 1, chunk, chunk + 1, len(s.rows)} {
		parts := &scratch{rows: s.rows[:n]}
		m.score(parts)
		whole := &scratch{rows: s.rows[:n], scores: make([]float32, n*m.outputs())}
		m.chunk(whole, stretch{0, n}, stretch{0, n})
		same(t, "score", parts.scores, whole.scores)
	}
}

// TestPlain: the kernels and the plain forms give the same scores for a whole text.
func TestPlain(t *testing.T) {
	m := model(t)
	const words = "“ It was a mistake , ” said Ada Lind , according to the Herald ."
	scores := func(m *Model) []float32 {
		s := &scratch{}
		m.appendRows(s, words, wordsOf(words, dixit.Span{End: len(words)}))
		m.score(s)
		return s.scores
	}
	same(t, "score", scores(m), scores(m.Plain()))
}

// TestNoAllocations: a second pass over a text allocates nothing but its result.
func TestNoAllocations(t *testing.T) {
	m := model(t)
	words := strings.Repeat("Mayor Ada Lind said on Tuesday that “ the bridge will open ” . ", 300)
	blocks := []dixit.Span{{End: len(words)}}
	m.Tag(words, blocks)
	if n := testing.AllocsPerRun(20, func() { m.Tag(words, blocks) }); n > 20 {
		t.Errorf("%g allocations for %d words, want at most 20 a text", n, len(strings.Fields(words)))
	}
}

// TestLevels: each content is labelled by itself at the next level, so that nothing runs on from one into the next.
func TestLevels(t *testing.T) {
	const words = 6
	m := &Model{levels: 2}
	scores := make([]float32, words*m.outputs())
	for i, l := range []Label{BeginSource, BeginContent, InContent, BeginContent, InContent, Outside} {
		scores[i*m.outputs()+int(l)] = 5
		scores[i*m.outputs()+int(Labels+InSource)] = 5 // everywhere, though it can begin nowhere
		scores[i*m.outputs()+int(Labels+BeginSource)] = 1
	}
	got := make([]Word, words)
	m.decode(&scratch{}, got, scores)
	for i, want := range []Label{Outside, BeginSource, InSource, BeginSource, InSource, Outside} {
		if l := got[i].Marks[1].Label; l != want {
			t.Errorf("word %d: %s, want %s", i, l, want)
		}
	}
}

// TestDecode compares with trying every sequence, on random scores of up to four words: the labels are the best sequence's, and
// the probabilities what all sequences say together.
func TestDecode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		score := func(name string) float32 { return float32(rapid.IntRange(-40, 40).Draw(t, name)) / 8 }
		n := rapid.IntRange(1, 4).Draw(t, "words")
		scores := make([]float32, n*int(Labels))
		for i := range scores {
			scores[i] = score("score")
		}
		words := make([]Word, n)
		decode(&scratch{}, words, scores, int(Labels), 0)
		total := func(label func(i int) Label) float64 {
			sum, before := 0.0, Outside
			for i := range n {
				l := label(i)
				if l != Outside && !l.Begins() && l.Role() != before.Role() {
					return math.Inf(-1)
				}
				sum += float64(scores[i*int(Labels)+int(l)])
				before = l
			}
			return sum
		}
		got := total(func(i int) Label { return words[i].Marks[0].Label })
		all, same := 0.0, make([]float64, n)
		for code := range int(math.Pow(float64(Labels), float64(n))) {
			try := make([]Label, n)
			for i := range try {
				try[i] = Label(code % int(Labels))
				code /= int(Labels)
			}
			sum := total(func(i int) Label { return try[i] })
			if sum > got+1e-4 {
				t.Fatalf("labels %v score %g, %v score %g", words, got, try, sum)
			}
			weight := math.Exp(sum)
			all += weight
			for i, l := range try {
				if l == words[i].Marks[0].Label {
					same[i] += weight
				}
			}
		}
		for i, w := range words {
			if got, want := float64(w.Marks[0].Probability), same[i]/all; math.Abs(got-want) > 1e-5 {
				t.Fatalf("word %d: probability %g, want %g", i, got, want)
			}
		}
	})
}

// TestTagAnyText: words lie in their block, in order, whatever the text is, and have a label at a level only inside a content
// of the level before.
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
				for level := 1; level < Levels; level++ {
					if w.Marks[level].Label != Outside && w.Marks[level-1].Label.Role() != BeginContent {
						t.Fatalf("word %v: %s at level %d inside %s", w.Span, w.Marks[level].Label, level, w.Marks[level-1].Label)
					}
				}
			}
		}
	})
}

func TestShape(t *testing.T) {
	m := model(t)
	for word, want := range map[string]string{"Trump’s": "Xxx’x", "U.S": "X.X", "2025-09-24": "99-99-99", "McCain": "XxXxx", "中文": "aa", "É": "X"} {
		if got, want := m.row(&scratch{}, word)[shapeTable], newFNV().bytes([]byte(want)).fold(m.tables[shapeTable].rows); got != want {
			t.Errorf("shape of %q: row %d, want %d", word, got, want)
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
			var state int32
			open, state = quotationState(open, w, i > 0 && endsInLetter(words[i-1]))
			got += ".i#"[state : state+1]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}
