package serve

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"dixit"
)

// grace is how long requests that are being answered may go on after the server is told to end.
const grace = 5 * time.Second

// Listen opens a listener at address, HOST:PORT. One that others than this machine reach must be wanted: shared says that it is
// (Invalid otherwise). Errors are Unavailable: the address cannot be had.
func Listen(ctx context.Context, address string, shared bool) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, dixit.Errorf(dixit.Invalid, "listen %.80q: not HOST:PORT", address)
	}
	if !shared && !loopback(host) {
		return nil, dixit.Errorf(dixit.Invalid, "listen %s: others can reach this address; give --token-file FILE, or --public if everybody may read", address)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, dixit.Errorf(dixit.Unavailable, "listen %s: %w", address, err)
	}
	return l, nil
}

// loopback reports whether only this machine reaches a host.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// Serve answers requests on l until ctx ends; then it lets those that are being answered come to their end, for a while. It closes l.
func Serve(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	stopping, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	open, leave := context.WithCancel(context.Background())
	defer leave()
	base := context.WithValue(stopping, endingKey{}, open.Done())
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      patience + slowest,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,                                          // the longest query that the API takes, escaped, and more
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug), // of connections that break
		BaseContext:       func(net.Listener) context.Context { return base },
	}
	s.RegisterOnShutdown(leave)
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	select {
	case err := <-done:
		return dixit.Errorf(dixit.Unavailable, "serve: %w", err)
	case <-ctx.Done():
	}
	log.Info("ending")
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err := s.Shutdown(last)
	if errors.Is(err, context.DeadlineExceeded) { // streams, mostly
		stop(errEnding)
		err = s.Close()
	}
	<-done
	return err
}

// errEnding is why a request ended with the server.
var errEnding = dixit.Errorf(dixit.Unavailable, "the server is ending")
