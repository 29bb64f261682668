package serve_test

import (
	"bufio"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"dixit/serve"
)

// TestTellEnds proves that who listens is let go when the server is told to end, not when its patience is over.
func TestTellEnds(t *testing.T) {
	l, err := serve.Listen(t.Context(), "127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	s := serve.New(nil, nil, serve.Links{}, slog.New(slog.DiscardHandler))
	defer s.Close()
	broken := make(chan error, 1)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /live", func(w http.ResponseWriter, r *http.Request) {
		if err := s.Tell(r.Context(), w, "live", func(context.Context) (string, error) { return "one\r\ntwo\n", nil }); err != nil {
			t.Error(err)
		}
		broken <- context.Cause(r.Context())
	})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	done := make(chan error, 1)
	go func() { done <- serve.Serve(ctx, l, serve.Manners{}.Handler(mux), slog.New(slog.DiscardHandler)) }()
	res, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Get("http://" + l.Addr().String() + "/live")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var told []string
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		told = append(told, lines.Text())
		if lines.Text() == "" {
			stop()
		}
	}
	if got := strings.Join(told, "|"); got != "retry: 3000|event: live|data: one|data: two|" {
		t.Errorf("told %q", got)
	}
	if err := <-broken; err != nil {
		t.Errorf("it was broken off: %v", err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}
