package ledger

import (
	"context"
	"time"

	"dixit"
)

// Bounds on what is remembered of how a ledger is filled. What was heard of first goes first.
const (
	MaxFailures = 10_000
	MaxFeeds    = 20_000
	MaxRuns     = 50
	MaxReason   = 1000 // bytes of an error, a place or an address
)

// Overseer remembers what fills a ledger: the addresses that are polled, what could not be used, and the runs that go on or did
// lately. Nothing else in a ledger depends on it, and it is not exported: it is about this ledger. Texts that are too long are cut.
type Overseer interface {
	// NoteFeeds remembers what is known of addresses now, each in place of what was known of it.
	NoteFeeds(ctx context.Context, feeds ...Feed) error
	// Feeds are the first addresses behind one, in their order, that f wants; "" begins.
	Feeds(ctx context.Context, f FeedFilter) ([]Feed, error)
	// NoteFailures remembers what could not be used; one of the same place and reason takes the place of the former.
	NoteFailures(ctx context.Context, list ...Failure) error
	// Failures are those that f wants, the newest first.
	Failures(ctx context.Context, f FailureFilter) ([]Failure, error)
	// NoteRun remembers how far a run is.
	NoteRun(ctx context.Context, r Run) error
	// Runs are the newest runs, the last begun first.
	Runs(ctx context.Context) ([]Run, error)
	// Readings are documents in the order in which they were put, the newest first.
	Readings(ctx context.Context, f ReadingFilter) ([]Reading, error)
	// Vitals are the numbers behind which the others stand.
	Vitals(ctx context.Context) (Vitals, error)
}

// Feed is what is known of an address that is polled. A zero instant is one that is not known.
type Feed struct {
	Address  string
	Fetched  time.Time // when it was asked for last
	Changed  time.Time // when something new was there last
	Next     time.Time // when it is asked for again
	Failures int       // polls one after another that could not have it
	Error    string    // the last, in words; "" if there was none
	Wrong    time.Time // when that was
	Missed   int       // entries that the last poll could not have
	Waiting  int       // entries that it left for the next
}

// Troubled reports whether the last poll could not have the address, or something that it names.
func (f Feed) Troubled() bool { return f.Failures > 0 || f.Missed > 0 }

// FeedFilter says which feeds are wanted.
type FeedFilter struct {
	Troubled bool   // only those
	After    string // an address
	Limit    int    // how many at most
}

// Failure is something in the inputs of a run that could not be used.
type Failure struct {
	ID     int64 // the ledger gives it; a later one has a greater one
	At     time.Time
	Run    string // what was run: ingest, fetch, watch, reextract
	Place  string // where in the inputs
	Label  string // the id of the document, if it had one
	URL    string
	Reason string // in words
	Sort   string // the reason without what tells one case from the next
}

// FailureFilter says which failures are wanted.
type FailureFilter struct {
	Sort   string // only those of this sort, unless it is ""
	Before int64  // only those with a smaller id, unless it is 0
	Limit  int    // how many at most
}

// Run is a run of something that fills the ledger.
type Run struct {
	ID         string
	What       string // ingest, fetch, watch, reextract
	Began      time.Time
	Seen       time.Time // when it was last heard of
	Ended      time.Time // zero: it has not, or was killed
	Documents  int
	Statements int
	Failures   int
	Done       int64  // of Total: bytes of the inputs, or documents where it is known how many there are
	Total      int64  // 0: not known
	Why        string // it ended early; "" if it did not
}

// silence is how long a run that goes on may not be heard of.
const silence = 90 * time.Second

// Running reports whether a run goes on, as far as anybody knows.
func (r Run) Running(now time.Time) bool { return r.Ended.IsZero() && now.Sub(r.Seen) < silence }

// Reading is a document and what read it.
type Reading struct {
	N      int64 // the number of its arrival
	Doc    dixit.DocumentRef
	Engine dixit.Engine
}

// ReadingFilter says which documents are wanted.
type ReadingFilter struct {
	Engine *dixit.Engine // only those that it has read, or has not; nil: all
	Not    bool          // those that it has not
	Before int64         // only those that came before the one of this number, unless it is 0
	Limit  int           // how many at most
}

// Vitals are how much there is of what an Overseer remembers, and how large the ledger is.
type Vitals struct {
	Size     int64 // bytes that it takes, as the database says
	Engines  []EngineCount
	Feeds    int
	Troubled int     // of the feeds
	Failures int     // that are remembered
	Reasons  []Count // of failures, by their sort, the most first
}

// EngineCount is how many documents an engine has read.
type EngineCount struct {
	Engine dixit.Engine
	N      int
}
