package neural

import "math"

// What the kernels compute, as one would write it down. These are the definition: a kernel's results are equal to theirs to
// the last bit, on every processor. That is why a product is turned into a float32 before it is added (Go may fuse the two
// otherwise), and why sums have an order.

const (
	taps     = 9       // words that a convolution sees
	rowTile  = 8       // rows that go through a dense layer together
	epsilon  = 1e-5    // keeps a norm from dividing by zero; it is PyTorch's
	levels   = 127     // steps of an input: seven bits, so that kernels can add four products in sixteen
	leastGap = 1e-30   // keeps an empty range from dividing by zero
	rounder  = 3 << 22 // added and taken away, it rounds a float32 below 2²² to the nearest whole number, halves to the even one
)

// spreadPlain writes scale · src[i], src being int8, to dst.
func spreadPlain(dst []float32, src []uint8, scale float32, n int) {
	for i, v := range src[:n] {
		dst[i] = float32(int8(v)) * scale
	}
}

// addPlain writes a + b to dst.
func addPlain(dst, a, b []float32, n int) {
	for i := range n {
		dst[i] = a[i] + b[i]
	}
}

// convolvePlain writes rows rows of a depth-wise convolution: dst[r][i] = Σₜ taps[t][i] · src[r + t·dilation][i], in the order
// of t. All are [rows][width]; src begins four dilations before the row that dst begins with.
func convolvePlain(dst, src, weights []float32, rows, width, dilation int) {
	for r := range rows {
		out := dst[r*width : (r+1)*width]
		for t := range taps {
			in, w := src[(r+t*dilation)*width:][:width], weights[t*width:][:width]
			if t == 0 {
				for i := range out {
					out[i] = in[i] * w[i]
				}
				continue
			}
			for i := range out {
				out[i] += float32(in[i] * w[i])
			}
		}
	}
}

// sixteen combines lanes as registers do: lane i with lane i+8, then i+4, i+2, i+1.
func sixteen(lanes [16]float32) float32 {
	for n := 8; n > 0; n /= 2 {
		for i := range n {
			lanes[i] += lanes[i+n]
		}
	}
	return lanes[0]
}

// normPlain writes the layer norm (Ba, Kiros and Hinton 2016) of each row of src to dst; they may be the same. width is a
// multiple of 16.
func normPlain(dst, src, gain, bias []float32, rows, width int) {
	for r := range rows {
		in, out := src[r*width:(r+1)*width], dst[r*width:(r+1)*width]
		var sums, squares [16]float32
		for i, v := range in {
			sums[i%16] += v
		}
		mean := sixteen(sums) / float32(width)
		for i, v := range in {
			d := v - mean
			squares[i%16] += float32(d * d)
		}
		scale := 1 / float32(math.Sqrt(float64(sixteen(squares)/float32(width)+epsilon)))
		for i, v := range in {
			out[i] = float32(float32((v-mean)*scale)*gain[i]) + bias[i]
		}
	}
}

// quantisePlain writes each row of src as bytes: a number is about steps[row] · (byte - zeros[row]). Zero is exact. width is a
// multiple of 32.
func quantisePlain(dst []uint8, src, steps []float32, zeros []int32, rows, width int) {
	for r := range rows {
		in, out := src[r*width:(r+1)*width], dst[r*width:(r+1)*width]
		var low, high float32
		for _, v := range in {
			low, high = min(low, v), max(high, v)
		}
		gap := max(high-low, leastGap)
		inverse := levels / gap
		zero := round(float32((0 - low) * inverse))
		steps[r], zeros[r] = gap/levels, zero
		for i, v := range in {
			out[i] = uint8(min(levels, round(float32(v*inverse))+zero))
		}
	}
}

// round is to the nearest whole number, halves to the even one, for |v| < 2²².
func round(v float32) int32 { return int32(float32(v+rounder) - rounder) }

// densePlain computes rowTile rows of a dense layer: src are bytes [rowTile][in] with steps and zeros as quantisePlain makes
// them, dst is [rowTile][out]; the weights are laid out as in the model file.
func densePlain(dst []float32, src, weights []uint8, steps []float32, zeros []int32, in, out int) {
	size := panelSize(in)
	for p := 0; p < out; p += panel {
		data := weights[p/panel*size:][:size]
		sums, scales, biases := constants(data[in*panel:])
		for r := range rowTile {
			var acc [panel]int32
			for i, a := range src[r*in : (r+1)*in] {
				w := data[i/4*4*panel+i%4:]
				for o := range acc {
					acc[o] += int32(a) * int32(int8(w[4*o]))
				}
			}
			row := dst[r*out+p:][:panel]
			for o, sum := range acc {
				scale := steps[r] * scales[o]
				row[o] = float32(float32(sum-zeros[r]*sums[o])*scale) + biases[o]
			}
		}
	}
}

// denseSwishPlain is densePlain with a hard swish (Howard et al. 2019) after it, six times as large: x · min(6, max(0, x+3)).
func denseSwishPlain(dst []float32, src, weights []uint8, steps []float32, zeros []int32, in, out int) {
	densePlain(dst, src, weights, steps, zeros, in, out)
	swish(dst[:rowTile*out])
}

func swish(x []float32) {
	for i, v := range x {
		x[i] = v * min(6, max(0, v+3))
	}
}
