package neural

import (
	"os"
	"slices"
	"strings"
	"testing"

	"dixit"
)

// actsFile is the classifier of package extract.
func actsFile(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../extract/acts.bin")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestClassifierDamaged cuts the file at many places and changes its sizes: an error each time, and no panic.
func TestClassifierDamaged(t *testing.T) {
	m, data := model(t), actsFile(t)
	for _, n := range []int{0, 7, 8, 9, 20, 40, 100, 5000, 1 << 20, len(data) - 4} {
		if _, err := NewClassifier(data[:n], m); dixit.KindOf(err) != dixit.Unreadable {
			t.Errorf("first %d bytes: error %v, want an unreadable one", n, err)
		}
	}
	for at := 16; at < 48; at++ { // the sizes; a little less or more hidden numbers are made up to the same multiple of 32
		if at == 40 {
			continue
		}
		b := slices.Clone(data)
		b[at] ^= 0xff
		if _, err := NewClassifier(b, m); err == nil {
			t.Errorf("byte %d changed: no error", at)
		}
	}
}

// TestClassifierBounds: a statement may have no words at all, or more than are looked at, and words beyond those change nothing.
func TestClassifierBounds(t *testing.T) {
	m := model(t)
	c, err := NewClassifier(actsFile(t), m)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("the mayor said that the bridge is safe ", 60)
	words, states := m.Read(text, []dixit.Span{{End: len(text)}})
	if n := len(c.Scores(states, Statement{})); n != c.Classes() {
		t.Errorf("%d scores of no words, want %d", n, c.Classes())
	}
	var all []int
	for i := range words[0] {
		all = append(all, states.Word(0, i))
	}
	long := Statement{Words: [Parts][]int{all, all, all}}
	cut := Statement{Words: long.Looked()}
	if !slices.Equal(c.Scores(states, long), c.Scores(states, cut)) {
		t.Error("words that are not looked at change the scores")
	}
	if got, want := cut.Words[Parts-1][len(cut.Words[Parts-1])-1], all[len(all)-1]; got != want {
		t.Errorf("the last word looked at is %d, want a content's last, %d", got, want)
	}
}
