package relational

import (
	"context"
	"iter"
)

// Arrivals implements ledger.Ledger: documents are numbered as they are put.
func (s *Store) Arrivals(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for last, more := int64(0), true; more; {
			var list []string
			err := s.view(ctx, func(w *Session) error {
				w.Each("SELECT id, address FROM documents WHERE id > ? ORDER BY id LIMIT ?", func(scan func(...any) error) error {
					var address string
					err := scan(&last, &address)
					list = append(list, address)
					return err
				}, last, atOnce)
				return w.err
			})
			if err != nil {
				yield("", err)
				return
			}
			for _, address := range list {
				if !yield(address, nil) {
					return
				}
			}
			more = len(list) == atOnce
		}
	}
}
