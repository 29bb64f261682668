package relational

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
	return s.view(ctx, func(w *Session) error {
		p, err := newPlan(w, f.Expr())
		if err != nil {
			return err
		}
		records := &records{w: w, pack: s.pack}
		fold := &folding{w: w, pack: s.pack, plan: p, all: f.All, shown: map[int64]int64{}}
		list := fold.folded(p.sure(w, records, hitsAfter(w, p, f.After)))
		if f.Order == ledger.Best {
			by, err := records.ranking(p)
			if err != nil {
				return err
			}
			list = records.ranked(fold.folded(p.sure(w, records, hits(w, p))), by, f.After)
		}
		n := 0
		for h, err := range list {
			if err != nil {
				return err
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
func hitsAfter(w *Session, p plan, code string) iter.Seq2[hit, error] {
	if code == "" {
		return hits(w, p)
	}
	return func(yield func(hit, error) bool) {
		after, err := hitOf(w, code)
		if err != nil {
			yield(hit{}, err)
			return
		}
		for h, err := range hits(w, p.between(math.MinInt64, (after.place.Day+1)<<dayShift-1)) {
			if err == nil && h.place.Compare(after.place) <= 0 {
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
	doubtful         bool  // whether it is wanted must be asked (plan.wants)
}

func (h hit) rowID() int64 { return h.id }

// hits yields what a plan finds in the order of a search. The plan's own order is right by the day, so that each day is
// sorted by itself once all of it has been read, and no later day is looked at before it is asked for.
func hits(w *Session, p plan) iter.Seq2[hit, error] {
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
		for h, err := range p.hits(w) {
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

// hitColumns are those of a hit.
const hitColumns = `s.id, s.code, s.doc, s.ordinal, d.second, d.address, coalesce(w.cluster, 0), coalesce(w.wording, 0), coalesce(w.again, 0), s.annotated`

// scanHit reads a row of hitColumns, and of more.
func scanHit(r row, more ...any) (h hit, err error) {
	var second sql.NullInt64
	err = r.Scan(append([]any{&h.id, &h.code, &h.doc, &h.place.Ordinal, &second, &h.place.Address, &h.cluster, &h.wording, &h.again, &h.annotated}, more...)...)
	h.place.Day, h.place.Second, h.place.Timed = h.id>>dayShift, second.Int64, second.Valid
	return h, err
}
