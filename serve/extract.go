package serve

import (
	"context"
	"encoding/json"
	"time"

	"dixit"
)

// Input is an article that a client sends. One of Text and HTML is given.
type Input struct {
	Text      string `json:"text,omitempty"`
	HTML      string `json:"html,omitempty"`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	Lang      string `json:"lang,omitempty"`
}

// How long requests wait for a place, and how long reading an article may take.
const (
	waitForLong  = 2 * time.Second
	waitForHeavy = 10 * time.Second
	longestRead  = 20 * time.Second
)

// Extracted is an article and what is said in it.
type Extracted struct {
	Doc   *dixit.Document
	Found dixit.Extraction
}

// Extract finds what is said in an article, and keeps nothing. Errors are Invalid, Unreadable or TooLarge for what cannot be read, and
// Unavailable if too many ask at once.
func (s *Service) Extract(ctx context.Context, in Input) (e Extracted, err error) {
	err = s.heavily(ctx, func(ctx context.Context) (err error) {
		e, err = s.extract(ctx, func() (*dixit.Document, error) { return s.read(in) })
		return err
	})
	return e, err
}

// maxQuotations is how many quotations a draft may have.
const maxQuotations = 2000

// Verdicts are what Questions.Verify says of the quotations of a draft, which is not kept. Errors are those of Extract; a draft of more
// than maxQuotations is TooLarge.
func (s *Service) Verdicts(ctx context.Context, draft Input) (e Extracted, list []json.Marshaler, err error) {
	return s.verdicts(ctx, func() (*dixit.Document, error) { return s.read(draft) })
}

// VerdictsOnFile is Verdicts on a draft in a file of this name.
func (s *Service) VerdictsOnFile(ctx context.Context, name string, data []byte) (e Extracted, list []json.Marshaler, err error) {
	return s.verdicts(ctx, func() (*dixit.Document, error) { return s.engine.ReadFile(name, data) })
}

func (s *Service) verdicts(ctx context.Context, read func() (*dixit.Document, error)) (e Extracted, list []json.Marshaler, err error) {
	err = s.heavily(ctx, func(ctx context.Context) (err error) {
		if e, err = s.extract(ctx, read); err != nil {
			return err
		}
		n := len(e.Found.Loose)
		for _, st := range e.Found.Statements {
			n += len(st.Quotes)
		}
		if n > maxQuotations {
			return dixit.Errorf(dixit.TooLarge, "draft: %d quotations, over %d", n, maxQuotations)
		}
		list, err = s.Verify.Verify(ctx, e.Doc, e.Found)
		return err
	})
	return e, list, err
}

// Turns is what Questions.Shift answers, of which little is done at once.
func (s *Service) Turns(ctx context.Context, speaker, about string) (answer json.Marshaler, err error) {
	err = s.heavily(ctx, func(ctx context.Context) (err error) {
		answer, err = s.Shift.Shift(ctx, speaker, about)
		return err
	})
	return answer, err
}

// heavily does work of which little is done at once, and not for long.
func (s *Service) heavily(ctx context.Context, work func(context.Context) error) error {
	leave, ok := s.heavy.enter(ctx, waitForHeavy)
	if !ok {
		return dixit.Errorf(dixit.Unavailable, "too much is asked at once; come again")
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, longestRead)
	defer cancel()
	if err := work(ctx); err != nil {
		return err
	}
	return ctx.Err()
}

func (s *Service) extract(ctx context.Context, read func() (*dixit.Document, error)) (Extracted, error) {
	if s.engine == nil {
		return Extracted{}, dixit.Errorf(dixit.Unavailable, "no articles are read here")
	}
	doc, err := read()
	if err != nil {
		return Extracted{}, err
	}
	found, err := s.engine.Extract(ctx, doc)
	return Extracted{doc, found}, err
}

// read makes a document of what a client sends.
func (s *Service) read(in Input) (*dixit.Document, error) {
	if (in.Text == "") == (in.HTML == "") {
		return nil, dixit.Errorf(dixit.Invalid, "article: give text or html, and not both")
	}
	return s.engine.Read(in)
}

// Records are the statements as records.
func (e Extracted) Records() []dixit.Record {
	out := make([]dixit.Record, len(e.Found.Statements))
	for i, st := range e.Found.Statements {
		out[i] = dixit.Record{Doc: e.Doc.Ref(), Statement: st, Engine: e.Found.Engine}
	}
	return out
}
