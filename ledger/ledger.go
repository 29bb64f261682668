// Package ledger is the store of documents and their statements: what every store promises, and the meanings that all of
// them share (what a filter wants, which words are searched, in which order statements come).
//
// The promise: when Put returns without an error, the document and all its statements are on disk. Putting a document again
// changes nothing. A store is safe for use by several goroutines and, where it is a file, by several processes.
//
// The package holds no store itself: see ledger/relational. It neither finds statements nor reads files, and it does not parse
// what a person types: see query.
package ledger

import (
	"context"
	"errors"
	"iter"

	"dixit"
)

// Ledger is a store. Errors have a kind: Invalid for a request or a document that breaks a rule, NotFound, TooLarge,
// Unreadable for what is kept but no longer fits together, Unavailable for a store that is busy, full, damaged or gone.
type Ledger interface {
	// Put keeps doc, addressed by its SHA256, with what was extracted from it: all of it or nothing. If the address is
	// already there nothing is added; if doc comes from a URL then, or without one from a path, that is not known of it, that
	// is kept, of MaxAddresses the least ones. The document is the one that Precedes the others of its bytes: if that is doc, it takes
	// the place of what was kept, with ex, if that was found by the same engine or an earlier version. Put refuses an address that is not that of doc.Source, and statements that are not
	// sealed for doc, do not fit its text, or come twice (Invalid).
	//
	// Documents that are copies of each other (package copies), and copies of those, are a cluster. Of the statements in it
	// that are one statement said again, the one that counts is that of the earliest document. Which documents are a cluster,
	// which of them is copied and which statements count is the same in whatever order they were put, as long as no 132 words
	// in a row stand in more than 64 documents of different clusters.
	//
	// Statements of the same words (package compare) are a cluster of their own kind, which a record names (dixit.Record.Cluster): as
	// the engine found them, whatever people say of them. They too are the same in whatever order documents come, within the bounds
	// that docs/KNOWN-FAILURES.md tells.
	Put(ctx context.Context, doc *dixit.Document, ex dixit.Extraction) (Receipt, error)
	// PutAll keeps entries as Put keeps one, in order, and how far files were read with them: when it returns without an
	// error, all is on disk that was not refused. The fates are those of the entries. An entry that is refused costs no other;
	// any other error means that nothing was kept. Progress replaces what was known of its path.
	PutAll(ctx context.Context, entries []Entry, progress ...Progress) ([]Fate, error)
	// Replace puts what another engine found in a document that is kept in the place of what is kept of it: all of it or
	// nothing, so that whoever reads meanwhile sees the one or the other. The document and its text stay. A statement that is
	// found again keeps its id; the id of one that is not leads to its successor (Successors) from then on, or says that it is gone. What is
	// the same as before is not written. Replace refuses what Put refuses. NotFound if there is no such document.
	Replace(ctx context.Context, sha256 string, ex dixit.Extraction) (Change, error)
	// Outdated yields the addresses of documents that another engine than this one has read, all of them if engine is the zero
	// Engine, in their order. If where is not nil, a document must have a statement that it wants. The ledger may be written to
	// meanwhile: a document is yielded if it is outdated when its turn comes.
	Outdated(ctx context.Context, engine dixit.Engine, where Expr) iter.Seq2[string, error]
	// Versions are the documents that stood at a URL, those too whose very bytes were found there again: in the order of their
	// publication, unknown days last, and of one day or instant in the order in which they were put. Case, "www." and the like make
	// no difference to a URL (copies.Address). There may be none; what is no URL is Invalid.
	Versions(ctx context.Context, url string) ([]Version, error)
	// Progress is what PutAll was told last of the file at path; the zero Progress if nothing.
	Progress(ctx context.Context, path string) (Progress, error)
	// Has reports whether a document with this address is kept.
	Has(ctx context.Context, sha256 string) (bool, error)
	// Wants reports whether Put would keep what is extracted from doc: no document of its bytes is kept, or one that doc precedes and
	// that says something else.
	Wants(ctx context.Context, doc *dixit.Document) (bool, error)
	// Document is the document with this address, whole: text, blocks and source bytes. NotFound if there is none.
	Document(ctx context.Context, sha256 string) (*dixit.Document, error)
	// Bare is Document without its source bytes.
	Bare(ctx context.Context, sha256 string) (*dixit.Document, error)
	// Addresses yields the addresses of all documents in the order of a search, all as they were at one moment. An error ends the
	// sequence. Breaking off is free.
	Addresses(ctx context.Context) iter.Seq2[string, error]
	// Arrivals yields the addresses of all documents in the order in which they were put. The ledger may be written to meanwhile: what
	// comes is yielded too. Breaking off is free.
	Arrivals(ctx context.Context) iter.Seq2[string, error]
	// Gains yields the documents that were put after the one of a number, in the order in which they were put, each with the statements
	// of it that where wants, as a search finds them now; those that are said again in copies and do not count are left out. If a
	// statement no longer fits its document, the error of its gain is Unreadable, the others are in it, and the rest follow. The ledger
	// may be written to meanwhile: what comes is yielded too. Breaking off is free.
	Gains(ctx context.Context, where Expr, after int64) iter.Seq2[Gain, error]
	// LastArrival is the number of the document that was put last, 0 if there is none.
	LastArrival(ctx context.Context) (int64, error)
	// Extraction is what was extracted from the document with this address. NotFound if there is none.
	Extraction(ctx context.Context, sha256 string) (dixit.Extraction, error)
	// Records are the records of the statements of Extraction, in their order, as they were written (dixit.Record.MarshalJSON) and not
	// read yet. NotFound if there is no such document.
	Records(ctx context.Context, sha256 string) ([][]byte, error)
	// Near are the addresses of documents whose texts may hold words, of which somebody has quoted them: most at most, first those that
	// hold all of the words in a row, or seem to, in the order in which they came, then those that hold most of them. complete is
	// whether every document that holds them in a row is among them.
	Near(ctx context.Context, words []string, most int) (addresses []string, complete bool, err error)
	// Copies says what else is kept of the story of the document with this address. NotFound if there is no such document.
	Copies(ctx context.Context, sha256 string) (Copies, error)
	// Statement is the statement whose id is id or, alone among all, begins with it. It asks for MinID characters at
	// least, and for more if several ids begin so (Invalid). NotFound if none does. The record says all that is known of
	// copies. An id that a statement had before its document was read by another engine leads to its successor.
	Statement(ctx context.Context, id string) (Stored, error)
	// Redirects are the ids that statements of the document with this address had before another engine read it, in the order of the
	// ids. There may be none.
	Redirects(ctx context.Context, sha256 string) ([]Redirect, error)
	// AddRedirects keeps the redirects of another ledger, all or none (Invalid), and says how many are new. One is passed over if its
	// id is that of a statement here or leads somewhere already, or if its document is not here or does not have the statement that
	// it leads to. What that one leads to itself, it leads to from then on.
	AddRedirects(ctx context.Context, list ...Redirect) (added int, err error)
	// Search yields the statements that f wants, all as they were at one moment, each once however many copies of its document
	// are kept, unless f wants all: the one that counts if f wants that, else the first. The record names the others, of which
	// f may not want all, MaxCopies at most, and whose copy the document is. The order: the newest day of publication first,
	// within a day the newest instant, then those with only a day, then in the order of the documents' addresses, and
	// within a document in the order it was extracted in. Documents of unknown day come last. It streams: the first
	// statements come before the last are looked for. If f.Order is Best, the first MaxRanked of these come in the order of their
	// Ranking, then the rest.
	//
	// f.After that is no statement's id is NotFound. A statement that no longer fits its document is an error of kind Unreadable in its place, and the rest follow; any
	// other error ends the sequence. Breaking off is free.
	Search(ctx context.Context, f Filter) iter.Seq2[dixit.Record, error]
	// Facets counts the statements that where wants, of everything if it is nil, by what they are: each once, as Search gives
	// them.
	Facets(ctx context.Context, where Expr) (Facets, error)
	// FacetsTo is Facets if they are so many at most. If there are more, that is all it tells: Total is most, and there are no Values.
	// MaxCounted is no such bound: it is what Facets counts.
	FacetsTo(ctx context.Context, where Expr, most int) (Facets, error)
	// Counts says how much is kept, also of what was struck.
	Counts(ctx context.Context) (Counts, error)
	// What people say of statements, and the searches they save.
	Annotator
	// What fills the ledger, and what of it failed.
	Overseer
	// Close ends the use of the ledger. It must not be called while other methods run.
	Close() error
}

// ErrGone is wrapped by the error of Statement, which is NotFound, if a statement had that id before its document was read by another
// engine, and has no successor.
var ErrGone = errors.New("no longer found")

// MinID is how many characters of a statement's id must be given to find it.
const MinID = 4

// Stored is a statement and the document it stands in.
type Stored struct {
	Record dixit.Record
	Doc    *dixit.Document // whole; may be shared between records, so it is not to be changed
	Was    string          // the id that was asked for, whole, if another engine found the statement so; "" else
}

// Receipt says what Put has done.
type Receipt struct {
	Added   bool            // whether the document is new
	Counted int             // how many more statements count now; those said again in copies do not
	CopyOf  *dixit.Original // what the document is a copy of, as far as is known now; nil if it is none or not new
}

// Bounds on what is kept and said of one document or statement.
const (
	MaxAddresses = 64
	MaxCopies    = 1000
)

// Copies says what else is kept of a document's story.
type Copies struct {
	Of        *dixit.Original     // what it is a copy of; nil if of nothing
	Agency    string              // the news agency that the story is from: by the document itself, else by the first copy that says it
	Documents []dixit.DocumentRef // the other documents of its cluster, the one that is copied first; MaxCopies at most
	Addresses []dixit.Address     // where else the very bytes were found
}

// Facets says how many statements there are of each kind. Values of a field are in the order of their numbers, the greatest first,
// then of the alphabet.
type Facets struct {
	Total    int
	Complete bool // every statement was counted; else only those that come first in a search, MaxCounted
	Values   map[Field][]Count
}

// MaxCounted is how many statements are counted by what they are.
const MaxCounted = 200_000

// Count is how many statements have a value.
type Count struct {
	Value string
	N     int
}

// Faceted are the fields that are counted: the years of Published, and the names of speakers and outlets as they are given.
func Faceted() []Field {
	return []Field{Speaker, Outlet, OfAct, OfKind, OfRegion, Depth, Published, OfSource}
}

// Counts says how much a ledger keeps. Speakers counts different names, Statements what counts: what is said again in copies
// does not.
type Counts struct{ Documents, Statements, Speakers int }
