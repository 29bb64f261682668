package main

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"dixit"
	"dixit/export"
	"dixit/ledger"
	"dixit/query"

	"github.com/spf13/cobra"
)

// exportOptions are the flags of dixit export.
type exportOptions struct {
	ledger string
	format string
	out    string
	base   string
	parts  string
	excel  bool
	all    bool
}

// newExportCommand is dixit export.
func newExportCommand(t *terminal) *cobra.Command {
	var opts exportOptions
	c := &cobra.Command{
		Use:   "export --format NAME [--out FILE|DIR/] [--partition day] [QUERY]",
		Short: "Write the statements of the ledger in the forms that others read",
		Long:  exportHelp(),
		Example: `  dixit export --format ndjson --out everything.ndjson.zst
  dixit export --format csv 'speaker:rubio act:deny' > statements.csv
  dixit export --format csv --excel --out statements.csv
  dixit export --format brat --out annotations/
  dixit export --format parquet --partition day --out news/`,
		Annotations: exits("  0  done", "  1  nothing was found", "  2  the command line is wrong",
			"  3  something in the ledger is damaged; the rest is written", "  4  the ledger could not be read, or the output written"),
		RunE: func(c *cobra.Command, args []string) error {
			return runExport(c.Context(), t, opts, strings.Join(args, " "))
		},
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringVar(&opts.format, "format", "", "the form, by its `NAME`")
	c.Flags().StringVar(&opts.out, "out", "", "write into `FILE`, compressed if its name says .gz or .zst")
	c.Flags().StringVar(&opts.parts, "partition", "", "a folder for each `day`, in the folder --out")
	c.Flags().StringVar(&opts.base, "base-url", "", "name statements `URL`/s/ID, where dixit serves this ledger")
	c.Flags().BoolVar(&opts.excel, "excel", false, "csv that spreadsheet programs may open")
	c.Flags().BoolVar(&opts.all, "all", false, "a statement in every copy of an article, not once")
	return c
}

// exportHelp tells the forms.
func exportHelp() string {
	var b strings.Builder
	b.WriteString("All statements are written, or those that QUERY finds, as dixit search does, in\nits order. The forms are:\n\n")
	for _, f := range export.Forms() {
		fmt.Fprintf(&b, "%-14s %s\n", f.Name, f.About)
	}
	b.WriteString(`
ndjson holds whole documents with all that is said in them, what people say of
that, and where old ids lead: all documents and the searches that are saved, or,
with a QUERY, the documents in which it finds something. Every other form holds
the statements that are found, and loses some of what is known. CSV is what
the records say, also where a spreadsheet program would take it for a formula;
--excel sees to that, with an apostrophe before such a cell. A permalink leads a
browser to the words in the article, or with --base-url to a dixit that serves.

brat has two files a document: a zip of them, or with --out DIR/ a folder.

--partition day, for ndjson, csv and parquet, makes a folder for each day of
publication: DIR/day=2025-09-23/part-0.parquet, as Spark and DuckDB read it, and
day=__HIVE_DEFAULT_PARTITION__ for what has none. A folder of a day is replaced,
other days stay; dixit import takes a folder of ndjson back.`)
	return b.String()
}

// runExport writes what is wanted. Finding nothing is an error of kind NotFound.
func runExport(ctx context.Context, t *terminal, opts exportOptions, words string) (err error) {
	filter, err := opts.filter(words)
	if err != nil {
		return err
	}
	form, err := export.Named(opts.format)
	if err != nil {
		return err
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	out, err := opts.output(t, form)
	if err != nil {
		return err
	}
	x := &exporting{t: t, store: store, to: out.writer, documentsOf: store.Arrivals}
	if opts.parts != "" {
		x.documentsOf = store.Addresses
	}
	switch keeper, whole := out.writer.(export.Keeper); {
	case !whole:
		err = x.statements(ctx, filter)
	case strings.TrimSpace(words) == "":
		err = x.everything(ctx, keeper)
	default:
		err = x.documents(ctx, keeper, filter)
	}
	if err := out.close(err); err != nil {
		return err
	}
	if lossy, ok := out.writer.(export.Lossy); ok {
		for _, line := range lossy.Lost() {
			t.complain(line)
		}
	}
	if x.bad > 0 {
		return dixit.Errorf(dixit.Unreadable, "%s in the ledger damaged; the rest is written", count(x.bad, "item"))
	}
	if x.written == 0 {
		return dixit.Errorf(dixit.NotFound, "nothing found")
	}
	return nil
}

// filter is what the command line asks for: everything, if it has no words.
func (opts exportOptions) filter(words string) (ledger.Filter, error) {
	where, err := query.Parse(words)
	f := ledger.Filter{Where: where, All: opts.all}
	if err != nil {
		return f, err
	}
	return f, f.Check()
}

// exporting is one run of dixit export.
type exporting struct {
	t       *terminal
	store   ledger.Ledger
	to      export.Writer
	written int // statements, or documents

	documentsOf func(context.Context) iter.Seq2[string, error] // all of them, in the order in which they are written

	bad   int  // what is damaged
	heard bool // all annotations that are damaged have been told of
}

// damaged reports whether err is of one item alone, and complains of it then.
func (x *exporting) damaged(err error) bool {
	if dixit.KindOf(err) != dixit.Unreadable {
		return false
	}
	x.bad++
	x.t.complain(err.Error())
	return true
}

// statements writes what f finds, with one document in memory.
func (x *exporting) statements(ctx context.Context, f ledger.Filter) error {
	var doc *dixit.Document
	for r, err := range x.store.Search(ctx, f) {
		if err == nil && (doc == nil || doc.SHA256 != r.Doc.SHA256) {
			doc, err = x.store.Document(ctx, r.Doc.SHA256)
		}
		if err == nil {
			err = unwritten(x.to.Write(r, doc))
			x.written++
		}
		if err != nil && !x.damaged(err) {
			return err
		}
	}
	return nil
}

// unwritten gives an error of writing its kind.
func unwritten(err error) error {
	if err == nil || dixit.KindOf(err) != dixit.Internal {
		return err
	}
	return dixit.Errorf(dixit.Unavailable, "output: %w", err)
}
