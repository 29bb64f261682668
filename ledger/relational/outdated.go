package relational

import (
	"context"
	"iter"

	"dixit"
	"dixit/ledger"
)

// atOnce is how many documents are looked up at once: no transaction stays open while whoever asked works on them, since the
// write-ahead log would grow for as long.
const atOnce = 256

// Outdated implements ledger.Ledger.
func (s *Store) Outdated(ctx context.Context, engine dixit.Engine, where ledger.Expr) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for last, more := "", true; more; {
			list, err := s.outdated(ctx, engine, where, last)
			if err != nil {
				yield("", err)
				return
			}
			for _, address := range list {
				if !yield(address, nil) {
					return
				}
				last = address
			}
			more = len(list) == atOnce
		}
	}
}

// outdated are the first documents behind an address.
func (s *Store) outdated(ctx context.Context, engine dixit.Engine, where ledger.Expr, after string) (list []string, err error) {
	if err := (ledger.Filter{Where: where}).Check(); err != nil {
		return nil, err
	}
	err = s.view(ctx, func(w *Session) error {
		query := "SELECT address FROM documents WHERE address > ?"
		args := []any{after}
		if engine != (dixit.Engine{}) {
			query += " AND (engine <> ? OR model <> ?)"
			args = append(args, engine.Version, engine.Model)
		}
		if where != nil {
			p, err := newPlan(w, where)
			if err != nil {
				return err
			}
			query += " AND id IN (" + p.query("s.doc") + ")"
			args = append(args, p.args...)
		}
		w.Each(query+" ORDER BY address LIMIT ?", func(scan func(...any) error) error {
			var address string
			err := scan(&address)
			list = append(list, address)
			return err
		}, append(args, atOnce)...)
		return w.err
	})
	return list, err
}
