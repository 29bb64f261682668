package main

// dense computes four rows by sixteen outputs, twice for eight rows. Bytes become signed by taking 128 away, which the constants
// make up for: Σ w·(a-zero) = Σ w·(a-128) + (128-zero)·Σ w.
func (a *assembly) dense(swish bool) {
	name := "dense"
	if swish {
		name = "denseSwish"
	}
	a.begin(name, 136, "MOVD dst_base+0(FP), R0", "MOVD src_base+24(FP), R1", "MOVD weights_base+48(FP), R2", "MOVD steps_base+72(FP), R3",
		"MOVD zeros_base+96(FP), R4", "MOVD in+120(FP), R5", "MOVD out+128(FP), R6",
		"LSR $4, R6, R7", // panels
		"LSL $2, R6, R6") // bytes of a row of outputs
	if swish {
		a.constant(29, 0x40400000) // 3
		a.constant(30, 0x40c00000) // 6
	}
	a.do("MOVD $0x80808080, R26")
	a.do("VDUP R26, V31.S4")
	a.loop("panels", 7, func() {
		a.do("MOVD R0, R13")
		a.do("MOVD R1, R14")
		a.do("MOVD R3, R15")
		a.do("MOVD R4, R16")
		a.do("MOVD $2, R17")
		a.loop("half", 17, func() { a.tile(swish) })
		a.do("ADD $128, R12, R2") // the next panel: R12 has passed the sums
		a.do("ADD $64, R0")
	})
	a.do("RET")
}

// tile computes the four rows that begin at R14: accumulator V(4r+k) has outputs 4k to 4k+3 of row r. It leaves R12 after the
// panel's sums, and R13 to R16 at the next four rows.
func (a *assembly) tile(swish bool) {
	for v := 0; v < 16; v += 4 {
		a.zero(v)
	}
	a.do("MOVD R2, R12")
	for r := range 4 {
		a.do("MOVD R14, R%d", 8+r)
		a.do("ADD R5, R14")
	}
	a.do("LSR $4, R5, R19")
	a.loop("inputs", 19, func() {
		for r := range 4 {
			a.do("VLD1.P 16(R%d), [V%d.B16]", 8+r, 20+r)
			a.do("VEOR V31.B16, V%d.B16, V%d.B16", 20+r, 20+r)
		}
		for i := range 4 {
			a.do("VLD1.P 64(R12), [V16.B16, V17.B16, V18.B16, V19.B16]")
			for r := range 4 {
				for k := range 4 {
					a.dot(4*r+k, 16+k, 20+r, i)
				}
			}
		}
	})
	a.finish(swish)
}

// finish turns the integers into numbers and writes them.
func (a *assembly) finish(swish bool) {
	a.do("VLD1.P 64(R12), [V16.S4, V17.S4, V18.S4, V19.S4]") // sums
	for r := range 4 {
		a.do("MOVW.P 4(R16), R26")
		a.do("MOVD $128, R25")
		a.do("SUBW R26, R25, R26")
		a.do("VDUP R26, V20.S4")
		for k := range 4 {
			a.four(mla, 4*r+k, 16+k, 20)
			a.convert(4*r+k, 4*r+k)
		}
	}
	a.do("VLD1 (R12), [V16.S4, V17.S4, V18.S4, V19.S4]") // scales
	a.do("ADD $64, R12, R25")
	a.do("VLD1 (R25), [V20.S4, V21.S4, V22.S4, V23.S4]") // biases
	if swish {
		a.do("VEOR V28.B16, V28.B16, V28.B16")
	}
	for r := range 4 {
		a.do("MOVWU.P 4(R15), R26")
		a.do("VDUP R26, V24.S4")
		for k := range 4 {
			v := 4*r + k
			a.four(fmul, 25, 24, 16+k)
			a.four(fmul, v, v, 25)
			a.four(fadd, v, v, 20+k)
			if swish {
				a.four(fadd, 25, v, 29)
				a.four(fmax, 25, 25, 28)
				a.four(fmin, 25, 25, 30)
				a.four(fmul, v, v, 25)
			}
		}
		a.do("VST1 [V%d.S4, V%d.S4, V%d.S4, V%d.S4], (R13)", 4*r, 4*r+1, 4*r+2, 4*r+3)
		a.do("ADD R6, R13")
	}
}
