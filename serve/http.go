package serve

import (
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/klauspost/compress/gzhttp"
)

// Manners say whom a server answers, and how much at once. The zero Manners answer requests to this machine's own names, and keep
// nobody to a pace.
type Manners struct {
	Hosts  []string // names that the server goes by besides those of this machine, with or without a port
	Tokens *Tokens  // who may read and write; nil: everybody reads, nobody writes
	Open   bool     // everybody reads, also where there are tokens
	Rate   float64  // requests of one client a second; 0 is no limit
	Log    *slog.Logger

	Observer Observer // is told of requests
}

// Bounds on requests.
const (
	MaxBody     = 2 << 20 // bytes of a request's body
	maxRequests = 24      // answered at once; others wait, maxWaiting of them
	maxWaiting  = 1024
	patience    = 30 * time.Second
)

// Handler is mux with the manners of a server around it: requests to a foreign host, from another site's page, over a limit, or
// without a right are refused with a problem (RFC 9457), answers carry the headers that keep a browser from doing anything that
// they do not say, and one that panics is logged and told of in one line. The order is that of cost: what is refused is refused
// before it is read.
func (m Manners) Handler(mux *http.ServeMux) http.Handler {
	if m.Log == nil {
		m.Log = slog.New(slog.DiscardHandler)
	}
	h := routed(mux)
	h = timed(h)
	h = tagged(h)
	h = compressed(h)
	h = bounded(h)
	h = sameOrigin(h)
	h = m.identified(newLimiter(m.Rate), h)
	h = m.hosted(h)
	h = crowded(maxRequests, maxWaiting, h)
	return m.logged(secured(h))
}

// routed is mux, whose own answers to what has no route are problems.
func routed(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern != "" {
			requestOf(r.Context()).route = pattern
			mux.ServeHTTP(w, r)
			return
		}
		own := &answer{ResponseWriter: silent{w.Header()}}
		mux.ServeHTTP(own, r)
		switch own.status {
		case http.StatusMethodNotAllowed:
			Refuse(w, own.status, "this address does not take "+r.Method)
		case http.StatusNotFound:
			Refuse(w, own.status, "nothing is at this address")
		default:
			w.WriteHeader(own.status)
		}
	})
}

// silent is an answer that is not sent.
type silent struct{ header http.Header }

// Header implements http.ResponseWriter.
func (s silent) Header() http.Header { return s.header }

// Write implements http.ResponseWriter.
func (s silent) Write(p []byte) (int, error) { return len(p), nil }

// WriteHeader implements http.ResponseWriter.
func (s silent) WriteHeader(int) {}

// secured puts on every answer what browsers are to keep to: nothing is loaded from elsewhere, no script stands in a page, no page is
// shown inside another, and no address is told to anybody.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "+
			"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cache-Control", "private, no-cache") // what is shown may have been corrected since; the ETag tells
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses what another site's page makes a browser send.
func sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Refuse(w, http.StatusForbidden, "the request comes from a page of another site")
	}))
	return guard.Handler(next)
}

// bounded keeps the bodies of requests under MaxBody.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > MaxBody {
			w.Header().Set("Connection", "close")
			Refuse(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("body of %d bytes, over %d", r.ContentLength, MaxBody))
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, MaxBody)
		next.ServeHTTP(w, r)
	})
}

// compressed packs text of more than a packet.
func compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1400), gzhttp.CompressionLevel(5), gzhttp.EnableZstd(false))
	if err != nil { // a level or size that there is not
		panic(err)
	}
	return wrap(next)
}
