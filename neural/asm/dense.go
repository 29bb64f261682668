package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const denseSignature = "func(dst []float32, src, weights []uint8, steps []float32, zeros []int32, in, out int)"

// constants is the bytes of the sums, scales and biases of a panel's sixteen outputs.
const constants = 3 * 64

// tile is what a dense kernel computes at once: rows by registers of outputs.
type tile struct {
	v            isa
	sums         [][]VecVirtual // [rows][registers]
	dst, src     GPVirtual
	weights      GPVirtual // of a panel; after it, its sums, scales and biases
	steps, zeros GPVirtual // of the rows
	stride       GPVirtual // bytes between two rows of outputs
}

func name(swish bool) string {
	if swish {
		return "denseSwish"
	}
	return "dense"
}

// denseVNNI computes eight rows by thirty-two outputs, so that a load of weights serves eight products.
func (v isa) denseVNNI(swish bool) {
	v.begin(name(swish), denseSignature, name(swish)+"Plain for eight rows; out is a multiple of 32.")
	t, in, panels := v.tile(8, 2, 5)
	panel := GP64() // bytes of a panel
	MOVQ(in, panel)
	SHLQ(Imm(4), panel)
	ADDQ(Imm(constants), panel)
	in3 := GP64()
	LEAQ(Mem{Base: in, Index: in, Scale: 2}, in3)
	loop(panels, "panels", func() {
		t.clear()
		a, a4, n := GP64(), GP64(), every(in, 2)
		MOVQ(t.src, a)
		LEAQ(Mem{Base: a, Index: in, Scale: 4}, a4)
		loop(n, "inputs", func() {
			w0, w1 := ZMM(), ZMM()
			VMOVUPS(Mem{Base: t.weights}, w0)
			VMOVUPS(Mem{Base: t.weights, Index: panel, Scale: 1}, w1)
			for r := range 8 {
				x := ZMM()
				VPBROADCASTD(rowAt(a, a4, in, in3, r), x)
				VPDPBUSD(w0, x, t.sums[r][0])
				VPDPBUSD(w1, x, t.sums[r][1])
			}
			ADDQ(Imm(64), t.weights)
			ADDQ(Imm(4), a)
			ADDQ(Imm(4), a4)
		})
		other := GP64()
		LEAQ(Mem{Base: t.weights, Index: panel, Scale: 1}, other)
		t.finish(0, swish, Mem{Base: t.weights}, Mem{Base: other})
		LEAQ(Mem{Base: other, Disp: constants}, t.weights)
		ADDQ(Imm(128), t.dst)
	})
	VZEROUPPER()
	RET()
}

// rowAt is the input of row r, 0 to 7.
func rowAt(a, a4, in, in3 GPVirtual, r int) Mem {
	base := a
	if r >= 4 {
		base = a4
	}
	switch r % 4 {
	case 1:
		return Mem{Base: base, Index: in, Scale: 1}
	case 2:
		return Mem{Base: base, Index: in, Scale: 2}
	case 3:
		return Mem{Base: base, Index: in3, Scale: 1}
	}
	return Mem{Base: base}
}

// denseAVX2 computes four rows by sixteen outputs, twice for eight rows, eight inputs at a time. A weight is at most 63 and an
// input at most 127, so that the sum of four products fits sixteen bits: two of VPMADDUBSW are added before they are widened.
func (v isa) denseAVX2(swish bool) {
	v.begin(name(swish), denseSignature, name(swish)+"Plain for eight rows; out is a multiple of 16.")
	t, in, panels := v.tile(4, 2, 4)
	ones := YMM()
	one := GP32()
	MOVL(U32(0x00010001), one)
	VMOVD(one, ones.AsX())
	VPBROADCASTD(ones.AsX(), ones)
	in3 := GP64()
	LEAQ(Mem{Base: in, Index: in, Scale: 2}, in3)
	loop(panels, "panels", func() {
		w := GP64()
		for half := range 2 {
			t.clear()
			MOVQ(t.weights, w)
			a, n := GP64(), every(in, 3)
			MOVQ(t.src, a)
			if half == 1 {
				LEAQ(Mem{Base: a, Index: in, Scale: 4}, a)
			}
			loop(n, "inputs"+string(rune('0'+half)), func() {
				w0, w1, w2 := YMM(), YMM(), YMM() // w3, for which there is no register, stays in memory
				VMOVUPS(Mem{Base: w}, w0)
				VMOVUPS(Mem{Base: w, Disp: 32}, w1)
				VMOVUPS(Mem{Base: w, Disp: 64}, w2)
				for r := range 4 {
					x, y, p, q := YMM(), YMM(), YMM(), YMM()
					VPBROADCASTD(rowAt(a, a, in, in3, r), x)
					VPBROADCASTD(rowAt(a, a, in, in3, r).Offset(4), y)
					VPMADDUBSW(w0, x, p)
					VPMADDUBSW(w2, y, q)
					VPADDW(q, p, p)
					VPMADDWD(ones, p, p)
					VPADDD(p, t.sums[r][0], t.sums[r][0])
					VPMADDUBSW(w1, x, x)
					VPMADDUBSW(Mem{Base: w, Disp: 96}, y, y)
					VPADDW(y, x, x)
					VPMADDWD(ones, x, x)
					VPADDD(x, t.sums[r][1], t.sums[r][1])
				}
				ADDQ(Imm(128), w)
				ADDQ(Imm(8), a)
			})
			t.finish(4*half, swish, Mem{Base: w}, Mem{Base: w, Disp: 32})
		}
		LEAQ(Mem{Base: w, Disp: constants}, t.weights)
		ADDQ(Imm(64), t.dst)
	})
	VZEROUPPER()
	RET()
}

// tile reads the parameters. registers hold the outputs of a row, 1<<shift of them.
func (v isa) tile(rows, registers int, shift uint8) (t *tile, in, panels GPVirtual) {
	t = &tile{v: v, dst: slice("dst"), src: slice("src"), weights: slice("weights"), steps: slice("steps"), zeros: slice("zeros")}
	t.sums = make([][]VecVirtual, rows)
	for r := range t.sums {
		for range registers {
			t.sums[r] = append(t.sums[r], v.reg())
		}
	}
	in, t.stride = number("in"), number("out")
	panels = every(t.stride, shift)
	SHLQ(Imm(2), t.stride)
	return t, in, panels
}

// clear begins a tile.
func (t *tile) clear() {
	for _, row := range t.sums {
		for _, s := range row {
			t.v.clear(s)
		}
	}
}

// finish turns the tile's integers into numbers and writes them, from row first of the eight on. at are where the constants of
// each register's outputs stand: a sum, 64 bytes further the scale, 64 bytes further the bias.
func (t *tile) finish(first int, swish bool, at ...Mem) {
	p := GP64()
	MOVQ(t.dst, p)
	if first == 4 {
		LEAQ(Mem{Base: p, Index: t.stride, Scale: 4}, p)
	}
	var c0, c3, c6 VecVirtual
	if swish {
		c0, c3, c6 = t.v.broadcast(0, "zero"), t.v.broadcast(3, "three"), t.v.broadcast(6, "six")
	}
	for r, row := range t.sums {
		zero, step := t.v.reg(), t.v.reg()
		VPBROADCASTD(Mem{Base: t.zeros, Disp: 4 * (first + r)}, zero)
		VBROADCASTSS(Mem{Base: t.steps, Disp: 4 * (first + r)}, step)
		for k, s := range row {
			x, scale := t.v.reg(), t.v.reg()
			VPMULLD(at[k], zero, x)
			VPSUBD(x, s, s)
			VCVTDQ2PS(s, s)
			VMULPS(at[k].Offset(64), step, scale)
			VMULPS(scale, s, s)
			VADDPS(at[k].Offset(128), s, s)
			if swish {
				t.swish(s, c0, c3, c6)
			}
			VMOVUPS(s, Mem{Base: p, Disp: k * t.v.bytes()})
		}
		if r < len(t.sums)-1 {
			ADDQ(t.stride, p)
		}
	}
}

// swish is x · min(6, max(0, x+3)).
func (t *tile) swish(x, zero, three, six VecVirtual) {
	y := t.v.reg()
	VADDPS(three, x, y)
	VMAXPS(zero, y, y)
	VMINPS(six, y, y)
	VMULPS(y, x, x)
}
