package neural

// panel is how many outputs the fast kernel computes together, rows at a time with panelRows.
const (
	panel     = 16
	panelRows = 4
	lanes     = 8 // numbers in a register
)

// dense is a layer y = xW + b.
type dense struct {
	in, out int
	weights []float32 // [in][out]: one input times its row of weights adds to all outputs
	panels  []float32 // the same numbers as [out/panel][in][panel], where the fast kernel can be used; else nil
	bias    []float32
}

// newDense prepares a layer. The weights are laid out in panels once, so that the kernel reads memory in order.
func newDense(in, out int, weights, bias []float32) dense {
	d := dense{in: in, out: out, weights: weights, bias: bias}
	if !fast || out%panel != 0 || len(weights) != in*out {
		return d
	}
	d.panels = make([]float32, len(weights))
	for p := 0; p < out; p += panel {
		for i := range in {
			copy(d.panels[p*in+i*panel:], weights[i*out+p:i*out+p+panel])
		}
	}
	return d
}

// apply computes rows rows of dst = src · weights + bias; src is [rows][in], dst is [rows][out].
func (d *dense) apply(dst, src []float32, rows int) {
	whole := 0
	if d.panels != nil {
		whole = rows / panelRows * panelRows
		_, _ = dst[:whole*d.out], src[:whole*d.in]
		for p := 0; p < d.out; p += panel {
			for r := 0; r < whole; r += panelRows {
				applyPanel(&dst[r*d.out+p], &src[r*d.in], &d.panels[p*d.in], &d.bias[p], d.in, d.out)
			}
		}
	}
	applyPlain(d, dst[whole*d.out:], src[whole*d.in:], rows-whole)
}

// applyPlain is dense.apply as one would write it down. It is what other processors run, and what the kernel is held to.
func applyPlain(d *dense, dst, src []float32, rows int) {
	for r := range rows {
		out := dst[r*d.out : (r+1)*d.out]
		copy(out, d.bias)
		for i, v := range src[r*d.in : (r+1)*d.in] {
			for j, w := range d.weights[i*d.out : (i+1)*d.out] {
				out[j] += v * w
			}
		}
	}
}
