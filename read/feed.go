package read

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"dixit"

	"github.com/go-json-experiment/json"
	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// feed reads the items of a feed, RSS, Atom or JSON Feed, a document each. An item is told from others by its id, else its
// address, and is read once in a run, in whichever files it stands.
func feed(ctx context.Context, name string, in io.Reader, opt Options, yield func(*dixit.Document, error) bool) bool {
	data, err := io.ReadAll(io.LimitReader(in, opt.maxBytes()+1))
	if err != nil {
		return yield(nil, fileError(name, err))
	}
	if int64(len(data)) > opt.maxBytes() {
		return yield(nil, dixit.Errorf(dixit.TooLarge, "%s: over %d bytes", name, opt.maxBytes()))
	}
	var whole dixit.Document
	f, more, err := parseFeed(&whole, data)
	if err != nil {
		return yield(nil, fmt.Errorf("%s: %w", name, err))
	}
	if len(f.Items) == 0 {
		return yield(nil, dixit.Errorf(dixit.Unreadable, "%s: a feed without items", name))
	}
	for i, it := range f.Items {
		if ctx.Err() != nil {
			return yield(nil, ctx.Err())
		}
		if opt.known(f, it) {
			address := itemURL(f, it)
			opt.Follow.skipped(Skip{Path: name, URL: address, Reason: "an item that was read already", Of: address})
			continue
		}
		d := &dixit.Document{Path: name, Warnings: whole.Warnings}
		if err := item(d, f, it); err != nil {
			if !yield(nil, dixit.Errorf(dixit.KindOf(err), "feed %s item %d: %w", name, i+1, err)) {
				return false
			}
			continue
		}
		if opt.reused(f, it) { // an id that does not tell it from another
			d.ID, d.Name = "", ""
			d.Warnings = append(d.Warnings, "an id that another item has")
		}
		if d.Name == "" {
			d.Name = nameOf(name) + "-" + strconv.Itoa(i+1)
		}
		whole.Warnings = nil // said once
		if !yield(finish(d, opt), nil) {
			return false
		}
	}
	if more {
		return yield(nil, dixit.Errorf(dixit.TooLarge, "%s: only the first %d items are read", name, maxItems))
	}
	return true
}

// parseFeed reads a feed, or the beginning of one that has more than maxItems. Warnings about its bytes are left in d.
func parseFeed(d *dixit.Document, data []byte) (f *gofeed.Feed, more bool, err error) {
	s, err := decode(d, data, true, "")
	if err != nil {
		return nil, false, err
	}
	s = strings.TrimLeft(s, "\ufeff \t\r\n")
	if strings.HasPrefix(s, "<?xml") {
		_, s, _ = strings.Cut(s, "?>") // it names an encoding that the feed is no longer in
	}
	if s, more, err = bounds(s); err != nil {
		return nil, false, err
	}
	defer func() {
		if p := recover(); p != nil {
			f, more, err = nil, false, dixit.Errorf(dixit.Unreadable, "feed: %v", p)
		}
	}()
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true // it has the ttl
	f, err = p.Parse(strings.NewReader(s))
	if err != nil {
		return nil, false, dixit.Errorf(dixit.Unreadable, "feed: %w", oneLine(err))
	}
	if len(f.Items) > maxItems {
		f.Items, more = f.Items[:maxItems], true
	}
	return f, more, nil
}

// known reports whether an item was read before in this run, and remembers it: one that has the id of another and its title, words
// or address. Where all three are others it is not the same that was edited, but another one.
func (o Options) known(f *gofeed.Feed, it *gofeed.Item) bool {
	id := idOf(f, it)
	if id == "" || o.seen == nil {
		return false
	}
	known := false
	for name, part := range map[string]string{"title": it.Title, "words": contentOf(it), "link": it.Link} {
		if strings.TrimSpace(part) != "" && part != it.GUID && o.again(name, part, id) {
			known = true
		}
	}
	return known
}

// reused reports whether an item that is not known has the id of another that was read in this run, and remembers it.
func (o Options) reused(f *gofeed.Feed, it *gofeed.Item) bool {
	id := idOf(f, it)
	return id != "" && o.seen != nil && o.again("id", id)
}

// again reports whether the parts were seen before in this run, and remembers them.
func (o Options) again(parts ...string) bool {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	was := o.seen[sum]
	o.seen[sum] = true
	return was
}

// idOf is what tells an item from others: its id, else its address. An id that is no address counts within its feed only: many
// feeds number their items.
func idOf(f *gofeed.Feed, it *gofeed.Item) string {
	switch id := strings.TrimSpace(it.GUID); {
	case id == "":
		return strings.TrimSpace(it.Link)
	case !strings.Contains(id, ":"):
		return f.Title + "\n" + f.Link + "\n" + id
	default:
		return id
	}
}

// contentOf is what an item says, as HTML.
func contentOf(it *gofeed.Item) string {
	if strings.TrimSpace(it.Content) != "" {
		return it.Content
	}
	return it.Description
}

// item makes a document of an item. Its source is the item written as a line of NDJSON, so that the same item of another day's
// feed is the same document.
func item(d *dixit.Document, f *gofeed.Feed, it *gofeed.Item) error {
	content := contentOf(it)
	d.Title, d.Outlet, d.Lang = words(it.Title), words(f.Title), strings.TrimSpace(f.Language)
	d.URL = itemURL(f, it)
	people := it.Authors
	if len(people) == 0 {
		people = f.Authors
	}
	var authors []string
	for _, p := range people {
		if p != nil && words(p.Name) != "" {
			authors = append(authors, words(p.Name))
		}
	}
	setAuthors(d, authors)
	if d.Published = itemDay(it); d.Published != "" {
		d.PublishedBasis = dixit.BasisFeed
	}
	id := strings.TrimSpace(it.GUID)
	if id == "" {
		id = d.URL
	}
	if id != "" {
		d.ID, d.Name = id, safeName(id)
	}
	var err error
	d.MediaType = "application/json"
	d.Source, err = json.Marshal(struct {
		ID        string   `json:"id,omitempty"`
		Title     string   `json:"title,omitempty"`
		URL       string   `json:"url,omitempty"`
		Outlet    string   `json:"outlet,omitempty"`
		Published string   `json:"published,omitempty"`
		Lang      string   `json:"lang,omitempty"`
		Authors   []string `json:"authors,omitempty"`
		HTML      string   `json:"html"`
	}{id, d.Title, d.URL, d.Outlet, d.Published, d.Lang, authors, content})
	if err != nil {
		return dixit.Errorf(dixit.Unreadable, "%w", oneLine(err))
	}
	if err := fragment(d, markedUp(content)); err != nil {
		return err
	}
	return bounded(d)
}

// itemDay is the day or instant of publication of an item, else of its last change, "" if it gives none. An instant stays in
// the time zone that it is given in, whose day is the day of publication.
func itemDay(it *gofeed.Item) string {
	given, at := it.Published, it.PublishedParsed
	if at == nil {
		given, at = it.Updated, it.UpdatedParsed
	}
	if at == nil || at.Year() < 1600 || at.Year() >= 2100 {
		return ""
	}
	if day, ok := published(given); ok {
		return day
	}
	for _, layout := range []string{"Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700"} {
		if t, err := time.Parse(layout, strings.TrimSpace(given)); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return at.Format(time.RFC3339)
}

// itemURL is the address of an item, "" if it gives none that is one of the web.
func itemURL(f *gofeed.Feed, it *gofeed.Item) string {
	link := strings.TrimSpace(it.Link)
	if base, err := url.Parse(f.Link); err == nil && link != "" {
		if u, err := base.Parse(link); err == nil {
			link = u.String()
		}
	}
	for _, s := range []string{link, strings.TrimSpace(it.GUID)} {
		if u, err := url.Parse(s); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			return s
		}
	}
	return ""
}

// markedUp is a piece of HTML as it is; in one without any element, which is plain text, each line is a paragraph.
func markedUp(s string) string {
	if strings.Contains(s, "<") {
		return s
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString("<p>" + line + "</p>")
	}
	return b.String()
}

// words is the text of a title or a name, in which feeds write HTML.
func words(s string) string {
	if strings.ContainsAny(s, "<&") {
		if doc, err := html.Parse(strings.NewReader(s)); err == nil {
			s = textOf(doc)
		}
	}
	return strings.Join(strings.Fields(s), " ")
}
