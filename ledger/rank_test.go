package ledger

import "testing"

// TestLog2 proves that weights fall as terms become common, by one for each doubling.
func TestLog2(t *testing.T) {
	for n := 1; n < 2*MaxFrequency; n++ {
		if log2(n+1) < log2(n) || log2(2*n) != log2(n)+one {
			t.Fatalf("log2(%d) = %d, of the next %d, of the double %d", n, log2(n), log2(n+1), log2(2*n))
		}
	}
}

func TestSought(t *testing.T) {
	a, b, c := Term{Text: "a"}, Term{Field: Said, Text: "b"}, Term{Text: "c", Prefix: true}
	got := Sought(All{a, Any{b, Not{X: c}, a}, Near{A: b, B: Term{Field: Said, Text: "d"}}, Value{OfAct, "deny"}, Not{X: Not{X: c}}})
	want := []Term{a, b, {Field: Said, Text: "d"}}
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("term %d: %v, want %v", i, got[i], want[i])
		}
	}
	if got := NewRanking([]Term{a, b, c}, []int{0, 1 << 30, 1}).weights; got[0] != 13*one || got[1] != one || got[2] != one {
		t.Errorf("weights %v", got)
	}
}
