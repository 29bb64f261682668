package neural

import "golang.org/x/sys/cpu"

// processor returns the kernels that this processor can run, the best first.
func processor() []kernels {
	var out []kernels
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		out = append(out, kernels{"avx512", spreadAVX512, addAVX512, convolveAVX512, normAVX512, quantiseAVX512, denseAVX512, denseSwishAVX512})
	}
	if cpu.X86.HasAVX2 {
		out = append(out, kernels{"avx2", spreadAVX2, addAVX2, convolveAVX2, normAVX2, quantiseAVX2, denseAVX2, denseSwishAVX2})
	}
	return append(out, plain())
}
