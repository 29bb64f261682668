package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dixit"
	"dixit/extract"
	"dixit/read"

	"github.com/spf13/cobra"
)

// extractOptions are the flags of dixit extract.
type extractOptions struct {
	format  string
	out     string
	reading readingFlags
	least   float64
	jobs    int
}

// newExtractCommand is dixit extract.
func newExtractCommand(t *terminal) *cobra.Command {
	var opts extractOptions
	c := &cobra.Command{
		Use:   "extract [--format FORMAT] [--out DIR] [--min-confidence P] PATH…|-",
		Short: "Print the statements of documents as records, and keep nothing",
		Long: `A PATH is a text, an HTML page, documents in JSON (lines, a list, or one), CSV
or Parquet (text or html, and id, title, url, outlet, published, lang, authors
if known), a feed (RSS, Atom or JSON Feed), each item of which is a document,
once in a run, a web archive (WARC or ARC: its pages and texts), a zip or tar
of these, any of them compressed (gz, zst, bz2), or a folder; - is standard
input. What a file is, its content says. Documents come out in the order they
came in, each as soon as it is done; --jobs reads that many at once.

Fields with other names are found if the name is well known (body, headline,
pub_date …) and only one can be meant; --map text=article.body,url=link says
which are read, a point leading into an object.

ndjson  a record a line: the statements of a document, then its quotations that
        belong to none
brat    the outermost statements as PolNeAR marks them; one document, or --out
table   lines for a person to read

Offsets in records are code points of the document's text. With --out each
document has a file of its own, also one without statements: ID.jsonl, ID.ann or
ID.txt, ID being the id that was given or the name of its file without the
ending.`,
		Example: `  dixit extract article.txt
  dixit extract --format table --published 2025-09-25 article.html
  dixit extract --format brat --out annotations texts
  zcat documents.ndjson.gz | dixit extract - | gzip > statements.ndjson.gz`,
		Annotations: exits("  0  done", "  2  the command line is wrong", "  3  some input could not be used; the rest is done",
			"  4  the output could not be written"),
		Args: someArguments("files, folders, or - for standard input"),
		RunE: func(c *cobra.Command, args []string) error { return runExtract(c.Context(), t, opts, args) },
	}
	c.Flags().StringVar(&opts.format, "format", "ndjson", "`FORMAT`: ndjson, brat or table")
	c.Flags().StringVar(&opts.out, "out", "", "write a file a document into this folder `DIR`")
	addReading(c, &opts.reading)
	c.Flags().Float64Var(&opts.least, "min-confidence", 0, "leave out statements with a probability under `P`")
	addJobs(c, &opts.jobs)
	return c
}

// addJobs gives a command the flag --jobs.
func addJobs(c *cobra.Command, jobs *int) {
	c.Flags().IntVar(jobs, "jobs", 1, "read `N` documents at once, on N cores")
}

// checkJobs refuses a number of documents that cannot be read at once.
func checkJobs(jobs int) error {
	if jobs < 1 || jobs > 1024 {
		return usage("jobs %d: not from 1 to 1024", jobs)
	}
	return nil
}

// runExtract reads documents, extracts their statements and writes them. Inputs that cannot be used are complained of, one
// line each, and make the error that is returned at the end.
func runExtract(ctx context.Context, t *terminal, opts extractOptions, paths []string) error {
	format, err := formatNamed(opts.format, t)
	if err != nil {
		return err
	}
	reading, err := opts.reading.options()
	if err != nil {
		return err
	}
	if err := checkJobs(opts.jobs); err != nil {
		return err
	}
	if opts.least < 0 || opts.least > 1 {
		return usage("min-confidence %v: not from 0 to 1", opts.least)
	}
	out, err := newSink(t, format, opts.out)
	if err != nil {
		return err
	}
	extractor, err := extract.New()
	if err != nil {
		return err
	}
	extractor = extractor.AtLeast(opts.least)
	render := func(ctx context.Context, doc *dixit.Document) (rendered, error) {
		ex, err := extractor.Extract(ctx, doc)
		if err != nil {
			return rendered{}, fmt.Errorf("extract %s: %w", doc.Path, err)
		}
		data, err := format.render(doc, ex)
		return rendered{doc.Name, doc.Path, data, notes(doc)}, err
	}
	bad := 0
	documents := read.Documents(ctx, paths, t.in, reading)
	for r, err := range ordered(ctx, documents, opts.jobs, render) {
		if err == nil {
			t.warn(r.path, r.warnings)
			err = out.write(r)
		}
		if end, ok := errors.AsType[outputEnd](err); ok {
			return end.error
		}
		if err != nil {
			bad++
			t.complain(err.Error())
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return damaged(bad)
}

// checkPublished refuses what is neither a day nor an instant.
func checkPublished(s string) error {
	if s == "" {
		return nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if _, err := time.Parse(layout, s); err == nil {
			return nil
		}
	}
	return usage("published %q: not a day (2025-09-25) or an instant (RFC 3339)", s)
}
