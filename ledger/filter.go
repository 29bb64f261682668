package ledger

import (
	"slices"
	"time"

	"dixit"
)

// Filter says which statements are wanted, and how many.
type Filter struct {
	Where Expr // nil wants everything that was not struck
	Order Order
	After string // the id of a statement: only those that come after it in this order, as the next page does
	All   bool   // those too that are said again in copies
	Limit int    // how many at most; 0 = no limit
}

// Check refuses a filter that cannot be meant (Invalid).
func (f Filter) Check() error {
	if f.Limit < 0 {
		return dixit.Errorf(dixit.Invalid, "limit %d: negative", f.Limit)
	}
	if f.Order != Newest && f.Order != Best {
		return dixit.Errorf(dixit.Invalid, "order %d: none", f.Order)
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

// Expr is what f wants: what was struck only if Where asks for that field, of whatever value and however it asks.
func (f Filter) Expr() Expr { return unstruck(f.Where) }

func unstruck(e Expr) Expr {
	kept := Value{Field: OfStruck, Is: No}
	switch {
	case e == nil:
		return kept
	case asksStruck(e):
		return e
	}
	return All{e, kept}
}

func asksStruck(e Expr) bool {
	switch e := e.(type) {
	case All:
		return slices.ContainsFunc(e, asksStruck)
	case Any:
		return slices.ContainsFunc(e, asksStruck)
	case Not:
		return asksStruck(e.X)
	case Value:
		return e.Field == OfStruck
	}
	return false
}
