package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"
)

// tagged answers a request for what the client has already with "not modified". The tag of an answer is a hash of it, so that it is
// right whatever the answer depends on. What is longer than maxTagged, or is streamed, has none.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		t := &tagging{ResponseWriter: w, r: r}
		next.ServeHTTP(t, r)
		t.end()
	})
}

// maxTagged is how much of an answer is held back until its tag is known, in bytes.
const maxTagged = 1 << 20

// tagging holds an answer back.
type tagging struct {
	http.ResponseWriter
	r      *http.Request
	status int
	held   bytes.Buffer
	passed bool // nothing is held any more
}

// WriteHeader implements http.ResponseWriter.
func (t *tagging) WriteHeader(status int) {
	if t.status != 0 {
		return
	}
	if status < 200 {
		t.ResponseWriter.WriteHeader(status)
		return
	}
	if t.status = status; status != http.StatusOK || t.Header().Get("ETag") != "" {
		t.pass()
	}
}

// Write implements http.ResponseWriter.
func (t *tagging) Write(p []byte) (int, error) {
	if t.status == 0 {
		t.WriteHeader(http.StatusOK)
	}
	if !t.passed && t.held.Len()+len(p) > maxTagged {
		t.pass()
	}
	if t.passed {
		return t.ResponseWriter.Write(p)
	}
	return t.held.Write(p)
}

// FlushError ends holding back: what is flushed is to be seen.
func (t *tagging) FlushError() error {
	if t.status == 0 {
		t.status = http.StatusOK
	}
	t.pass()
	return http.NewResponseController(t.ResponseWriter).Flush()
}

// SetWriteDeadline implements what http.ResponseController asks for.
func (t *tagging) SetWriteDeadline(at time.Time) error {
	return http.NewResponseController(t.ResponseWriter).SetWriteDeadline(at)
}

// pass writes what is held.
func (t *tagging) pass() {
	if t.passed {
		return
	}
	t.passed = true
	t.ResponseWriter.WriteHeader(t.status)
	_, _ = t.ResponseWriter.Write(t.held.Bytes()) // a client that is gone needs no answer
	t.held.Reset()
}

// end tags what is held, and writes it unless the client has it.
func (t *tagging) end() {
	if t.passed || t.status == 0 {
		return
	}
	sum := sha256.Sum256(t.held.Bytes())
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:15]) + `"` // weak: it may be packed in several ways
	t.Header().Set("ETag", tag)
	if matches(t.r.Header.Values("If-None-Match"), tag) {
		t.status = http.StatusNotModified
		t.held.Reset()
		t.Header().Del("Content-Length")
		t.Header().Del("Content-Type")
	}
	t.pass()
}

// matches reports whether a list of tags has this one, compared weakly (RFC 9110).
func matches(lists []string, tag string) bool {
	for _, list := range lists {
		for one := range strings.SplitSeq(list, ",") {
			one = strings.TrimSpace(one)
			if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}
