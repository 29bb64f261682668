package ledger

import (
	"cmp"
	"strings"

	"dixit"
)

// Precedes reports whether of two documents of the same bytes, found at different places, a is the one to keep: the one that was
// published first, unknown days last; then one with an address of the web, and of several the least; then the one with the least path
// and name, in which numbers count as such. So the same is kept in whatever order they come.
func Precedes(a, b *dixit.Document) bool {
	p, q := PlaceOf(a), PlaceOf(b)
	return cmp.Or(
		cmp.Compare(unknown(p), unknown(q)), cmp.Compare(p.Day, q.Day), cmp.Compare(timed(q), timed(p)), cmp.Compare(p.Second, q.Second),
		cmp.Compare(number(a.URL == ""), number(b.URL == "")), strings.Compare(a.URL, b.URL),
		natural(a.Path, b.Path), natural(a.Name, b.Name),
	) < 0
}

// natural compares strings in which numbers count as such: x@9 is before x@10.
func natural(a, b string) int {
	whole := strings.Compare(a, b)
	for a != "" && b != "" {
		m, n := figures(a), figures(b)
		if m > 0 && n > 0 {
			x, y := strings.TrimLeft(a[:m], "0"), strings.TrimLeft(b[:n], "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y)); c != 0 {
				return c
			}
			a, b = a[m:], b[n:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), whole)
}

// figures is how many digits s begins with.
func figures(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
