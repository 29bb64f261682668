package neural

import (
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"
	"os"
	"testing"

	"dixit/text"
)

// TestParity holds the Go encoder to PyTorch's: 1,000 paragraphs of Wikinews (CC BY 2.5), every score within 1e-4 of the one
// train/export.py wrote down, and every most likely label the same.
func TestParity(t *testing.T) {
	var data struct {
		Documents []struct {
			URL        string
			Paragraphs []string
		}
	}
	b, err := os.ReadFile("testdata/parity.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &data); err != nil {
		t.Fatal(err)
	}
	want := readScores(t, "testdata/parity.scores.gz")
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	paragraphs, at := 0, 0
	worst := 0.0
	for _, d := range data.Documents {
		var rows []row
		for _, p := range d.Paragraphs {
			paragraphs++
			if len(rows) > 0 {
				rows = append(rows, border())
			}
			var words []string
			for _, s := range text.Words(p) {
				words = append(words, p[s.Start:s.End])
			}
			rows = m.appendRows(rows, words)
		}
		got := m.scores(rows)
		if at+len(got) > len(want) {
			t.Fatalf("%s: %d scores, but %d are left to compare", d.URL, len(got), len(want)-at)
		}
		for i := range got {
			worst = max(worst, math.Abs(float64(got[i])-want[at+i]))
		}
		for i := 0; i < len(got); i += int(Labels) {
			if g, w := argmax(got[i:i+int(Labels)]), argmax(want[at+i:at+i+int(Labels)]); g != w {
				t.Errorf("%s word %d: label %s, PyTorch says %s", d.URL, i/int(Labels), Label(g), Label(w))
			}
		}
		at += len(got)
	}
	if paragraphs < 1000 || at != len(want) {
		t.Errorf("%d paragraphs with %d of %d scores", paragraphs, at, len(want))
	}
	if worst > 1e-4 {
		t.Errorf("scores differ by up to %g, want at most 1e-4", worst)
	}
	t.Logf("%d paragraphs, %d words, largest difference %.2g", paragraphs, at/int(Labels), worst)
}

func argmax[T float32 | float64](x []T) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

func readScores(t *testing.T, path string) []float64 {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]float64, len(b)/4)
	for i := range out {
		out[i] = float64(int32(binary.LittleEndian.Uint32(b[4*i:]))) / 1e5
	}
	return out
}
