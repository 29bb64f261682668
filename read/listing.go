package read

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"dixit"

	"github.com/klauspost/compress/gzip"
	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
	gofeedrss "github.com/mmcdole/gofeed/rss"
)

// ListingKind is what sort of listing a file is.
type ListingKind string

// The kinds of listing.
const (
	FeedListing    ListingKind = "feed"          // RSS, Atom or JSON Feed: articles, the newest first
	SitemapListing ListingKind = "sitemap"       // pages of a site, or with news: the articles of two days
	SitemapIndex   ListingKind = "sitemap index" // addresses of sitemaps
	Outline        ListingKind = "outline"       // OPML: addresses of feeds
)

// Listing is a file that tells where articles are.
type Listing struct {
	Kind    ListingKind
	Title   string        // of a feed
	Every   time.Duration // how often it says that it changes; 0 if it does not say
	Entries []Entry       // as they stand in it
	Damage  error         // why there are no more entries than these, nil if these are all
}

// Entry is one line of a listing.
type Entry struct {
	Key       string // tells it from all other entries: an id, else the address
	Version   string // another one when the entry has changed
	URL       string // http or https; "" if it has none
	Title     string
	Published string // day or instant of publication or of the last change, as in a Document; "" if it has none
	Item      []byte // an article in a feed, written as [ItemType]; nil if there are no words in it
	Whole     bool   // the item holds the article's text, and not its beginning or a summary, as far as one can tell
}

// ItemType is the media type of an item of a feed that stands alone, as a record of a web archive: an object with the fields of a
// line of NDJSON. The document that is read of it is the one that is read of the feed.
const ItemType = "application/vnd.dixit.item+json"

// Bounds on a listing that is compressed, in bytes, by the sitemap protocol and as for web archives.
const (
	maxListing = 50 << 20
	maxRatio   = 200
)

// List reads a listing, which may be gzipped. It is nil without an error if data is none, a page for example. Entries without
// an address are left out where an address is all that there could be. It is an error (Unreadable, TooLarge) that nothing can
// be read of a listing.
func List(data []byte) (*Listing, error) {
	if bytes.HasPrefix(data, []byte("\x1f\x8b")) {
		var err error
		if data, err = unzipped(data); err != nil {
			return nil, err
		}
	}
	if len(data) > maxListing {
		return nil, dixit.Errorf(dixit.TooLarge, "a listing of over %d bytes", maxListing)
	}
	switch sniff(data[:min(len(data), sniffed)]) {
	case formFeed:
		return listFeed(data)
	case formSitemap:
		return listSitemap(data)
	case formOPML:
		return listOutline(data)
	}
	return nil, nil
}

// isListing reports whether data is a listing, whatever its media type says.
func isListing(data []byte) bool {
	switch sniff(data[:min(len(data), sniffed)]) {
	case formFeed, formSitemap, formOPML:
		return true
	}
	return false
}

// unzipped undoes gzip (TooLarge, Unreadable).
func unzipped(data []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "gzip: %w", err)
	}
	limit := int64(min(maxListing, max(1<<20, maxRatio*len(data))))
	out, err := io.ReadAll(io.LimitReader(z, limit+1))
	switch {
	case int64(len(out)) > limit:
		return nil, dixit.Errorf(dixit.TooLarge, "gzip: over %d bytes of %d compressed ones", limit, len(data))
	case err != nil:
		return nil, dixit.Errorf(dixit.Unreadable, "gzip: %w", err)
	}
	return out, nil
}

// listFeed lists the items of a feed.
func listFeed(data []byte) (*Listing, error) {
	var whole dixit.Document
	f, more, err := parseFeed(&whole, data)
	if err != nil {
		return nil, err
	}
	l := &Listing{Kind: FeedListing, Title: words(f.Title), Every: period(f)}
	for _, it := range f.Items {
		if e := feedEntry(f, it); e.Key != "" {
			l.Entries = append(l.Entries, e)
		}
	}
	if more {
		l.Damage = dixit.Errorf(dixit.TooLarge, "feed: only the first %d items are read", maxItems)
	}
	return l, nil
}

// feedEntry is an item as an entry. Its version is that of its words and its day, since markup changes with every fetch of some.
func feedEntry(f *gofeed.Feed, it *gofeed.Item) Entry {
	d := &dixit.Document{}
	err := item(d, f, it)
	e := Entry{Key: identity(f, it), URL: d.URL, Title: d.Title, Published: d.Published}
	sum := sha256.Sum256([]byte(d.Title + "\n" + d.Published + "\n" + d.Text.String()))
	e.Version = hex.EncodeToString(sum[:8])
	if e.Key == "" && (err == nil || e.URL != "") {
		e.Key = e.URL + "#" + e.Version // neither an id nor a link: its words are all that tells it from others
	}
	if err == nil {
		e.Item, e.Whole = d.Source, wholeText(it, d.Text.String())
	}
	return e
}

// identity is what tells an item from all others: its id, else its address; "" if it has neither. An id that is no address
// counts within its feed only: many feeds number their items.
func identity(f *gofeed.Feed, it *gofeed.Item) string {
	key := strings.TrimSpace(it.GUID)
	switch {
	case key == "":
		key = strings.TrimSpace(it.Link)
	case !strings.Contains(key, ":"):
		key = f.Title + "\n" + f.Link + "\n" + key
	}
	return key
}

// Lengths in bytes from which a text is taken for an article: more where the feed does not say that it is one.
const (
	wholeContent     = 1000
	wholeDescription = 2500
)

// wholeText reports whether text, that of an item, is an article and no summary: it is long, and does not break off.
func wholeText(it *gofeed.Item, text string) bool {
	need := wholeDescription
	if strings.TrimSpace(it.Content) != "" {
		need = wholeContent
	}
	if len(text) < need {
		return false
	}
	end := strings.ToLower(strings.TrimSpace(text[max(0, len(text)-300):]))
	for _, sign := range []string{"[…]", "[...]", "[&hellip;]", "continue reading", "read more", "read the full", "read full"} {
		if strings.Contains(end, sign) {
			return false
		}
	}
	return !strings.HasSuffix(end, "…") && !strings.HasSuffix(end, "...")
}

// period is how often a feed says that it changes: the longer of its ttl and its sy:updatePeriod; 0 if it says nothing.
func period(f *gofeed.Feed) time.Duration {
	var ttl time.Duration
	if r, ok := f.OriginalFeed().(*gofeedrss.Feed); ok {
		if n, err := strconv.Atoi(strings.TrimSpace(r.TTL)); err == nil && n > 0 && n < 1<<20 {
			ttl = time.Duration(n) * time.Minute
		}
	}
	sy := f.Extensions["sy"]
	var every time.Duration
	switch strings.ToLower(only(sy["updatePeriod"])) {
	case "hourly":
		every = time.Hour
	case "daily":
		every = 24 * time.Hour
	case "weekly":
		every = 7 * 24 * time.Hour
	case "monthly":
		every = 30 * 24 * time.Hour
	case "yearly":
		every = 365 * 24 * time.Hour
	}
	if n, err := strconv.Atoi(only(sy["updateFrequency"])); err == nil && n > 0 {
		every /= time.Duration(n)
	}
	return max(ttl, every)
}

// only is the value of the first of some extension elements, "" if there is none.
func only(elements []ext.Extension) string {
	if len(elements) == 0 {
		return ""
	}
	return strings.TrimSpace(elements[0].Value)
}

// archivedItem makes a document of an item that stands alone in an archive.
func archivedItem(d *dixit.Document) error {
	f, err := newChooser(nil).record(d.Source)
	if err != nil {
		return err
	}
	d.MediaType, d.URL = "application/json", "" // the record's address is the feed's where the item has none
	f.fill(d)
	if id := f.value[ofID]; id != "" {
		d.ID, d.Name = id, safeName(id)
	}
	if d.Published != "" {
		d.PublishedBasis = dixit.BasisFeed
	}
	return fragment(d, markedUp(f.value[ofHTML]))
}

// webAddress is s as an absolute address of the web, "" if it is none.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	if u, err := url.Parse(s); err == nil && len(s) <= maxListingValue && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return s
	}
	return ""
}

// cutOff is the damage of a listing that ends before its last element.
func cutOff(form string, at int64, err error) error {
	return dixit.Errorf(dixit.Unreadable, "%s @%d: %w", form, at, fmt.Errorf("%s", strings.ReplaceAll(err.Error(), "\n", " ")))
}
