package read

import (
	"crypto/sha256"

	"dixit/read/warc"
)

// repeats remembers the pages that were read last, so that one that was fetched twice is read once. What it forgets is found
// out later, by its bytes.
type repeats struct {
	bodies *recent[[sha256.Size]byte, struct{}] // digests of address and body
	ids    *recent[string, fetch]               // by record
}

// fetch is which page was fetched, and when, as the record says it.
type fetch struct{ url, date string }

func newRepeats() *repeats {
	return &repeats{newRecent[[sha256.Size]byte, struct{}](64 << 10), newRecent[string, fetch](16 << 10)}
}

// again reports whether the body was read from this address before, and remembers it.
func (r *repeats) again(rec *warc.Record, body []byte) bool {
	if id := rec.ID(); id != "" {
		r.ids.put(id, fetch{rec.URL(), rec.Header.Get("WARC-Date")})
	}
	h := sha256.New()
	h.Write([]byte(rec.URL() + "\n")) // never fails
	h.Write(body)
	key := [sha256.Size]byte(h.Sum(nil))
	if _, ok := r.bodies.get(key); ok {
		return true
	}
	r.bodies.put(key, struct{}{})
	return false
}

// original is the page that a revisit record repeats: the one that it refers to, else the one at its own address.
func (r *repeats) original(rec *warc.Record) fetch {
	f := fetch{rec.RefersTo(), rec.Header.Get("WARC-Refers-To-Date")}
	if f.url == "" {
		was, _ := r.ids.get(rec.RefersToID())
		f = fetch{was.url, was.date}
	}
	if f.url == "" {
		f.url = rec.URL()
	}
	return f
}

// repeat says in words which page is repeated.
func (f fetch) repeat() string {
	if f.date == "" {
		return "repeat of " + f.url
	}
	return "repeat of " + f.url + " at " + f.date
}
