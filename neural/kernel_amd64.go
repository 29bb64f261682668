package neural

import "golang.org/x/sys/cpu"

// fast reports whether this processor has what the kernels need.
var fast = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// applyPanel computes panel outputs of panelRows rows: dst[r*out+j] = bias[j] + Σᵢ src[r*in+i] · weights[i*panel+j].
//
//go:noescape
func applyPanel(dst, src, weights, bias *float32, in, out int)

// geluLanes is geluPlain for n numbers, a multiple of lanes.
//
//go:noescape
func geluLanes(x *float32, n int)

// mulAddLanes adds a[i]·b[i] to dst[i] for n numbers, a multiple of lanes.
//
//go:noescape
func mulAddLanes(dst, a, b *float32, n int)
