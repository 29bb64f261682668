// Package serve is what the faces of a ledger have in common: the service, which answers what they are asked, and the manners of
// the server that they speak through.
//
// A face registers its own routes on a mux (serve/api); the program puts them together, with Manners around them. Every answer is
// made of what the ledger has at that moment, and a document's words are data: the package makes no page and no HTML.
//
// It opens no connection but the listener it is asked for, reads no file, and knows no store and no extractor: both are given to it.
package serve

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync/atomic"
	"time"

	"dixit"
	"dixit/ledger"
)

// Engine makes records of what a client sends. It is safe for use by several goroutines. serve.New may be given none.
type Engine interface {
	// Read makes a document of a text or a page.
	Read(in Input) (*dixit.Document, error)
	// ReadFile makes a document of a file of some form, as the name of the file and what it holds tell.
	ReadFile(name string, data []byte) (*dixit.Document, error)
	// Extract finds what is said in a document. It ends when ctx does.
	Extract(ctx context.Context, doc *dixit.Document) (dixit.Extraction, error)
	// EntityOf is the id of a speaker as far as one record tells it, "" if it does not.
	EntityOf(s dixit.Speaker) string
}

// Questions are what else can be asked of what is kept. What there is nobody to answer is nil, and no face has it then. Answers write
// themselves as JSON, as the page of docs/ that is named says. Each is safe for use by several goroutines.
type Questions struct {
	Verify  Verifier
	Compare Comparer
	Shift   Shifter
	Relate  Relater
	Work    Worklist
}

// Relater finds the statements of other documents that a statement stands in a relation to, or they to it: some, the surest first.
type Relater interface {
	Across(ctx context.Context, r dixit.Record) ([]Related, error)
}

// Related is another statement in its relation to the one that was asked for.
type Related struct {
	Type   dixit.RelationType
	Of     bool // the one that was asked for stands so to Record; else Record stands so to it
	Record dixit.Record
	Why    string // in words
}

// Verifier judges the quotations of a draft (docs/verify.md), in their order.
type Verifier interface {
	Verify(ctx context.Context, draft *dixit.Document, found dixit.Extraction) ([]json.Marshaler, error)
}

// Comparer sets what articles make of the same words against each other (docs/compare.md): those of a statement, or the nearest to
// some words. baseline is the id of the statement that the others are set against, "" for the usual one.
type Comparer interface {
	Statement(ctx context.Context, id, baseline string) (json.Marshaler, error)
	Words(ctx context.Context, words, baseline string) (json.Marshaler, error)
}

// Shifter tells what a speaker said about some words over time, "" for everything, and where that may have turned (docs/shift.md).
type Shifter interface {
	Shift(ctx context.Context, speaker, about string) (json.Marshaler, error)
}

// Service answers questions about a ledger. It is safe for use by several goroutines.
type Service struct {
	Store ledger.Ledger
	Links Links
	Log   *slog.Logger
	Questions

	engine Engine
	began  time.Time
	heavy  places // extraction, at once
	long   places // streams, at once
	ears   places // those who are told what goes on

	counts   Answers[ledger.Facets] // of more than countedSoon statements
	profiles Answers[Profile]       // of more than readSoon
	hedged   Answers[Hedging]
	work     *work
	ending   atomic.Bool
}

// Bounds on work at once: beyond, requests wait a moment and are then sent away.
const (
	maxHeavy = 2
	maxLong  = 8
)

// New makes a service that logs to log what is its own fault. It is to be closed.
func New(store ledger.Ledger, engine Engine, links Links, log *slog.Logger) *Service {
	return &Service{
		Store: store, Links: links, Log: log, engine: engine, began: time.Now(), heavy: make(places, maxHeavy), long: make(places, maxLong),
		ears: make(places, maxListeners), work: newWork(),
	}
}

// End says that the server is ending: it is not ready from now on, and answers what still comes.
func (s *Service) End() { s.ending.Store(true) }

// Ready is nil if the ledger can be read and the server is not ending.
func (s *Service) Ready(ctx context.Context) error {
	if s.ending.Load() {
		return errEnding
	}
	_, err := s.Store.Has(ctx, "")
	return err
}
