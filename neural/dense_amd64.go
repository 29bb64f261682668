package neural

import "golang.org/x/sys/cpu"

// fast reports whether this processor has what applyPanel needs.
var fast = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// applyPanel computes panel outputs of panelRows rows: dst[r*out+j] = bias[j] + Σᵢ src[r*in+i] · weights[i*panel+j].
//
//go:noescape
func applyPanel(dst, src, weights, bias *float32, in, out int)
