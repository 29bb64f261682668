package neural

import "dixit"

// Both are made on any machine: a directive in a file for one kind of processor would be passed over on the others.
//
//go:generate go -C asm run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg neural
//go:generate go -C asm run ./neon -out ../kernels_arm64.s

// kernels are the inner loops of the encoder, for one kind of processor. Slices are as long as the numbers say: the encoder
// sees to that, and Load to the sizes. Each equals the function of plain.go with its name, to the last bit.
type kernels struct {
	name       string
	spread     func(dst []float32, src []uint8, scale float32, n int)
	add        func(dst, a, b []float32, n int)
	convolve   func(dst, src, weights []float32, rows, width, dilation int)
	norm       func(dst, src, gain, bias []float32, rows, width int)
	quantise   func(dst []uint8, src, steps []float32, zeros []int32, rows, width int)
	dense      func(dst []float32, src, weights []uint8, steps []float32, zeros []int32, in, out int)
	denseSwish func(dst []float32, src, weights []uint8, steps []float32, zeros []int32, in, out int)
}

// plain are the definitions themselves.
func plain() kernels {
	return kernels{"off", spreadPlain, addPlain, convolvePlain, normPlain, quantisePlain, densePlain, denseSwishPlain}
}

// choose returns the kernels called name, or the best that this processor has if name is empty.
func choose(name string) (kernels, error) {
	usable := processor() // the best first
	if name == "" {
		return usable[0], nil
	}
	for _, k := range usable {
		if k.name == name {
			return k, nil
		}
	}
	names := ""
	for _, k := range usable {
		names += " " + k.name
	}
	return kernels{}, dixit.Errorf(dixit.Invalid, "DIXIT_SIMD %q: this processor has%s", name, names)
}
