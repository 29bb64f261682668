package main

// fold combines the sixteen lanes of registers v to v+3 to lane 0 of v: lane i with lane i+8, then i+4, i+2, i+1.
func (a *assembly) fold(op four, v int) {
	a.four(op, v, v, v+2)
	a.four(op, v+1, v+1, v+3)
	a.four(op, v, v, v+1)
	a.do("VEXT $8, V%d.B16, V%d.B16, V%d.B16", v, v, v+1)
	a.four(op, v, v, v+1)
	a.do("VEXT $4, V%d.B16, V%d.B16, V%d.B16", v, v, v+1)
	a.four(op, v, v, v+1)
}

// zero clears four registers.
func (a *assembly) zero(v int) {
	for i := v; i < v+4; i++ {
		a.do("VEOR V%d.B16, V%d.B16, V%d.B16", i, i, i)
	}
}

// sixteen repeats body for every sixteen numbers of a row that begins at R1, which are in V0 to V3. It leaves R1.
func (a *assembly) sixteen(label string, body func()) {
	a.do("MOVD R1, R7")
	a.do("LSR $4, R5, R8")
	a.loop(label, 8, func() {
		a.do("VLD1.P 64(R7), [V0.S4, V1.S4, V2.S4, V3.S4]")
		body()
	})
}

// norm is three passes over a row.
func (a *assembly) norm() {
	a.begin("norm", 112, "MOVD dst_base+0(FP), R0", "MOVD src_base+24(FP), R1", "MOVD gain_base+48(FP), R2", "MOVD bias_base+72(FP), R3",
		"MOVD rows+96(FP), R4", "MOVD width+104(FP), R5", "SCVTFS R5, F24", "FMOVS $1.0, F25")
	a.do("MOVD $0x3727c5ac, R26") // epsilon, 1e-5
	a.do("FMOVS R26, F26")
	a.loop("row", 4, func() {
		a.zero(4)
		a.sixteen("sum", func() {
			for k := range 4 {
				a.four(fadd, 4+k, 4+k, k)
			}
		})
		a.fold(fadd, 4)
		a.do("FDIVS F24, F4, F4")
		a.do("VDUP V4.S[0], V16.S4") // mean
		a.zero(4)
		a.sixteen("squares", func() {
			for k := range 4 {
				a.four(fsub, k, k, 16)
				a.four(fmul, k, k, k)
				a.four(fadd, 4+k, 4+k, k)
			}
		})
		a.fold(fadd, 4)
		a.do("FDIVS F24, F4, F4")
		a.do("FADDS F26, F4, F4")
		a.do("FSQRTS F4, F4")
		a.do("FDIVS F4, F25, F4")
		a.do("VDUP V4.S[0], V17.S4") // scale
		a.do("MOVD R2, R9")
		a.do("MOVD R3, R10")
		a.sixteen("apply", func() {
			a.do("VLD1.P 64(R9), [V8.S4, V9.S4, V10.S4, V11.S4]")
			a.do("VLD1.P 64(R10), [V12.S4, V13.S4, V14.S4, V15.S4]")
			for k := range 4 {
				a.four(fsub, k, k, 16)
				a.four(fmul, k, k, 17)
				a.four(fmul, k, k, 8+k)
				a.four(fadd, k, k, 12+k)
			}
			a.do("VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)")
		})
		a.do("MOVD R7, R1")
	})
	a.do("RET")
}

// quantise is two passes over a row: its range, then its bytes.
func (a *assembly) quantise() {
	a.begin("quantise", 112, "MOVD dst_base+0(FP), R0", "MOVD src_base+24(FP), R1", "MOVD steps_base+48(FP), R2", "MOVD zeros_base+72(FP), R3",
		"MOVD rows+96(FP), R4", "MOVD width+104(FP), R5")
	a.do("MOVD $0x42fe0000, R26") // 127
	a.do("FMOVS R26, F24")
	a.do("MOVD $0x0da24260, R26") // 1e-30
	a.do("FMOVS R26, F25")
	a.loop("row", 4, func() {
		a.zero(4)
		a.zero(8)
		a.sixteen("range", func() {
			for k := range 4 {
				a.four(fmin, 4+k, 4+k, k)
				a.four(fmax, 8+k, 8+k, k)
			}
		})
		a.fold(fmin, 4)
		a.fold(fmax, 8)
		a.do("FSUBS F4, F8, F8")
		a.do("FMAXS F25, F8, F8")
		a.do("FDIVS F24, F8, F9")
		a.do("FMOVS.P F9, 4(R2)") // step
		a.do("FDIVS F8, F24, F10")
		a.do("VDUP V10.S[0], V17.S4") // its inverse
		a.do("FMOVS ZR, F11")
		a.do("FSUBS F4, F11, F11")
		a.do("FMULS F10, F11, F11")
		a.word(0x1E200000|11<<5|26, "FCVTNS W26, S11")
		a.do("MOVW.P R26, 4(R3)") // zero
		a.do("VDUP R26, V16.S4")
		a.sixteen("bytes", func() {
			for k := range 4 {
				a.four(fmul, k, k, 17)
				a.nearest(k, k)
				a.do("VADD V%d.S4, V16.S4, V%d.S4", k, k)
			}
			for k := 0; k < 4; k += 2 {
				a.word(0x2E612800|uint32(k<<5|k), "SQXTUN V%d.4H, V%d.4S", k, k)
				a.word(0x6E612800|uint32((k+1)<<5|k), "SQXTUN2 V%d.8H, V%d.4S", k, k+1)
			}
			a.word(0x0E214800, "SQXTN V0.8B, V0.8H")
			a.word(0x4E214800|2<<5, "SQXTN2 V0.16B, V2.8H")
			a.do("VST1.P [V0.B16], 16(R0)")
		})
		a.do("MOVD R7, R1")
	})
	a.do("RET")
}
