// Package sqlite keeps a ledger in one SQLite file, without cgo.
//
// One connection writes, each Put in one immediate transaction that is synced to disk before Put returns; others only read,
// each search in a snapshot of its own, so that neither waits for the other. Several processes may use one file: a writer
// waits its turn.
//
// The package decides nothing about statements, and neither parses queries nor folds names: see ledger and query.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"dixit"
	"dixit/ledger"
)

// patience is how long a call waits while another process writes.
const patience = 10 * time.Second

// Store is a ledger in a file. It is safe for use by several goroutines.
type Store struct {
	path  string
	write *sql.DB // one connection
	read  *sql.DB
	pack  *packer
}

var _ ledger.Ledger = (*Store)(nil)

// Open opens the ledger in the file at path. It makes the file if there is none, with the folders it is in (for their owner
// only), and brings an older ledger up to date. Errors are Unavailable (the file cannot be opened, is not a ledger, was made
// by a newer dixit, is locked for long) or Invalid (no path).
func Open(ctx context.Context, path string) (*Store, error) { return open(ctx, path, patience) }

// open is Open with a patience of one's own.
func open(ctx context.Context, path string, wait time.Duration) (_ *Store, err error) {
	if path == "" {
		return nil, dixit.Errorf(dixit.Invalid, "ledger: no path")
	}
	s := &Store{path: path}
	defer func() {
		if err != nil {
			s.Close() // what failed first is what matters
			err = s.failure(ctx, err)
		}
	}()
	if err := makeFolder(path); err != nil {
		return nil, err
	}
	if s.pack, err = newPacker(); err != nil {
		return nil, err
	}
	if s.write, err = connect(path, wait, writer); err != nil {
		return nil, err
	}
	s.write.SetMaxOpenConns(1)
	if err := prepare(ctx, s.write, s.indexAgain(), fillPages()); err != nil {
		return nil, err
	}
	if s.read, err = connect(path, wait, reader); err != nil {
		return nil, err
	}
	if err := s.catchUp(ctx); err != nil {
		return nil, err
	}
	return s, s.read.PingContext(ctx)
}

// Close ends the use of the ledger. The connection that writes goes last: it folds the write-ahead log into the file.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if s.pack != nil {
		s.pack.close()
	}
	if err := errors.Join(errs...); err != nil {
		return dixit.Errorf(dixit.Unavailable, "ledger %s: closing: %w", s.path, err)
	}
	return nil
}

// view runs f in a read transaction: all that f reads is of one moment.
func (s *Store) view(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.failure(ctx, err)
	}
	defer tx.Rollback() // nothing was written
	return s.failure(ctx, f(tx))
}

// update runs f in a write transaction and commits it unless f fails.
func (s *Store) update(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.failure(ctx, err)
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := f(tx); err != nil {
		return s.failure(ctx, err)
	}
	return s.failure(ctx, tx.Commit())
}
