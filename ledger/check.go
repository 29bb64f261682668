package ledger

import (
	"context"
	"iter"
)

// Checker is a store that can be gone over, mended and copied.
type Checker interface {
	// Check goes over everything that is kept, as it is at one moment, and yields what is not as it must be: every span is the
	// text it says it is, every id that of its words, every column, edge and word of an index what its record says, and nothing
	// belongs to what is not there. It streams. An error ends the sequence: Unavailable if the store cannot be read.
	Check(ctx context.Context, opts CheckOptions) iter.Seq2[Finding, error]
	// Repair mends what Check finds, and says what it does, or with do false what it would do, which changes nothing. What can
	// be derived from the records is derived anew. What can no longer be read is first written to a file beside the ledger, all
	// that is there of it, and then taken out. All of it is done or nothing; the error is Unavailable if something cannot be
	// mended.
	Repair(ctx context.Context, do bool) (Repaired, error)
	// Backup copies everything, as it is at one moment, into a new file that is itself a ledger, while others go on reading and
	// writing. The file is on disk when it returns without an error, and is not there in part.
	Backup(ctx context.Context, path string) error
}

// CheckOptions say what is checked.
type CheckOptions struct {
	Deep bool           // unpack the source bytes too, compare them with their address, and compare every word of the index
	Seen func(done int) // is called with how many documents were gone over, if it is not nil
}

// Finding is something in a ledger that is not as it must be.
type Finding struct {
	What  string `json:"what"`  // the check: file, documents, hashes, spans, ids, days, columns, edges, index, copies, echoes, speakers, orphans, annotations, redirects, pages, progress or work
	Where string `json:"where"` // what it is about: a document, a statement, a name
	Why   string `json:"why"`   // what is wrong
}

// Repaired is what was mended, or would be.
type Repaired struct {
	Mends []Mend
	Aside string // the file of what was taken out; "" if nothing was
}

// Mend is something that mends a ledger.
type Mend struct {
	Do    string `json:"do"`    // what is done: set aside, take out, rewrite, index, link, compare, name, forget, reindex
	Where string `json:"where"` // to what
	Why   string `json:"why"`   // what is wrong with it
	Aside bool   `json:"aside"` // whether something is taken out, and written to a file before
}
