package main

import (
	"context"
	"encoding/json"
	"io"

	"dixit"
	"dixit/compare/lookup"
	"dixit/ledger"
	"dixit/relate/across"
	"dixit/serve"
	"dixit/shift"
	"dixit/verify"
)

// questionsOf are what can be asked of a ledger besides what is in it.
func questionsOf(store ledger.Ledger) serve.Questions {
	return serve.Questions{Verify: verifier{verify.NewKept(store)}, Compare: comparer{store}, Shift: shifter{store}, Relate: relater{store}, Work: serve.WorkOf(store)}
}

// verifier looks for quotations in a ledger.
type verifier struct{ kept *verify.Kept }

// Verify implements serve.Verifier.
func (v verifier) Verify(ctx context.Context, draft *dixit.Document, found dixit.Extraction) ([]json.Marshaler, error) {
	results, err := verify.Draft(ctx, draft, found, v.kept)
	out := make([]json.Marshaler, len(results))
	for i, r := range results {
		out[i] = r
	}
	return out, err
}

// comparer compares statements of a ledger.
type comparer struct{ store ledger.Ledger }

// Statement implements serve.Comparer.
func (c comparer) Statement(ctx context.Context, id, baseline string) (json.Marshaler, error) {
	return lookup.Statement(ctx, c.store, id, baseline)
}

// Words implements serve.Comparer.
func (c comparer) Words(ctx context.Context, words, baseline string) (json.Marshaler, error) {
	return lookup.Words(ctx, c.store, words, baseline)
}

// shifter follows a speaker in a ledger.
type shifter struct{ store ledger.Ledger }

// Shift implements serve.Shifter, as dixit shift --json does.
func (s shifter) Shift(ctx context.Context, speaker, about string) (json.Marshaler, error) {
	who, _, err := recordsBy(ctx, &terminal{out: io.Discard, err: io.Discard, width: plainWidth}, s.store, speaker)
	if err != nil {
		return nil, err
	}
	r := shift.NewReport(who.records, about, articlesOf(ctx, s.store))
	if len(r.Line.Said)+len(r.Line.Undated) == 0 {
		return nil, dixit.Errorf(dixit.NotFound, "%s says nothing about %.80q", who.name, about)
	}
	return answerOf(about, who, r), nil
}

// relater looks for relations between documents of a ledger.
type relater struct{ store ledger.Ledger }

// Across implements serve.Relater.
func (r relater) Across(ctx context.Context, of dixit.Record) ([]serve.Related, error) {
	found, err := across.Find(ctx, r.store, of)
	out := make([]serve.Related, len(found))
	for i, f := range found {
		out[i] = serve.Related{Type: f.Type, Of: f.Of, Record: f.Record, Why: f.Why}
	}
	return out, err
}
