// Command asm writes the kernels of package neural for amd64: kernels_amd64.s and their declarations. Each is written once
// and comes out twice, for AVX2 and for AVX-512. What a kernel computes is defined in neural/plain.go, to the last bit:
// hence no fused multiply-add, and sums in the order that plain.go gives.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// isa is one instruction set: its registers and how many float32 they hold.
type isa struct {
	name      string
	lanes     int
	reg       func() VecVirtual
	constants map[string]Mem
}

func main() {
	ConstraintExpr("amd64")
	for _, v := range []isa{
		{"AVX2", 8, func() VecVirtual { return YMM() }, map[string]Mem{}},
		{"AVX512", 16, func() VecVirtual { return ZMM() }, map[string]Mem{}},
	} {
		v.spread()
		v.convolve()
		v.norm()
		v.quantise()
		v.add()
		for _, swish := range []bool{false, true} {
			if v.lanes == 16 {
				v.denseVNNI(swish)
			} else {
				v.denseAVX2(swish)
			}
		}
	}
	Generate()
}

// begin opens the function that is called name with the instruction set's name after it.
func (v isa) begin(name, signature, doc string) {
	TEXT(name+v.name, NOSPLIT, signature)
	Pragma("noescape")
	Doc(fmt.Sprintf("%s%s is %s", name, v.name, doc))
}

// slice is where the slice parameter's elements begin.
func slice(name string) GPVirtual { return Load(Param(name).Base(), GP64()).(GPVirtual) }

// number is an int parameter.
func number(name string) GPVirtual { return Load(Param(name), GP64()).(GPVirtual) }

// bytes is the size of a register.
func (v isa) bytes() int { return 4 * v.lanes }

// loop repeats body n times, n > 0; it uses up n.
func loop(n GPVirtual, label string, body func()) {
	Label(label)
	body()
	DECQ(n)
	JNZ(LabelRef(label))
}

// every is n divided by a power of two, as a loop counter.
func every(n GPVirtual, shift uint8) GPVirtual {
	c := GP64()
	MOVQ(n, c)
	SHRQ(Imm(uint64(shift)), c)
	return c
}

// shift is log2 of the lanes.
func (v isa) shift() uint8 {
	if v.lanes == 16 {
		return 4
	}
	return 3
}

// constant is a float32 in the data section, made once.
func (v isa) constant(name string, x float32) Mem {
	if _, ok := v.constants[name]; !ok {
		v.constants[name] = ConstData(name+v.name, F32(x))
	}
	return v.constants[name]
}

// broadcast is a register with the same float32 in every lane.
func (v isa) broadcast(x float32, name string) VecVirtual {
	r := v.reg()
	VBROADCASTSS(v.constant(name, x), r)
	return r
}

// zero is a register of zeros.
func (v isa) zero() VecVirtual {
	r := v.reg()
	v.clear(r)
	return r
}

// clear sets a register to zeros.
func (v isa) clear(r VecVirtual) {
	if v.lanes == 16 {
		VPXORD(r, r, r)
	} else {
		VPXOR(r, r, r)
	}
}
