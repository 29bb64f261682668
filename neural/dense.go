package neural

import (
	"encoding/binary"
	"math"
)

// panel is how many outputs of a dense layer stand together in the model file.
const panel = 16

// dense is a layer y = xW + b in eight bits. Its data are panels of sixteen outputs: [in/4][16][4] int8 weights, from -63 to
// 63, then for each output the sum of its weights (int32), its scale and its bias (float32). An output is
// scale · Σ weight · input + bias.
type dense struct {
	in, out int
	data    []byte
}

// panelSize is the bytes of a panel of a layer with so many inputs.
func panelSize(in int) int { return in*panel + 3*4*panel }

// constants reads what stands after a panel's weights.
func constants(b []byte) (sums [panel]int32, scales, biases [panel]float32) {
	word := func(i int) uint32 { return binary.LittleEndian.Uint32(b[4*i:]) }
	for o := range panel {
		sums[o] = int32(word(o))
		scales[o] = math.Float32frombits(word(panel + o))
		biases[o] = math.Float32frombits(word(2*panel + o))
	}
	return sums, scales, biases
}

// exact computes rowTile rows of the layer in float32: what the eight-bit arithmetic is measured against.
func (d *dense) exact(dst, src []float32) {
	size := panelSize(d.in)
	for p := 0; p < d.out; p += panel {
		data := d.data[p/panel*size:][:size]
		_, scales, biases := constants(data[d.in*panel:])
		var acc [rowTile][panel]float32
		for i := range d.in {
			var w [panel]float32
			for o := range w {
				w[o] = float32(int8(data[i/4*4*panel+4*o+i%4]))
			}
			for r := range acc {
				a, sums := src[r*d.in+i], &acc[r]
				for o := range sums {
					sums[o] += float32(a * w[o])
				}
			}
		}
		for r := range acc {
			for o, sum := range acc[r] {
				dst[r*d.out+p+o] = float32(sum*scales[o]) + biases[o]
			}
		}
	}
}
