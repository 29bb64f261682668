package serve

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// requestKey is where a context has what is known of its request.
type requestKey struct{}

// request is what is known of a request.
type request struct {
	id     string
	caller Caller
	route  string      // the pattern of the mux that it came to, "" if it came to none
	stream bool        // it takes as long as it does
	slow   *time.Timer // ends it
	leave  func()      // gives up its place among those that are answered at once
}

// requestOf is what is known of the request that ctx belongs to; nothing, for one that belongs to none.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{}
}

// RequestID names the request that ctx belongs to, in its answer and in the log; "" if it belongs to none.
func RequestID(ctx context.Context) string { return requestOf(ctx).id }

// logged gives each request an id, logs how it was answered, and answers for a handler that panics. Queries are not logged: what
// somebody looks for is nobody's business.
func (m Manners) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id [8]byte
		_, _ = rand.Read(id[:]) // never fails
		q := &request{id: hex.EncodeToString(id[:])}
		ctx := context.WithValue(r.Context(), requestKey{}, q)
		out := &answer{ResponseWriter: w}
		w.Header().Set("X-Request-Id", q.id)
		began := time.Now()
		m.Observer.answering(1)
		defer func() {
			m.Observer.answering(-1)
			level := slog.LevelDebug
			attrs := []slog.Attr{
				slog.String("request", q.id), slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.String("client", q.caller.Name),
			}
			if p := recover(); p != nil {
				if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(p)
				}
				attrs = append(attrs, slog.String("panic", fmt.Sprint(p)), slog.String("stack", string(debug.Stack())))
				if out.status != 0 { // the client must not take what it has for the whole
					m.Log.LogAttrs(ctx, slog.LevelError, "defect", attrs...)
					panic(http.ErrAbortHandler)
				}
				Refuse(out, http.StatusInternalServerError, "a defect of the server; its log says more")
			}
			switch {
			case out.status >= 500 && out.status != http.StatusServiceUnavailable:
				level = slog.LevelError
			case out.status == http.StatusServiceUnavailable, out.status == http.StatusTooManyRequests, out.status == http.StatusMisdirectedRequest:
				level = slog.LevelWarn
			}
			attrs = append(attrs, slog.Int("status", out.status), slog.Int64("bytes", out.bytes), slog.Duration("took", time.Since(began)))
			m.Log.LogAttrs(ctx, level, "answered", attrs...)
			m.Observer.answered(q, out.status, time.Since(began))
		}()
		next.ServeHTTP(out, r.WithContext(ctx))
	})
}

// answer notes what is written.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= 200 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (a *answer) Write(p []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(p)
	a.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// Flush implements http.Flusher, which what packs answers asks for.
func (a *answer) Flush() {
	_ = http.NewResponseController(a.ResponseWriter).Flush() // what cannot be sent fails when it is written, too
}
