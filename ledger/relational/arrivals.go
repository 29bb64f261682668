package relational

import (
	"context"
	"iter"
)

// Arrivals implements ledger.Ledger: documents are numbered as they are put.
func (s *Store) Arrivals(ctx context.Context) iter.Seq2[string, error] {
	return paged(func(after int64) (list []string, last int64, more bool, err error) {
		last = after
		err = s.view(ctx, func(w *Session) error {
			w.Each("SELECT id, address FROM documents WHERE id > ? ORDER BY id LIMIT ?", func(scan func(...any) error) error {
				var address string
				err := scan(&last, &address)
				list = append(list, address)
				return err
			}, after, atOnce)
			return w.err
		})
		return list, last, len(list) == atOnce, err
	})
}

// atOnce is how many documents are looked up at once: no transaction stays open while whoever asked works on them, since the
// write-ahead log would grow for as long.
const atOnce = 256

// paged yields the documents of one page after the other: page gives those behind a place, the first behind the zero place, where the
// next page begins, and whether there may be one.
func paged[Place any](page func(after Place) (list []string, last Place, more bool, err error)) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var last Place
		for more := true; more; {
			var list []string
			var err error
			if list, last, more, err = page(last); err != nil {
				yield("", err)
				return
			}
			for _, address := range list {
				if !yield(address, nil) {
					return
				}
			}
		}
	}
}
