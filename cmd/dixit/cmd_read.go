package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"dixit"
	"dixit/read"

	"github.com/spf13/cobra"
)

// readOptions are the flags of dixit read.
type readOptions struct {
	format  string
	reading readingFlags
}

// newReadCommand is dixit read.
func newReadCommand(t *terminal) *cobra.Command {
	var opts readOptions
	c := &cobra.Command{
		Use:   "read [--format FORMAT] [--published DAY] PATH…|-",
		Short: "Print documents as dixit sees them, and keep nothing",
		Long: `A PATH is what it is for dixit extract. Each document comes out as soon as it is
read, in the order they came in.

ndjson  an object a document: id, url, title, outlet, authors, published,
        published_basis, lang, text
blocks  the same with its blocks: kind, region, offsets in code points, in a
        transcript whose turn it is, and where in the source it comes from
text    the text alone, a form feed between documents
cdxj    of web archives: a line of an index for each thing that was fetched, in
        the order of the records, not sorted

The day of publication is what the document says or what was given, and
published_basis says which: given, json-ld, meta, time, feed; or it is guessed
from a line that is nothing but a day (dateline) or from the address (url), and
marked as guessed.`,
		Example: `  dixit read article.html
  dixit read --format text article.html | less
  dixit read --format cdxj crawl.warc.gz | LC_ALL=C sort > crawl.cdxj
  dixit read folder | jq -r '[.published, .published_basis, .title] | @tsv'`,
		Annotations: exits("  0  done", "  2  the command line is wrong", "  3  some input could not be used; the rest is done",
			"  4  the output could not be written"),
		Args: someArguments("files, folders, or - for standard input"),
		RunE: func(c *cobra.Command, args []string) error { return runRead(c.Context(), t, opts, args) },
	}
	c.Flags().StringVar(&opts.format, "format", "ndjson", "`FORMAT`: ndjson, blocks, text or cdxj")
	addReading(c, &opts.reading)
	return c
}

// runRead reads documents and writes each at once. Inputs that cannot be used are complained of, one line each, and make the
// error that is returned at the end.
func runRead(ctx context.Context, t *terminal, opts readOptions, paths []string) error {
	if opts.format == "cdxj" {
		return runIndex(ctx, t, paths)
	}
	render, err := documentFormat(opts.format, t)
	if err != nil {
		return err
	}
	reading, err := opts.reading.options()
	if err != nil {
		return err
	}
	bad := 0
	for doc, err := range read.Documents(ctx, paths, t.in, reading) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			bad++
			t.complain(err.Error())
			continue
		}
		t.warn(doc.Path, notes(doc))
		data, err := render(doc)
		if err != nil {
			return err
		}
		if _, err := t.out.Write(data); err != nil {
			return dixit.Errorf(dixit.Unavailable, "output: %w", err)
		}
	}
	return damaged(bad)
}

// documentFormat is how to write a document.
func documentFormat(name string, t *terminal) (func(*dixit.Document) ([]byte, error), error) {
	switch name {
	case "ndjson":
		return func(d *dixit.Document) ([]byte, error) { return documentLine(d, false) }, nil
	case "blocks":
		return func(d *dixit.Document) ([]byte, error) { return documentLine(d, true) }, nil
	case "text":
		return (&texts{t: t}).render, nil
	default:
		return nil, usage("format %q: not ndjson, blocks, text or cdxj", name)
	}
}

// documentObject is a document in JSON.
type documentObject struct {
	ID        string          `json:"id"`
	URL       string          `json:"url"`
	Title     string          `json:"title"`
	Outlet    string          `json:"outlet"`
	Authors   []string        `json:"authors"`
	Agency    string          `json:"agency,omitempty"`
	Published string          `json:"published"`
	Basis     dixit.DateBasis `json:"published_basis"`
	Guessed   bool            `json:"guessed,omitempty"`
	Lang      string          `json:"lang"`
	Text      string          `json:"text"`
	Warnings  []string        `json:"warnings,omitempty"`
	Blocks    []blockObject   `json:"blocks,omitempty"`
}

// blockObject is a block in JSON; offsets are code points.
type blockObject struct {
	Start  int             `json:"start"`
	End    int             `json:"end"`
	Kind   dixit.BlockKind `json:"kind"`
	Region dixit.Region    `json:"region"`
	Turn   *dixit.Fragment `json:"turn,omitempty"` // the label of the turn in a transcript

	SourceStart *int `json:"source_start,omitempty"` // bytes of the document's source; both nil where it is not known
	SourceEnd   *int `json:"source_end,omitempty"`
}

// blockOf is a block of d in JSON.
func blockOf(d *dixit.Document, b dixit.Block) (blockObject, error) {
	o := blockObject{
		Start: d.Text.CodePoint(b.Span.Start), End: d.Text.CodePoint(b.Span.End), Kind: b.Kind, Region: b.Region,
	}
	if b.Source.Len() > 0 {
		o.SourceStart, o.SourceEnd = &b.Source.Start, &b.Source.End
	}
	if b.Turn.Len() > 0 {
		turn, err := d.Text.Fragment(b.Turn)
		if err != nil {
			return o, err
		}
		o.Turn = &turn
	}
	return o, nil
}

// documentLine writes a document as a line of JSON.
func documentLine(d *dixit.Document, blocks bool) ([]byte, error) {
	o := documentObject{
		ID: d.ID, URL: d.URL, Title: d.Title, Outlet: d.Outlet, Authors: d.Authors, Agency: d.Agency,
		Published: d.Published, Basis: d.PublishedBasis, Lang: d.Lang, Text: d.Text.String(), Warnings: d.Warnings,
	}
	if o.Authors == nil {
		o.Authors = []string{}
	}
	if o.Published == "" {
		o.Published, o.Guessed = d.Guessed, d.Guessed != ""
	}
	if blocks {
		for _, b := range d.Blocks {
			block, err := blockOf(d, b)
			if err != nil {
				return nil, fmt.Errorf("document %s: %w", d.ID, err)
			}
			o.Blocks = append(o.Blocks, block)
		}
	}
	var b bytes.Buffer
	line := json.NewEncoder(&b)
	line.SetEscapeHTML(false)
	if err := line.Encode(o); err != nil {
		return nil, fmt.Errorf("document %s: %w", d.ID, err)
	}
	return b.Bytes(), nil
}

// texts writes documents as their texts.
type texts struct {
	t    *terminal
	used bool
}

// render is a document's text, exactly, with a line end; on a terminal it is without anything that one would obey.
func (w *texts) render(d *dixit.Document) ([]byte, error) {
	s := d.Text.String()
	if w.t.isTerminal {
		lines := strings.Split(s, "\n")
		for i, line := range lines {
			lines[i] = printable(line)
		}
		s = strings.Join(lines, "\n")
	}
	if !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	if w.used {
		s = "\f" + s
	}
	w.used = true
	return []byte(s), nil
}
