package ledger

import (
	"cmp"
	"slices"

	"dixit"
)

// Version is a document that stood at an address.
type Version struct {
	Doc   dixit.DocumentRef
	Added int64 // greater for a document that was put later; what it is counted in is the store's
}

// SortVersions puts the versions of an address in their order: by the day of publication, unknown ones last; within a day those
// with only a day first, then by the instant; then as they were put.
func SortVersions(list []Version) {
	slices.SortFunc(list, func(a, b Version) int {
		p, q := placeOf(a), placeOf(b)
		return cmp.Or(cmp.Compare(unknown(p), unknown(q)), cmp.Compare(p.Day, q.Day), cmp.Compare(timed(p), timed(q)),
			cmp.Compare(p.Second, q.Second), cmp.Compare(a.Added, b.Added))
	})
}

func placeOf(v Version) Place { return PlaceOf(&dixit.Document{Published: v.Doc.Published}) }

func unknown(p Place) int { return number(p.Day == 0) }

func timed(p Place) int { return number(p.Timed) }

func number(is bool) int {
	if is {
		return 1
	}
	return 0
}
