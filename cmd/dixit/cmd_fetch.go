package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"dixit"
	"dixit/fetch"
	"dixit/read"

	"github.com/spf13/cobra"
)

// fetchOptions are the flags that dixit fetch and dixit watch have in common.
type fetchOptions struct {
	ingest  ingestOptions
	out     string
	rate    float64
	limit   int
	ports   []int
	contact string
	items   bool
	health  func(fetch.Health) // is told how the listings are
}

func (o *fetchOptions) add(c *cobra.Command) {
	ledgerFlag(c, &o.ingest.ledger)
	c.Flags().StringVar(&o.out, "out", "", "the `FOLDER` of archives, if not beside the ledger")
	c.Flags().Float64Var(&o.rate, "rate", fetch.DefaultRate, "send a host at most `N` requests a second")
	c.Flags().IntVar(&o.limit, "limit", fetch.DefaultLimit, "fetch at most `N` pages of one listing")
	c.Flags().BoolVar(&o.items, "items", false, "take items of feeds as they are, no pages")
	c.Flags().StringVar(&o.contact, "contact", "", "name an `ADDRESS` in the User-Agent")
	c.Flags().IntSliceVar(&o.ports, "allow-port", nil, "a `PORT` besides 80 and 443")
	c.Flags().BoolVar(&o.ingest.json, "json", false, "print an object a document")
	addJobs(c, &o.ingest.jobs)
}

// newFetchCommand is dixit fetch.
func newFetchCommand(t *terminal) *cobra.Command {
	var opts fetchOptions
	var noIngest bool
	c := &cobra.Command{
		Use:   "fetch [--ledger PATH] [--out FOLDER] [--no-ingest] URL|FILE…|-",
		Short: "Fetch pages, feeds and sitemaps, and keep their statements",
		Long: `A URL is a page, a feed (RSS, Atom, JSON Feed), a sitemap, an index of sitemaps,
or an outline of feeds (OPML); a FILE, or - for standard input, is an outline or
has an address a line. Of feeds and sitemaps the pages that are new since the
last time are fetched; an item that holds its whole article is taken as it is.

What comes is written as web archives (WARC) into FOLDER, and then read as
dixit ingest reads it. Running again fetches what is new and repeats nothing.
robots.txt is obeyed, one request at a time goes to a host, and nothing is
fetched from addresses that are not public: docs/fetching.md says it all.`,
		Example: `  dixit fetch https://www.example.org/news/article.html
  dixit fetch feeds.opml
  dixit fetch --no-ingest --out archive https://www.example.org/feed.xml`,
		Annotations: exits("  0  done, or nothing was new", "  2  the command line is wrong",
			"  3  something could not be fetched or read; the rest is kept", "  4  the folder or the ledger cannot be opened or written"),
		Args: someArguments("addresses, files of them, or - for standard input"),
		RunE: func(c *cobra.Command, args []string) error { return runFetch(c.Context(), t, opts, noIngest, args) },
	}
	opts.add(c)
	c.Flags().BoolVar(&noIngest, "no-ingest", false, "only write archives, and print their names")
	return c
}

// runFetch fetches addresses and ingests what came, or prints the names of the archives. At an interrupt it stops fetching, and
// keeps what it has.
func runFetch(ctx context.Context, t *terminal, opts fetchOptions, noIngest bool, args []string) (err error) {
	seen := &learned{feeds: map[string]fetch.Health{}}
	opts.health = seen.feed
	status := &fetchStatus{t: t, fail: seen.fail}
	f, addresses, err := openFetcher(t, opts, args, status, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	results := f.Run(ctx, addresses)
	status.clear()
	interrupted := ctx.Err()
	if interrupted != nil {
		t.complain("interrupted: what was fetched is kept first; another interrupt ends it at once")
		ctx = context.WithoutCancel(ctx)
	}
	sum, err := total(results)
	if err != nil {
		return err
	}
	files, err := f.Seal()
	if err != nil {
		return err
	}
	if err = keepFetched(ctx, t, opts, noIngest, sum, files); dixit.KindOf(err) == dixit.Unavailable || ctx.Err() != nil {
		return cmp.Or(err, ctx.Err()) // what was fetched is fetched again
	}
	if failed := f.Commit(results...); failed != nil {
		return failed
	}
	if !noIngest {
		err = errors.Join(err, seen.note(context.WithoutCancel(ctx), t, opts.ingest.ledger))
	}
	return cmp.Or(interrupted, err, damaged(sum.Failed))
}

// keepFetched ingests archives, or prints their names.
func keepFetched(ctx context.Context, t *terminal, opts fetchOptions, noIngest bool, sum fetch.Result, files []string) error {
	if noIngest {
		for _, name := range files {
			if err := t.printf("%s\n", name); err != nil {
				return dixit.Errorf(dixit.Unavailable, "output: %w", err)
			}
		}
		return nil
	}
	if err := fetchSummary(t, opts, sum); err != nil {
		return dixit.Errorf(dixit.Unavailable, "output: %w", err)
	}
	if len(files) == 0 {
		return nil
	}
	opts.ingest.what = "fetch"
	return runIngest(ctx, t, opts.ingest, files)
}

// total adds results up. It is an error that one ended early, but for an interrupt.
func total(results []*fetch.Result) (fetch.Result, error) {
	var sum fetch.Result
	for _, r := range results {
		if r.Err != nil && !errors.Is(r.Err, context.Canceled) {
			return sum, r.Err
		}
		sum.Pages += r.Pages
		sum.Items += r.Items
		sum.Listings += r.Listings
		sum.Unchanged += r.Unchanged
		sum.Failed += r.Failed
		sum.Left += r.Left
	}
	return sum, nil
}

// fetchSummary says what was fetched, in one line.
func fetchSummary(t *terminal, opts fetchOptions, sum fetch.Result) error {
	if opts.ingest.json {
		return nil
	}
	parts := []string{count(sum.Pages, "page") + " fetched"}
	for _, p := range []struct {
		n    int
		what string
	}{{sum.Items, "taken from feeds as they stand"}, {sum.Unchanged, "unchanged"}, {sum.Left, "left for the next time"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return t.printf("%s.\n", strings.Join(parts, ", "))
}

// openFetcher opens the folder to fetch into, and finds the addresses that the arguments name. The observer of a watch may be nil.
func openFetcher(t *terminal, opts fetchOptions, args []string, status *fetchStatus, observer fetch.Observer) (*fetch.Fetcher, []string, error) {
	if err := checkJobs(opts.ingest.jobs); err != nil {
		return nil, nil, err
	}
	if opts.rate <= 0 {
		return nil, nil, usage("rate %g: not over 0", opts.rate)
	}
	if opts.limit <= 0 {
		return nil, nil, usage("limit %d: not over 0", opts.limit)
	}
	addresses, err := addressesOf(t.in, args)
	if err != nil {
		return nil, nil, err
	}
	folder, err := fetchedFolder(opts.out, opts.ingest.ledger, t.getenv)
	if err != nil {
		return nil, nil, err
	}
	o := fetch.Options{
		Folder: folder, Rate: opts.rate, Contact: opts.contact, Items: opts.items, Limit: opts.limit,
		Tell: status.tell, Show: status.show, Transport: t.transport, Observer: observer, Health: opts.health,
	}
	if o.Ports, err = portsOf(opts.ports); err != nil {
		return nil, nil, err
	}
	f, err := fetch.New(o)
	return f, addresses, err
}

// maxAddressFile is how large a file of addresses may be, in bytes.
const maxAddressFile = 20 << 20

// addressesOf are the addresses that arguments name: themselves, or those in files.
func addressesOf(stdin io.Reader, args []string) ([]string, error) {
	var all []string
	for _, arg := range args {
		if isAddress(arg) {
			all = append(all, arg)
			continue
		}
		in := stdin
		if arg != "-" {
			f, err := os.Open(arg)
			if err != nil {
				return nil, usage("%s: neither an address that begins with http:// or https:// nor a file that can be read", arg)
			}
			defer f.Close()
			in = f
		}
		data, err := io.ReadAll(io.LimitReader(in, maxAddressFile+1))
		if err != nil || len(data) > maxAddressFile {
			return nil, usage("%s: it cannot be read, or is over %d bytes", arg, maxAddressFile)
		}
		found, err := addressesIn(data)
		if err != nil {
			return nil, usage("%s: %w", arg, err)
		}
		all = append(all, found...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// addressesIn are the addresses in a listing, or in a text with one a line, in which # begins a remark.
func addressesIn(data []byte) ([]string, error) {
	l, err := read.List(data)
	if err != nil {
		return nil, err
	}
	var found []string
	if l != nil {
		for _, e := range l.Entries {
			if e.URL != "" {
				found = append(found, e.URL)
			}
		}
		return found, l.Damage
	}
	for line := range bytes.Lines(data) {
		s := strings.TrimSpace(string(line))
		switch {
		case s == "" || s[0] == '#':
		case isAddress(s):
			found = append(found, s)
		default:
			return nil, usage("%.100q is no address that begins with http:// or https://", s)
		}
	}
	if len(found) == 0 {
		return nil, usage("no addresses")
	}
	return found, nil
}

func isAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// fetchStatus shows a person what is being fetched, in one line that is written over, and complaints above it.
type fetchStatus struct {
	t     *terminal
	ob    *observed // nil if nobody asks
	asked int
	fail  func(error) // is told of what could not be fetched, too
}

func (s *fetchStatus) show(address string) {
	if s.t.isTerminal {
		s.asked++
		fmt.Fprintf(s.t.err, "\r%s", pad(fmt.Sprintf("%d  %s", s.asked, printable(address)), s.t.width-1))
	}
}

func (s *fetchStatus) tell(err error) {
	s.clear()
	s.t.complain(err.Error())
	if s.ob != nil {
		s.ob.notFetched(err)
	}
	if s.fail != nil {
		s.fail(err)
	}
}

func (s *fetchStatus) clear() {
	if s.asked > 0 {
		fmt.Fprintf(s.t.err, "\r%s\r", pad("", s.t.width-1))
	}
}
