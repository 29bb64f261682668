package relational

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"dixit/ledger"
)

// NoteFeeds implements ledger.Overseer.
func (s *Store) NoteFeeds(ctx context.Context, feeds ...ledger.Feed) error {
	if len(feeds) == 0 {
		return nil
	}
	return s.update(ctx, func(w *Session) error {
		for _, f := range feeds {
			w.Exec("DELETE FROM feeds WHERE address = ?", shortened(f.Address))
			w.Exec("INSERT INTO feeds (address, fetched, changed, next, failures, error, wrong, missed, waiting) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
				shortened(f.Address), micros(f.Fetched), micros(f.Changed), micros(f.Next), f.Failures, shortened(f.Error), micros(f.Wrong), f.Missed, f.Waiting)
		}
		w.Exec("DELETE FROM feeds WHERE address IN (SELECT address FROM feeds ORDER BY fetched DESC, address LIMIT 1000000 OFFSET ?)", ledger.MaxFeeds)
		return w.err
	})
}

// Feeds implements ledger.Overseer.
func (s *Store) Feeds(ctx context.Context, f ledger.FeedFilter) (list []ledger.Feed, err error) {
	query := "SELECT address, fetched, changed, next, failures, error, wrong, missed, waiting FROM feeds WHERE address > ?"
	if f.Troubled {
		query += " AND " + troubled
	}
	err = s.view(ctx, func(w *Session) error {
		w.Each(query+" ORDER BY address LIMIT ?", func(scan func(...any) error) error {
			var d ledger.Feed
			var fetched, changed, next, wrong int64
			err := scan(&d.Address, &fetched, &changed, &next, &d.Failures, &d.Error, &wrong, &d.Missed, &d.Waiting)
			d.Fetched, d.Changed, d.Next, d.Wrong = instant(fetched), instant(changed), instant(next), instant(wrong)
			list = append(list, d)
			return err
		}, f.After, f.Limit)
		return w.err
	})
	return list, err
}

// troubled is ledger.Feed.Troubled as a condition.
const troubled = "(failures > 0 OR missed > 0)"

// NoteFailures implements ledger.Overseer.
func (s *Store) NoteFailures(ctx context.Context, list ...ledger.Failure) error {
	if len(list) == 0 {
		return nil
	}
	return s.update(ctx, func(w *Session) error {
		for _, f := range list {
			place, reason := shortened(f.Place), shortened(f.Reason)
			w.Exec("DELETE FROM failures WHERE place = ? AND reason = ?", place, reason)
			w.Exec("INSERT INTO failures (at, run, place, label, url, reason, sort) VALUES (?, ?, ?, ?, ?, ?, ?)",
				micros(f.At), shortened(f.Run), place, shortened(f.Label), shortened(f.URL), reason, shortened(f.Sort))
		}
		w.Exec("DELETE FROM failures WHERE id <= (SELECT id FROM failures ORDER BY id DESC LIMIT 1 OFFSET ?)", ledger.MaxFailures)
		return w.err
	})
}

// Failures implements ledger.Overseer.
func (s *Store) Failures(ctx context.Context, f ledger.FailureFilter) (list []ledger.Failure, err error) {
	query, args := "SELECT id, at, run, place, label, url, reason, sort FROM failures WHERE TRUE", []any{}
	if f.Sort != "" {
		query, args = query+" AND sort = ?", append(args, f.Sort)
	}
	if f.Before > 0 {
		query, args = query+" AND id < ?", append(args, f.Before)
	}
	err = s.view(ctx, func(w *Session) error {
		w.Each(query+" ORDER BY id DESC LIMIT ?", func(scan func(...any) error) error {
			var d ledger.Failure
			var at int64
			err := scan(&d.ID, &at, &d.Run, &d.Place, &d.Label, &d.URL, &d.Reason, &d.Sort)
			d.At = instant(at)
			list = append(list, d)
			return err
		}, append(args, f.Limit)...)
		return w.err
	})
	return list, err
}

// NoteRun implements ledger.Overseer.
func (s *Store) NoteRun(ctx context.Context, r ledger.Run) error {
	return s.update(ctx, func(w *Session) error {
		w.Exec("DELETE FROM runs WHERE id = ?", r.ID)
		w.Exec("INSERT INTO runs (id, what, began, seen, ended, documents, statements, failures, done, total, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			r.ID, r.What, micros(r.Began), micros(r.Seen), micros(r.Ended), r.Documents, r.Statements, r.Failures, r.Done, r.Total, shortened(r.Why))
		w.Exec("DELETE FROM runs WHERE id IN (SELECT id FROM runs ORDER BY seen DESC, id LIMIT 1000000 OFFSET ?)", ledger.MaxRuns)
		return w.err
	})
}

// Runs implements ledger.Overseer.
func (s *Store) Runs(ctx context.Context) (list []ledger.Run, err error) {
	err = s.view(ctx, func(w *Session) error {
		w.Each("SELECT id, what, began, seen, ended, documents, statements, failures, done, total, why FROM runs ORDER BY began DESC, id",
			func(scan func(...any) error) error {
				var r ledger.Run
				var began, seen, ended int64
				err := scan(&r.ID, &r.What, &began, &seen, &ended, &r.Documents, &r.Statements, &r.Failures, &r.Done, &r.Total, &r.Why)
				r.Began, r.Seen, r.Ended = instant(began), instant(seen), instant(ended)
				list = append(list, r)
				return err
			})
		return w.err
	})
	return list, err
}

// micros is an instant as a column has it.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// instant is what micros makes a number of.
func instant(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// shortened is a text that is valid UTF-8 and not longer than ledger.MaxReason.
func shortened(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= ledger.MaxReason {
		return s
	}
	n := ledger.MaxReason - len("…")
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
