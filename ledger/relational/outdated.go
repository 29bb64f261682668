package relational

import (
	"context"
	"iter"
	"slices"

	"dixit"
	"dixit/ledger"
)

// Outdated implements ledger.Ledger.
func (s *Store) Outdated(ctx context.Context, engine dixit.Engine, where ledger.Expr) iter.Seq2[string, error] {
	return paged(func(after string) ([]string, string, bool, error) { return s.outdated(ctx, engine, where, after) })
}

// outdated are the first documents behind an address, and the last address that was looked at; more says that there may be others.
func (s *Store) outdated(ctx context.Context, engine dixit.Engine, where ledger.Expr, after string) (list []string, last string, more bool, err error) {
	if err := (ledger.Filter{Where: where}).Check(); err != nil {
		return nil, "", false, err
	}
	err = s.view(ctx, func(w *Session) error {
		query := "SELECT address, id FROM documents WHERE address > ?"
		args := []any{after}
		if engine != (dixit.Engine{}) {
			query += " AND (engine <> ? OR model <> ?)"
			args = append(args, engine.Version, engine.Model)
		}
		var p plan
		if where != nil {
			if p, err = newPlan(w, where); err != nil {
				return err
			}
			query += " AND id IN (" + p.query("s.doc") + ")"
			args = append(args, p.args...)
		}
		ids := map[string]int64{}
		w.Each(query+" ORDER BY address LIMIT ?", func(scan func(...any) error) error {
			var id int64
			err := scan(&last, &id)
			list, ids[last] = append(list, last), id
			return err
		}, append(args, atOnce)...)
		more = len(list) == atOnce
		if where != nil && p.doubt != "FALSE" {
			list = slices.DeleteFunc(list, func(address string) bool { return !w.hasOne(s.pack, ids[address], p) })
		}
		return w.err
	})
	return list, last, more, err
}

// hasOne reports whether a document has a statement that p finds.
func (w *Session) hasOne(pack *packer, doc int64, p plan) bool {
	var rows []int64
	w.Each("SELECT id FROM statements WHERE doc = ?", func(scan func(...any) error) error {
		var row int64
		err := scan(&row)
		rows = append(rows, row)
		return err
	}, doc)
	return slices.ContainsFunc(rows, func(row int64) bool {
		found, err := p.finds(w, pack, row)
		if err != nil && w.err == nil {
			w.err = err
		}
		return found
	})
}
