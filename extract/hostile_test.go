package extract

import (
	"math"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/internal/casetest"
	"dixit/read"
)

// TestLinearTexts: texts that are nothing but marks, brackets, cues or names take time in proportion to their size. It is the
// processor's time that is measured, at two sizes, and the least of several tries.
func TestLinearTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("measures")
	}
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	spent := func(d *dixit.Document) time.Duration {
		began := casetest.Spent(t)
		if _, err := x.Extract(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		return casetest.Spent(t) - began
	}
	const small, large, steepest = 2 << 10, 16 << 10, 1.4
	for name, unit := range map[string]string{
		"straight marks": "\"", "curly marks": "“", "opened again": "“It rained \n\n", "single marks": "' ", "brackets": "(", "nested": "“‘a’ ",
		"cues": "he said ", "statements": "Ada Lind said it rained. ", "reports of reports": "Ada Lind said that ", "names": "Ada Lind, ", "labels": "A: b\n\n",
		"pronouns": "he she they it ", "days": "on Monday ", "according": "according to ", "dashes": "— ", "turned": "\u202ea ",
	} {
		least := math.Inf(1)
		for range 4 {
			var took [2]time.Duration
			for i, size := range []int{small, large} {
				d, err := read.Bytes("x.txt", []byte("It rained on Monday. "+strings.Repeat(unit, size/len(unit))), read.Options{})
				if err != nil {
					t.Fatal(err)
				}
				d.Lang = "" // some of it is no English
				took[i] = min(spent(d), spent(d))
			}
			least = min(least, math.Log(float64(took[1]+1)/float64(took[0]+1))/math.Log(large/small))
			if least <= steepest {
				break
			}
		}
		t.Logf("%s: %.2f", name, least)
		if least > steepest {
			t.Errorf("%s: grows with the power %.2f of the size", name, least)
		}
	}
}
