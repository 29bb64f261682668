package neural

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// numbers are float32 of all sizes, now and then a zero, an equal neighbour, or something very large or small.
func numbers(r *rand.Rand, n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		switch v := float32(r.NormFloat64()); r.IntN(16) {
		case 0:
		case 1:
			out[i] = out[max(0, i-1)]
		case 2:
			out[i] = v * 1e6
		case 3:
			out[i] = v * 1e-6
		default:
			out[i] = v
		}
	}
	return out
}

func noise(r *rand.Rand, n int) []uint8 {
	out := make([]uint8, n)
	for i := range out {
		out[i] = uint8(r.Uint32())
	}
	return out
}

// layer is a dense layer of random weights. The extreme ones come often, so that what can overflow does.
func layer(r *rand.Rand, in, out int) dense {
	d := dense{in: in, out: out}
	for range out / panel {
		weights, sums := make([]byte, in*panel), [panel]int32{}
		for i := range weights {
			w := int8(r.IntN(127) - 63)
			if r.IntN(4) == 0 {
				w = 63 - 126*int8(r.IntN(2))
			}
			weights[i] = byte(w)
			sums[i/4%panel] += int32(w)
		}
		d.data = append(d.data, weights...)
		for _, s := range sums {
			d.data = binary.LittleEndian.AppendUint32(d.data, uint32(s))
		}
		for range 2 * panel {
			d.data = binary.LittleEndian.AppendUint32(d.data, math.Float32bits(float32(r.NormFloat64())))
		}
	}
	return d
}

// everyKernel runs test for each set of kernels of this processor that is not the plain one.
func everyKernel(t *testing.T, test func(t *testing.T, k kernels)) {
	for _, k := range processor() {
		if k.name == plain().name {
			continue
		}
		t.Run(k.name, func(t *testing.T) { test(t, k) })
	}
}

// same compares numbers to the last bit, but for the sign of a zero, which no result depends on. Beyond the end of what a
// kernel should write, nothing may have changed.
func same[T float32 | uint8 | int32](t *testing.T, what string, got, want []T) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] && (got[i] == got[i] || want[i] == want[i]) {
			t.Fatalf("%s: number %d is %v, plain form says %v", what, i, got[i], want[i])
		}
	}
}

// TestKernels holds every kernel to its plain form: all small shapes, and many random large ones.
func TestKernels(t *testing.T) {
	everyKernel(t, func(t *testing.T, k kernels) {
		r := rand.New(rand.NewPCG(1, 2))
		for n := 8; n <= 256; n += 8 {
			compareLanes(t, k, r, n)
		}
		for width := 32; width <= 320; width += 32 {
			for rows := range 2*rowTile + 1 {
				if rows > 0 {
					compareRows(t, k, r, rows, width, 1+rows%4)
				}
			}
		}
		widest := 640
		if testing.Short() {
			widest = 64
		}
		for in := 32; in <= widest; in += 32 {
			for _, out := range []int{32, 64, 96, 160} {
				compareDense(t, k, r, in, out)
			}
		}
	})
}

func FuzzKernels(f *testing.F) {
	f.Add(uint64(1), uint8(6), uint8(9), uint8(4))
	f.Fuzz(func(t *testing.T, seed uint64, width, rows, dilation uint8) {
		r := rand.New(rand.NewPCG(seed, 3))
		w := 32 * (1 + int(width)%32)
		for _, k := range processor() {
			compareLanes(t, k, r, w)
			compareRows(t, k, r, 1+int(rows)%64, w, 1+int(dilation)%16)
			compareDense(t, k, r, w, 32*(1+int(rows)%24))
		}
	})
}

func compareLanes(t *testing.T, k kernels, r *rand.Rand, n int) {
	t.Helper()
	const after = 16 // numbers beyond the end
	p, src, scale := plain(), noise(r, n), float32(r.NormFloat64())
	got := numbers(r, n+after)
	want := slices.Clone(got)
	k.spread(got, src, scale, n)
	p.spread(want, src, scale, n)
	same(t, "spread", got, want)
	if n%16 == 0 {
		a, b := numbers(r, n), numbers(r, n)
		k.add(got, a, b, n)
		p.add(want, a, b, n)
		same(t, "add", got, want)
	}
}

func compareRows(t *testing.T, k kernels, r *rand.Rand, rows, width, dilation int) {
	t.Helper()
	p, n := plain(), rows*width
	got := numbers(r, n+width)
	want := slices.Clone(got)
	src, weights := numbers(r, (rows+(taps-1)*dilation)*width), numbers(r, taps*width)
	k.convolve(got, src, weights, rows, width, dilation)
	p.convolve(want, src, weights, rows, width, dilation)
	same(t, "convolve", got, want)
	gain, bias := numbers(r, width), numbers(r, width)
	if r.IntN(8) == 0 {
		clear(src[:width])
	}
	k.norm(got, src, gain, bias, rows, width)
	p.norm(want, src, gain, bias, rows, width)
	same(t, "norm", got, want)
	for _, src := range [][]float32{src, want, make([]float32, n)} {
		gotBytes := noise(r, n+width)
		wantBytes := slices.Clone(gotBytes)
		gotSteps, wantSteps := make([]float32, rows), make([]float32, rows)
		gotZeros, wantZeros := make([]int32, rows), make([]int32, rows)
		k.quantise(gotBytes, src, gotSteps, gotZeros, rows, width)
		p.quantise(wantBytes, src, wantSteps, wantZeros, rows, width)
		same(t, "quantise steps", gotSteps, wantSteps)
		same(t, "quantise zeros", gotZeros, wantZeros)
		same(t, "quantise", gotBytes, wantBytes)
	}
}

func compareDense(t *testing.T, k kernels, r *rand.Rand, in, out int) {
	t.Helper()
	p, d := plain(), layer(r, in, out)
	src, large := noise(r, rowTile*in), r.IntN(2) == 0
	for i := range src {
		src[i] &= levels
		if large {
			src[i] |= 0x78 // four products must fit sixteen bits
		}
	}
	steps, zeros := numbers(r, rowTile), make([]int32, rowTile)
	for i := range zeros {
		zeros[i] = int32(r.IntN(levels + 1))
	}
	got := numbers(r, rowTile*out+out)
	want := slices.Clone(got)
	k.dense(got, src, d.data, steps, zeros, in, out)
	p.dense(want, src, d.data, steps, zeros, in, out)
	same(t, "dense", got, want)
	k.denseSwish(got, src, d.data, steps, zeros, in, out)
	p.denseSwish(want, src, d.data, steps, zeros, in, out)
	same(t, "dense with swish", got, want)
}

// TestQuantise: a number is within half a step of what its byte says, and zero is exact.
func TestQuantise(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	src := numbers(r, 32*64)
	bytes, steps, zeros := make([]uint8, len(src)), make([]float32, 32), make([]int32, 32)
	quantisePlain(bytes, src, steps, zeros, 32, 64)
	for i, v := range src {
		step := float64(steps[i/64])
		said := step * float64(int32(bytes[i])-zeros[i/64])
		if math.Abs(said-float64(v)) > 0.51*step || v == 0 && said != 0 {
			t.Fatalf("%g is written as %g, with a step of %g", v, said, step)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	whole := model(b)
	for _, k := range processor() {
		b.Run(k.name, func(b *testing.B) {
			m := *whole
			m.k = k
			s := &scratch{rows: make([]row, 1024)}
			for b.Loop() {
				m.score(s)
			}
			b.ReportMetric(float64(len(s.rows)*b.N)/b.Elapsed().Seconds(), "words/s")
			b.ReportMetric(float64(len(s.rows)*m.MultiplyAdds()*b.N)/b.Elapsed().Seconds()/1e9, "Gmac/s")
			b.ReportAllocs()
		})
	}
}

// BenchmarkKernels measures each kernel by itself on a tile of the default model, the plain form beside it.
func BenchmarkKernels(b *testing.B) {
	m := model(b)
	r := rand.New(rand.NewPCG(1, 2))
	w := m.width
	x, y, bytes := numbers(r, 64*2*w), numbers(r, 64*2*w), noise(r, rowTile*2*w)
	steps, zeros := make([]float32, rowTile), make([]int32, rowTile)
	layer := &m.blocks[0]
	for _, k := range processor() {
		for _, c := range []struct {
			name string
			run  func()
		}{
			{"dense", func() { k.dense(y, bytes, layer.down.data, steps, zeros, layer.down.in, w) }},
			{"denseSwish", func() { k.denseSwish(y, bytes, layer.up.data, steps, zeros, w, 2*w) }},
			{"convolve", func() { k.convolve(y, x, layer.taps, rowTile, w, 2) }},
			{"norm", func() { k.norm(y, x, layer.norm.gain, layer.norm.bias, rowTile, w) }},
			{"quantise", func() { k.quantise(bytes, x, steps, zeros, rowTile, w) }},
			{"add", func() { k.add(y, x, x, rowTile*w) }},
			{"spread", func() { k.spread(y, m.tables[wordTable].values, 0.5, m.tables[wordTable].columns) }},
		} {
			b.Run(c.name+"/"+k.name, func(b *testing.B) {
				for b.Loop() {
					c.run()
				}
			})
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecode labels a paragraph of 64 words from its scores.
func BenchmarkDecode(b *testing.B) {
	const words = 64
	s := &scratch{}
	scores, out := numbers(rand.New(rand.NewPCG(1, 2)), words*int(Labels)), make([]Word, words)
	for i := range scores {
		scores[i] = float32(math.Mod(float64(scores[i]), 8))
	}
	for b.Loop() {
		decode(s, out, scores, int(Labels), 0)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*words), "ns/word")
}
