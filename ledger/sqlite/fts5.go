package sqlite

import (
	"strconv"
	"strings"

	"dixit/ledger/relational"
)

// fts5 is SQLite's index of words: tables without content, a column of words each. What is looked for is in quotation marks, so
// that nothing in it can be syntax.
type fts5 struct{}

// Cells implements relational.Index.
func (fts5) Cells(_ relational.Table, words [][]string) []any {
	cells := make([]any, len(words))
	for i, list := range words {
		cells[i] = strings.Join(list, " ")
	}
	return cells
}

// Write implements relational.Index. It should come last in a transaction: a row of another table that may fail makes SQLite set a
// savepoint, at which the index would write out what it has gathered.
func (fts5) Write(w *relational.Session, table relational.Table, rows []relational.Row) {
	for _, r := range rows {
		write(w, string(table), table.Columns(), r)
	}
}

// write is Write for a row of a table like it.
func write(w *relational.Session, table string, columns []string, r relational.Row) {
	insert(w, table, append([]string{"rowid"}, columns...), append([]any{r.ID}, r.Cells...))
}

// insert writes rows, the cells of one behind those of the other.
func insert(w *relational.Session, table string, columns []string, cells []any) {
	n := len(columns)
	query := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (?" + strings.Repeat(", ?", n-1) + ")"
	for ; len(cells) >= n; cells = cells[n:] {
		w.Exec(query, cells[:n]...)
	}
}

// Erase implements relational.Index.
func (fts5) Erase(w *relational.Session, table relational.Table, row int64) {
	w.Exec("DELETE FROM "+string(table)+" WHERE rowid = ?", row)
}

// Clear implements relational.Index.
func (fts5) Clear(w *relational.Session, table relational.Table) {
	w.Exec("INSERT INTO " + string(table) + "(" + string(table) + ") VALUES ('delete-all')")
}

// Key implements relational.Index.
func (fts5) Key(relational.Table) string { return "rowid" }

// Listing implements relational.Index.
func (fts5) Listing(table relational.Table) string { return string(table) + "_docsize" }

// Holds implements relational.Index.
func (fts5) Holds(table relational.Table) string { return string(table) + " MATCH ?" }

// Doubtful implements relational.Index.
func (fts5) Doubtful() string { return "" }

// Phrase implements relational.Index.
func (fts5) Phrase(_ relational.Table, columns, words []string, prefix bool) string {
	q := "{" + strings.Join(columns, " ") + "}:" + quoted(words...)
	if prefix {
		q += " *"
	}
	return q
}

// Near implements relational.Index.
func (fts5) Near(_ relational.Table, columns []string, a, b string, within int) string {
	return "{" + strings.Join(columns, " ") + "}:NEAR(" + quoted(a) + " " + quoted(b) + ", " + strconv.Itoa(within) + ")"
}

// Joined implements relational.Index.
func (fts5) Joined(by relational.Operator, queries []string) string {
	operator := " AND "
	switch by {
	case relational.Or:
		operator = " OR "
	case relational.ButNot:
		operator = " NOT "
	}
	return "(" + strings.Join(queries, operator) + ")"
}

// Word implements relational.Index.
func (fts5) Word(_ relational.Table, word string) string { return quoted(word) }

// quoted are words in a row.
func quoted(words ...string) string { return `"` + strings.Join(words, " ") + `"` }
