package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"dixit"
	"dixit/extract"
	"dixit/ledger"
	"dixit/read"

	"github.com/spf13/cobra"
)

// ingestOptions are the flags of dixit ingest.
type ingestOptions struct {
	ledger    string
	published string
	json      bool
	jobs      int
}

// newIngestCommand is dixit ingest.
func newIngestCommand(t *terminal) *cobra.Command {
	var opts ingestOptions
	c := &cobra.Command{
		Use:   "ingest [--ledger PATH] [--published DAY] [--json] PATH…|-",
		Short: "Read articles and keep their statements in the ledger",
		Long: `A PATH is what it is for dixit extract. An article is known by its bytes: one
that is in the ledger already is passed over, so that running again changes
nothing. When the line of an article is printed, it and all its statements are
on disk.

The line says the article's title, outlet and day, how many statements were SAID
in it, BY how many named speakers, and how long it took. With --json it is an
object instead.`,
		Example: `  dixit ingest examples
  dixit ingest --ledger news.db --published 2025-09-25 article.html
  dixit ingest --json documents.ndjson`,
		Annotations: exits("  0  done, or nothing was new", "  2  the command line is wrong",
			"  3  some input could not be used; the rest is kept", "  4  the ledger cannot be opened or written"),
		Args: someArguments("files, folders, or - for standard input"),
		RunE: func(c *cobra.Command, args []string) error { return runIngest(c.Context(), t, opts, args) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringVar(&opts.published, "published", "", "the `DAY` of publication, where a document does not say")
	c.Flags().BoolVar(&opts.json, "json", false, "print an object a document")
	addJobs(c, &opts.jobs)
	return c
}

// runIngest reads documents, extracts those that are new, opts.jobs at once, and keeps them, one at a time.
func runIngest(ctx context.Context, t *terminal, opts ingestOptions, paths []string) (err error) {
	if err := checkPublished(opts.published); err != nil {
		return err
	}
	if err := checkJobs(opts.jobs); err != nil {
		return err
	}
	path, err := ledgerPath(opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	store, err := openLedger(ctx, path)
	if err != nil {
		return err
	}
	defer func() {
		if closing := store.Close(); err == nil {
			err = closing
		}
	}()
	in := &ingestion{t: t, opts: opts, store: store, path: path, began: time.Now(), extractor: sync.OnceValues(extract.New)}
	documents := read.Documents(ctx, paths, t.in, read.Options{Published: opts.published})
	for r, err := range ordered(ctx, documents, opts.jobs, in.read) {
		if err == nil {
			t.warn(r.doc.Path, r.doc.Warnings)
			err = in.keep(ctx, r)
		}
		if dixit.KindOf(err) == dixit.Unavailable {
			return err
		}
		if err != nil {
			in.bad++
			t.complain(err.Error())
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := in.sum(ctx); err != nil {
		return err
	}
	return damaged(in.bad)
}

// ingestion is one run of dixit ingest.
type ingestion struct {
	t         *terminal
	opts      ingestOptions
	store     ledger.Ledger
	path      string // of the ledger
	began     time.Time
	extractor func() (*extract.Extractor, error) // made when the first new document needs it

	added, known, bad int // documents
	statements        int // of the documents added
	highlights        highlights
}

// readArticle is an article with what was found in it, nothing if it is in the ledger already.
type readArticle struct {
	doc   *dixit.Document
	known bool
	found dixit.Extraction
	took  time.Duration
}

// read extracts a document unless it is known. It is called on several goroutines.
func (in *ingestion) read(ctx context.Context, doc *dixit.Document) (readArticle, error) {
	known, err := in.store.Has(ctx, doc.SHA256)
	if known || err != nil {
		return readArticle{doc: doc, known: known}, err
	}
	extractor, err := in.extractor()
	if err != nil {
		return readArticle{}, err
	}
	began := time.Now() // the first document does not pay for the model
	found, err := extractor.Extract(ctx, doc)
	if err != nil {
		return readArticle{}, fmt.Errorf("extract %s: %w", doc.Path, err)
	}
	return readArticle{doc: doc, found: found, took: time.Since(began)}, nil
}

// keep writes an article into the ledger and reports it.
func (in *ingestion) keep(ctx context.Context, r readArticle) error {
	if !r.known {
		began := time.Now()
		added, err := in.store.Put(ctx, r.doc, r.found)
		if err != nil {
			return fmt.Errorf("keep %s: %w", r.doc.Path, err)
		}
		r.known = !added // it came twice
		r.took += time.Since(began)
	}
	if r.known {
		in.known++
	} else {
		in.added++
		in.statements += len(r.found.Statements)
		for _, s := range r.found.Statements {
			in.highlights.add(dixit.Record{Doc: r.doc.Ref(), Statement: s})
		}
	}
	if in.opts.json {
		return in.object(r)
	}
	return in.line(r)
}

// line prints the line of an article that is new.
func (in *ingestion) line(r readArticle) error {
	if r.known {
		return nil
	}
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
	return in.t.printf("%s  %s  %s  %4d %4d %8s\n", pad(name, title), pad(doc.Outlet, 14), pad(dayOf(doc), 10),
		len(r.found.Statements), speakers(r.found.Statements), span(r.took))
}

// object prints an article as JSON.
func (in *ingestion) object(r readArticle) error {
	doc := r.doc.Ref()
	data, err := json.Marshal(struct {
		Type       string            `json:"type"`
		Doc        dixit.DocumentRef `json:"doc"`
		Path       string            `json:"path"`
		Added      bool              `json:"added"`
		Statements int               `json:"statements"`
		Speakers   int               `json:"speakers"`
		Loose      int               `json:"loose_quotes"`
		Took       int64             `json:"microseconds"`
	}{"document", doc, r.doc.Path, !r.known, len(r.found.Statements), speakers(r.found.Statements), len(r.found.Loose), r.took.Microseconds()})
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
