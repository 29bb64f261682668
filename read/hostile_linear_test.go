package read

import (
	"math"
	"strings"
	"testing"
	"time"

	"dixit/internal/casetest"
)

// steepest is the exponent of growth that is let pass: what is linear is measured at 1 and a bit, up to 1.4 where the larger size no longer
// fits the caches (a feed's attributes, linear from there to megabytes), what is quadratic at 2.
const steepest = 1.6

// slope measures how the processor's time for run grows with the size of what it is given, as the exponent of a power of it: 1 is linear. The
// shorter of two tries at each of two sizes is taken, in turns.
func slope(t *testing.T, run func(size int)) float64 {
	const small, large = 12 << 10, 8 * 12 << 10
	best := [2]time.Duration{math.MaxInt64, math.MaxInt64}
	for range 2 {
		for i, size := range []int{small, large} {
			began := casetest.Spent(t)
			run(size)
			best[i] = min(best[i], casetest.Spent(t)-began)
		}
	}
	return math.Log(float64(best[1])/float64(max(best[0], 1))) / math.Log(large/small)
}

// steep tries again what looked steep, for caches and the collector of garbage have their days.
func steep(t *testing.T, run func(size int)) float64 {
	least := math.Inf(1)
	for range 4 {
		if least = min(least, slope(t, run)); least <= steepest {
			break
		}
	}
	return least
}

// TestLinearPages: pages that parsers were slow at take time in proportion to their size.
func TestLinearPages(t *testing.T) {
	if testing.Short() {
		t.Skip("measures")
	}
	for name, part := range quadraticPages() {
		exponent := steep(t, func(size int) {
			page := "<html><body>" + part[0] + strings.Repeat(part[1], size/len(part[1])) + part[2]
			if d, err := Bytes("x.html", []byte(page), Options{}); err == nil {
				check(t, d)
			}
		})
		t.Logf("%s: %.2f", name, exponent)
		if exponent > steepest {
			t.Errorf("%s: grows with the power %.2f of the size", name, exponent)
		}
	}
}
