package fetch

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Bounds on how long a host is waited for, and how often it is asked again.
const (
	tries     = 3
	firstWait = 5 * time.Second  // before the second try, doubled before each after it
	maxWait   = 90 * time.Second // in a poll; a host that asks for more is left for a later one
	maxLater  = 7 * 24 * time.Hour
	maxHosts  = 4096 // that are remembered; those least lately used go first
)

// Hosts are the hosts that were called, with what there is to know of each: who calls it, when it may be called again, and what its
// robots.txt says. It is safe for concurrent use.
type Hosts struct {
	mu sync.Mutex
	of map[string]*host // by name
}

// NewHosts is none yet.
func NewHosts() *Hosts { return &Hosts{of: map[string]*host{}} }

// host is what is known of one. Who holds slot may call it, and alone reads and writes the rest.
type host struct {
	name   string
	slot   chan struct{}
	next   time.Time // no request before it
	robots map[string]*robots
	used   time.Time // guarded by Hosts.mu
	users  int       // likewise: who holds the slot or waits for it
}

// enter waits until no one else calls the host. The caller must leave.
func (h *Hosts) enter(ctx context.Context, name string) (*host, error) {
	h.mu.Lock()
	at := h.of[name]
	if at == nil {
		h.forget()
		at = &host{name: name, slot: make(chan struct{}, 1), robots: map[string]*robots{}}
		h.of[name] = at
	}
	at.users++
	h.mu.Unlock()
	select {
	case at.slot <- struct{}{}:
		return at, nil
	case <-ctx.Done():
		h.done(at)
		return nil, ctx.Err()
	}
}

// leave lets the next one call the host.
func (h *Hosts) leave(at *host) {
	<-at.slot
	h.done(at)
}

func (h *Hosts) done(at *host) {
	h.mu.Lock()
	defer h.mu.Unlock()
	at.users--
	at.used = time.Now()
}

// forget makes room for a host: of those that nobody calls the one used longest ago goes, with what it was asked to wait for.
func (h *Hosts) forget() {
	if len(h.of) < maxHosts {
		return
	}
	var oldest *host
	for _, at := range h.of {
		if at.users == 0 && (oldest == nil || at.used.Before(oldest.used)) {
			oldest = at
		}
	}
	if oldest != nil {
		delete(h.of, oldest.name)
	}
}

// turn waits until the host may be called. It is a *LaterError that the host asked for more patience than a poll has.
func (at *host) turn(ctx context.Context) error {
	wait := time.Until(at.next)
	if wait > maxWait {
		return &LaterError{at.name, at.next}
	}
	return sleep(ctx, wait)
}

// LaterError says that a host does not want to be called before an instant.
type LaterError struct {
	Host  string
	Until time.Time
}

// Error says it in one line.
func (e *LaterError) Error() string {
	return fmt.Sprintf("host %s: it asks not to be called before %s", e.Host, e.Until.UTC().Format(time.RFC3339))
}

// backOff is how long to wait after an answer before the try that follows number n, and whether to try again at all: when the
// server is busy or broken for now. It waits as long as the server says, else longer with each try, and never in step with others.
func backOff(status int, header http.Header, n int, now time.Time) (time.Duration, bool) {
	switch status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
	default:
		return 0, false
	}
	if asked, ok := retryAfter(header.Get("Retry-After"), now); ok {
		return asked + jittered(time.Second), true
	}
	return jittered(firstWait << n), true
}

// retryAfter reads a Retry-After: seconds, or a date. More than maxLater is taken for that.
func retryAfter(s string, now time.Time) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseUint(s, 10, 63); err == nil {
		return time.Duration(min(n, uint64(maxLater/time.Second))) * time.Second, true
	}
	if strings.Trim(s, "0123456789") == "" && s != "" {
		return maxLater, true // a number beyond all numbers
	}
	if t, err := http.ParseTime(s); err == nil {
		return min(max(t.Sub(now), 0), maxLater), true
	}
	return 0, false
}

// maxAge is how long an answer says that it stays as it is; 0 if it does not say.
func maxAge(h http.Header) time.Duration {
	for d := range strings.SplitSeq(strings.ToLower(strings.Join(h.Values("Cache-Control"), ",")), ",") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(d), "max-age="); ok {
			if n, err := strconv.ParseUint(strings.Trim(value, `"`), 10, 31); err == nil {
				return time.Duration(n) * time.Second
			}
		}
	}
	return 0
}

// jittered is d and up to a quarter more.
func jittered(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return d + rand.N(d/4+1)
}

// sleep waits, or fails with the context.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
