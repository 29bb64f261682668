package sqlite

import (
	"context"
	"database/sql"
	"iter"
	"math"
	"slices"

	"dixit"
	"dixit/ledger"
)

// Search implements ledger.Ledger.
func (s *Store) Search(ctx context.Context, f ledger.Filter) iter.Seq2[dixit.Record, error] {
	return func(yield func(dixit.Record, error) bool) {
		if err := s.search(ctx, f, yield); err != nil {
			yield(dixit.Record{}, err)
		}
	}
}

// search yields the records that f wants. It returns nil if the reader breaks off, who must not be called again.
func (s *Store) search(ctx context.Context, f ledger.Filter, yield func(dixit.Record, error) bool) error {
	if err := f.Check(); err != nil {
		return err
	}
	return s.view(ctx, func(tx *sql.Tx) error {
		p, err := newPlan(ctx, tx, f.Expr())
		if err != nil {
			return err
		}
		records := &records{w: newSession(ctx, tx), pack: s.pack}
		fold := &folding{w: newSession(ctx, tx), pack: s.pack, plan: p, all: f.All, shown: map[int64]int64{}}
		n := 0
		for h, err := range hitsAfter(ctx, tx, p, f.After) {
			if err != nil {
				return err
			}
			wanted, err := fold.wants(ctx, tx, h)
			if err != nil {
				return err
			}
			if !wanted {
				continue
			}
			r, err := records.at(h)
			if err == nil {
				err = fold.annotate(h, &r)
			}
			if err != nil && dixit.KindOf(err) != dixit.Unreadable {
				return err
			}
			if n++; !yield(r, err) || n == f.Limit {
				return nil
			}
		}
		return nil
	})
}

// hitsAfter yields what a plan finds after the statement with an id, which may be "".
func hitsAfter(ctx context.Context, tx *sql.Tx, p plan, code string) iter.Seq2[hit, error] {
	if code == "" {
		return hits(ctx, tx, p)
	}
	return func(yield func(hit, error) bool) {
		after, err := placeOf(ctx, tx, code)
		if err != nil {
			yield(hit{}, err)
			return
		}
		for h, err := range hits(ctx, tx, p.between(math.MinInt64, (after.Day+1)<<dayShift-1)) {
			if err == nil && h.place.Compare(after) <= 0 {
				continue
			}
			if !yield(h, err) {
				return
			}
		}
	}
}

// hit is a statement that was found.
type hit struct {
	id, doc          int64 // row ids
	code             string
	place            ledger.Place
	cluster, wording int64 // 0 if the document is in no cluster
	again            bool  // it is said again and does not count
	annotated        bool  // people say something of it
}

// hits yields what a plan finds in the order of a search. The plan's own order is right by the day, so that each day is
// sorted by itself once all of it has been read, and no later day is looked at before it is asked for.
func hits(ctx context.Context, tx *sql.Tx, p plan) iter.Seq2[hit, error] {
	return func(yield func(hit, error) bool) {
		var day []hit
		flush := func() bool {
			slices.SortFunc(day, func(a, b hit) int { return a.place.Compare(b.place) })
			for _, h := range day {
				if !yield(h, nil) {
					return false
				}
			}
			day = day[:0]
			return true
		}
		for h, err := range scan(ctx, tx, p) {
			if err != nil {
				yield(hit{}, err)
				return
			}
			if len(day) > 0 && day[0].place.Day != h.place.Day && !flush() {
				return
			}
			day = append(day, h)
		}
		flush()
	}
}

// scan yields what a plan finds in the plan's own order.
func scan(ctx context.Context, tx *sql.Tx, p plan) iter.Seq2[hit, error] {
	return func(yield func(hit, error) bool) {
		rows, err := tx.QueryContext(ctx, p.query(hitColumns), p.args...)
		if err != nil {
			yield(hit{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			h, err := scanHit(rows)
			if err != nil {
				yield(hit{}, err)
				return
			}
			if !yield(h, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(hit{}, err)
		}
	}
}

// hitColumns are those of a hit.
const hitColumns = `s.id, s.code, s.doc, s.ordinal, d.second, d.address, ifnull(w.cluster, 0), ifnull(w.wording, 0), ifnull(w.again, 0), s.annotated`

// scanHit reads a row of hitColumns, and of more.
func scanHit(row interface{ Scan(...any) error }, more ...any) (h hit, err error) {
	var second sql.NullInt64
	err = row.Scan(append([]any{&h.id, &h.code, &h.doc, &h.place.Ordinal, &second, &h.place.Address, &h.cluster, &h.wording, &h.again, &h.annotated}, more...)...)
	h.place.Day, h.place.Second, h.place.Timed = h.id>>dayShift, second.Int64, second.Valid
	return h, err
}
