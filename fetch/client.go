package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"dixit"
	"dixit/read"
	"dixit/read/warc"
)

// Bounds on one document.
const (
	maxRedirects = 5
	maxBody      = read.DefaultMaxBytes // as sent, and decoded
	budget       = 5 * time.Minute      // all requests for it and the waits between, without the wait for other users of its host
	attempt      = 2 * time.Minute      // one request
)

// exchange is one request and its answer.
type exchange struct {
	url      *url.URL
	at       time.Time
	peer     string // the address that answered, "" if unknown
	request  []byte // as sent, but for the order of fields
	response []byte // likewise, without chunks
	status   int
	header   http.Header
	body     []byte // as sent, the end of response
}

// StatusError is an answer that brings no document.
type StatusError struct {
	URL    string
	Status int
}

// Error says it in one line.
func (e *StatusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%s: %d %s", e.URL, e.Status, http.StatusText(e.Status)))
}

// get fetches an address over at most five redirects. Each exchange goes to keep, which archives it, as soon as it is done. The
// last is returned: with status 200, or 304 if what is known of the address is still so.
func (f *Fetcher) get(ctx context.Context, address string, known func(*url.URL) page, keep func(*exchange) error) (*exchange, error) {
	left := budget
	for hop := 0; ; hop++ {
		u, err := f.guard.target(address)
		if err != nil {
			return nil, err
		}
		ex, err := f.call(ctx, u, known(u), &left)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", u.Redacted(), err)
		}
		if err := keep(ex); err != nil {
			return nil, err
		}
		next := redirect(ex)
		switch {
		case next == "" && (ex.status == http.StatusOK || ex.status == http.StatusNotModified):
			return ex, nil
		case next == "":
			return nil, &StatusError{u.String(), ex.status}
		case hop == maxRedirects:
			return nil, refused("%s: over %d redirects", u, maxRedirects)
		}
		address = next
	}
}

// redirect is where an answer sends us, "" if nowhere.
func redirect(ex *exchange) string {
	switch ex.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return ""
	}
	to := ex.header.Get("Location")
	if u, err := ex.url.Parse(to); err == nil && to != "" {
		return u.String()
	}
	return to
}

// call makes one request when it is the host's turn, more than one where the server is busy. The time for it is taken from left.
func (f *Fetcher) call(ctx context.Context, u *url.URL, known page, left *time.Duration) (*exchange, error) {
	at, err := f.hosts.enter(ctx, u.Hostname())
	if err != nil {
		return nil, err
	}
	defer f.hosts.leave(at)
	ctx, cancel := context.WithTimeoutCause(ctx, *left, dixit.Errorf(dixit.Unreadable, "over %s for one document", budget))
	defer cancel()
	defer func(began time.Time) { *left -= time.Since(began) }(time.Now())
	delay, err := f.allowed(ctx, at, u)
	if err != nil {
		return nil, err
	}
	ex, err := f.insist(ctx, at, u, known, max(f.pace, delay))
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return ex, err
}

// insist makes a request, and makes it again while the server is busy and tries are left. The host's slot is held.
func (f *Fetcher) insist(ctx context.Context, at *host, u *url.URL, known page, pace time.Duration) (*exchange, error) {
	for n := 0; ; n++ {
		if err := at.turn(ctx); err != nil {
			return nil, err
		}
		ex, err := f.send(ctx, at, u, known, pace)
		if err != nil {
			return nil, err
		}
		wait, again := backOff(ex.status, ex.header, n, time.Now())
		if again {
			at.next = time.Now().Add(wait)
		}
		if !again || n+1 == tries {
			return ex, nil
		}
	}
}

// send makes one request, and sets when the next may be made: pace later and up to a quarter more, so that they come in no beat.
func (f *Fetcher) send(ctx context.Context, at *host, u *url.URL, known page, pace time.Duration) (*exchange, error) {
	select { // several hosts side by side, and no more
	case f.calls <- struct{}{}:
		defer func() { <-f.calls }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	at.next = time.Now().Add(jittered(pace))
	f.announce(u.String())
	ctx, cancel := context.WithTimeoutCause(ctx, attempt, dixit.Errorf(dixit.Unreadable, "no answer in %s", attempt))
	defer cancel()
	ex := &exchange{url: u, at: time.Now()}
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(c httptrace.GotConnInfo) { ex.peer, _, _ = net.SplitHostPort(c.Conn.RemoteAddr().String()) },
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, refused("%w", err)
	}
	f.dress(req, known)
	var sent bytes.Buffer
	if err := req.Write(&sent); err != nil {
		return nil, refused("%w", err)
	}
	ex.request = sent.Bytes()
	resp, err := f.transport.RoundTrip(req)
	if err != nil {
		return nil, unreachable(ctx, err)
	}
	defer resp.Body.Close()
	if err := ex.take(resp); err != nil {
		return nil, unreachable(ctx, err)
	}
	return ex, nil
}

// unreachable is the cause why there is no answer.
func unreachable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if dixit.KindOf(err) != dixit.Internal {
		return err
	}
	return dixit.Errorf(dixit.Unreadable, "%w", err)
}

// dress writes the header of a request.
func (f *Fetcher) dress(req *http.Request, known page) {
	h := req.Header
	h.Set("User-Agent", f.agent)
	h.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.1")
	h.Set("Accept-Encoding", "gzip, zstd")
	if known.ETag != "" {
		h.Set("If-None-Match", known.ETag)
	}
	if known.Modified != "" {
		h.Set("If-Modified-Since", known.Modified)
	}
}

// take reads an answer. A body that is too large, or that holds no text, is not read (TooLarge, Invalid).
func (ex *exchange) take(resp *http.Response) error {
	ex.status, ex.header = resp.StatusCode, resp.Header
	if resp.ContentLength > maxBody {
		return dixit.Errorf(dixit.TooLarge, "%d bytes, at most %d are read", resp.ContentLength, maxBody)
	}
	if kind := resp.Header.Get("Content-Type"); ex.status == http.StatusOK && !textual(kind) {
		return refused("%.80q is neither a page nor a listing", kind)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/%d.%d %s\r\n", resp.ProtoMajor, resp.ProtoMinor, strings.Join(strings.Fields(resp.Status), " "))
	if err := resp.Header.Write(&b); err != nil {
		return err
	}
	b.WriteString("\r\n")
	begins := b.Len()
	switch n, err := b.ReadFrom(io.LimitReader(resp.Body, maxBody+1)); {
	case err != nil:
		return fmt.Errorf("body: %w", err)
	case n > maxBody:
		return dixit.Errorf(dixit.TooLarge, "over %d bytes", maxBody)
	}
	ex.response = b.Bytes()
	ex.body = ex.response[begins:]
	return nil
}

// textual reports whether a body of some content type may be a page, a feed or a sitemap. Many servers do not say.
func textual(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		return true
	}
	for _, s := range []string{"xml", "json", "gzip", "octet-stream", "opml"} {
		if strings.HasSuffix(media, s) {
			return true
		}
	}
	return strings.HasPrefix(media, "text/")
}

// decoded is the body without its encodings (TooLarge, Unreadable): what they are, package warc knows, which will read the page
// from the archive.
func (ex *exchange) decoded() ([]byte, error) {
	m, err := (&warc.Record{Block: ex.response}).HTTP()
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "%w", err)
	}
	body, err := m.Body()
	switch {
	case errors.Is(err, warc.ErrTooLarge), int64(len(body)) > maxBody:
		return nil, dixit.Errorf(dixit.TooLarge, "over %d bytes, or over 200 times what was sent", maxBody)
	case err != nil:
		return nil, dixit.Errorf(dixit.Unreadable, "%w", err)
	}
	return body, nil
}
