package sqlite

import (
	"strconv"
	"strings"

	"dixit/ledger/relational"
)

// fts5 is SQLite's index of words: tables without content, a column of words each. What is looked for is in quotation marks, so
// that nothing in it can be syntax.
type fts5 struct{}

// Write implements relational.Index. It should come last in a transaction: a row of another table that may fail makes SQLite set a
// savepoint, at which the index would write out what it has gathered.
func (fts5) Write(w *relational.Session, table relational.Table, row int64, words [][]string) {
	write(w, string(table), table.Columns(), row, words)
}

// write is Write for a table like it.
func write(w *relational.Session, table string, columns []string, row int64, words [][]string) {
	cells := []any{row}
	for _, list := range words {
		cells = append(cells, strings.Join(list, " "))
	}
	w.Exec("INSERT INTO "+table+" (rowid, "+strings.Join(columns, ", ")+") VALUES (?"+strings.Repeat(", ?", len(columns))+")", cells...)
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
