// Package sqlite keeps a ledger in one SQLite file, without cgo.
//
// One connection writes, each Put in one immediate transaction that is synced to disk before Put returns; others only read,
// each search in a snapshot of its own, so that neither waits for the other. Several processes may use one file: a writer
// waits its turn.
//
// What the rows mean is in ledger/relational; here is how a file is opened, made and brought up to date, backed up, and how
// SQLite keeps and finds words.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/relational"

	"github.com/pressly/goose/v3"
)

// patience is how long a call waits while another process writes.
const patience = 10 * time.Second

// mostIdle is how many connections that read stay open for who comes next: a new one knows nothing of the file yet. Each keeps 4 MB of
// it in memory.
const mostIdle = 16

// Store is a ledger in a file. It is safe for use by several goroutines.
type Store struct {
	*relational.Store
	path        string
	write, read *sql.DB // one connection, and some

	watcher watcher
}

var (
	_ ledger.Ledger  = (*Store)(nil)
	_ ledger.Checker = (*Store)(nil)
)

// Open opens the ledger in the file at path. It makes the file if there is none, with the folders it is in (for their owner
// only), and brings an older ledger up to date. Errors are Unavailable (the file cannot be opened, is not a ledger, was made
// by a newer dixit, is locked for long) or Invalid (no path).
func Open(ctx context.Context, path string) (*Store, error) { return open(ctx, path, patience) }

// open is Open with a patience of one's own.
func open(ctx context.Context, path string, wait time.Duration) (_ *Store, err error) {
	if path == "" {
		return nil, dixit.Errorf(dixit.Invalid, "ledger: no path")
	}
	defer func() { err = relational.Failure(ctx, dialect{path: path}, err) }()
	if err := makeFolder(path); err != nil {
		return nil, err
	}
	s := &Store{path: path}
	if s.write, err = connect(path, wait, writer); err != nil {
		return nil, err
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = connect(path, wait, reader); err != nil {
		return nil, err
	}
	s.read.SetMaxIdleConns(mostIdle)
	s.read.SetConnMaxIdleTime(time.Minute)
	if s.Store, err = relational.New(dialect{path: path}, s.write, s.read); err != nil {
		return nil, err
	}
	if err := s.begin(ctx); err != nil {
		s.Close() // what failed first is what matters
		return nil, err
	}
	return s, nil
}

// Close ends the use of the ledger.
func (s *Store) Close() error { return errors.Join(s.watcher.close(), s.Store.Close()) }

// begin makes sure that the file is a ledger of today.
func (s *Store) begin(ctx context.Context) error {
	if err := prepare(ctx, s.write, s.inGo()...); err != nil {
		return err
	}
	if err := s.CatchUp(ctx); err != nil {
		return err
	}
	return s.read.PingContext(ctx)
}

// inGo are the migrations that are no SQL.
func (s *Store) inGo() []*goose.Migration {
	return []*goose.Migration{
		goose.NewGoMigration(5, &goose.GoFunc{RunTx: s.IndexAgain}, nil),
		goose.NewGoMigration(9, &goose.GoFunc{RunTx: s.FillPages}, nil),
	}
}
