// Package relational is a ledger in tables, over database/sql: all that is the same in every database that keeps one. It says
// which rows there are of a document and its statements, how copies, corrections and other engines change them, how they are
// searched, checked and mended.
//
// The package knows no database: what one does otherwise than another it asks of a Dialect, and it neither connects to one nor makes
// the tables; see ledger/sqlite and ledger/postgres. It decides nothing about statements, and neither parses queries nor folds
// names: see ledger and query.
package relational

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"dixit"
	"dixit/ledger"
)

// Store is a ledger in a database. It is safe for use by several goroutines.
type Store struct {
	dialect     Dialect
	write, read *sql.DB
	pack        *packer
	writes      writes
	standing    standing
}

var _ ledger.Ledger = (*Store)(nil)

// New is the ledger in a database whose tables are there, or will be before anything else is asked of it. Only one transaction of
// write runs at a time, in this process and in others (Dialect.Lock). Close closes both pools.
func New(d Dialect, write, read *sql.DB) (*Store, error) {
	pack, err := newPacker()
	if err != nil {
		return nil, err
	}
	return &Store{dialect: d, write: write, read: read, pack: pack, standing: standing{db: read, of: map[string]*sql.Stmt{}}}, nil
}

// Close ends the use of the ledger. The connection that writes goes last: SQLite folds the write-ahead log into the file then.
func (s *Store) Close() error {
	err := errors.Join(s.read.Close(), s.write.Close())
	s.pack.close()
	if err != nil {
		return dixit.Errorf(dixit.Unavailable, "ledger %s: closing: %w", s.dialect.Place(), err)
	}
	return nil
}

// view runs f in a read transaction: all that f reads is of one moment.
func (s *Store) view(ctx context.Context, f func(*Session) error) error {
	tx, err := s.read.BeginTx(ctx, s.dialect.Reading())
	if err != nil {
		return s.Failure(ctx, err)
	}
	defer tx.Rollback() // nothing was written
	return s.Failure(ctx, f(s.session(ctx, tx)))
}

// tries is how often a transaction is tried that others are in the way of.
const tries = 4

// update runs f in a write transaction and commits it unless f fails. If others are in the way it is begun again, so that f must
// set anew what it sets.
func (s *Store) update(ctx context.Context, f func(*Session) error) error {
	for n := 1; ; n++ {
		err := s.try(ctx, f)
		again := err != nil && n < tries && s.dialect.Passing(err)
		s.writes.ended(err, again)
		if !again {
			return s.Failure(ctx, err)
		}
	}
}

func (s *Store) try(ctx context.Context, f func(*Session) error) error {
	asked := time.Now()
	tx, err := s.write.BeginTx(ctx, nil)
	if err == nil {
		defer tx.Rollback() // after a commit it does nothing
		err = s.dialect.Lock(ctx, tx)
	}
	turn := time.Now()
	s.writes.waited.Add(int64(turn.Sub(asked)))
	if err != nil {
		return err
	}
	defer func() { s.writes.took.Add(int64(time.Since(turn))) }()
	if err := f(s.session(ctx, tx)); err != nil {
		return err
	}
	return tx.Commit()
}

// Failure gives err the ledger's place, a cause that a person can act on, and a kind, unless it has one.
func (s *Store) Failure(ctx context.Context, err error) error { return Failure(ctx, s.dialect, err) }

// Failure is Store.Failure before there is a store.
func Failure(ctx context.Context, d interface {
	Place() string
	Cause(err error) string
}, err error,
) error {
	if err == nil {
		return nil
	}
	if kind := dixit.KindOf(err); kind != dixit.Internal {
		if kind == dixit.Unavailable {
			return dixit.Errorf(kind, "ledger %s: %w", d.Place(), err)
		}
		return err
	}
	if ctx.Err() != nil {
		return dixit.Errorf(dixit.Unavailable, "ledger %s: %w", d.Place(), context.Cause(ctx))
	}
	cause := d.Cause(err)
	if errors.Is(err, sql.ErrNoRows) { // one that another row or an index points at
		cause = "damaged: "
	}
	return dixit.Errorf(dixit.Unavailable, "ledger %s: %s%w", d.Place(), cause, err)
}
