package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dixit"
	"dixit/read"
	"dixit/verify"
	verdicts "dixit/verify/report"

	"github.com/spf13/cobra"
)

// verifyOptions are the flags of dixit verify.
type verifyOptions struct {
	ledger   string
	against  []string
	offline  bool
	json     bool
	format   string
	allow    []string
	markdown bool
	explain  bool
	reading  readingFlags
}

// newVerifyCommand is dixit verify.
func newVerifyCommand(t *terminal) *cobra.Command {
	var opts verifyOptions
	c := &cobra.Command{
		Use:   "verify [--against PATH|URL]… [--format FORMAT] DRAFT…|-",
		Short: "Say of every quotation of a draft whether it is really there",
		Long: `A DRAFT is a text, Markdown (by its name, or --markdown), a page, a word
document, or - for standard input. Its quotations are looked for in the sources:
what --against names, once for each file, folder, web archive or address, or
else everything in the ledger. Each has a verdict; dixit verify --explain says
what they mean. What others said in the draft's own words gets the nearest
evidence, and no verdict. Only an address given to --against is fetched, and
nothing of draft or sources is kept.

text    lines for a person to read
ndjson  an object a quotation, as docs/verify.md says; --json is the same
sarif   findings for editors and continuous integration (SARIF 2.1.0)
html    one page, the draft with the verdicts beside it; it prints well`,
		Example: `  dixit verify draft.md --against sources
  dixit verify draft.docx --against https://www.example.org/speech
  dixit verify - < draft.txt
  dixit verify --format html draft.md > report.html
  dixit verify --allow PARTIAL --json draft.md | jq -r .verdict`,
		Annotations: exits("  0  every quotation is EXACT or EXACT-AFTER-NORMALISATION, or --allow takes it",
			"  1  any other verdict, PARTIAL too; a word in marks that is nobody's may be\n     missing from the sources", "  2  the command line is wrong",
			"  3  some draft or source could not be used; the rest is done", "  4  the ledger cannot be opened or read"),
		Args: func(c *cobra.Command, args []string) error {
			if opts.explain {
				return nil
			}
			return someArguments("drafts, or - for standard input")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error { return runVerify(c.Context(), t, opts, args) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringArrayVar(&opts.against, "against", nil, "look in this `PATH`, folder or URL, not in the ledger")
	c.Flags().StringVar(&opts.format, "format", "text", "`FORMAT`: text, ndjson, sarif or html")
	c.Flags().BoolVar(&opts.json, "json", false, "the same as --format ndjson")
	c.Flags().StringSliceVar(&opts.allow, "allow", nil, "`VERDICTS` besides the first two that are no finding")
	c.Flags().BoolVar(&opts.markdown, "markdown", false, "read texts as Markdown, whatever their names")
	c.Flags().BoolVar(&opts.offline, "offline", false, "refuse addresses")
	c.Flags().BoolVar(&opts.explain, "explain", false, "say what the verdicts mean")
	addReading(c, &opts.reading)
	return c
}

// runVerify verifies drafts. Inputs that cannot be used are complained of, one line each, and make the error that is returned at the
// end.
func runVerify(ctx context.Context, t *terminal, opts verifyOptions, paths []string) error {
	if opts.explain {
		return t.printf("%s", explainVerdicts())
	}
	write, err := opts.writer(t)
	if err != nil {
		return err
	}
	allowed, err := opts.allowed()
	if err != nil {
		return err
	}
	reading, err := opts.reading.options()
	if err != nil {
		return err
	}
	engine, err := t.newEngine()
	if err != nil {
		return err
	}
	sources, err := openSources(ctx, t, opts, reading, engine)
	if err != nil {
		return err
	}
	defer sources.close()
	var drafts []verdicts.Draft
	bad := sources.bad
	for doc, err := range read.Documents(ctx, paths, t.in, reading) {
		var d verdicts.Draft
		if err == nil {
			t.warn(doc.Path, notes(doc))
			d, err = draftOf(ctx, opts, sources, engine, doc)
		}
		if kind := dixit.KindOf(err); err != nil && (ctx.Err() != nil || kind == dixit.Unavailable || kind == dixit.Internal) {
			return errors.Join(ctx.Err(), err)
		}
		if err != nil {
			bad++
			t.complain(err.Error())
			continue
		}
		drafts = append(drafts, d)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var out bytes.Buffer
	if err := write(&out, drafts); err != nil {
		return err
	}
	if _, err := t.out.Write(out.Bytes()); err != nil {
		return dixit.Errorf(dixit.Unavailable, "output: %w", err)
	}
	return outcomeOf(drafts, allowed, bad)
}

// outcomeOf is the error for what was found: that inputs were unusable comes first, since then nothing is sure.
func outcomeOf(drafts []verdicts.Draft, allowed []verify.Verdict, bad int) error {
	if bad > 0 {
		return damaged(bad)
	}
	findings := 0
	for _, d := range drafts {
		for _, r := range d.Results {
			if r.Finding() && !slices.Contains(allowed, r.Verdict) {
				findings++
			}
		}
	}
	if findings == 0 {
		return nil
	}
	return dixit.Errorf(dixit.NotFound, "%s to look at", count(findings, "quotation"))
}

// writer is how to write what was found.
func (o verifyOptions) writer(t *terminal) (func(*bytes.Buffer, []verdicts.Draft) error, error) {
	format := o.format
	if o.json {
		format = "ndjson"
	}
	switch format {
	case "text":
		return func(b *bytes.Buffer, drafts []verdicts.Draft) error { writeVerdicts(b, t, drafts); return nil }, nil
	case "ndjson":
		return func(b *bytes.Buffer, drafts []verdicts.Draft) error { return verdicts.NDJSON(b, drafts...) }, nil
	case "sarif":
		return func(b *bytes.Buffer, drafts []verdicts.Draft) error { return verdicts.SARIF(b, drafts...) }, nil
	case "html":
		return func(b *bytes.Buffer, drafts []verdicts.Draft) error { return verdicts.HTML(b, drafts...) }, nil
	}
	return nil, usage("format %q: not text, ndjson, sarif or html", o.format)
}

// allowed are the verdicts of --allow.
func (o verifyOptions) allowed() ([]verify.Verdict, error) {
	var out []verify.Verdict
	for _, name := range o.allow {
		v := verify.Verdict(strings.ToUpper(name))
		if !slices.Contains(verify.Verdicts(), v) {
			return nil, usage("allow %q: no verdict; dixit verify --explain lists them", name)
		}
		out = append(out, v)
	}
	return out, nil
}

// draftOf verifies the quotations of doc.
func draftOf(ctx context.Context, opts verifyOptions, in *sources, engine engine, doc *dixit.Document) (verdicts.Draft, error) {
	d := verdicts.Draft{Name: doc.Path, Doc: doc, Link: in.link}
	if doc.MediaType == "text/plain" && (opts.markdown || read.IsMarkdown(doc.Path)) {
		words, origin, err := read.Markdown(doc)
		if err != nil {
			return d, err
		}
		d.Doc, d.File, d.Place = words, doc.Text, origin.Source
	}
	ex, err := engine.Extract(ctx, d.Doc)
	if err != nil {
		return d, fmt.Errorf("extract %s: %w", doc.Path, err)
	}
	d.Results, err = verify.Draft(ctx, d.Doc, ex, in)
	return d, err
}
