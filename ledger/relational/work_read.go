package relational

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
)

// Pending implements ledger.Worklist.
func (s *Store) Pending(ctx context.Context, now time.Time) iter.Seq2[ledger.Unit, error] {
	return func(yield func(ledger.Unit, error) bool) {
		for t, err := range s.tasks(ctx, open, 0, 0, micros(now)) {
			if !yield(t.Unit, err) {
				return
			}
		}
	}
}

// Tasks implements ledger.Worklist.
func (s *Store) Tasks(ctx context.Context, f ledger.TaskFilter) iter.Seq2[ledger.Task, error] {
	if f.State == "" {
		return s.tasks(ctx, "TRUE", f.After, f.Limit)
	}
	return s.tasks(ctx, "state = ?", f.After, f.Limit, string(f.State))
}

// tasks yields the units of a condition, limit at most unless that is 0, a page at a time.
func (s *Store) tasks(ctx context.Context, where string, after int64, limit int, args ...any) iter.Seq2[ledger.Task, error] {
	return func(yield func(ledger.Task, error) bool) {
		left := limit
		for more := true; more; {
			var list []ledger.Task
			most := atOnce
			if limit > 0 {
				most = min(most, left)
			}
			err := s.view(ctx, func(w *Session) error {
				w.Each("SELECT "+taskColumns+" FROM work WHERE "+where+" AND number > ? ORDER BY number LIMIT ?",
					func(scan func(...any) error) error {
						t, err := scanTask(scan)
						list = append(list, t)
						return err
					}, append(args[:len(args):len(args)], after, most)...)
				return w.err
			})
			if err != nil {
				yield(ledger.Task{}, err)
				return
			}
			for _, t := range list {
				if after = t.Number; !yield(t, nil) {
					return
				}
			}
			left -= len(list)
			more = len(list) == most && (limit == 0 || left > 0)
		}
	}
}

// Task implements ledger.Worklist.
func (s *Store) Task(ctx context.Context, id string) (t ledger.Task, err error) {
	n := 0
	err = s.view(ctx, func(w *Session) error {
		w.Each("SELECT "+taskColumns+" FROM work WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 2", func(scan func(...any) error) (err error) {
			n++
			t, err = scanTask(scan)
			return err
		}, id, id+"~")
		return w.err
	})
	switch {
	case err != nil:
		return ledger.Task{}, err
	case n == 0 || len(id) < ledger.MinID:
		return ledger.Task{}, dixit.Errorf(dixit.NotFound, "unit of work %.40q: none is called so", id)
	case n > 1:
		return ledger.Task{}, dixit.Errorf(dixit.Invalid, "unit of work %.40q: several ids begin so; give more of it", id)
	}
	return t, nil
}

// WorkCounts implements ledger.Worklist.
func (s *Store) WorkCounts(ctx context.Context, now time.Time) (n ledger.WorkCounts, err error) {
	err = s.view(ctx, func(w *Session) error {
		n = ledger.WorkCounts{}
		in := map[ledger.TaskState]*int{
			ledger.TaskWaiting: &n.Waiting, ledger.TaskLeased: &n.Leased, ledger.TaskDone: &n.Done, ledger.TaskDead: &n.Dead,
		}
		for _, state := range ledger.TaskStates() {
			w.Scan(in[state], "SELECT count(*) FROM work WHERE state = ?", string(state))
		}
		w.Scan(&n.Expired, "SELECT count(*) FROM work WHERE state = 'leased' AND until <= ?", micros(now))
		var oldest int64
		w.Scan(&oldest, "SELECT coalesce(min(added), 0) FROM work WHERE state = 'waiting'")
		n.Oldest = instant(oldest)
		const sums = "kept unchanged copies skipped failed statements"
		var columns []string
		for c := range strings.FieldsSeq(sums) {
			columns = append(columns, fmt.Sprintf("CAST(coalesce(sum(%s), 0) AS BIGINT)", c))
		}
		w.Each("SELECT "+strings.Join(columns, ", ")+" FROM work WHERE state = 'done'", func(scan func(...any) error) error {
			t := &n.Tally
			return scan(&t.Kept, &t.Unchanged, &t.Copies, &t.Skipped, &t.Failed, &t.Statements)
		})
		return w.err
	})
	return n, err
}
