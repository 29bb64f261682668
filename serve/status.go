package serve

import (
	"context"
	"slices"
	"time"

	"dixit"
)

// Status is how much there is, how it is filled, and what answers.
type Status struct {
	Documents  int       `json:"documents"`
	Statements int       `json:"statements" doc:"Those that count: what is said again in copies does not."`
	Speakers   int       `json:"speakers" doc:"Different names."`
	Bytes      int64     `json:"bytes" doc:"That the ledger takes, as the database says."`
	Version    string    `json:"version" doc:"Of the program."`
	Model      string    `json:"model,omitempty" doc:"Hashes of the weights that the program reads articles with; left out if it reads none."`
	Since      time.Time `json:"since" doc:"When the server was started."`

	Outdated int           `json:"outdated" doc:"How many documents another engine has read than this program's."`
	Engines  []EngineCount `json:"engines" nullable:"false" doc:"The engines that have read documents, the most first."`
	Feeds    int           `json:"feeds" doc:"Addresses that are polled, or were."`
	Troubled int           `json:"troubled_feeds" doc:"Those of which the last poll could not have all."`
	Failures int           `json:"failures" doc:"What could not be used, of the newest 10,000 such things."`
	Reasons  []Reason      `json:"reasons" nullable:"false" doc:"Why, the most frequent first."`
	Runs     []Run         `json:"runs" nullable:"false" doc:"What fills the ledger now or did lately, the newest first."`
	Work     *WorkCounts   `json:"work,omitempty" doc:"Units of work; left out where there are none."`
}

// EngineCount is how many documents an engine has read.
type EngineCount struct {
	Version   string `json:"version"`
	Model     string `json:"model"`
	Documents int    `json:"documents"`
}

// Reason is how many things failed for one reason, which is told without what tells one case from the next.
type Reason struct {
	Reason string `json:"reason"`
	N      int    `json:"n"`
}

// Run is a run that fills the ledger.
type Run struct {
	What       string     `json:"what" doc:"ingest, fetch, watch, reextract."`
	Running    bool       `json:"running"`
	Began      time.Time  `json:"began"`
	Seen       time.Time  `json:"seen" doc:"When it was last heard of."`
	Ended      *time.Time `json:"ended,omitempty" doc:"Left out if it goes on or was killed."`
	Documents  int        `json:"documents" doc:"That were read."`
	Statements int        `json:"statements"`
	Failures   int        `json:"failures"`
	Done       int64      `json:"done" doc:"Bytes of the inputs, or documents where it is known how many there are."`
	Total      int64      `json:"total,omitempty" doc:"Of those; left out if it is not known."`
	Why        string     `json:"why,omitempty" doc:"It ended early."`
}

// engineOf is what an Engine may say of itself.
type engineOf interface {
	ReadsWith() (dixit.Engine, error)
}

// Engine is what the program reads articles with; the zero Engine if it reads none.
func (s *Service) Engine() (dixit.Engine, error) {
	if e, ok := s.engine.(engineOf); ok {
		return e.ReadsWith()
	}
	return dixit.Engine{}, nil
}

// Status tells how the ledger is.
func (s *Service) Status(ctx context.Context) (Status, error) {
	out := Status{Version: dixit.Version, Since: s.began.UTC().Truncate(time.Second), Engines: []EngineCount{}, Reasons: []Reason{}}
	c, err := s.Store.Counts(ctx)
	if err != nil {
		return out, err
	}
	v, err := s.Store.Vitals(ctx)
	if err != nil {
		return out, err
	}
	engine, err := s.Engine()
	if err != nil {
		return out, err
	}
	out.Documents, out.Statements, out.Speakers, out.Model = c.Documents, c.Statements, c.Speakers, engine.Model
	out.Bytes, out.Feeds, out.Troubled, out.Failures = v.Size, v.Feeds, v.Troubled, v.Failures
	for _, e := range v.Engines {
		out.Engines = append(out.Engines, EngineCount{e.Engine.Version, e.Engine.Model, e.N})
		if e.Engine != engine && engine != (dixit.Engine{}) {
			out.Outdated += e.N
		}
	}
	for _, r := range v.Reasons {
		out.Reasons = append(out.Reasons, Reason{r.Value, r.N})
	}
	if out.Runs, err = s.Runs(ctx); err != nil {
		return out, err
	}
	if s.Work != nil {
		w, err := s.Work.WorkCounts(ctx)
		if err != nil {
			return out, err
		}
		if w != (WorkCounts{}) {
			out.Work = &w
		}
	}
	return out, nil
}

// Runs are what fills the ledger now or did lately: first those that go on.
func (s *Service) Runs(ctx context.Context) ([]Run, error) {
	list, err := s.Store.Runs(ctx)
	out, now := []Run{}, time.Now()
	for _, r := range list {
		one := Run{
			What: r.What, Running: r.Running(now), Began: r.Began, Seen: r.Seen, Documents: r.Documents, Statements: r.Statements,
			Failures: r.Failures, Done: r.Done, Total: r.Total, Why: r.Why,
		}
		if !r.Ended.IsZero() {
			one.Ended = &r.Ended
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b Run) int {
		switch {
		case a.Running == b.Running:
			return 0
		case a.Running:
			return -1
		}
		return 1
	})
	return out, err
}
