package ledger

import (
	"cmp"
	"time"

	"dixit"
)

// Place is where a statement stands in the order of a search.
type Place struct {
	Day     int64  // DayNumber of the publication, 0 if unknown
	Second  int64  // of the publication, since 1970 UTC, if Timed
	Timed   bool   // whether more than the day is known
	Address string // of the document
	Ordinal int    // of the statement in its document, from 0
}

// PlaceOf is the place of the first statement of doc. The day is the one that the publication itself names, in whatever zone.
// A day or an instant that cannot be read is unknown.
func PlaceOf(doc *dixit.Document) Place {
	p := Place{Day: DayNumber(doc.Day()), Address: doc.SHA256}
	if p.Day == 0 {
		return p
	}
	if t, err := time.Parse(time.RFC3339, doc.Published); err == nil {
		p.Second, p.Timed = t.Unix(), true
	}
	return p
}

// Compare is negative if p comes before q in a search, positive if after. Only a place is equal to itself.
func (p Place) Compare(q Place) int {
	if c := cmp.Compare(q.Day, p.Day); c != 0 {
		return c
	}
	if p.Timed != q.Timed {
		if p.Timed {
			return -1
		}
		return 1
	}
	if c := cmp.Compare(q.Second, p.Second); c != 0 {
		return c
	}
	if c := cmp.Compare(p.Address, q.Address); c != 0 {
		return c
	}
	return cmp.Compare(p.Ordinal, q.Ordinal)
}
