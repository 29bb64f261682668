package neural

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestDenseKernel holds the kernel to the plain form over all small shapes that it can meet, and the layers' own.
func TestDenseKernel(t *testing.T) {
	if !fast {
		t.Skip("no kernel for this processor: the plain form is what runs")
	}
	r := rand.New(rand.NewPCG(1, 2))
	random := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(r.NormFloat64())
		}
		return out
	}
	for _, shape := range [][2]int{{1, 16}, {3, 32}, {184, 192}, {192, 384}, {384, 192}, {192, 7}} {
		in, out := shape[0], shape[1]
		d := newDense(in, out, random(in*out), random(out))
		for rows := range 2*tile + 1 {
			src := random(rows * in)
			got, want := make([]float32, rows*out), make([]float32, rows*out)
			d.apply(got, src, rows)
			applyPlain(&d, want, src, rows)
			for i := range want {
				if diff := math.Abs(float64(got[i] - want[i])); diff > 1e-5*float64(in) {
					t.Fatalf("%d×%d, %d rows: output %d is %g, plain form says %g", in, out, rows, i, got[i], want[i])
				}
			}
		}
	}
}

func BenchmarkScores(b *testing.B) {
	m, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	rows := make([]row, 1000)
	for b.Loop() {
		m.scores(rows)
	}
	b.ReportMetric(float64(len(rows)*b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}
