package neural

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestKeep: a state is each number in sixteenths, rounded to the nearest, halves to the even one, and cut at 127.
func TestKeep(t *testing.T) {
	if unrounded != math.Float32bits(rounder) {
		t.Fatalf("bits of %v are %#x", float32(rounder), math.Float32bits(rounder))
	}
	rapid.Check(t, func(t *rapid.T) {
		h := rapid.SliceOfN(rapid.Float32(), 4, 4).Draw(t, "h")
		s := &States{width: 4, rows: make([]int8, 4)}
		s.keep(h, 0, 1, stretch{0, 1})
		for i, v := range h {
			want := math.RoundToEven(max(-127, min(127, float64(v)*stateUnit)))
			if float64(s.rows[i]) != want {
				t.Fatalf("%v is kept as %d, want %v", v, s.rows[i], want)
			}
		}
	})
}
