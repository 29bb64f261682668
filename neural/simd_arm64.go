package neural

import "golang.org/x/sys/cpu"

// processor returns the kernels that this processor can run, the best first.
func processor() []kernels {
	if !cpu.ARM64.HasASIMDDP {
		return []kernels{plain()}
	}
	return []kernels{{"neon", spreadNEON, addNEON, convolveNEON, normNEON, quantiseNEON, denseNEON, denseSwishNEON}, plain()}
}

// The kernels are those of plain.go, for numbers that are multiples of 32; dense ones for eight rows.

//go:noescape
func spreadNEON(dst []float32, src []uint8, scale float32, n int)

//go:noescape
func addNEON(dst, a, b []float32, n int)

//go:noescape
func convolveNEON(dst, src, weights []float32, rows, width, dilation int)

//go:noescape
func normNEON(dst, src, gain, bias []float32, rows, width int)

//go:noescape
func quantiseNEON(dst []uint8, src, steps []float32, zeros []int32, rows, width int)

//go:noescape
func denseNEON(dst []float32, src, weights []uint8, steps []float32, zeros []int32, in, out int)

//go:noescape
func denseSwishNEON(dst []float32, src, weights []uint8, steps []float32, zeros []int32, in, out int)
