package main

// spread: eight int8 at a time.
func (a *assembly) spread() {
	a.begin("spread", 64, "MOVD dst_base+0(FP), R0", "MOVD src_base+24(FP), R1", "MOVWU scale+48(FP), R2", "MOVD n+56(FP), R3",
		"VDUP R2, V16.S4", "LSR $3, R3")
	a.loop("spread", 3, func() {
		a.do("VLD1.P 8(R1), [V0.B8]")
		a.word(0x0F08A400, "SXTL V0.8H, V0.8B")
		a.word(0x4F10A401, "SXTL2 V1.4S, V0.8H")
		a.word(0x0F10A400, "SXTL V0.4S, V0.4H")
		for v := range 2 {
			a.convert(v, v)
			a.four(fmul, v, v, 16)
		}
		a.do("VST1.P [V0.S4, V1.S4], 32(R0)")
	})
	a.do("RET")
}

// add: sixteen numbers at a time.
func (a *assembly) add() {
	a.begin("add", 80, "MOVD dst_base+0(FP), R0", "MOVD a_base+24(FP), R1", "MOVD b_base+48(FP), R2", "MOVD n+72(FP), R3", "LSR $4, R3")
	a.loop("add", 3, func() {
		a.do("VLD1.P 64(R1), [V0.S4, V1.S4, V2.S4, V3.S4]")
		a.do("VLD1.P 64(R2), [V4.S4, V5.S4, V6.S4, V7.S4]")
		for v := range 4 {
			a.four(fadd, v, v, v+4)
		}
		a.do("VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)")
	})
	a.do("RET")
}

// convolve keeps the nine taps of eight features in registers, and slides them over the rows.
func (a *assembly) convolve() {
	a.begin("convolve", 96, "MOVD dst_base+0(FP), R0", "MOVD src_base+24(FP), R1", "MOVD weights_base+48(FP), R2",
		"MOVD rows+72(FP), R3", "MOVD width+80(FP), R4", "MOVD dilation+88(FP), R5",
		"LSR $3, R4, R6", // groups of features
		"LSL $2, R4, R4", // bytes of a row
		"MUL R4, R5, R5") // bytes between the rows of two taps
	a.loop("group", 6, func() {
		a.do("MOVD R2, R7")
		for t := range 9 {
			a.do("VLD1 (R7), [V%d.S4, V%d.S4]", 2*t, 2*t+1)
			a.do("ADD R4, R7")
		}
		a.do("MOVD R0, R8")
		a.do("MOVD R1, R9")
		a.do("MOVD R3, R10")
		a.loop("row", 10, func() {
			a.do("MOVD R9, R7")
			for t := range 9 {
				a.do("VLD1 (R7), [V18.S4, V19.S4]")
				a.do("ADD R5, R7")
				for k := range 2 {
					if t == 0 {
						a.four(fmul, 20+k, 18+k, k)
					} else {
						a.four(fmul, 18+k, 18+k, 2*t+k)
						a.four(fadd, 20+k, 20+k, 18+k)
					}
				}
			}
			a.do("VST1 [V20.S4, V21.S4], (R8)")
			a.do("ADD R4, R8")
			a.do("ADD R4, R9")
		})
		for _, r := range []int{0, 1, 2} {
			a.do("ADD $32, R%d", r)
		}
	})
	a.do("RET")
}
