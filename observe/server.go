package observe

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"time"

	"dixit"
	"dixit/observe/metric"
)

// Serve answers at address, HOST:PORT or :PORT, which then is one of this machine: /metrics, /healthz, /readyz, and /debug/pprof.
// Whoever reaches it may see how the program works, but nothing of what it keeps. Stop ends it; it is to be the last that ends, so that
// a process that is ending can be seen to. The address that it answers at is at. Errors are Invalid or Unavailable.
func (m *Meters) Serve(ctx context.Context, address string, h *Health, log *slog.Logger) (at string, stop func() error, err error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", nil, dixit.Errorf(dixit.Invalid, "metrics %.80q: not HOST:PORT or :PORT", address)
	}
	if host == "" { // others are to be let in on purpose
		host = "127.0.0.1"
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return "", nil, dixit.Errorf(dixit.Unavailable, "metrics %s: %w", address, err)
	}
	s := &http.Server{
		Handler: m.handler(h), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics", "error", err)
		}
	}()
	return "http://" + l.Addr().String(), func() error {
		err := s.Close()
		<-done
		return err
	}, nil
}

// handler answers what they ask who keep a process running.
func (m *Meters) handler(h *Health) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", metric.ContentType)
		_ = m.registry.Write(w) // a client that is gone needs no answer
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ok\n")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), scrape)
		defer cancel()
		var parts bytes.Buffer
		status, words := http.StatusOK, "ready\n"
		if !h.Report(ctx, &parts) {
			status, words = http.StatusServiceUnavailable, "not ready\n"
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, words+parts.String())
	})
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", http.NotFound) // a command line may hold a password
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}

// Families are all families of metrics, for the document that lists them.
func (m *Meters) Families() []metric.Family { return m.registry.Families() }

// Write writes all metrics as Prometheus reads them.
func (m *Meters) Write(w io.Writer) error { return m.registry.Write(w) }
