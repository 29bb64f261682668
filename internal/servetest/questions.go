package servetest

import (
	"context"
	"encoding/json"
	"regexp"

	"dixit"
	"dixit/compare/lookup"
	"dixit/ledger"
	"dixit/relate/across"
	"dixit/serve"
	"dixit/shift"
	"dixit/verify"
)

// Questions are answered as the program does, of whoever has a name in full.
func Questions(store ledger.Ledger) serve.Questions {
	return serve.Questions{Verify: verifier{verify.NewKept(store)}, Compare: comparer{store}, Shift: shifter{store}, Relate: relater{store}}
}

type (
	verifier struct{ kept *verify.Kept }
	comparer struct{ store ledger.Ledger }
	shifter  struct{ store ledger.Ledger }
	relater  struct{ store ledger.Ledger }
)

// Verify implements the question.
func (v verifier) Verify(ctx context.Context, draft *dixit.Document, found dixit.Extraction) ([]json.Marshaler, error) {
	results, err := verify.Draft(ctx, draft, found, v.kept)
	out := []json.Marshaler{}
	for _, r := range results {
		out = append(out, r)
	}
	return out, err
}

// Statement implements the question.
func (c comparer) Statement(ctx context.Context, id, baseline string) (json.Marshaler, error) {
	return lookup.Statement(ctx, c.store, id, baseline)
}

// Words implements the question.
func (c comparer) Words(ctx context.Context, words, baseline string) (json.Marshaler, error) {
	return lookup.Words(ctx, c.store, words, baseline)
}

// Shift implements the question.
func (s shifter) Shift(ctx context.Context, speaker, about string) (json.Marshaler, error) {
	var records []dixit.Record
	for r, err := range s.store.Search(ctx, ledger.Filter{Where: ledger.Term{Field: ledger.Speaker, Text: speaker}}) {
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	if len(records) == 0 {
		return nil, dixit.Errorf(dixit.NotFound, "nobody called %s has said anything", speaker)
	}
	r := shift.NewReport(records, about, func(sha256 string) *shift.Article {
		doc, err := s.store.Document(ctx, sha256)
		if err != nil {
			return nil
		}
		ex, err := s.store.Extraction(ctx, sha256)
		if err != nil {
			return nil
		}
		return &shift.Article{Doc: doc, Statements: ex.Statements}
	})
	return shift.Answer{Speaker: speaker, About: about, Report: r, Complete: r.Whole}, nil
}

// Across implements the question.
func (r relater) Across(ctx context.Context, of dixit.Record) ([]serve.Related, error) {
	found, err := across.Find(ctx, r.store, of)
	var out []serve.Related
	for _, f := range found {
		out = append(out, serve.Related{Type: f.Type, Of: f.Of, Record: f.Record, Why: f.Why})
	}
	return out, err
}

// Reader is an engine that reads drafts.
type Reader struct{ Engine }

// ReadsWith is what the reader reads with.
func (Reader) ReadsWith() (dixit.Engine, error) {
	return dixit.Engine{Version: "test", Model: "none"}, nil
}

// Extract finds the quotations of a text: SPEAKER said, “WORDS”, a line each; and what is said without marks: SPEAKER said that WORDS.
func (Reader) Extract(_ context.Context, doc *dixit.Document) (dixit.Extraction, error) {
	ex := dixit.Extraction{Engine: dixit.Engine{Version: "test", Model: "none"}}
	text := doc.Text.String()
	for _, m := range regexp.MustCompile(`(?m)^(.+?) (said|denied)(?:, (“)(.+)”| that (.+))$`).FindAllStringSubmatchIndex(text, -1) {
		at := func(i int) dixit.Fragment {
			f, err := doc.Text.Fragment(dixit.Span{Start: m[2*i], End: m[2*i+1]})
			if err != nil {
				panic(err)
			}
			return f
		}
		s := dixit.Statement{
			Tier: 1, Region: dixit.Body, Kind: dixit.Indirect, Act: "state", Confidence: 0.8, Speaker: dixit.Speaker{Name: at(1).Text(), Kind: dixit.Person, ResolvedBy: "test"},
			Mention: at(1), Cue: []dixit.Fragment{at(2)}, Chain: []dixit.Link{{Name: at(1).Text()}}, When: dixit.When{Basis: "none"}, Why: "made by hand",
		}
		if m[8] >= 0 {
			words, err := doc.Text.Fragment(dixit.Span{Start: m[6], End: m[9] + len("”")})
			if err != nil {
				return ex, err
			}
			s.Kind, s.Content = dixit.Direct, []dixit.Fragment{at(4)}
			s.Quotes = []dixit.Quotation{{Words: words, Open: "“", Close: "”", CloseOK: true}}
		} else {
			s.Content = []dixit.Fragment{at(5)}
		}
		s, err := s.Seal(doc.SHA256)
		if err != nil {
			return ex, err
		}
		ex.Statements = append(ex.Statements, s)
	}
	return ex, nil
}
