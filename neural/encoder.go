package neural

import (
	"math"
	"runtime"
	"sync"
)

// chunk is how many words are scored at once. A score depends on no word further away than reach, so scoring a long document
// in chunks, each with reach words of its neighbours on both sides, gives the same scores as scoring it whole, in bounded
// memory.
const chunk = 4096

// tile is how many words go through a block's layers together: few enough that they stay in the nearest cache.
const tile = 8

// epsilon keeps a layer norm from dividing by zero; it is PyTorch's.
const epsilon = 1e-5

// reach is how many words away the furthest word that a score depends on can be.
func (m *Model) reach() int {
	n := 0
	for _, b := range m.blocks {
		n += b.dilation * (m.taps / 2)
	}
	return n
}

// scores returns Labels numbers a row: the unnormalised log-probability of each label.
func (m *Model) scores(rows []row) []float32 {
	out := make([]float32, 0, len(rows)*int(Labels))
	reach := m.reach()
	for at := 0; at < len(rows); at += chunk {
		end := min(at+chunk, len(rows))
		from, to := max(0, at-reach), min(len(rows), end+reach)
		s := m.scoreChunk(rows[from:to])
		out = append(out, s[(at-from)*int(Labels):(end-from)*int(Labels)]...)
	}
	return out
}

// scoreChunk runs the encoder over rows. x and y take turns as the input and the output of a block.
func (m *Model) scoreChunk(rows []row) []float32 {
	n, w := len(rows), m.width
	x, y := make([]float32, n*w), make([]float32, n*w)
	parallel(n, func(from, to int) { m.embed(x[from*w:to*w], rows[from:to]) })
	for i := range m.blocks {
		parallel(n, func(from, to int) { m.blocks[i].apply(y, x, w, m.taps, from, to) })
		x, y = y, x
	}
	out := make([]float32, n*int(Labels))
	parallel(n, func(from, to int) {
		h := make([]float32, tile*w)
		for at := from; at < to; at += tile {
			k := min(tile, to-at)
			for r := range k {
				m.last.apply(h[r*w:(r+1)*w], x[(at+r)*w:(at+r+1)*w])
			}
			m.output.apply(out[at*int(Labels):], h, k)
		}
	})
	return out
}

// parallel calls f for ranges of 0..n that are a multiple of tile long and together cover it, on all processors.
func parallel(n int, f func(from, to int)) {
	workers := min(runtime.GOMAXPROCS(0), (n+tile-1)/tile)
	if workers <= 1 {
		f(0, n)
		return
	}
	each := ((n+workers-1)/workers + tile - 1) / tile * tile
	var wg sync.WaitGroup
	for from := 0; from < n; from += each {
		wg.Go(func() { f(from, min(from+each, n)) })
	}
	wg.Wait()
}

// embed joins each row's table rows and projects them to the model's width.
func (m *Model) embed(x []float32, rows []row) {
	joined := make([]float32, 0, tile*m.input.in)
	for at := 0; at < len(rows); at += tile {
		end := min(at+tile, len(rows))
		joined = joined[:0]
		for _, r := range rows[at:end] {
			for i := range m.tables {
				joined = m.tables[i].appendRow(joined, r[i])
			}
		}
		if k := end - at; k == tile {
			m.input.apply(x[at*m.width:], joined, tile)
		} else {
			whole := make([]float32, tile*m.width)
			m.input.apply(whole, joined[:tile*m.input.in], tile)
			copy(x[at*m.width:], whole[:k*m.width])
		}
	}
}

// apply computes rows from to to of the block's output y from its input x, both [words][width]. The last tile is computed
// whole, with rows that nobody reads, so that the kernel sees only whole tiles.
func (b *block) apply(y, x []float32, width, taps, from, to int) {
	n := len(x) / width
	h, down := make([]float32, tile*width), make([]float32, tile*width)
	up := make([]float32, tile*b.up.out)
	for at := from; at < to; at += tile {
		k := min(tile, to-at)
		for r := range k {
			row := h[r*width : (r+1)*width]
			b.convolve(row, x, at+r, n, taps)
			b.norm.apply(row, row)
		}
		b.up.apply(up, h, tile)
		gelu(up)
		b.down.apply(down, up, tile)
		out, in := y[at*width:(at+k)*width], x[at*width:(at+k)*width]
		for i := range out {
			out[i] = in[i] + down[i]
		}
	}
}

// convolve writes to dst the weighted sum of the words around word at, each feature by itself; beyond the ends of x are zeros.
func (b *block) convolve(dst, x []float32, at, n, taps int) {
	w := len(dst)
	clear(dst)
	for t := range taps {
		if j := at + (t-taps/2)*b.dilation; j >= 0 && j < n {
			mulAdd(dst, b.taps[t*w:(t+1)*w], x[j*w:(j+1)*w])
		}
	}
}

// mulAdd adds a[i]·b[i] to dst[i].
func mulAdd(dst, a, b []float32) {
	whole := 0
	if fast && len(dst) >= lanes {
		whole = len(dst) / lanes * lanes
		_, _ = a[:whole], b[:whole]
		mulAddLanes(&dst[0], &a[0], &b[0], whole)
	}
	for i := whole; i < len(dst); i++ {
		dst[i] += a[i] * b[i]
	}
}

// apply writes to dst the layer norm of src; they may be the same.
func (n norm) apply(dst, src []float32) {
	var sum, squares float32
	for _, v := range src {
		sum += v
	}
	mean := sum / float32(len(src))
	for _, v := range src {
		squares += (v - mean) * (v - mean)
	}
	scale := float32(1 / math.Sqrt(float64(squares/float32(len(src))+epsilon)))
	for i, v := range src {
		dst[i] = (v-mean)*scale*n.gain[i] + n.bias[i]
	}
}

// gelu replaces each x by x/2 · (1 + tanh(√(2/π)(x + 0.044715 x³))), the form the model was trained with.
func gelu(x []float32) {
	whole := 0
	if fast && len(x) >= lanes {
		whole = len(x) / lanes * lanes
		geluLanes(&x[0], whole)
	}
	geluPlain(x[whole:])
}

// geluPlain is gelu as one would write it down, as x / (1 + e⁻²ᵘ).
func geluPlain(x []float32) {
	for i, v := range x {
		x[i] = v / (1 + exp(-2*0.7978845608*(v+0.044715*v*v*v)))
	}
}

// exp is eˣ in single precision, right to about 2 units in the last place: x is split into n·ln 2 + r, |r| ≤ ln 2 / 2, eʳ is a
// polynomial (Cephes expf), and 2ⁿ is put together from bits.
func exp(x float32) float32 {
	x = max(-87, min(88, x))
	n := float32(math.Floor(float64(x*1.44269504 + 0.5)))
	r := x - n*0.693359375 + n*2.12194440e-4
	p := ((((1.9875691500e-4*r+1.3981999507e-3)*r+8.3334519073e-3)*r+4.1665795894e-2)*r+1.6666665459e-1)*r + 5.0000001201e-1
	return (p*r*r + r + 1) * math.Float32frombits(uint32(int32(n)+127)<<23)
}
