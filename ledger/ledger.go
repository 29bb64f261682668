// Package ledger is the store of documents and their statements: what every store promises, and the meanings that all of
// them share (what a filter wants, which words are searched, in which order statements come).
//
// The promise: when Put returns without an error, the document and all its statements are on disk. Putting a document again
// changes nothing. A store is safe for use by several goroutines and, where it is a file, by several processes.
//
// The package holds no store itself: see ledger/sqlite. It neither finds statements nor reads files, and it does not parse
// what a person types: see query.
package ledger

import (
	"context"
	"iter"

	"dixit"
)

// Ledger is a store. Errors have a kind: Invalid for a request or a document that breaks a rule, NotFound, TooLarge,
// Unreadable for what is kept but no longer fits together, Unavailable for a store that is busy, full, damaged or gone.
type Ledger interface {
	// Put keeps doc, addressed by its SHA256, with what was extracted from it: all of it or nothing. It reports false, and
	// changes nothing, if the address is already there. It refuses an address that is not that of doc.Source, and
	// statements that are not sealed for doc, do not fit its text, or come twice (Invalid).
	Put(ctx context.Context, doc *dixit.Document, ex dixit.Extraction) (added bool, err error)
	// PutAll keeps entries as Put keeps one, in order, and how far files were read with them: when it returns without an
	// error, all is on disk that was not refused. The fates are those of the entries. An entry that is refused costs no other;
	// any other error means that nothing was kept. Progress replaces what was known of its path.
	PutAll(ctx context.Context, entries []Entry, progress ...Progress) ([]Fate, error)
	// Progress is what PutAll was told last of the file at path; the zero Progress if nothing.
	Progress(ctx context.Context, path string) (Progress, error)
	// Has reports whether a document with this address is kept.
	Has(ctx context.Context, sha256 string) (bool, error)
	// Document is the document with this address, whole: text, blocks and source bytes. NotFound if there is none.
	Document(ctx context.Context, sha256 string) (*dixit.Document, error)
	// Statement is the statement whose id is id or, alone among all, begins with it. It asks for MinID characters at
	// least, and for more if several ids begin so (Invalid). NotFound if none does.
	Statement(ctx context.Context, id string) (Stored, error)
	// Search yields the statements that f wants, all as they were at one moment: the newest day of publication first,
	// within a day the newest instant, then those with only a day, then in the order of the documents' addresses, and
	// within a document in the order it was extracted in. Documents of unknown day come last. It streams: the first
	// statements come before the last are looked for.
	//
	// A statement that no longer fits its document is an error of kind Unreadable in its place, and the rest follow; any
	// other error ends the sequence. Breaking off is free.
	Search(ctx context.Context, f Filter) iter.Seq2[dixit.Record, error]
	// Counts says how much is kept.
	Counts(ctx context.Context) (Counts, error)
	// Close ends the use of the ledger. It must not be called while other methods run.
	Close() error
}

// MinID is how many characters of a statement's id must be given to find it.
const MinID = 4

// Stored is a statement and the document it stands in.
type Stored struct {
	Record dixit.Record
	Doc    *dixit.Document // whole; may be shared between records, so it is not to be changed
}

// Counts says how much a ledger keeps. Speakers counts different names.
type Counts struct{ Documents, Statements, Speakers int }
