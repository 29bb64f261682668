package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"path/filepath"
	"strings"

	"dixit/ledger/relational"
)

// dialect is what SQLite does otherwise than other databases.
type dialect struct {
	fts5
	path string
}

var _ relational.Dialect = dialect{}

// Reading implements relational.Dialect: a transaction reads of the moment in which it begins to.
func (d dialect) Reading() *sql.TxOptions { return &sql.TxOptions{ReadOnly: true} }

// Lock implements relational.Dialect: transactions that write are immediate (see connect).
func (d dialect) Lock(context.Context, *sql.Tx) error { return nil }

// Pages implements relational.Dialect.
func (d dialect) Pages() bool { return false }

// Numbers implements relational.Dialect.
func (d dialect) Numbers() string { return "json_each(?)" }

// Texts implements relational.Dialect.
func (d dialect) Texts(list []string) (table string, parameter any) {
	data, err := json.Marshal(list)
	if err != nil {
		panic(err) // texts can be written
	}
	return "json_each(?)", string(data)
}

// Fresh implements relational.Dialect: those behind the last.
func (d dialect) Fresh(table string) string {
	return "WITH RECURSIVE n(id) AS (SELECT coalesce(max(id), 0) + 1 FROM " + table + " UNION ALL SELECT id + 1 FROM n LIMIT ?) SELECT id FROM n"
}

// Load implements relational.Dialect: a row at a time, for there is no way to go.
func (d dialect) Load(w *relational.Session, table string, columns []string, cells []any) {
	insert(w, table, columns, cells)
}

// Size implements relational.Dialect: pages, also those that are free.
func (d dialect) Size() string {
	return "SELECT c.page_count * s.page_size FROM pragma_page_count c, pragma_page_size s"
}

// Place implements relational.Dialect: the file.
func (d dialect) Place() string { return d.path }

// Aside implements relational.Dialect: a file beside the ledger.
func (d dialect) Aside() string { return d.path }

// Checking implements relational.Dialect.
func (d dialect) Checking() (*sql.DB, error) { return connect(d.path, patience, checker) }

// Checked implements relational.Dialect: tables of its own cannot be made in a transaction that only reads.
func (d dialect) Checked() *sql.TxOptions { return nil }

// Reindex implements relational.Dialect.
func (d dialect) Reindex(w *relational.Session) { w.Exec("REINDEX") }

// References implements relational.Dialect. A reference that names no column is to the key.
func (d dialect) References() string {
	return `SELECT t.name, f."from", f."table", coalesce(f."to", (SELECT name FROM pragma_table_info(f."table") WHERE pk = 1))
		FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY 1, 2`
}

// Integrity implements relational.Dialect.
func (d dialect) Integrity(w *relational.Session) []relational.Fault {
	var list []relational.Fault
	w.Each("SELECT integrity_check FROM pragma_integrity_check", func(scan func(...any) error) error {
		var line string
		err := scan(&line)
		line = strings.TrimSpace(strings.ReplaceAll(line, "\n", "; "))
		fault := relational.Fault{Why: line, Where: filepath.Base(d.path)}
		switch {
		case line == "ok":
			return err
		case strings.Contains(strings.ToLower(line), "fts5"):
			fault.Where, fault.Heals = "file", relational.WordsAnew
		case strings.Contains(line, " index "):
			fault.Heals = relational.Reindex
		}
		list = append(list, fault)
		return err
	})
	return list
}
