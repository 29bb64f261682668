package verify

import (
	"testing"
)

// plainDistances is what distances computes, cell by cell.
func plainDistances(pattern, text []uint64) []int32 {
	col := make([]int32, len(pattern)+1)
	for i := range col {
		col[i] = int32(i)
	}
	out := make([]int32, len(text))
	for j, t := range text {
		diagonal := col[0]
		for i, p := range pattern {
			cost := int32(1)
			if p == t {
				cost = 0
			}
			was := col[i+1]
			col[i+1] = min(diagonal+cost, was+1, col[i]+1)
			diagonal = was
		}
		out[j] = col[len(pattern)]
	}
	return out
}

// FuzzAlign: the bit vectors give what the plain table gives. The first byte says how many different words there are.
func FuzzAlign(f *testing.F) {
	f.Add([]byte("\x03abcabc"), []byte("xxabcbcabc"))
	f.Add([]byte("\xffthe war is not over"), []byte("he said the war is over and done"))
	long := make([]byte, 200)
	for i := range long {
		long[i] = byte(i * 7)
	}
	f.Add(long, append(long[20:], long...))
	f.Add(long[:65], long[:64])
	f.Fuzz(func(t *testing.T, p, s []byte) {
		if len(p) < 2 || len(p) > 300 || len(s) > 1000 {
			t.Skip()
		}
		kinds := uint64(p[0])%40 + 2
		words := func(b []byte) []uint64 {
			out := make([]uint64, len(b))
			for i, c := range b {
				out[i] = (uint64(c)%kinds + 1) * 0x9e3779b97f4a7c15
			}
			return out
		}
		pattern, text := words(p[1:]), words(s)
		got := make([]int32, len(text))
		a := newAligner(pattern)
		a.distances(text, got) // twice: nothing is left over from the first time
		a.distances(text, got)
		for j, want := range plainDistances(pattern, text) {
			if got[j] != want {
				t.Fatalf("word %d of %d, quotation of %d: %d, want %d", j, len(text), len(pattern), got[j], want)
			}
		}
	})
}
