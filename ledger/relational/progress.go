package relational

import (
	"context"
	"database/sql"
	"errors"

	"dixit/ledger"
)

// Progress implements ledger.Ledger.
func (s *Store) Progress(ctx context.Context, path string) (ledger.Progress, error) {
	p := ledger.Progress{Path: path}
	row := s.read.QueryRowContext(ctx, "SELECT digest, at, within, done FROM progress WHERE path = ?", path)
	err := row.Scan(&p.Digest, &p.Offset, &p.Within, &p.Done)
	if errors.Is(err, sql.ErrNoRows) {
		return ledger.Progress{}, nil
	}
	return p, s.Failure(ctx, err)
}

// progress remembers how far files were read.
func (w *Session) progress(list []ledger.Progress) {
	for _, p := range list {
		w.Exec("DELETE FROM progress WHERE path = ?", p.Path)
		w.Exec("INSERT INTO progress (path, digest, at, within, done) VALUES (?, ?, ?, ?, ?)", p.Path, p.Digest, p.Offset, p.Within, p.Done)
	}
}
