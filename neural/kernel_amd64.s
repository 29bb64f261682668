#include "textflag.h"

// func applyPanel(dst, src, weights, bias *float32, in, out int)
//
// Four rows by sixteen outputs: eight accumulators, as many as two FMA units with a latency of four cycles need. Each step
// takes one input of each row, spreads it over a register, and multiplies it with the sixteen weights of that input.
TEXT ·applyPanel(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), R8
	MOVQ weights+16(FP), SI
	MOVQ bias+24(FP), DX
	MOVQ in+32(FP), CX
	MOVQ out+40(FP), BX
	LEAQ (R8)(CX*4), R9
	LEAQ (R9)(CX*4), R10
	LEAQ (R10)(CX*4), R11
	VMOVUPS (DX), Y0
	VMOVUPS 32(DX), Y1
	VMOVAPS Y0, Y2
	VMOVAPS Y1, Y3
	VMOVAPS Y0, Y4
	VMOVAPS Y1, Y5
	VMOVAPS Y0, Y6
	VMOVAPS Y1, Y7
	XORQ AX, AX

step:
	VMOVUPS (SI), Y8
	VMOVUPS 32(SI), Y9
	VBROADCASTSS (R8)(AX*4), Y10
	VBROADCASTSS (R9)(AX*4), Y11
	VBROADCASTSS (R10)(AX*4), Y12
	VBROADCASTSS (R11)(AX*4), Y13
	VFMADD231PS Y8, Y10, Y0
	VFMADD231PS Y9, Y10, Y1
	VFMADD231PS Y8, Y11, Y2
	VFMADD231PS Y9, Y11, Y3
	VFMADD231PS Y8, Y12, Y4
	VFMADD231PS Y9, Y12, Y5
	VFMADD231PS Y8, Y13, Y6
	VFMADD231PS Y9, Y13, Y7
	ADDQ $64, SI
	INCQ AX
	CMPQ AX, CX
	JLT  step

	LEAQ    (DI)(BX*4), R9
	LEAQ    (R9)(BX*4), R10
	LEAQ    (R10)(BX*4), R11
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, (R9)
	VMOVUPS Y3, 32(R9)
	VMOVUPS Y4, (R10)
	VMOVUPS Y5, 32(R10)
	VMOVUPS Y6, (R11)
	VMOVUPS Y7, 32(R11)
	VZEROUPPER
	RET

// func mulAddLanes(dst, a, b *float32, n int)
TEXT ·mulAddLanes(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+24(FP), CX
	XORQ AX, AX

mulAdd:
	VMOVUPS     (DI)(AX*4), Y0
	VMOVUPS     (SI)(AX*4), Y1
	VFMADD231PS (DX)(AX*4), Y1, Y0
	VMOVUPS     Y0, (DI)(AX*4)
	ADDQ        $8, AX
	CMPQ        AX, CX
	JLT         mulAdd
	VZEROUPPER
	RET

// Constants of geluLanes, each eight times: see geluPlain and exp.
#define EIGHT(name, bits) \
	DATA name<>+0(SB)/4, $bits  \
	DATA name<>+4(SB)/4, $bits  \
	DATA name<>+8(SB)/4, $bits  \
	DATA name<>+12(SB)/4, $bits \
	DATA name<>+16(SB)/4, $bits \
	DATA name<>+20(SB)/4, $bits \
	DATA name<>+24(SB)/4, $bits \
	DATA name<>+28(SB)/4, $bits \
	GLOBL name<>(SB), RODATA|NOPTR, $32

EIGHT(cube, 0x3d372713)
EIGHT(one, 0x3f800000)
EIGHT(slope, 0xbfcc422a)
EIGHT(lowest, 0xc2ae0000)
EIGHT(highest, 0x42b00000)
EIGHT(log2e, 0x3fb8aa3b)
EIGHT(ln2hi, 0x3f318000)
EIGHT(ln2lo, 0xb95e8083)
EIGHT(p0, 0x39506967)
EIGHT(p1, 0x3ab743ce)
EIGHT(p2, 0x3c088908)
EIGHT(p3, 0x3d2aa9c1)
EIGHT(p4, 0x3e2aaaaa)
EIGHT(p5, 0x3f000000)
EIGHT(bias, 127)

// func geluLanes(x *float32, n int)
//
// Eight numbers a step: t = -2√(2/π)(x + 0.044715 x³), then eᵗ = 2ᵏ·eʳ as exp does it, then x / (1 + eᵗ).
TEXT ·geluLanes(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	XORQ AX, AX

gelu:
	VMOVUPS      (DI)(AX*4), Y0
	VMULPS       Y0, Y0, Y1
	VMOVUPS      one<>(SB), Y2
	VFMADD132PS  cube<>(SB), Y2, Y1   // 1 + 0.044715 x²
	VMULPS       Y0, Y1, Y1
	VMULPS       slope<>(SB), Y1, Y1  // t
	VMAXPS       lowest<>(SB), Y1, Y1
	VMINPS       highest<>(SB), Y1, Y1
	VMULPS       log2e<>(SB), Y1, Y3
	VROUNDPS     $8, Y3, Y3           // k
	VFNMADD231PS ln2hi<>(SB), Y3, Y1
	VFNMADD231PS ln2lo<>(SB), Y3, Y1  // r
	VMOVUPS      p0<>(SB), Y4
	VFMADD213PS  p1<>(SB), Y1, Y4
	VFMADD213PS  p2<>(SB), Y1, Y4
	VFMADD213PS  p3<>(SB), Y1, Y4
	VFMADD213PS  p4<>(SB), Y1, Y4
	VFMADD213PS  p5<>(SB), Y1, Y4
	VMULPS       Y1, Y1, Y5
	VFMADD213PS  Y1, Y5, Y4
	VADDPS       Y2, Y4, Y4           // eʳ
	VCVTPS2DQ    Y3, Y3
	VPADDD       bias<>(SB), Y3, Y3
	VPSLLD       $23, Y3, Y3          // 2ᵏ
	VFMADD213PS  Y2, Y3, Y4           // 1 + eᵗ
	VDIVPS       Y4, Y0, Y0
	VMOVUPS      Y0, (DI)(AX*4)
	ADDQ         $8, AX
	CMPQ         AX, CX
	JLT          gelu
	VZEROUPPER
	RET
