package ledger

import (
	"time"

	"dixit"
)

// Filter says which statements are wanted, and how many.
type Filter struct {
	Where Expr   // nil wants everything
	After string // the id of a statement: only those that come after it in the order of a search, as the next page does
	All   bool   // those too that are said again in copies
	Limit int    // how many at most; 0 = no limit
}

// Check refuses a filter that cannot be meant (Invalid).
func (f Filter) Check() error {
	if f.Limit < 0 {
		return dixit.Errorf(dixit.Invalid, "limit %d: negative", f.Limit)
	}
	if f.Where == nil {
		return nil
	}
	return Check(f.Where)
}

// DayNumber is the number of a day written YYYY-MM-DD: 1 for 0000-01-01, and 0 for what is no day. It is the greater part of
// a statement's place in the order of a search.
func DayNumber(day string) int64 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	first := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	return (t.Unix()-first)/(24*60*60) + 1
}
