package serve_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dixit"
	"dixit/internal/servetest"
	"dixit/serve"
)

// TestHeavy proves that no more articles are read at once than there is room for, and none for long.
func TestHeavy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve.New(nil, servetest.Engine{}, serve.Links{}, slog.New(slog.DiscardHandler))
		defer s.Close()
		status := func() int {
			_, err := s.Extract(t.Context(), serve.Input{Text: "wait"})
			if err == nil {
				return http.StatusOK
			}
			return s.Problem(t.Context(), err).Status
		}
		var clients sync.WaitGroup
		took := func(what string, want time.Duration) {
			began := time.Now()
			if got := status(); got != http.StatusServiceUnavailable || time.Since(began) != want {
				t.Errorf("%s: %d after %s", what, got, time.Since(began))
			}
		}
		for range 2 {
			clients.Go(func() { took("one that is read", 20*time.Second) })
		}
		synctest.Wait()
		took("one too many", 10*time.Second)
		clients.Wait()
		if e, err := s.Extract(t.Context(), serve.Input{Text: "Ana said no"}); err != nil || len(e.Records()) != 1 {
			t.Errorf("afterwards: %v", err)
		}
	})
}

// quoting finds a quotation a character, and is asked about none.
type quoting struct{ servetest.Engine }

func (quoting) Extract(_ context.Context, doc *dixit.Document) (ex dixit.Extraction, err error) {
	for i := range doc.Text.Len() {
		words, err := doc.Text.Fragment(dixit.Span{Start: i, End: i + 1})
		if err != nil {
			return ex, err
		}
		ex.Loose = append(ex.Loose, dixit.Quotation{Words: words})
	}
	return ex, nil
}

func (quoting) Verify(context.Context, *dixit.Document, dixit.Extraction) ([]json.Marshaler, error) {
	return nil, nil
}

// TestManyQuotations proves that a draft of more quotations than anybody writes is refused before they are looked for.
func TestManyQuotations(t *testing.T) {
	s := serve.New(nil, quoting{}, serve.Links{}, slog.New(slog.DiscardHandler))
	defer s.Close()
	s.Verify = quoting{}
	for n, kind := range map[int]dixit.ErrorKind{2000: -1, 2001: dixit.TooLarge} {
		_, _, err := s.Verdicts(t.Context(), serve.Input{Text: string(make([]byte, n))})
		if (err == nil) != (kind < 0) || err != nil && dixit.KindOf(err) != kind {
			t.Errorf("%d: %v", n, err)
		}
	}
}
