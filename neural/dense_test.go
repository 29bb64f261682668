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

// TestLanes holds the kernels of numbers to their plain forms.
func TestLanes(t *testing.T) {
	if !fast {
		t.Skip("no kernels for this processor: the plain forms are what runs")
	}
	for n := range 4 * lanes {
		x, a, b := make([]float32, n), make([]float32, n), make([]float32, n)
		for i := range n {
			x[i], a[i], b[i] = float32(i)-10.3, float32(i)*0.7-3, float32(i%5)-2
		}
		got, want := append([]float32(nil), a...), append([]float32(nil), a...)
		mulAdd(got, x, b)
		for i := range want {
			if want[i] += x[i] * b[i]; math.Abs(float64(got[i]-want[i])) > 1e-5 {
				t.Fatalf("mulAdd of %d: number %d is %g, want %g", n, i, got[i], want[i])
			}
		}
	}
	for _, limit := range []float64{0.01, 1, 5, 30, 1e4} {
		var x []float32
		for i := range 8 * 1001 {
			x = append(x, float32(limit*(float64(i)/4004-1)))
		}
		want := append([]float32(nil), x...)
		gelu(x)
		geluPlain(want)
		for i := range x {
			exact := float64(want[i])
			if diff := math.Abs(float64(x[i]) - exact); diff > 1e-6*max(1, math.Abs(exact)) || x[i] != x[i] {
				t.Fatalf("gelu up to %g: %g, plain form says %g", limit, x[i], want[i])
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

// BenchmarkDense takes the ratio of the kernel to the plain form in one process.
func BenchmarkDense(b *testing.B) {
	m := model(b)
	d := &m.blocks[0].up
	src, dst := make([]float32, tile*d.in), make([]float32, tile*d.out)
	for i := range src {
		src[i] = float32(i%7) - 3
	}
	run := func(name string, apply func(dst, src []float32, rows int)) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				apply(dst, src, tile)
			}
			b.ReportMetric(float64(tile*d.in*d.out)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gmac/s")
		})
	}
	run("kernel", d.apply)
	run("plain", func(dst, src []float32, rows int) { applyPlain(d, dst, src, rows) })
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}
