package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"

	"dixit"
)

// MaxDownload is how large a file may be that is downloaded, in bytes.
const MaxDownload = 16 << 30

// Download fetches an address into a file, which is emptied first, whatever it holds: an archive for example. It is not kept in the
// folder's archives. Manners and suspicion are those of a page; the host has nobody else on the line until all is there. An answer that
// breaks off is taken up where it broke, if the server can, three times in a row without a byte at most. Errors are as those of a poll:
// *StatusError, *LaterError, and kinds Invalid, TooLarge and Unreadable; Unavailable is that of the file.
func (f *Fetcher) Download(ctx context.Context, address string, to *os.File) error {
	for hop := 0; ; hop++ {
		u, err := f.guard.target(address)
		if err != nil {
			return err
		}
		d := &download{f: f, url: u, to: to}
		next, err := d.run(ctx)
		_, answered := errors.AsType[*StatusError](err)
		switch {
		case answered: // it names the address
			return err
		case err != nil:
			return fmt.Errorf("%s: %w", u.Redacted(), err)
		case next == "":
			return nil
		case hop == maxRedirects:
			return refused("%s: over %d redirects", u, maxRedirects)
		}
		address = next
	}
}

// download is the download of one address.
type download struct {
	f       *Fetcher
	url     *url.URL
	to      *os.File
	have    int64  // bytes
	version string // of what they are, as If-Range takes it; "" if the server does not say
}

// run downloads the file, or says where its address leads.
func (d *download) run(ctx context.Context) (next string, err error) {
	at, err := d.f.hosts.enter(ctx, d.url.Hostname())
	if err != nil {
		return "", err
	}
	defer d.f.hosts.leave(at)
	if _, err := d.f.allowed(ctx, at, d.url); err != nil {
		return "", err
	}
	for n := 0; ; n++ {
		before := d.have
		next, wait, err := d.try(ctx, at)
		if err == nil || wait < 0 || ctx.Err() != nil {
			return next, err
		}
		if d.have > before {
			n = 0
		}
		if n+1 == tries {
			return "", err
		}
		at.next = time.Now().Add(wait)
	}
}

// try makes one request, for what is not there yet. After an error another try is worth while after a wait, unless that is negative.
func (d *download) try(ctx context.Context, at *host) (next string, wait time.Duration, err error) {
	if err := at.turn(ctx); err != nil {
		return "", -1, err
	}
	at.next = time.Now().Add(jittered(d.f.pace))
	d.f.announce(d.url.String())
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	silence := time.AfterFunc(patience, func() { stop(dixit.Errorf(dixit.Unreadable, "nothing came for %s", patience)) })
	defer silence.Stop()
	resp, err := d.ask(ctx)
	if err != nil {
		return "", jittered(firstWait), unreachable(ctx, err)
	}
	defer resp.Body.Close()
	ex := &exchange{url: d.url, status: resp.StatusCode, header: resp.Header}
	if next := redirect(ex); next != "" {
		return next, 0, nil
	}
	if err := d.place(resp); err != nil {
		if wait, again := backOff(ex.status, ex.header, 0, time.Now()); again {
			return "", wait, err
		}
		return "", -1, err
	}
	n, err := io.Copy(d.to, &heard{io.LimitReader(resp.Body, MaxDownload-d.have+1), silence})
	d.have += n
	switch _, ours := errors.AsType[*os.PathError](err); {
	case ours:
		return "", -1, dixit.Errorf(dixit.Unavailable, "download: %w", err)
	case err != nil:
		return "", jittered(firstWait), unreachable(ctx, err)
	case d.have > MaxDownload:
		return "", -1, dixit.Errorf(dixit.TooLarge, "over %d bytes", int64(MaxDownload))
	}
	return "", 0, nil
}

// ask sends the request.
func (d *download) ask(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, d.url.String(), nil)
	if err != nil {
		return nil, refused("%w", err)
	}
	req.Header.Set("User-Agent", d.f.agent)
	req.Header.Set("Accept", "*/*")
	req.Header.Set("Accept-Encoding", "identity")
	if d.have > 0 && d.version != "" {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", d.have))
		req.Header.Set("If-Range", d.version)
	}
	return d.f.transport.RoundTrip(req)
}

// place goes to where in the file an answer belongs: behind what is there, or, if it is all of the file, to its beginning.
func (d *download) place(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusPartialContent:
		var from int64
		if _, err := fmt.Sscanf(resp.Header.Get("Content-Range"), "bytes %d-", &from); err != nil || from != d.have {
			return dixit.Errorf(dixit.Unreadable, "%.80q is not the range that was asked for", resp.Header.Get("Content-Range"))
		}
	case http.StatusOK:
		d.have, d.version = 0, resp.Header.Get("ETag")
		if d.version == "" || d.version[0] == 'W' { // a weak one does not tell bytes
			d.version = resp.Header.Get("Last-Modified")
		}
		if err := d.to.Truncate(0); err != nil {
			return dixit.Errorf(dixit.Unavailable, "download: %w", err)
		}
	default:
		return &StatusError{d.url.String(), resp.StatusCode}
	}
	if d.have+resp.ContentLength > MaxDownload {
		return dixit.Errorf(dixit.TooLarge, "%d bytes, at most %d are read", d.have+resp.ContentLength, int64(MaxDownload))
	}
	if _, err := d.to.Seek(d.have, io.SeekStart); err != nil {
		return dixit.Errorf(dixit.Unavailable, "download: %w", err)
	}
	return nil
}

// heard is a body that puts off the end of patience whenever something comes of it.
type heard struct {
	io.Reader
	silence *time.Timer
}

// Read implements [io.Reader].
func (h *heard) Read(p []byte) (int, error) {
	n, err := h.Reader.Read(p)
	if n > 0 {
		h.silence.Reset(patience)
	}
	return n, err
}
