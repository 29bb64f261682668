package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// halves are the two registers, or the one, that hold sixteen lanes.
func (v isa) halves() []VecVirtual {
	out := make([]VecVirtual, 16/v.lanes)
	for i := range out {
		out[i] = v.zero()
	}
	return out
}

// fold combines sixteen lanes to one, lane i with lane i+8, then i+4, i+2, i+1. The result is in lane 0 of an XMM.
func (v isa) fold(h []VecVirtual, op func(ops ...Op)) VecVirtual {
	y, x, t := YMM(), XMM(), XMM()
	if v.lanes == 16 {
		VEXTRACTF64X4(Imm(1), h[0], y)
		op(y, h[0].AsY(), y)
	} else {
		op(h[1], h[0], y)
	}
	VEXTRACTF128(Imm(1), y, x)
	op(x, y.AsX(), x)
	VMOVHLPS(x, x, t)
	op(t, x, x)
	VMOVSHDUP(x, t)
	op(t, x, x)
	return x
}

// sum, low and high are the ways to fold.
func sum(ops ...Op)  { VADDPS(ops...) }
func low(ops ...Op)  { VMINPS(ops...) }
func high(ops ...Op) { VMAXPS(ops...) }

// norm is three passes over a row that stays in the nearest cache.
func (v isa) norm() {
	v.begin("norm", "func(dst, src, gain, bias []float32, rows, width int)", "normPlain.")
	dst, src := slice("dst"), slice("src")
	gain, bias := slice("gain"), slice("bias")
	rows, width := number("rows"), number("width")
	size := XMM()
	VCVTSI2SSQ(width, size, size)
	stride := GP64()
	MOVQ(width, stride)
	SHLQ(Imm(2), stride)
	one, epsilon := XMM(), XMM()
	VMOVSS(v.constant("one", 1), one)
	VMOVSS(v.constant("epsilon", 1e-5), epsilon)
	loop(rows, "row", func() {
		i := GP64()
		over := func(label string, body func()) {
			XORQ(i, i)
			Label(label)
			body()
			ADDQ(Imm(64), i)
			CMPQ(i, stride)
			JLT(LabelRef(label))
		}
		at := func(base GPVirtual, half int) Mem {
			return Mem{Base: base, Index: i, Scale: 1, Disp: half * v.bytes()}
		}
		sums := v.halves()
		over("sum", func() {
			for k, s := range sums {
				VADDPS(at(src, k), s, s)
			}
		})
		x, mean, scale := v.fold(sums, sum), v.reg(), v.reg()
		VDIVSS(size, x, x)
		VBROADCASTSS(x, mean)
		squares := v.halves()
		over("squares", func() {
			for k, s := range squares {
				d := v.reg()
				VMOVUPS(at(src, k), d)
				VSUBPS(mean, d, d)
				VMULPS(d, d, d)
				VADDPS(d, s, s)
			}
		})
		x = v.fold(squares, sum)
		VDIVSS(size, x, x)
		VADDSS(epsilon, x, x)
		VSQRTSS(x, x, x)
		VDIVSS(x, one, x)
		VBROADCASTSS(x, scale)
		over("apply", func() {
			for k := range 16 / v.lanes {
				d := v.reg()
				VMOVUPS(at(src, k), d)
				VSUBPS(mean, d, d)
				VMULPS(scale, d, d)
				VMULPS(at(gain, k), d, d)
				VADDPS(at(bias, k), d, d)
				VMOVUPS(d, at(dst, k))
			}
		})
		ADDQ(stride, src)
		ADDQ(stride, dst)
	})
	VZEROUPPER()
	RET()
}

// quantise is two passes over a row: its range, then its bytes.
func (v isa) quantise() {
	v.begin("quantise", "func(dst []uint8, src, steps []float32, zeros []int32, rows, width int)", "quantisePlain.")
	dst, src := slice("dst"), slice("src")
	steps, zeros := slice("steps"), slice("zeros")
	rows, width := number("rows"), number("width")
	levels, least := XMM(), XMM()
	VMOVSS(v.constant("levels", 127), levels)
	VMOVSS(v.constant("least", 1e-30), least)
	var order VecVirtual
	if v.lanes == 8 {
		order = YMM()
		VMOVDQU(packOrder(), order)
	}
	loop(rows, "row", func() {
		lo, hi := v.halves(), v.halves()
		n, p := every(width, 4), GP64()
		MOVQ(src, p)
		loop(n, "range", func() {
			for k := range lo {
				x := v.reg()
				VMOVUPS(Mem{Base: p, Disp: k * v.bytes()}, x)
				VMINPS(x, lo[k], lo[k])
				VMAXPS(x, hi[k], hi[k])
			}
			ADDQ(Imm(64), p)
		})
		l, h := v.fold(lo, low), v.fold(hi, high)
		VSUBSS(l, h, h)
		VMAXSS(least, h, h)
		step, inverse := XMM(), XMM()
		VDIVSS(levels, h, step)
		VMOVSS(step, Mem{Base: steps})
		VDIVSS(h, levels, inverse)
		negative := XMM()
		VXORPS(negative, negative, negative)
		VSUBSS(l, negative, negative)
		VMULSS(inverse, negative, negative)
		z := GP32()
		VCVTSS2SI(negative, z)
		MOVL(z, Mem{Base: zeros})
		zero, times := v.reg(), v.reg()
		VMOVD(z, negative)
		VPBROADCASTD(negative, zero)
		VBROADCASTSS(inverse, times)
		v.bytesOf(dst, src, width, zero, times, order)
		ADDQ(Imm(4), steps)
		ADDQ(Imm(4), zeros)
	})
	VZEROUPPER()
	RET()
}

// bytesOf writes a row as bytes and moves dst and src to the next.
func (v isa) bytesOf(dst, src, width GPVirtual, zero, times, order VecVirtual) {
	n := every(width, 5)
	loop(n, "bytes", func() {
		x := make([]VecVirtual, 32/v.lanes)
		for k := range x {
			x[k] = v.reg()
			VMULPS(Mem{Base: src, Disp: k * v.bytes()}, times, x[k])
			VCVTPS2DQ(x[k], x[k])
			VPADDD(zero, x[k], x[k])
		}
		if v.lanes == 16 {
			VPMOVSDB(x[0], Mem{Base: dst})
			VPMOVSDB(x[1], Mem{Base: dst, Disp: 16})
		} else {
			VPACKSSDW(x[1], x[0], x[0])
			VPACKSSDW(x[3], x[2], x[2])
			VPACKSSWB(x[2], x[0], x[0])
			VPERMD(x[0], order, x[0])
			VMOVDQU(x[0], Mem{Base: dst})
		}
		ADDQ(Imm(128), src)
		ADDQ(Imm(32), dst)
	})
}

// packOrder undoes how the packing instructions interleave two halves of a register.
func packOrder() Mem {
	m := GLOBL("packOrder", RODATA|NOPTR)
	for i, k := range []uint32{0, 4, 1, 5, 2, 6, 3, 7} {
		DATA(4*i, U32(k))
	}
	return m
}
