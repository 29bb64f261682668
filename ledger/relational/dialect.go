package relational

import (
	"context"
	"database/sql"
)

// Dialect is what one database does otherwise than another. All else is said in SQL that every one of them understands:
// parameters are ? and ?1, what is true or false is kept as 1 or 0, and text is compared by its bytes.
type Dialect interface {
	Index

	// Reading are the options of a transaction in which all that is read is of one moment.
	Reading() *sql.TxOptions
	// Lock makes a transaction that is to write the only one that does, and waits for that if need be.
	Lock(ctx context.Context, tx *sql.Tx) error
	// Pages reports whether a connection answers nothing else while rows are read from it, so that those of a search are read a
	// page at a time.
	Pages() bool
	// Numbers is a table in SQL whose column value holds the numbers of a JSON array, a parameter.
	Numbers() string
	// Texts is a table in SQL whose column value holds texts, and the parameter that it has.
	Texts(list []string) (table string, parameter any)
	// Fresh is a query for row ids that no row of a table has, as many as its parameter says.
	Fresh(table string) string
	// Load writes rows into columns of a table, the cells of one behind those of the other. None of them is there.
	Load(w *Session, table string, columns []string, cells []any)

	// Size is a query for how many bytes the ledger takes.
	Size() string

	// Place is what the ledger is called in errors, without anything secret.
	Place() string
	// Cause says in plain words what an error of the database means, with a colon and a space behind; "" if its own words must
	// do.
	Cause(err error) string
	// Passing reports whether a transaction that failed so was in the way of another and is worth another try.
	Passing(err error) bool
	// Damaged reports whether an error says that what is kept does not fit together.
	Damaged(err error) bool

	// Checking makes a pool of one connection for a check, which may keep tables of its own meanwhile. Whoever asks closes it.
	Checking() (*sql.DB, error)
	// Checked are the options of its transaction: all that is read is of one moment.
	Checked() *sql.TxOptions
	// Integrity runs the database's own check.
	Integrity(w *Session) []Fault
	// Reindex makes the database's own indexes anew.
	Reindex(w *Session)
	// References is a query for all columns that point at other tables: table, column, the other table, its column.
	References() string
	// Aside is how the name begins of a file for what is taken out.
	Aside() string
}

// Index is an index of words in which a statement has a row in the table Terms and, if there are notes of it, one in Remarks, and a
// document one in Gists. The words
// are folded and stemmed before they come to it (ledger.Index), so that all indexes find the same.
type Index interface {
	// Cells are words, a list for each of Columns, as the index keeps them: what of Write needs no transaction.
	Cells(table Table, words [][]string) []any
	// Write writes rows into a table, none of which is there.
	Write(w *Session, table Table, rows []Row)
	// Erase takes out what Write wrote, if it is there.
	Erase(w *Session, table Table, row int64)
	// Clear takes out everything.
	Clear(w *Session, table Table)
	// Key is the column of a table that holds the row id, for a query that asks for words.
	Key(table Table) string
	// Listing is a table in SQL whose column id holds the row ids that are in the index.
	Listing(table Table) string
	// Holds is the condition in SQL that a row of a table holds what a query asks for, a parameter.
	Holds(table Table) string

	// Doubtful is a query for the row ids of statements of which the index does not hold all words, so that their records must be
	// asked; "" if it always does.
	Doubtful() string

	// Phrase is a query for words in a row in one of the columns; the last may go on if prefix is set.
	Phrase(table Table, columns, words []string, prefix bool) string
	// Near is a query for two words in one of the columns, in either order, with so many words between them at most.
	Near(table Table, columns []string, a, b string, within int) string
	// Joined is a query that needs what an operator makes of others, of which there is one at least.
	Joined(by Operator, queries []string) string

	// Word is a query for a word of a table with one column.
	Word(table Table, word string) string

	// Compare prepares a comparison of the words in a table with those that they must be.
	Compare(w *Session, table Table) Comparison
}

// Row is what the index keeps of a statement or a document, by its row id.
type Row struct {
	ID    int64
	Cells []any // Index.Cells made them
}

// Table is a table of words.
type Table string

// The tables of words.
const (
	Terms   Table = "terms"   // of statements
	Remarks Table = "remarks" // of notes on them
	Gists   Table = "gists"   // of documents, by their row ids (ledger.Gist): each word of a row comes once, and is asked for alone
)

// Columns are the columns of a table. Those whose names end in _written hold the words of others as they are written, for
// beginnings.
func (t Table) Columns() []string {
	switch t {
	case Remarks:
		return []string{"note", "note" + written}
	case Gists:
		return []string{"words"}
	}
	return []string{
		"said", "title", "cue", "speaker", "entity", "addressee", "via", "outlet", "agency",
		"said" + written, "title" + written, "cue" + written,
	}
}

const written = "_written"

// Operator joins queries of the index.
type Operator int

// The operators.
const (
	And    Operator = iota
	Or              //
	ButNot          // the first of two, but not the second
)

// Comparison compares the words that an index holds with those that it must hold.
type Comparison interface {
	// Expect gives the words that the index must hold in a row.
	Expect(row int64, words [][]string)
	// Pass says that it does not matter what the index holds in a row.
	Pass(row int64)
	// Wrong are those of the rows expected since it was asked last whose words are others.
	Wrong() []int64
	// Rest are the rows that the index holds and that were not expected.
	Rest() []int64
}

// Fault is something that a database finds wrong with itself.
type Fault struct {
	Why   string
	Where string // "" for all of it
	Heals Remedy
}

// Remedy is what helps against a fault.
type Remedy int

// The remedies.
const (
	NoRemedy  Remedy = iota
	Reindex          // the database's own indexes are made anew
	WordsAnew        // the index of words is made anew
)
