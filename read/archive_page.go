package read

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"strings"

	"dixit"
	"dixit/read/warc"
)

// content is the page or text in a record, or why there is none.
func content(rec *warc.Record) (page archivedPage, err error) {
	if page.reason = unread(rec); page.reason != "" {
		return page, nil
	}
	if rec.Type != warc.Response {
		page.body = rec.Block
		page.media, page.label, page.reason = readable(rec.Header.Get("Content-Type"), rec.Block)
		return page, nil
	}
	m, err := rec.HTTP()
	if err != nil {
		return page, err
	}
	if m.Status != 200 && m.Status != 203 { // 203: as it was changed on the way
		page.reason = fmt.Sprintf("status %d", m.Status)
		return page, nil
	}
	contentType := m.Header.Get("Content-Type")
	if contentType != "" { // what is not read need not be decompressed
		if _, _, page.reason = readable(contentType, nil); page.reason != "" {
			return page, nil
		}
	}
	if page.body, err = m.Body(); err != nil {
		return page, err
	}
	page.media, page.label, page.reason = readable(contentType, page.body)
	switch {
	case page.reason != "":
	case len(bytes.TrimSpace(page.body)) == 0:
		page.reason = "an empty page"
	case isListing(page.body): // many feeds are served as text
		page.reason = "a feed or a sitemap"
	case page.media == "text/html" && sendsOn(page.body):
		page.reason = "a page that sends on to another"
	}
	return page, nil
}

// archivedPage is what a record holds: a page or a text, or the reason in words why it is neither.
type archivedPage struct {
	body         []byte
	media, label string // text/html, text/plain or ItemType, and the encoding that was named with it
	reason       string
}

// read reads d from its source, which is the body.
func (p archivedPage) read(d *dixit.Document) error {
	var err error
	switch p.media {
	case "text/plain":
		err = plain(d, d.Source, p.label)
	case ItemType:
		err = archivedItem(d)
	default:
		err = webPage(d, d.Source, p.label)
	}
	if err != nil {
		return err
	}
	return bounded(d)
}

// unread is why a record of its type or address is not read, "" if it is.
func unread(rec *warc.Record) string {
	switch rec.Type {
	case warc.Response, warc.Resource, warc.Conversion:
	case warc.Request:
		return "a request"
	case warc.Metadata:
		return "metadata"
	case warc.Warcinfo:
		return "about the archive"
	default:
		return "a record of another type"
	}
	u, err := url.Parse(rec.URL())
	switch {
	case err != nil || u.Scheme == "":
		return "no address"
	case u.Scheme != "http" && u.Scheme != "https":
		return "not of the web (" + strings.ToLower(u.Scheme) + ")"
	case u.Path == "/robots.txt":
		return "robots.txt"
	}
	return ""
}

// readable is the media type of a page or a text and its charset, or why it is neither. What has no media type is a page if it
// begins as one.
func readable(contentType string, body []byte) (media, label, reason string) {
	if strings.TrimSpace(contentType) == "" {
		if sniff(body[:min(len(body), sniffed)]) == formHTML {
			return "text/html", "", ""
		}
		return "", "", "no media type"
	}
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		media, _, _ = strings.Cut(strings.ToLower(contentType), ";")
		media = strings.TrimSpace(media)
	}
	switch media {
	case "application/xhtml+xml":
		media = "text/html"
	case "text/html", "text/plain", ItemType:
	default:
		return "", "", mediaName(media)
	}
	return media, params["charset"], ""
}

// mediaName says what a media type is, in words.
func mediaName(media string) string {
	kind, name, _ := strings.Cut(media, "/")
	switch {
	case kind == "image":
		return "a picture"
	case kind == "video":
		return "a film"
	case kind == "audio":
		return "a sound"
	case kind == "font", strings.Contains(name, "font"):
		return "a font"
	case name == "css":
		return "a style sheet"
	case strings.HasSuffix(name, "javascript"), strings.HasSuffix(name, "ecmascript"):
		return "a script"
	case name == "rss+xml", name == "atom+xml":
		return "a feed"
	case strings.HasSuffix(name, "json"):
		return "json"
	case strings.HasSuffix(name, "xml"):
		return "xml"
	case name == "pdf":
		return "pdf"
	case len(media) > 60:
		return "another media type"
	}
	return "media type " + media
}

// sendsOn reports whether a page is nothing but a way to another: it is small, and at once goes there by itself. A page that
// does so only where there are no scripts is an article.
func sendsOn(page []byte) bool {
	if len(page) > 4<<10 {
		return false
	}
	page = bytes.ToLower(page)
	at := bytes.Index(page, []byte("http-equiv=\"refresh\""))
	if at < 0 {
		if at = bytes.Index(page, []byte("http-equiv=refresh")); at < 0 {
			return false
		}
	}
	if bytes.Count(page[:at], []byte("<noscript")) > bytes.Count(page[:at], []byte("</noscript")) {
		return false
	}
	open := bytes.LastIndexByte(page[:at], '<')
	end := bytes.IndexByte(page[at:], '>')
	if open < 0 || end < 0 {
		return false
	}
	_, after, ok := bytes.Cut(page[open:at+end], []byte("content="))
	after = bytes.TrimLeft(after, "\"' ")
	return ok && len(after) > 1 && '0' <= after[0] && after[0] <= '5' && (after[1] == ';' || after[1] == ',') && bytes.Contains(after, []byte("url"))
}
