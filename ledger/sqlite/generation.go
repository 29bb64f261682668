package sqlite

import (
	"context"
	"database/sql"
	"sync"
)

// watcher is a connection that does nothing but see whether others write.
type watcher struct {
	mu   sync.Mutex
	conn *sql.Conn
}

// Generation is a number that is another one whenever the ledger has been written to, by this process or another. It says nothing
// to another process, or after the ledger was opened again.
func (s *Store) Generation(ctx context.Context) (int64, error) {
	w := &s.watcher
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn == nil {
		conn, err := s.read.Conn(ctx) // data_version means something on one connection only
		if err != nil {
			return 0, s.Failure(ctx, err)
		}
		w.conn = conn
	}
	var n int64
	err := w.conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&n)
	return n, s.Failure(ctx, err)
}

// close gives the connection back.
func (w *watcher) close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn == nil {
		return nil
	}
	err := w.conn.Close()
	w.conn = nil
	return err
}
