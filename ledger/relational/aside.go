package relational

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// aside is the file beside a ledger that what is taken out of it is written to first: rows, an object each, blobs in hex. There is
// none until something is.
type aside struct {
	base string // how its name begins
	path string
	file *os.File
	out  *bufio.Writer
	err  error
}

// put writes a row of a table.
func (a *aside) put(table string, row map[string]any) {
	if a.file == nil && a.err == nil {
		base := a.base + ".damaged-" + time.Now().UTC().Format("20060102T150405Z")
		for n := 0; n < 100; n++ {
			a.path = fmt.Sprintf("%s%s.ndjson", base, []string{"", fmt.Sprint("-", n)}[min(n, 1)])
			if a.file, a.err = os.OpenFile(a.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); !errors.Is(a.err, os.ErrExist) {
				break
			}
		}
		a.out = bufio.NewWriter(a.file)
	}
	if a.err != nil {
		return
	}
	line, err := json.Marshal(struct {
		Table string         `json:"table"`
		Row   map[string]any `json:"row"`
	}{table, row})
	if err == nil {
		_, err = a.out.Write(append(line, '\n'))
	}
	a.err = err
}

// sync sees to it that all of it is on disk.
func (a *aside) sync() error {
	if a.err != nil || a.file == nil {
		return a.err
	}
	if err := a.out.Flush(); err != nil {
		return err
	}
	if err := a.file.Sync(); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(a.path))
}

// close ends the file. After an error nothing was taken out, and the file goes.
func (a *aside) close(err error) error {
	if a.file == nil {
		return err
	}
	if cerr := a.file.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(a.path) // what it holds is still in the ledger
	}
	return err
}

// lose takes out a document, and writes all that is there of it aside: its row, and those that belong to it and are not derived.
func (m *mender) lose(k whole) {
	m.set("documents", "id = ?", k.id)
	for _, ref := range m.belonging("documents") {
		m.set(ref.table, identifier(ref.column)+" = ?", k.id)
	}
	m.unindex(k)
	m.w.dialect.Erase(m.w, Gists, k.id)
	m.w.Exec("DELETE FROM documents WHERE id = ?", k.id)
}

// strike writes a statement aside: its row, if there is one, and its record.
func (m *mender) strike(k whole, ordinal int) {
	m.set("statements", "doc = ? AND ordinal = ?", k.id, ordinal)
	if ordinal >= 0 && ordinal < len(k.lines) {
		m.aside.put("records", map[string]any{"address": k.doc.SHA256, "ordinal": ordinal, "record": cell(k.lines[ordinal])})
	}
}

// orphans takes out the rows of a table whose parents are gone, and writes them aside. What people say, and ids that led to
// statements, are kept: they belong to none then.
func (m *mender) orphans(ref reference) {
	where := ref.missing()
	switch ref {
	case annotationsOfStatements():
		m.carryOf("SELECT DISTINCT address FROM annotations WHERE " + where)
		fallthrough
	case redirectsToStatements():
		m.w.Exec("UPDATE " + identifier(ref.table) + " SET " + identifier(ref.column) + " = NULL WHERE " + where)
		return
	}
	m.set(ref.table, where)
	m.w.Exec("DELETE FROM " + identifier(ref.table) + " WHERE " + where)
}

// belonging are the columns of tables that point at rows of a table, but for those that are derived.
func (m *mender) belonging(parent string) []reference {
	derived := []string{"prints", "clusters", "unsketched", "ungisted", "pages", "echoes", "unheard"}
	var list []reference
	for _, r := range m.w.references() {
		if r.parent == parent && !slices.Contains(derived, r.table) {
			list = append(list, r)
		}
	}
	return list
}

// set writes rows of a table aside.
func (m *mender) set(table, where string, args ...any) {
	st := m.w.prepare("SELECT * FROM " + identifier(table) + " WHERE " + where)
	if st == nil {
		return
	}
	rows, err := st.QueryContext(m.w.ctx, args...)
	if err != nil {
		m.w.err = err
		return
	}
	defer rows.Close()
	names, err := rows.Columns()
	for err == nil && rows.Next() {
		cells := make([]any, len(names))
		for i := range cells {
			cells[i] = new(any)
		}
		if err = rows.Scan(cells...); err != nil {
			break
		}
		row := map[string]any{}
		for i, name := range names {
			row[name] = cell(*cells[i].(*any))
		}
		m.aside.put(table, row)
	}
	if m.w.err = errors.Join(err, rows.Err()); m.w.err == nil {
		m.w.err = m.aside.err
	}
}

// cell is a value as it is written aside.
func cell(v any) any {
	if data, ok := v.([]byte); ok {
		return map[string]string{"hex": hex.EncodeToString(data)}
	}
	return v
}

// identifier is a name as SQL has it.
func identifier(name string) string { return `"` + name + `"` }

// SyncFolder sees to it that the names in a folder are on disk.
func SyncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	return err
}
