package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// spread multiplies int8 with a scale.
func (v isa) spread() {
	v.begin("spread", "func(dst []float32, src []uint8, scale float32, n int)", "spreadPlain for n numbers, a multiple of 8.")
	dst, src := slice("dst"), slice("src")
	scale := YMM()
	VBROADCASTSS(NewParamAddr("scale", 48), scale)
	n := every(number("n"), 3)
	loop(n, "spread", func() {
		x := YMM()
		VPMOVSXBD(Mem{Base: src}, x)
		VCVTDQ2PS(x, x)
		VMULPS(scale, x, x)
		VMOVUPS(x, Mem{Base: dst})
		ADDQ(Imm(8), src)
		ADDQ(Imm(32), dst)
	})
	VZEROUPPER()
	RET()
}

// add adds two rows.
func (v isa) add() {
	v.begin("add", "func(dst, a, b []float32, n int)", "addPlain for n numbers, a multiple of 16.")
	dst, a, b := slice("dst"), slice("a"), slice("b")
	n := every(number("n"), v.shift())
	loop(n, "add", func() {
		x := v.reg()
		VMOVUPS(Mem{Base: a}, x)
		VADDPS(Mem{Base: b}, x, x)
		VMOVUPS(x, Mem{Base: dst})
		for _, p := range []GPVirtual{dst, a, b} {
			ADDQ(Imm(uint64(v.bytes())), p)
		}
	})
	VZEROUPPER()
	RET()
}

// convolve keeps the nine taps of as many features as a register holds, and slides them over the rows.
func (v isa) convolve() {
	v.begin("convolve", "func(dst, src, taps []float32, rows, width, dilation int)", "convolvePlain.")
	dst, src, taps := slice("dst"), slice("src"), slice("taps")
	rows, width := number("rows"), number("width")
	step, step3 := GP64(), GP64() // bytes between the rows of two taps, and three times that
	MOVQ(width, step)
	IMULQ(NewParamAddr("dilation", 88), step)
	SHLQ(Imm(2), step)
	LEAQ(Mem{Base: step, Index: step, Scale: 2}, step3)
	stride := GP64()
	MOVQ(width, stride)
	SHLQ(Imm(2), stride)
	groups := every(width, v.shift())
	loop(groups, "group", func() {
		var tap [9]VecVirtual
		t := GP64()
		MOVQ(taps, t)
		for i := range tap {
			tap[i] = v.reg()
			VMOVUPS(Mem{Base: t}, tap[i])
			if i < len(tap)-1 {
				ADDQ(stride, t)
			}
		}
		in, in3, out, n := GP64(), GP64(), GP64(), GP64()
		MOVQ(src, in)
		MOVQ(dst, out)
		MOVQ(rows, n)
		loop(n, "row", func() {
			LEAQ(Mem{Base: in, Index: step3, Scale: 1}, in3)
			at := [9]Mem{
				{Base: in},
				{Base: in, Index: step, Scale: 1},
				{Base: in, Index: step, Scale: 2},
				{Base: in3},
				{Base: in, Index: step, Scale: 4},
				{Base: in3, Index: step, Scale: 2},
				{Base: in, Index: step3, Scale: 2},
				{Base: in3, Index: step, Scale: 4},
				{Base: in, Index: step, Scale: 8},
			}
			sum, product := v.reg(), v.reg()
			VMULPS(at[0], tap[0], sum)
			for i := 1; i < len(tap); i++ {
				VMULPS(at[i], tap[i], product)
				VADDPS(product, sum, sum)
			}
			VMOVUPS(sum, Mem{Base: out})
			ADDQ(stride, in)
			ADDQ(stride, out)
		})
		for _, p := range []GPVirtual{dst, src, taps} {
			ADDQ(Imm(uint64(v.bytes())), p)
		}
	})
	VZEROUPPER()
	RET()
}
