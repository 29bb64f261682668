package serve

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"dixit"

	"golang.org/x/time/rate"
)

// errSlow is why a request ended that took too long.
var errSlow = dixit.Errorf(dixit.Unavailable, "the answer took too long; ask for less")

// crowded answers no more than n requests at once. Others wait in a line for a while; if that is too long, they are to come again.
func crowded(n, line int, next http.Handler) http.Handler {
	working, all := make(places, n), make(places, n+line)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		leave, ok := all.enter(r.Context(), 0)
		if ok {
			defer leave()
			leave, ok = working.enter(r.Context(), longestLine)
		}
		if !ok {
			w.Header().Set("Retry-After", "2")
			Refuse(w, http.StatusServiceUnavailable, "too many requests at once")
			return
		}
		leave = sync.OnceFunc(leave)
		defer leave()
		requestOf(r.Context()).leave = leave
		next.ServeHTTP(w, r)
	})
}

// longestLine is how long a request waits for its turn.
const longestLine = 10 * time.Second

// places is a number of things that may go on at once.
type places chan struct{}

// enter waits for a place, and reports whether there was one before ctx ended or the time was over.
func (p places) enter(ctx context.Context, wait time.Duration) (leave func(), ok bool) {
	select {
	case p <- struct{}{}:
		return func() { <-p }, true
	default:
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case p <- struct{}{}:
		return func() { <-p }, true
	case <-timer.C:
	case <-ctx.Done():
	}
	return nil, false
}

// timed ends the context of a request that takes longer than patience, unless its handler says that it is to (Unhurried).
func timed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithCancelCause(r.Context())
		q := requestOf(ctx)
		q.slow = time.AfterFunc(patience, func() { cancel(errSlow) })
		defer func() {
			q.slow.Stop()
			cancel(nil)
		}()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// Unhurried lets the request that ctx belongs to take as long as it does, as a stream must, without a place among those that are
// answered at once. Its connection still ends when nothing could be written for a while: see Stream.
func Unhurried(ctx context.Context) {
	if q := requestOf(ctx); q.slow != nil {
		q.stream = true
		q.slow.Stop()
		q.leave()
	}
}

// aside gives the place among those that are answered at once to another, as the request that ctx belongs to only waits.
func aside(ctx context.Context) {
	if leave := requestOf(ctx).leave; leave != nil {
		leave()
	}
}

// limiter keeps each client to a pace: a bucket of tokens that fills steadily, a request taking one.
type limiter struct {
	rate    rate.Limit
	burst   int
	mu      sync.Mutex
	clients map[string]*pace
}

type pace struct {
	*rate.Limiter
	last time.Time // of a request
}

// maxClients are remembered; beyond, those are forgotten whose bucket is full again.
const maxClients = 10_000

// newLimiter lets a client have perSecond requests a second, and four seconds' worth at once; 0 is no limit.
func newLimiter(perSecond float64) *limiter {
	if perSecond <= 0 {
		return nil
	}
	return &limiter{rate: rate.Limit(perSecond), burst: max(1, int(4*perSecond)), clients: map[string]*pace{}}
}

// take takes n tokens of a client's, and says how long it must wait if there are not so many.
func (l *limiter) take(client string, n int) (wait time.Duration, ok bool) {
	if l == nil {
		return 0, true
	}
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.clients[client]
	if p == nil {
		if len(l.clients) >= maxClients {
			l.forget(now)
		}
		p = &pace{Limiter: rate.NewLimiter(l.rate, l.burst)}
		l.clients[client] = p
	}
	p.last = now
	n = min(n, l.burst)
	if p.AllowN(now, n) {
		return 0, true
	}
	missing := float64(n) - p.TokensAt(now)
	return time.Duration(missing / float64(l.rate) * float64(time.Second)), false
}

// forget drops the clients whose bucket is full again: for them nothing changes. If there are too many others, all are dropped.
func (l *limiter) forget(now time.Time) {
	full := time.Duration(float64(l.burst) / float64(l.rate) * float64(time.Second))
	for name, p := range l.clients {
		if now.Sub(p.last) > full {
			delete(l.clients, name)
		}
	}
	if len(l.clients) >= maxClients {
		clear(l.clients)
	}
}

// client is whom a request is from, as far as its address tells: all addresses of an IPv6 network are one client, since whoever has
// one has all.
func client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}
