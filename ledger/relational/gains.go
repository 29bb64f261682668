package relational

import (
	"context"
	"database/sql"
	"iter"

	"dixit"
	"dixit/ledger"
)

// LastArrival implements ledger.Ledger.
func (s *Store) LastArrival(ctx context.Context) (int64, error) {
	var n int64
	row := s.read.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM documents")
	return n, s.Failure(ctx, row.Scan(&n))
}

// Gains implements ledger.Ledger. A document's statements have row ids near each other, so that the search which a gain is of looks at
// little more than them.
func (s *Store) Gains(ctx context.Context, where ledger.Expr, after int64) iter.Seq2[ledger.Gain, error] {
	return func(yield func(ledger.Gain, error) bool) {
		f := ledger.Filter{Where: where}
		if err := f.Check(); err != nil {
			yield(ledger.Gain{}, err)
			return
		}
		for more := true; more; {
			list, err := s.gains(ctx, f.Expr(), after)
			if err != nil {
				yield(ledger.Gain{}, err)
				return
			}
			for _, g := range list {
				if after = g.Number; !yield(g.Gain, g.err) {
					return
				}
			}
			more = len(list) > 0
		}
	}
}

// gain is a ledger.Gain, or why not all of it can be read.
type gain struct {
	ledger.Gain
	err error
}

// gains are the next of them, of some documents.
func (s *Store) gains(ctx context.Context, where ledger.Expr, after int64) (list []gain, err error) {
	const most = 64 // documents, whose records are held
	err = s.view(ctx, func(w *Session) error {
		p, err := newPlan(w, where)
		if err != nil {
			return err
		}
		var ranges [][2]sql.NullInt64
		w.Each(`SELECT d.id, d.address, (SELECT min(s.id) FROM statements s WHERE s.doc = d.id), (SELECT max(s.id) FROM statements s WHERE s.doc = d.id)
			FROM documents d WHERE d.id > ? ORDER BY d.id LIMIT ?`, func(scan func(...any) error) error {
			var g gain
			var r [2]sql.NullInt64
			err := scan(&g.Number, &g.Address, &r[0], &r[1])
			list, ranges = append(list, g), append(ranges, r)
			return err
		}, after, most)
		if w.err != nil {
			return w.err
		}
		records := &records{w: w, pack: s.pack}
		for i := range list {
			if ranges[i][0].Valid {
				if err := list[i].read(w, p.between(ranges[i][0].Int64, ranges[i][1].Int64), records); err != nil {
					return err
				}
			}
		}
		return w.err
	})
	return list, err
}

// read reads the statements that p finds in the document, without those that are said again.
func (g *gain) read(w *Session, p plan, records *records) error {
	for h, err := range p.sure(w, records, hits(w, p)) {
		if err != nil {
			return err
		}
		if h.doc != g.Number || h.again {
			continue
		}
		r, err := records.at(h)
		switch {
		case dixit.KindOf(err) == dixit.Unreadable:
			g.err = err
		case err != nil:
			return err
		default:
			g.Records = append(g.Records, r)
		}
	}
	return nil
}
