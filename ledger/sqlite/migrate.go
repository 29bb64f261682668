package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"dixit"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks a file as a ledger: "dixt".
const applicationID = 0x64697874

// prepare makes sure that db is a ledger, sets it to a write-ahead log, and brings its schema up to date.
func prepare(ctx context.Context, db *sql.DB, inGo ...*goose.Migration) error {
	if err := checkOurs(ctx, db); err != nil {
		return err
	}
	var mode string
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return dixit.Errorf(dixit.Unavailable, "no write-ahead log is possible there (journal mode %s)", mode)
	}
	return migrate(ctx, db, inGo)
}

// checkOurs refuses a file that holds another program's tables, before anything is changed in it.
func checkOurs(ctx context.Context, db *sql.DB) error {
	var id, tables int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if id == applicationID {
		return nil
	}
	// The table of versions comes first: a ledger whose making was cut short may have it alone.
	const others = "SELECT count(*) FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_' AND name <> 'goose_db_version'"
	if err := db.QueryRowContext(ctx, others).Scan(&tables); err != nil {
		return err
	}
	if id != 0 || tables > 0 {
		return dixit.Errorf(dixit.Unavailable, "a database of another program")
	}
	return nil
}

// Format is the number of the last migration: what a ledger of today is called by.
func Format() (int64, error) {
	p, err := provider(new(sql.DB), (&Store{}).inGo()) // which it does not ask
	if err != nil {
		return 0, err
	}
	list := p.ListSources()
	return list[len(list)-1].Version, nil
}

// provider knows all migrations. They need not have come in the order of their numbers: a ledger that was made between two of them may
// have the later alone.
func provider(db *sql.DB, inGo []*goose.Migration) (*goose.Provider, error) {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, folder, goose.WithGoMigrations(inGo...), goose.WithAllowOutofOrder(true))
}

// migrate applies the migrations that db lacks, each in a transaction of its own. Another process may do the same at the same
// time: a migration that fails because it is done by then is no failure.
func migrate(ctx context.Context, db *sql.DB, inGo []*goose.Migration) error {
	p, err := provider(db, inGo)
	if err != nil {
		return err
	}
	for last := int64(-1); ; {
		have, want, err := p.GetVersions(ctx)
		if err != nil {
			return err
		}
		if have > want {
			return dixit.Errorf(dixit.Unavailable, "made by a newer dixit (schema %d; this one knows %d)", have, want)
		}
		if behind, err := p.HasPending(ctx); err != nil || !behind {
			return err
		}
		if err := packAgain(ctx, db); err != nil {
			return err
		}
		if _, err := p.Up(ctx); err == nil {
			return nil
		} else if have == last { // nobody has got any further
			return fmt.Errorf("schema %d to %d: %w", have, want, err)
		}
		last = have
	}
}

// packAgain undoes migration 5 in a ledger in which it did not pack the records yet, so that it is done again: for a while its
// statements were indexed only.
func packAgain(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // nothing is left to be undone after Commit
	var early bool
	const columns = `SELECT EXISTS (SELECT 1 FROM pragma_table_info('statements') WHERE name = 'said_first')
		AND NOT EXISTS (SELECT 1 FROM pragma_table_info('documents') WHERE name = 'records')`
	if err := tx.QueryRowContext(ctx, columns).Scan(&early); err != nil || !early {
		return err
	}
	const undo = `ALTER TABLE documents ADD COLUMN records BLOB NOT NULL DEFAULT x'';
		DELETE FROM terms; DELETE FROM entities; DELETE FROM goose_db_version WHERE version_id = 5`
	if _, err := tx.ExecContext(ctx, undo); err != nil {
		return err
	}
	return tx.Commit()
}
