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

// migrate applies the migrations that db lacks, each in a transaction of its own. Another process may do the same at the same
// time: a migration that fails because it is done by then is no failure.
func migrate(ctx context.Context, db *sql.DB, inGo []*goose.Migration) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, folder, goose.WithGoMigrations(inGo...))
	if err != nil {
		return err
	}
	for last := int64(-1); ; {
		have, want, err := p.GetVersions(ctx)
		switch {
		case err != nil:
			return err
		case have > want:
			return dixit.Errorf(dixit.Unavailable, "made by a newer dixit (schema %d; this one knows %d)", have, want)
		case have == want:
			return nil
		}
		if _, err := p.Up(ctx); err == nil {
			return nil
		} else if have == last { // nobody has got any further
			return fmt.Errorf("schema %d to %d: %w", have, want, err)
		}
		last = have
	}
}
