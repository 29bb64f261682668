package wordhash_test

import (
	"testing"

	"dixit/copies/wordhash"
)

// TestSame proves that hashes are what they were: ledgers hold them.
func TestSame(t *testing.T) {
	for s, want := range map[string]uint64{"": 0xefd01f60ba992926, "bridge": 0x637fd41601488ba4} {
		if got := wordhash.Of(s); got != want {
			t.Errorf("Of(%q) = %#x, want %#x", s, got, want)
		}
	}
	if got, want := wordhash.Row(wordhash.Of("paper"), wordhash.Of("tiger")), uint64(0xfe105c447c59b904); got != want {
		t.Errorf("Row = %#x, want %#x", got, want)
	}
}
