package eval

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Reliability says what confidence is worth: how many of the statements that were found with about the same confidence are right.
// Right is what counts as full.
type Reliability [10]Bin

// Bin is the statements with a confidence in one tenth of [0, 1]; the last holds 1 too.
type Bin struct {
	Ratio
	Sum float64 // of their confidences
}

func (r *Reliability) count(confidence float64, right bool) {
	b := &r[min(max(int(confidence*10), 0), 9)]
	b.Sum += confidence
	b.Ratio.count(right)
}

// Known reports whether any statement says how sure it is.
func (r Reliability) Known() bool {
	return slices.ContainsFunc(r[:], func(b Bin) bool { return b.Sum > 0 })
}

// Error is the expected calibration error: how far, over all statements, the mean confidence of a bin is from the share that is
// right (Guo, Pleiss, Sun and Weinberger 2017, "On Calibration of Modern Neural Networks"). 0 where there is nothing.
func (r Reliability) Error() float64 {
	apart, n := 0.0, 0
	for _, b := range r {
		apart += math.Abs(b.Sum - float64(b.Right))
		n += b.Of
	}
	return apart / float64(max(n, 1))
}

// String is a line for each bin that is not empty, without an end to the last: its borders, how many statements it has, their
// mean confidence, and the share that is right.
func (r Reliability) String() string {
	var lines []string
	for i, b := range r {
		if b.Of > 0 {
			lines = append(lines, fmt.Sprintf("%.1f-%.1f %5d statements, confidence %.2f, right %.2f",
				float64(i)/10, float64(i+1)/10, b.Of, b.Sum/float64(b.Of), float64(b.Right)/float64(b.Of)))
		}
	}
	return strings.Join(lines, "\n")
}
