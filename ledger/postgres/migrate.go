package postgres

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

// versions is the table of the migrations that were applied. Their numbers are those of ledger/sqlite.
const versions = "dixit_versions"

// prepare makes sure that the tables are a ledger's, and brings them up to date, one process at a time.
func prepare(ctx context.Context, db *sql.DB) error {
	lock, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer lock.Close() // the lock was let go, or went with a connection that broke
	if err := checkOurs(ctx, lock); err != nil {
		return err
	}
	const held = "(?, hashtext(current_schema()))"
	if _, err := lock.ExecContext(ctx, "SELECT pg_advisory_lock"+held, lockClass+1); err != nil {
		return err
	}
	err = migrate(ctx, db)
	if _, failed := lock.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock"+held, lockClass+1); err == nil {
		err = failed
	}
	return err
}

// checkOurs refuses a server that cannot keep a ledger, and a schema in which another program has tables of these names.
func checkOurs(ctx context.Context, db *sql.Conn) error {
	var encoding, schema sql.NullString
	var ours, others bool
	err := db.QueryRowContext(ctx, `SELECT current_setting('server_encoding'), current_schema(), to_regclass('`+versions+`') IS NOT NULL,
		EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename IN ('documents', 'statements'))`).
		Scan(&encoding, &schema, &ours, &others)
	switch {
	case err != nil:
		return err
	case encoding.String != "UTF8":
		return dixit.Errorf(dixit.Unavailable, "the database is in %s, not UTF8 (createdb --encoding UTF8 --template template0)", encoding.String)
	case !schema.Valid:
		return dixit.Errorf(dixit.Unavailable, "there is no schema in the search path")
	case others && !ours:
		return dixit.Errorf(dixit.Unavailable, "schema %s holds tables of another program", schema.String)
	}
	return nil
}

// migrate applies the migrations that are missing, each in a transaction of its own.
func migrate(ctx context.Context, db *sql.DB) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, folder, goose.WithTableName(versions), goose.WithAllowOutofOrder(true))
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if have > want {
		return dixit.Errorf(dixit.Unavailable, "made by a newer dixit (schema %d; this one knows %d)", have, want)
	}
	// They need not have come in the order of their numbers: a ledger that was made between two of them may have the later alone.
	if behind, err := p.HasPending(ctx); err != nil || !behind {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("schema %d to %d: %w", have, want, err)
	}
	return nil
}
