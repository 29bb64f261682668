package alert_test

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dixit"
	"dixit/alert"
	"dixit/ledger"
	"dixit/ledger/ledgertest"
	"dixit/query"
)

// store is a ledger in memory: what it gains, and how far alerts have come.
type store struct {
	mu       sync.Mutex
	gained   []ledger.Gain
	found    []dixit.Record
	saved    []ledger.Saved
	progress map[string]ledger.Progress
	failing  error // of keeping
}

func (s *store) Searches(context.Context) ([]ledger.Saved, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.saved), nil
}

func (s *store) save(list ...ledger.Saved) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saved = list
}

func (s *store) Gains(_ context.Context, where ledger.Expr, after int64) iter.Seq2[ledger.Gain, error] {
	return func(yield func(ledger.Gain, error) bool) {
		s.mu.Lock()
		list := slices.Clone(s.gained)
		s.mu.Unlock()
		for _, g := range list {
			if g.Number <= after {
				continue
			}
			g.Records = slices.DeleteFunc(slices.Clone(g.Records), func(r dixit.Record) bool { return !ledger.NewSubject(r).Matches(where) })
			if !yield(g, nil) {
				return
			}
		}
	}
}

func (s *store) LastArrival(context.Context) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int64(len(s.gained)), nil
}

func (s *store) Progress(_ context.Context, path string) (ledger.Progress, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.progress[path], nil
}

func (s *store) PutAll(_ context.Context, _ []ledger.Entry, list ...ledger.Progress) ([]ledger.Fate, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failing != nil {
		return nil, s.failing
	}
	for _, p := range list {
		if p.Path == "" || p.Digest == "" || p.Offset < 0 {
			return nil, errors.New("a place that cannot be")
		}
		s.progress[p.Path] = p
	}
	return nil, nil
}

func (s *store) Search(_ context.Context, f ledger.Filter) iter.Seq2[dixit.Record, error] {
	return func(yield func(dixit.Record, error) bool) {
		s.mu.Lock()
		list := slices.Clone(s.found)
		s.mu.Unlock()
		for _, r := range list {
			if ledger.NewSubject(r).Matches(f.Expr()) && !yield(r, nil) {
				return
			}
		}
	}
}

func (s *store) gain(t *testing.T, says ...ledgertest.Say) {
	t.Helper()
	list := records(t, "", says...)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gained = append(s.gained, ledger.Gain{Number: int64(len(s.gained) + 1), Records: list})
}

// find puts statements among those that a search looks through.
func (s *store) find(list ...dixit.Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found = append(s.found, list...)
}

func records(t *testing.T, published string, says ...ledgertest.Say) []dixit.Record {
	t.Helper()
	doc, ex, err := ledgertest.Article{ID: "a", Title: "Talks", Outlet: "Post", Published: published, Says: says}.Build()
	if err != nil {
		t.Fatal(err)
	}
	return ledgertest.Records(doc, ex)
}

func said(speaker, words string) ledgertest.Say {
	return ledgertest.Say{Speaker: speaker, Cue: "said", Parts: []string{words}}
}

func newStore() *store {
	return &store{progress: map[string]ledger.Progress{}}
}

// running runs one alert until the test ends, and returns what stops it and what it has logged.
func running(t *testing.T, s *store, config string, send *web) (stop func() string) {
	t.Helper()
	c, err := alert.ReadConfig(strings.NewReader(config))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var log strings.Builder
	done := make(chan error)
	go func() {
		done <- alert.Run(ctx, c, alert.Options{
			Store: s, Parse: query.Parse, Link: func(string) string { return "" }, Log: slog.New(slog.NewTextHandler(&log, nil)),
			Transports: alert.Transports{Public: send.at, Private: send},
		})
	}()
	return func() string {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		return log.String()
	}
}

const hook = `
[[alert]]
name = "moe"
query = "speaker:moe"
webhook = "https://desk.example.org/hook"
secret = "` + secret + `"
`

const secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

const minute = time.Minute + time.Second
