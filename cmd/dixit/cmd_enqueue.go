package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dixit"
	"dixit/ledger"

	"github.com/spf13/cobra"
)

// enqueueOptions are the flags of dixit enqueue.
type enqueueOptions struct {
	ledger  string
	reading readingFlags
	lists   []string
	base    string
	part    int // MiB
	json    bool
}

// newEnqueueCommand is dixit enqueue.
func newEnqueueCommand(t *terminal) *cobra.Command {
	var opts enqueueOptions
	c := &cobra.Command{
		Use:   "enqueue [--ledger PATH] [--list FILE [--base PREFIX]] PATH…|URL…",
		Short: "Put files and addresses on the list of work, for dixit work to read",
		Long: `A PATH is a file or a folder, which every dixit work must find under the same
absolute path; one of feeds (OPML) stands for its addresses. Small files are
bundled. An archive or NDJSON file of over --part MiB is divided into units that
are read at once, if it can be: one that was compressed as a whole cannot. What
is on the list already, and has not changed, stays as it is.

A URL is a page, feed or sitemap, which is read as dixit fetch does, once; or an
archive (.warc.gz, .ndjson …), which is downloaded and read. Enqueued again,
pages and feeds are asked for what is new since. Those of one host are together,
so that one worker at a time asks it. dixit watch goes on asking by itself.

--list FILE names a file of PATHs and URLs, one a line, gzipped or not, as ls,
rclone lsf and aws s3 ls print them and warc.paths.gz has them (- is standard
input). --base is the folder or address that they are relative to.`,
		Example: `  dixit enqueue --ledger postgres://db/news /data/crawl-*.warc.gz
  dixit enqueue feeds.opml https://www.example.org/feed.xml
  dixit enqueue --list warc.paths.gz --base https://data.commoncrawl.org/`,
		Annotations: exits("  0  done, or nothing was new", "  2  the command line is wrong",
			"  3  some path could not be read; the rest is on the list", "  4  the ledger cannot be opened or written"),
		Args: func(c *cobra.Command, args []string) error {
			if len(args)+len(opts.lists) == 0 {
				return usage("enqueue: give files, folders, addresses or --list; see %s --help", c.CommandPath())
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return runEnqueue(c.Context(), t, opts, args) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringArrayVar(&opts.lists, "list", nil, "also what is in a `FILE`, one a line; - is stdin")
	c.Flags().StringVar(&opts.base, "base", "", "what is in lists is relative to `PREFIX`")
	c.Flags().IntVar(&opts.part, "part", 32, "divide files into parts of about `N` MiB")
	addReading(c, &opts.reading)
	c.Flags().BoolVar(&opts.json, "json", false, "print an object a unit")
	return c
}

// atOnceUnits is how many units are put on the list in one transaction.
const atOnceUnits = 500

// runEnqueue puts units on the list.
func runEnqueue(ctx context.Context, t *terminal, opts enqueueOptions, paths []string) (err error) {
	if _, err := opts.reading.options(); err != nil {
		return err
	}
	if opts.part < 1 || opts.part > 1<<20 {
		return usage("part %d: not from 1 to %d MiB", opts.part, 1<<20)
	}
	if opts.base != "" && len(opts.lists) == 0 {
		return usage("base %s: there is no --list whose names it would stand before", printable(opts.base))
	}
	store, list, err := openWorklist(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	e := &enqueueing{t: t, list: list, opts: opts}
	u := &unitMaker{
		part: int64(opts.part) << 20, published: opts.reading.published, fields: opts.reading.fields, base: opts.base, in: t.in,
	}
	for unit, err := range u.units(ctx, paths, opts.lists) {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			e.failed++
			t.complain(err.Error())
		default:
			if err := e.add(ctx, unit); err != nil {
				return err
			}
		}
	}
	if err := e.flush(ctx); err != nil {
		return err
	}
	if err := e.sum(u); err != nil {
		return err
	}
	return damaged(e.failed)
}

// openWorklist opens a ledger with its list of units, and makes it if need be.
func openWorklist(ctx context.Context, flag string, getenv func(string) string) (ledger.Ledger, ledger.Worklist, error) {
	path, err := ledgerPath(flag, getenv)
	if err != nil {
		return nil, nil, err
	}
	store, err := openLedger(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	list, ok := store.(ledger.Worklist)
	if !ok {
		return nil, nil, errors.Join(dixit.Errorf(dixit.Invalid, "ledger %s: keeps no list of work", ledgerName(path)), store.Close())
	}
	return store, list, nil
}

// enqueueing is one run of dixit enqueue.
type enqueueing struct {
	t     *terminal
	list  ledger.Worklist
	opts  enqueueOptions
	units []ledger.Unit // that are not on the list yet

	all, added, again, failed int
}

// addUnits puts units on a list that are not there yet. Those of pages and listings that are done wait again: they may have changed.
func addUnits(ctx context.Context, list ledger.Worklist, units []ledger.Unit) (added, again int, err error) {
	if added, err = list.AddWork(ctx, time.Now(), units...); err != nil {
		return 0, 0, err
	}
	var ids []string
	for _, u := range units {
		if asksHost(u) != "" {
			ids = append(ids, u.ID())
		}
	}
	if len(ids) > 0 {
		again, err = list.Again(ctx, ids...)
	}
	return added, again, err
}

func (e *enqueueing) add(ctx context.Context, u ledger.Unit) error {
	if e.units = append(e.units, u); len(e.units) < atOnceUnits {
		return nil
	}
	return e.flush(ctx)
}

// flush puts on the list what is not there yet.
func (e *enqueueing) flush(ctx context.Context) error {
	if len(e.units) == 0 {
		return nil
	}
	added, again, err := addUnits(ctx, e.list, e.units)
	if err != nil {
		return err
	}
	e.all, e.added, e.again = e.all+len(e.units), e.added+added, e.again+again
	for _, u := range e.units {
		if e.opts.json {
			data, err := json.Marshal(struct {
				Type string      `json:"type"`
				ID   string      `json:"id"`
				Unit ledger.Unit `json:"unit"`
			}{"unit", u.ID(), u})
			if err != nil {
				return fmt.Errorf("unit %s: %w", u.Path, err)
			}
			if err := e.t.printf("%s\n", data); err != nil {
				return err
			}
		}
	}
	e.units = e.units[:0]
	return nil
}

// sum says what was done.
func (e *enqueueing) sum(u *unitMaker) error {
	for _, w := range u.whole {
		e.t.complain("note: " + w)
	}
	if e.opts.json {
		return nil
	}
	known := ""
	if e.again > 0 {
		known = fmt.Sprintf("; %d to be asked for again", e.again)
	}
	if n := e.all - e.added - e.again; n > 0 {
		known += fmt.Sprintf("; %d were on the list already", n)
	}
	return e.t.printf("%s of %s%s.\n", count(e.added, "new unit"), u.read(), known)
}
