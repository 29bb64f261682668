package fetch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"dixit"
	"dixit/read"
)

// Bounds on a poll.
const (
	maxNested   = 2  // indexes of sitemaps above a sitemap
	maxSitemaps = 50 // of an index that are fetched in one poll, the latest
	patienceFor = 3  // pages in a row that cannot be had before a poll ends
)

// Result is what came of polling one address.
type Result struct {
	Address   string
	Pages     int      // documents that were fetched
	Items     int      // items of feeds that were taken as they stand
	Listings  int      // feeds, sitemaps and outlines that were fetched
	Unchanged int      // pages and listings that are what they were
	Failed    int      // what could not be fetched; told of already
	Left      int      // entries that are left for a later poll
	Feeds     []string // of an outline: addresses to be polled
	Away      error    // why the address itself cannot be had for now; nil if it was had, or never will be
	Err       error    // why the poll ended early, nil if it did not: the context's error, or that of the archive (Unavailable)

	changes changes
	room    int           // pages that may still be fetched
	trouble int           // pages in a row that could not be had
	every   time.Duration // how often the address says that it changes, or how long its answer is good for
	failed  bool          // the address itself could not be fetched
	wrong   string        // the last error, in words
	gone    bool          // and never will be
	later   time.Time     // its host asks for patience until then
}

// New is how many documents were fetched.
func (r *Result) New() int { return r.Pages + r.Items }

// Poll fetches an address, and of a listing the pages that are new in it. What could not be fetched is told (Options.Tell) and
// counted, and the poll goes on.
func (f *Fetcher) Poll(ctx context.Context, address string) *Result {
	r := &Result{Address: address, changes: newChanges(), room: f.limit}
	f.visit(ctx, r, address, 0)
	known := f.state.schedule(address)
	if r.Err == nil && (r.Listings > 0 || known.At > 0 || f.state.page(address).Listing) {
		r.changes.Feeds[address] = known.noted(r, time.Now())
	}
	return r
}

// visit fetches an address that may be a listing, below depth others. It reports whether all was done that is to do there.
func (f *Fetcher) visit(ctx context.Context, r *Result, address string, depth int) bool {
	got, err := f.fetch(ctx, r, address)
	if depth == 0 {
		r.judge(got, err, f.guard)
	}
	switch {
	case err != nil:
		f.fail(r, err)
		return Lasting(err)
	case !got.fresh:
		r.Unchanged++
		return true
	case got.listing == nil:
		r.Pages++
		return true
	}
	r.Listings++
	done := f.entries(ctx, r, got, depth)
	if kind := got.listing.Kind; !done || kind == read.Outline || kind == read.SitemapIndex {
		// It has to come again whether it has changed or not: for what is left, or since what it names may have changed.
		r.changes.Pages[got.ex.url.String()] = page{Listing: true, At: got.now.At}
	}
	return done
}

// judge takes from the answer of the polled address what its next poll depends on.
func (r *Result) judge(got fetched, err error, g *guard) {
	if later, ok := errors.AsType[*LaterError](err); ok {
		r.later = later.Until
	}
	if status, ok := errors.AsType[*StatusError](err); ok {
		r.gone = status.Status == http.StatusGone
	}
	if err != nil {
		_, refused := g.target(r.Address)
		r.gone = r.gone || refused != nil
	}
	if r.failed = err != nil; r.failed && !Lasting(err) {
		r.Away = err
	}
	if got.ex != nil {
		r.every = maxAge(got.ex.header)
	}
	if got.listing != nil {
		r.every = max(r.every, got.listing.Every)
	}
}

// fail counts and tells of what could not be fetched; an error that ends the poll is kept.
func (f *Fetcher) fail(r *Result, err error) {
	if later, ok := errors.AsType[*LaterError](err); ok {
		r.changes.Hosts[later.Host] = seconds(later.Until)
	}
	if errors.Is(err, context.Canceled) || dixit.KindOf(err) == dixit.Unavailable {
		r.Err = err
		return
	}
	r.Failed++
	if !r.failed || r.wrong == "" { // that of the address itself says more than those of its entries
		r.wrong = err.Error()
	}
	f.complain(err)
}

// fetched is an address that was fetched.
type fetched struct {
	ex      *exchange
	listing *read.Listing
	fresh   bool // it is not what it was
	now     page
}

// fetch fetches an address and archives what comes.
func (f *Fetcher) fetch(ctx context.Context, r *Result, address string) (fetched, error) {
	var got fetched
	known := func(u *url.URL) page {
		if p, ok := r.changes.Pages[u.String()]; ok {
			return p
		}
		return f.state.page(u.String())
	}
	_, err := f.get(ctx, address, known, func(ex *exchange) error {
		was := known(ex.url)
		got = fetched{ex: ex}
		var damage error
		if ex.status == http.StatusOK {
			body, err := ex.decoded()
			if err != nil {
				return at(ex, err)
			}
			got.listing, damage = read.List(body)
			if was.Listing && got.listing == nil && damage == nil { // no article, but a notice or a form
				damage = dixit.Errorf(dixit.Unreadable, "it was a feed or a sitemap, and is a page now")
			}
		}
		var err error
		if got.now, err = f.archive.exchange(ex, was, got.listing == nil && damage == nil); err != nil {
			return err
		}
		got.now.Listing = got.now.Listing || got.listing != nil
		got.fresh = ex.status == http.StatusOK && got.now.Digest != was.Digest
		if damage == nil && (ex.status == http.StatusOK || ex.status == http.StatusNotModified) {
			r.changes.Pages[ex.url.String()] = got.now
		}
		return at(ex, damage)
	})
	return got, err
}

// at says of an error which address it is about.
func at(ex *exchange, err error) error {
	if err == nil {
		return nil
	}
	return dixit.Errorf(dixit.KindOf(err), "%s: %w", ex.url, err)
}

// entries does what a listing says. It reports whether all was done.
func (f *Fetcher) entries(ctx context.Context, r *Result, got fetched, depth int) bool {
	l := got.listing
	if l.Damage != nil {
		f.fail(r, at(got.ex, l.Damage))
	}
	switch {
	case l.Kind == read.Outline && depth > 0, l.Kind == read.SitemapIndex && depth >= maxNested:
		f.fail(r, at(got.ex, refused("%s inside of %d listings is not followed", l.Kind, depth)))
		return true
	case l.Kind == read.Outline:
		for _, e := range l.Entries {
			r.Feeds = append(r.Feeds, e.URL)
		}
		return true
	}
	if l.Kind != read.FeedListing { // in no order that means anything
		slices.SortStableFunc(l.Entries, func(a, b read.Entry) int { return cmp.Compare(b.Published, a.Published) })
	}
	all, sitemaps := true, maxSitemaps
	for _, e := range l.Entries {
		if r.Err != nil {
			return false
		}
		var done bool
		if l.Kind == read.SitemapIndex {
			done = f.sitemap(ctx, r, e, depth, &sitemaps)
		} else {
			done = f.entry(ctx, r, e, got)
		}
		all = all && done
	}
	return all
}

// sitemap visits a sitemap of an index, unless its day of change says that it is known. left counts those that may be visited.
func (f *Fetcher) sitemap(ctx context.Context, r *Result, e read.Entry, depth int, left *int) bool {
	key := keyOf("sitemap " + e.Key)
	known, free := f.state.claim(key)
	if !free {
		return true
	}
	defer f.state.release(key)
	if known.Version == e.Version && e.Published != "" {
		return true
	}
	if *left == 0 {
		r.Left++
		return false
	}
	*left--
	if !f.visit(ctx, r, e.URL, depth+1) {
		return false
	}
	r.changes.Seen[key] = entry{Version: e.Version, At: seconds(time.Now())}
	return true
}

// keyOf is how the state knows what tells an entry from others.
func keyOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:12])
}

// entry takes an entry of a feed or a sitemap that is new or has changed: the item where that is all that is wanted, else its
// page. It reports whether there is nothing left to do.
func (f *Fetcher) entry(ctx context.Context, r *Result, e read.Entry, from fetched) bool {
	key := keyOf(e.Key)
	known, free := f.state.claim(key)
	if !free {
		return true // another poll is at it, or it stands twice in the listing
	}
	now := entry{Version: e.Version, At: seconds(time.Now())}
	if known.Version == e.Version {
		f.state.release(key)
		if now.At-known.At > int64(24*time.Hour/time.Second) {
			r.changes.Seen[key] = now // or it would be forgotten while it is still there
		}
		return true
	}
	switch {
	case e.Item != nil && (f.items || e.Whole || e.URL == ""):
		if err := f.archive.item(e, from.ex.url.String(), from.now.Record, from.ex.at); err != nil {
			f.state.release(key)
			f.fail(r, err)
			return false
		}
		r.Items++
	case e.URL == "":
	case r.room == 0:
		f.state.release(key)
		r.Left++
		return false
	default:
		r.room--
		switch f.page(ctx, r, e.URL) {
		case pageBlameless:
			f.state.release(key)
			return false
		case pageFailed:
			if known.Tries++; known.Tries < giveUp {
				known.At = now.At
				r.changes.Seen[key] = known
				return false
			}
		}
	}
	r.changes.Seen[key] = now
	return true
}

// verdict is what came of the page of an entry.
type verdict int

const (
	pageDone      verdict = iota // it is archived, or never will be had
	pageFailed                   // it could not be had
	pageBlameless                // nor could any other of its host now
)

// page fetches the page of an entry. After some in a row that could not be had for now, or when its host asks for patience, no more
// pages are fetched in the poll. A page that is not found may only not be there yet: feeds are often ahead of what they announce.
func (f *Fetcher) page(ctx context.Context, r *Result, address string) verdict {
	got, err := f.fetch(ctx, r, address)
	if err != nil {
		f.fail(r, err)
		status, answered := errors.AsType[*StatusError](err)
		_, later := errors.AsType[*LaterError](err)
		switch {
		case r.Err != nil:
			return pageBlameless
		case later:
			r.room = 0
			return pageBlameless
		case answered && status.Status == http.StatusNotFound:
			return pageFailed
		case Lasting(err):
			return pageDone
		}
		if r.trouble++; r.trouble == patienceFor {
			r.room = 0
		}
		return pageFailed
	}
	r.trouble = 0
	switch {
	case !got.fresh:
		r.Unchanged++
	case got.listing == nil:
		r.Pages++
	}
	return pageDone
}

// Lasting reports whether an error of a poll or a download would come again if the address were asked for again.
func Lasting(err error) bool {
	if status, ok := errors.AsType[*StatusError](err); ok {
		switch status.Status {
		case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
			return false
		}
		return status.Status < 500
	}
	kind := dixit.KindOf(err)
	return kind == dixit.Invalid || kind == dixit.TooLarge
}
