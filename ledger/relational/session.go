package relational

import (
	"context"
	"database/sql"
	"errors"
)

// Session is a transaction that prepares each query once, remembers its first error and does nothing after it. It is not safe for
// concurrent use.
type Session struct {
	ctx      context.Context
	tx       *sql.Tx
	dialect  Dialect
	prepared map[string]*sql.Stmt // closed with tx
	counted  int                  // how many more statements count
	listens  *listener            // nil before the first statement is compared with others
	voices   *voices              // nil before the first speaker
	err      error
}

func (s *Store) session(ctx context.Context, tx *sql.Tx) *Session {
	return &Session{ctx: ctx, tx: tx, dialect: s.dialect, prepared: map[string]*sql.Stmt{}}
}

// Err is the first error; nil if there was none.
func (w *Session) Err() error { return w.err }

// Forgive takes the first error away, which it returns, so that the session goes on.
func (w *Session) Forgive() error {
	err := w.err
	w.err = nil
	return err
}

// prepare is the prepared query; nil after an error.
func (w *Session) prepare(query string) *sql.Stmt {
	if w.err != nil {
		return nil
	}
	if st, ok := w.prepared[query]; ok {
		return st
	}
	var st *sql.Stmt
	if st, w.err = w.tx.PrepareContext(w.ctx, query); w.err != nil {
		return nil
	}
	w.prepared[query] = st
	return st
}

// Exec runs a query that yields nothing.
func (w *Session) Exec(query string, args ...any) {
	if st := w.prepare(query); st != nil {
		_, w.err = st.ExecContext(w.ctx, args...)
	}
}

// Scan runs a query for one row; ok is false if there is none.
func (w *Session) Scan(dest any, query string, args ...any) (ok bool) {
	st := w.prepare(query)
	if st == nil {
		return false
	}
	err := st.QueryRowContext(w.ctx, args...).Scan(dest)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		w.err = err
	}
	return err == nil
}

// Each calls f for every row of a query.
func (w *Session) Each(query string, f func(scan func(...any) error) error, args ...any) {
	st := w.prepare(query)
	if st == nil {
		return
	}
	rows, err := st.QueryContext(w.ctx, args...)
	if err != nil {
		w.err = err
		return
	}
	defer rows.Close()
	scan := rows.Scan // made once, not for every row
	for w.err == nil && rows.Next() {
		w.err = f(scan)
	}
	if w.err == nil {
		w.err = rows.Err()
	}
}
