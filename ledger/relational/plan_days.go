package relational

import (
	"math"

	"dixit/ledger"
)

// published are the first and the last row id that the days of publication among parts allow.
func published(parts []ledger.Expr) (first, last int64) {
	last = math.MaxInt64
	for _, e := range parts {
		if d, ok := e.(ledger.Days); ok && d.Field == ledger.Published {
			low, high := rows(d)
			first, last = max(first, low), min(last, high)
		}
	}
	return first, last
}

// rows are the first and the last row id of a range of days. An unknown day is in none.
func rows(d ledger.Days) (first, last int64) {
	first, last = 1<<dayShift, math.MaxInt64
	if d.First != "" {
		first = ledger.DayNumber(d.First) << dayShift
	}
	if d.Last != "" {
		last = (ledger.DayNumber(d.Last)+1)<<dayShift - 1
	}
	return first, last
}
