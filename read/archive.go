package read

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/url"
	"strconv"

	"dixit"
	"dixit/read/warc"
)

// archive reads the pages and texts of a web archive, each a document. What it holds besides, requests, pictures, pages that
// were not found, is passed over. A record that cannot be read is one error. The day of fetching is not taken for the day of
// publication.
func archive(ctx context.Context, name string, in io.Reader, opt Options, yield func(*dixit.Document, error) bool) bool {
	r := warc.NewReader(name, in, warc.Limits{Block: opt.maxBytes() + 1<<20})
	for found := false; ; {
		if ctx.Err() != nil {
			return yield(nil, ctx.Err())
		}
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return found || yield(nil, dixit.Errorf(dixit.Unreadable, "warc %s: no pages in the archive", name))
		}
		if err != nil {
			found = true
			if !yield(nil, dixit.Errorf(kindOf(err), "%w", err)) {
				return false
			}
			if _, ok := errors.AsType[*warc.RecordError](err); !ok {
				return true // the file itself cannot be read on
			}
			continue
		}
		d, err := archived(name, rec, opt)
		if d == nil && err == nil {
			continue
		}
		found = true
		if err != nil {
			d, err = nil, dixit.Errorf(kindOf(err), "warc %s @%d: %w", name, rec.Offset, err)
		}
		if !yield(d, err) {
			return false
		}
	}
}

// kindOf is the kind of an error that may come from the archive or from the page in it.
func kindOf(err error) dixit.ErrorKind {
	switch {
	case errors.Is(err, warc.ErrTooLarge):
		return dixit.TooLarge
	case dixit.KindOf(err) != dixit.Internal:
		return dixit.KindOf(err)
	}
	return dixit.Unreadable
}

// archived makes a document of a record, nil if it holds none.
func archived(name string, rec *warc.Record, opt Options) (*dixit.Document, error) {
	body, media, label, err := content(rec)
	if media == "" || err != nil {
		return nil, err
	}
	if int64(len(body)) > opt.maxBytes() {
		return nil, dixit.Errorf(dixit.TooLarge, "over %d bytes", opt.maxBytes())
	}
	place := strconv.FormatInt(rec.Offset, 10)
	if rec.Within > 0 {
		place += "-" + strconv.FormatInt(rec.Within, 10)
	}
	d := &dixit.Document{Path: name + "@" + place, Name: nameOf(name) + "-" + place, URL: rec.URL(), Source: bytes.Clone(body)}
	if media == "text/plain" {
		err = plain(d, d.Source, label)
	} else {
		err = webPage(d, d.Source, label)
	}
	if err == nil {
		err = bounded(d)
	}
	if err != nil {
		return nil, err
	}
	return finish(d, opt), nil
}

// content is the page or text in a record with its media type, which is "" if there is none, and the encoding that is named with it.
func content(rec *warc.Record) (body []byte, media, label string, err error) {
	u, err := url.Parse(rec.URL())
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Path == "/robots.txt" {
		return nil, "", "", nil
	}
	switch rec.Type {
	case warc.Conversion, warc.Resource:
		media, label = readable(rec.Header.Get("Content-Type"))
		return rec.Block, media, label, nil
	case warc.Response:
	default:
		return nil, "", "", nil
	}
	m, err := rec.HTTP()
	if err != nil {
		return nil, "", "", err
	}
	media, label = readable(m.Header.Get("Content-Type"))
	if m.Status != 200 || media == "" {
		return nil, "", "", nil
	}
	body, err = m.Body()
	return body, media, label, err
}

// readable is the media type of a page or a text, and its charset; "" for all else.
func readable(contentType string) (media, label string) {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		return "", ""
	}
	switch media {
	case "application/xhtml+xml":
		media = "text/html"
	case "text/html", "text/plain":
	default:
		return "", ""
	}
	return media, params["charset"]
}
