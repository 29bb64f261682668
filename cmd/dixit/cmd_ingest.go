package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"dixit"
	"dixit/extract"
	"dixit/ledger"
	"dixit/observe"
	"dixit/read"

	"github.com/spf13/cobra"
)

// ingestOptions are the flags of dixit ingest.
type ingestOptions struct {
	ledger  string
	reading readingFlags
	json    bool
	report  string
	restart bool
	jobs    int

	observing
	meters *observe.Meters // nil if nobody counts

	what      string     // is run, "" for ingest
	oversight *oversight // of the run that this one is a part of; nil if it is one of its own
}

// newIngestCommand is dixit ingest.
func newIngestCommand(t *terminal) *cobra.Command {
	var opts ingestOptions
	c := &cobra.Command{
		Use:   "ingest [--ledger PATH] [--json] [--report FILE] PATH…|-",
		Short: "Read articles and keep their statements in the ledger",
		Long: `A PATH is what it is for dixit extract. An article is known by its bytes: one
that is in the ledger already is passed over, so that running again changes
nothing. When the line of an article is printed, it and all its statements are
on disk.

A run that was interrupted, or killed, goes on where it stopped if the same is
run again: of archives and NDJSON files of over a megabyte the ledger knows how
far they were read, and those read to their end are passed over. A file that has
changed is read from its beginning; so is any with --restart.

The line says the article's title, outlet and day, how many statements were SAID
in it, BY how many named speakers, and how long it took. With --json it is an
object instead. --report FILE says of everything in the inputs what came of it,
and why: kept, unchanged, copy, skipped or failed. On a terminal a line shows
how far it is; elsewhere that line is printed when SIGUSR1 asks for it.`,
		Example: `  dixit ingest examples
  dixit ingest --ledger news.db --published 2025-09-25 article.html
  dixit ingest --json documents.ndjson
  dixit ingest --report report.ndjson crawl.warc.gz`,
		Annotations: exits("  0  done, or nothing was new", "  2  the command line is wrong",
			"  3  some input could not be used; the rest is kept", "  4  the ledger cannot be opened or written"),
		Args: someArguments("files, folders, or - for standard input"),
		RunE: func(c *cobra.Command, args []string) error { return runIngest(c.Context(), t, opts, args) },
	}
	ledgerFlag(c, &opts.ledger)
	addReading(c, &opts.reading)
	c.Flags().BoolVar(&opts.json, "json", false, "print an object a document")
	c.Flags().StringVar(&opts.report, "report", "", "write what came of all that was read into a `FILE`")
	c.Flags().BoolVar(&opts.restart, "restart", false, "read files from their beginning in any case")
	addJobs(c, &opts.jobs)
	opts.metricsFlag(c)
	return c
}

// runIngest opens the ledger and ingests into it.
func runIngest(ctx context.Context, t *terminal, opts ingestOptions, paths []string) (err error) {
	if err := checkJobs(opts.jobs); err != nil {
		return err
	}
	ob, err := opts.start(ctx, t)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ob.stop()) }()
	to, err := openToIngest(ctx, t, opts.ledger)
	if err != nil {
		return err
	}
	defer func() {
		if closing := to.store.Close(); err == nil {
			err = closing
		}
	}()
	ob.ledger.opened(to.store, to.path)
	defer ob.ledger.closing()
	if opts.meters == nil {
		opts.meters = ob.meters
	}
	err = ingestInto(ctx, t, opts, to, paths)
	if ctx.Err() == nil {
		err = errors.Join(err, rest(ctx, to.store))
	}
	return err
}

// rest tells a store that nothing will be written for a while.
func rest(ctx context.Context, store ledger.Ledger) error {
	if idle, ok := store.(ledger.Rester); ok {
		return idle.Rest(ctx)
	}
	return nil
}

// openedLedger is a ledger to ingest into, and what finds the statements.
type openedLedger struct {
	store     ledger.Ledger
	path      string
	extractor func() (*extract.Extractor, error) // made when the first new document needs it
}

// openToIngest opens the ledger that a flag names, and makes it if need be.
func openToIngest(ctx context.Context, t *terminal, flag string) (openedLedger, error) {
	path, err := ledgerPath(flag, t.getenv)
	if err != nil {
		return openedLedger{}, err
	}
	store, err := openLedger(ctx, path)
	return openedLedger{store, path, sync.OnceValues(extract.New)}, err
}

// ingestInto reads documents, extracts those that are new, opts.jobs at once, and keeps them, many at a time.
func ingestInto(ctx context.Context, t *terminal, opts ingestOptions, to openedLedger, paths []string) (err error) {
	reading, err := opts.reading.options()
	if err != nil {
		return err
	}
	reported, err := newReport(opts.report)
	if err != nil {
		return err
	}
	in := &ingestion{openedLedger: to, opts: opts, reading: reading, began: time.Now(), report: reported, status: newProgress(t)}
	in.t = in.status.over(t)
	if in.oversight = opts.oversight; in.oversight == nil {
		in.oversight = oversee(ctx, to.store, cmp.Or(opts.what, "ingest"), in.status.size)
		defer func() { err = errors.Join(err, in.oversight.end(ctx, err)) }()
	}
	if err := in.run(ctx, paths); err != nil {
		return err
	}
	if err := in.sum(ctx); err != nil {
		return err
	}
	return damaged(in.report.counts[outcomeFailed])
}

// ingestion is one run of dixit ingest.
type ingestion struct {
	openedLedger
	t       *terminal
	opts    ingestOptions
	unit    *unitRun // of a unit of work; nil for a run of dixit ingest
	reading read.Options
	began   time.Time
	status  *progress
	report  *report
	writing // what is being written

	added, known int // documents
	copies       int // of the documents added
	over         int // files that were read in another run
	statements   int // of the documents added, those that count
	highlights   highlights
	oversight    *oversight
}

// run reads all and keeps it, with the status shown meanwhile, and closes the report.
func (in *ingestion) run(ctx context.Context, paths []string) (err error) {
	defer func() {
		if closing := in.report.close(in.report.summary(in.added+in.known, in.statements, time.Since(in.began))); err == nil {
			err = closing
		}
	}()
	defer in.status.start(ctx, paths)()
	return in.all(ctx, paths)
}

// readArticle is an item with what was found in its document, nothing if that is in the ledger already.
type readArticle struct {
	item
	known bool
	found dixit.Extraction
	took  time.Duration

	ledger.Receipt // once it is kept
}

// read extracts a document unless it is known. It is called on several goroutines. Errors are in what it gives.
func (in *ingestion) read(ctx context.Context, i item) (r readArticle, _ error) {
	r.item = i
	if i.doc == nil {
		return r, nil
	}
	defer func() {
		if p := recover(); p != nil {
			r.err = fmt.Errorf("extract %s: defect: %v", i.doc.Path, p)
		}
	}()
	wanted, err := in.store.Wants(ctx, i.doc)
	if r.known, r.err = !wanted, err; r.known || r.err != nil {
		return r, nil
	}
	extractor, err := in.extractor()
	if err != nil {
		r.err = err
		return r, nil
	}
	began := time.Now() // the first document does not pay for the model
	if r.found, err = extractor.Extract(ctx, i.doc); err != nil {
		r.err = fmt.Errorf("extract %s: %w", i.doc.Path, err)
	}
	r.took = time.Since(began)
	in.opts.meters.Stage(observe.Extracting, r.took)
	return r, nil
}

// line prints the line of an article that is new.
func (in *ingestion) line(r readArticle) error {
	title := max(20, in.t.width-len("  OUTLET________  2006-01-02  SAID   BY     TIME"))
	if in.added == 1 {
		if err := in.t.printf("%s  %s  %s  SAID   BY     TIME\n", pad("TITLE", title), pad("OUTLET", 14), pad("DAY", 10)); err != nil {
			return err
		}
	}
	doc := r.doc.Ref()
	name := doc.Title
	if name == "" {
		name = r.doc.Name
	}
	note := ""
	if r.CopyOf != nil {
		note = indent + cut(originalOf(r.CopyOf)+likeness(r.CopyOf), in.t.width-len(indent)) + "\n"
	}
	return in.t.printf("%s  %s  %s  %4d %4d %8s\n%s", pad(name, title), pad(doc.Outlet, 14), pad(doc.Day(), 10),
		len(r.found.Statements), speakers(r.found.Statements), span(r.took), note)
}

// object prints an article as JSON.
func (in *ingestion) object(r readArticle, outcome string) error {
	doc := r.doc.Ref()
	data, err := json.Marshal(struct {
		Type       string            `json:"type"`
		Doc        dixit.DocumentRef `json:"doc"`
		Path       string            `json:"path"`
		Added      bool              `json:"added"`
		Outcome    string            `json:"outcome"`
		Statements int               `json:"statements"`
		Speakers   int               `json:"speakers"`
		Loose      int               `json:"loose_quotes"`
		Took       int64             `json:"microseconds"`
		CopyOf     *dixit.Original   `json:"copy_of,omitempty"`
	}{
		"document", doc, r.doc.Path, !r.known, outcome, len(r.found.Statements), speakers(r.found.Statements), len(r.found.Loose),
		r.took.Microseconds(), r.CopyOf,
	})
	if err != nil {
		return fmt.Errorf("document %s: %w", doc.ID, err)
	}
	return in.t.printf("%s\n", data)
}

// speakers counts the different names of speakers.
func speakers(statements []dixit.Statement) int {
	names := make(map[string]bool)
	for _, s := range statements {
		if s.Speaker.Name != "" {
			names[s.Speaker.Name] = true
		}
	}
	return len(names)
}

// span is a duration as a person would say it.
func span(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
