package relational

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
)

var _ ledger.Worklist = (*Store)(nil)

// brief runs f in a transaction that changes rows of work alone. Such need not wait for one that writes documents, where the database
// locks by the row: what each changes, it changes only if it is still as it must be.
func (s *Store) brief(ctx context.Context, f func(*Session)) error {
	for n := 1; ; n++ {
		err := func() error {
			tx, err := s.write.BeginTx(ctx, nil)
			if err != nil {
				return err
			}
			defer tx.Rollback() // after a commit it does nothing
			w := s.session(ctx, tx)
			if f(w); w.err != nil {
				return w.err
			}
			return tx.Commit()
		}()
		if err == nil || n == tries || !s.dialect.Passing(err) {
			return s.Failure(ctx, err)
		}
	}
}

// taskColumns are what scanTask reads.
const taskColumns = `number, id, unit, state, tries, owner, until, reason, engine, added, ended,
	kept, unchanged, copies, skipped, failed, statements, failures`

// open is the condition that a unit waits and may be taken, or that its lease has run out, at an instant.
const open = "state IN ('waiting', 'leased') AND until <= ?"

func scanTask(scan func(...any) error) (t ledger.Task, err error) {
	var unit, failures string
	var until, added, ended int64
	n := &t.Tally
	err = scan(&t.Number, &t.ID, &unit, &t.State, &t.Tries, &t.Owner, &until, &t.Reason, &t.Engine, &added, &ended,
		&n.Kept, &n.Unchanged, &n.Copies, &n.Skipped, &n.Failed, &n.Statements, &failures)
	if err != nil {
		return t, err
	}
	t.Until, t.Added, t.Ended = instant(until), instant(added), instant(ended)
	for text, into := range map[string]any{unit: &t.Unit, failures: &n.Failures} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return t, dixit.Errorf(dixit.Unreadable, "unit of work %d: %w", t.Number, err)
		}
	}
	return t, nil
}

// able is the number that a unit's must not be above for a holder to take it.
func able(l ledger.Lease) int64 {
	if l.Engine == "" {
		return 1<<62 - 1
	}
	return ledger.VersionNumber(l.Engine)
}

// AddWork implements ledger.Worklist.
func (s *Store) AddWork(ctx context.Context, now time.Time, units ...ledger.Unit) (added int, err error) {
	for _, u := range units {
		if err := u.Check(); err != nil {
			return 0, err
		}
	}
	err = s.brief(ctx, func(w *Session) {
		added = 0
		for _, u := range units {
			if w.addUnit(u, now) {
				added++
			}
		}
	})
	return added, err
}

// addUnit adds a unit that waits, unless it is there.
func (w *Session) addUnit(u ledger.Unit, now time.Time) (added bool) {
	data, err := json.Marshal(u)
	if err != nil {
		w.err = err
		return false
	}
	var number int64
	return w.Scan(&number, `
		INSERT INTO work (id, unit, least, state, tries, owner, until, reason, engine, added, ended,
			kept, unchanged, copies, skipped, failed, statements, failures)
		VALUES (?, ?, ?, 'waiting', 0, '', 0, '', '', ?, 0, 0, 0, 0, 0, 0, 0, '[]') ON CONFLICT (id) DO NOTHING RETURNING number`,
		u.ID(), string(data), ledger.VersionNumber(u.Engine), micros(now))
}

// ClaimNext implements ledger.Worklist. Where several claim at once, all look at the same unit, and those that come too late look
// again.
func (s *Store) ClaimNext(ctx context.Context, l ledger.Lease) (t ledger.Task, err error) {
	const query = `UPDATE work SET state = 'leased', tries = tries + 1, owner = ?, until = ? WHERE ` + open + ` AND number =
		(SELECT number FROM work WHERE ` + open + ` AND least <= ? ORDER BY number LIMIT 1) RETURNING ` + taskColumns
	now := micros(l.Now)
	for found := true; found && t.ID == ""; {
		err := s.brief(ctx, func(w *Session) {
			w.Each(query, func(scan func(...any) error) error {
				var err error
				t, err = scanTask(scan)
				return err
			}, l.Owner, micros(l.Until), now, now, able(l))
			if t.ID == "" {
				var number int64
				found = w.Scan(&number, "SELECT number FROM work WHERE "+open+" AND least <= ? LIMIT 1", now, able(l))
			}
		})
		if err != nil {
			return ledger.Task{}, err
		}
	}
	if t.ID == "" {
		return t, dixit.Errorf(dixit.NotFound, "work: no unit is to do")
	}
	return t, nil
}

// Claim implements ledger.Worklist.
func (s *Store) Claim(ctx context.Context, u ledger.Unit, l ledger.Lease) (t ledger.Task, err error) {
	if err := u.Check(); err != nil {
		return t, err
	}
	id := u.ID()
	err = s.brief(ctx, func(w *Session) {
		w.addUnit(u, l.Now)
		w.Exec(`UPDATE work SET tries = tries + CASE WHEN state = 'leased' AND owner = ?1 THEN 0 ELSE 1 END,
				state = 'leased', owner = ?1, until = ?2
			WHERE id = ?3 AND least <= ?4 AND (state = 'leased' AND owner = ?1 OR state IN ('waiting', 'leased') AND until <= ?5)`,
			l.Owner, micros(l.Until), id, able(l), micros(l.Now))
		t, _ = w.task(id)
	})
	return t, err
}

// task is the unit of an id; ok is false if there is none.
func (w *Session) task(id string) (t ledger.Task, ok bool) {
	w.Each("SELECT "+taskColumns+" FROM work WHERE id = ?", func(scan func(...any) error) (err error) {
		t, err = scanTask(scan)
		ok = err == nil
		return err
	}, id)
	return t, ok
}

// Renew implements ledger.Worklist.
func (s *Store) Renew(ctx context.Context, id string, l ledger.Lease) error {
	var number int64
	held := false
	err := s.brief(ctx, func(w *Session) {
		held = w.Scan(&number, "UPDATE work SET until = ? WHERE id = ? AND owner = ? AND state = 'leased' RETURNING number",
			micros(l.Until), id, l.Owner)
	})
	if err == nil && !held {
		err = dixit.Errorf(dixit.NotFound, "unit of work %.16s: not held by %.80q any more", id, l.Owner)
	}
	return err
}

// Release implements ledger.Worklist.
func (s *Store) Release(ctx context.Context, id, owner string, from time.Time, reason string) error {
	return s.brief(ctx, func(w *Session) {
		w.Exec(`UPDATE work SET state = 'waiting', until = ?1, reason = CASE WHEN ?2 = '' THEN reason ELSE ?2 END,
				tries = CASE WHEN ?2 = '' THEN tries - 1 ELSE tries END
			WHERE id = ?3 AND owner = ?4 AND state = 'leased'`, micros(from), reasonText(reason), id, owner)
	})
}

// Bury implements ledger.Worklist.
func (s *Store) Bury(ctx context.Context, id, owner, reason string, now time.Time) error {
	return s.brief(ctx, func(w *Session) {
		w.Exec("UPDATE work SET state = 'dead', until = 0, reason = ?, ended = ? WHERE id = ? AND owner = ? AND state = 'leased'",
			reasonText(reason), micros(now), id, owner)
	})
}

// maxReason is how much of a reason is kept, in bytes.
const maxReason = 4 << 10

// reasonText is a reason as both databases can keep it.
func reasonText(reason string) string {
	reason = strings.ToValidUTF8(reason[:min(len(reason), maxReason)], "")
	return strings.ReplaceAll(reason, "\x00", "")
}

// Retry implements ledger.Worklist.
func (s *Store) Retry(ctx context.Context, ids ...string) (n int, err error) {
	err = s.brief(ctx, func(w *Session) {
		n = 0
		if len(ids) == 0 {
			n += w.anew("state = 'dead'")
		}
		for _, id := range ids {
			n += w.anew("state = 'dead' AND id = ?", id)
		}
	})
	return n, err
}

// Again implements ledger.Worklist.
func (s *Store) Again(ctx context.Context, ids ...string) (n int, err error) {
	err = s.brief(ctx, func(w *Session) {
		n = 0
		for _, id := range ids {
			n += w.anew("state IN ('done', 'dead') AND id = ?", id)
			w.Exec("UPDATE work SET kept = 0, unchanged = 0, copies = 0, skipped = 0, failed = 0, statements = 0, failures = '[]' WHERE state = 'waiting' AND id = ?", id)
		}
	})
	return n, err
}

// anew lets units wait as if never tried, and says how many.
func (w *Session) anew(where string, args ...any) (n int) {
	w.Each("UPDATE work SET state = 'waiting', tries = 0, until = 0, reason = '', ended = 0 WHERE "+where+" RETURNING number",
		func(scan func(...any) error) error {
			var number int64
			n++
			return scan(&number)
		}, args...)
	return n
}

// PutUnit implements ledger.Worklist.
func (s *Store) PutUnit(ctx context.Context, entries []ledger.Entry, end ledger.Ending) ([]ledger.Fate, error) {
	return s.putAll(ctx, entries, func(w *Session, fates []ledger.Fate) {
		var state string
		if !w.Scan(&state, "SELECT state FROM work WHERE id = ?", end.ID) {
			if w.err == nil {
				w.err = dixit.Errorf(dixit.NotFound, "unit of work %.16s: not on the list", end.ID)
			}
			return
		}
		var n ledger.Tally
		if end.Tally != nil {
			n = end.Tally(fates)
		}
		if end.More {
			w.Exec("UPDATE work SET kept = ?, copies = ?, statements = ? WHERE id = ? AND owner = ? AND state = 'leased'",
				n.Kept, n.Copies, n.Statements, end.ID, end.Owner)
			return
		}
		failures, err := json.Marshal(append([]ledger.UnitFailure{}, n.Failures[:min(len(n.Failures), ledger.MaxUnitFailures)]...))
		if err != nil {
			w.err = err
			return
		}
		w.Exec(`UPDATE work SET state = 'done', owner = ?, until = 0, reason = '', engine = ?, ended = ?, kept = ?, unchanged = ?, copies = ?,
				skipped = ?, failed = ?, statements = ?, failures = ?
			WHERE id = ? AND state <> 'done'`, end.Owner, end.Engine, micros(end.Now), n.Kept, n.Unchanged, n.Copies,
			n.Skipped, n.Failed, n.Statements, string(failures), end.ID)
	})
}
