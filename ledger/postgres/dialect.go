package postgres

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"dixit/ledger/relational"

	"github.com/jackc/pgx/v5/pgconn"
)

// dialect is what PostgreSQL does otherwise than other databases.
type dialect struct {
	tsvector
	config *pgconn.Config
}

var _ relational.Dialect = dialect{}

// lockClass is the class of dixit's advisory locks: "dixt".
const lockClass = 0x64697874

// lock waits for the lock of the ledger in the schema, which goes with the transaction.
const lock = "SELECT pg_advisory_xact_lock(?, hashtext(current_schema()))"

// Reading implements relational.Dialect.
func (d dialect) Reading() *sql.TxOptions {
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

// Lock implements relational.Dialect.
func (d dialect) Lock(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, lock, lockClass)
	return err
}

// Pages implements relational.Dialect.
func (d dialect) Pages() bool { return true }

// Numbers implements relational.Dialect.
func (d dialect) Numbers() string {
	return "(SELECT CAST(n AS bigint) AS value FROM json_array_elements_text(CAST(CAST(? AS text) AS json)) n)"
}

// Texts implements relational.Dialect.
func (d dialect) Texts(list []string) (table string, parameter any) {
	kept := make([]string, len(list))
	for i, s := range list {
		kept[i] = escaped(s)
	}
	data, err := json.Marshal(kept)
	if err != nil {
		panic(err) // texts can be written
	}
	return "(SELECT n AS value FROM json_array_elements_text(CAST(CAST(? AS text) AS json)) n)", string(data)
}

// Fresh implements relational.Dialect.
func (d dialect) Fresh(table string) string {
	return "SELECT nextval(pg_get_serial_sequence('" + table + "', 'id')) FROM generate_series(1, CAST(? AS integer))"
}

// Load implements relational.Dialect: all rows go the way to the server together.
func (d dialect) Load(w *relational.Session, table string, columns []string, cells []any) {
	load(w, table, columns, cells)
}

func load(w *relational.Session, table string, columns []string, cells []any) {
	w.Exec(copyInto+table+" ("+strings.Join(columns, ", ")+")"+asBinary, cells...)
}

// Size implements relational.Dialect: tables of the schema with their indexes.
func (d dialect) Size() string {
	return `SELECT CAST(coalesce(sum(pg_total_relation_size(oid)), 0) AS BIGINT) FROM pg_class
		WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace)`
}

// Place implements relational.Dialect: the URL without user and password.
func (d dialect) Place() string {
	u := url.URL{Scheme: "postgres", Host: d.config.Host, Path: "/" + d.config.Database}
	if strings.HasPrefix(d.config.Host, "/") {
		u.Host, u.RawQuery = "", "host="+d.config.Host
	}
	if d.config.Port != 5432 {
		u.Host += ":" + strconv.Itoa(int(d.config.Port))
	}
	return u.String()
}

// Aside implements relational.Dialect: a file in the folder where the program runs.
func (d dialect) Aside() string { return filepath.Base("dixit-" + d.config.Database) }

// Checking implements relational.Dialect.
func (d dialect) Checking() (*sql.DB, error) { return d.pool(), nil }

// Checked implements relational.Dialect.
func (d dialect) Checked() *sql.TxOptions { return d.Reading() }

// Integrity implements relational.Dialect: the server checks its pages as it reads them, and its administrator has pg_amcheck.
func (d dialect) Integrity(*relational.Session) []relational.Fault { return nil }

// Reindex implements relational.Dialect: no fault asks for it.
func (d dialect) Reindex(*relational.Session) {}

// References implements relational.Dialect.
func (d dialect) References() string {
	return `SELECT t.relname, a.attname, p.relname, k.attname FROM pg_constraint c
		JOIN pg_class t ON t.oid = c.conrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
		JOIN pg_class p ON p.oid = c.confrelid JOIN pg_attribute k ON k.attrelid = p.oid AND k.attnum = c.confkey[1]
		WHERE c.contype = 'f' AND c.connamespace = CAST(current_schema() AS regnamespace) ORDER BY 1, 2`
}
