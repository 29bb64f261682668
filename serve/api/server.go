package api

import (
	"context"
	"io"
	"net/http"

	"dixit"
	"dixit/serve"
)

func (f *face) server() {
	add(f, operation(http.MethodGet, "/api/v1/status", "getStatus", "server", "How much is kept, and what answers"),
		func(ctx context.Context, _ *struct{}) (*body[serve.Status], error) {
			s, err := f.Status(ctx)
			return &body[serve.Status]{s}, err
		})
}

// RegisterProbes puts on mux what those ask who keep a server running: whether it lives, and whether it can answer.
func RegisterProbes(mux *http.ServeMux, s *serve.Service) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, "ok\n") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := s.Ready(r.Context()); err != nil {
			s.Problem(r.Context(), dixit.Errorf(dixit.Unavailable, "%w", err)).Write(w)
			return
		}
		say(w, "ready\n")
	})
}

func say(w http.ResponseWriter, words string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, words) // a client that is gone needs no answer
}
