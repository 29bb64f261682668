package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"dixit"
	"dixit/extract"
	"dixit/ledger"
	"dixit/query"

	"github.com/spf13/cobra"
)

// engine finds statements: an extract.Extractor.
type engine interface {
	Extract(ctx context.Context, doc *dixit.Document) (dixit.Extraction, error)
	Engine() dixit.Engine
}

// newEngine is the engine of this program, or the one that a test put in its place.
func (t *terminal) newEngine() (engine, error) {
	if t.engine != nil {
		return t.engine()
	}
	return extract.New()
}

// reextractOptions are the flags of dixit reextract.
type reextractOptions struct {
	ledger     string
	allEngines bool
	json       bool
	jobs       int
}

// newReextractCommand is dixit reextract.
func newReextractCommand(t *terminal) *cobra.Command {
	var opts reextractOptions
	c := &cobra.Command{
		Use:   "reextract [--ledger PATH] [--jobs N] [--all-engines] [QUERY]",
		Short: "Find the statements of articles in the ledger anew",
		Long: `Articles whose statements another version of dixit found, or another model, are
read again, from the text that the ledger keeps, and what is found now takes the
place of what was found then: an article at a time, whole, while others search.
With a QUERY, as for dixit search, only those with a statement that it wants.

A statement that is found again keeps its id. The old id of one that is found
with other borders or another source leads to it; that of one that is not found
any longer says so. A line is printed for an article in which anything changed,
when that is on disk: how many statements are the SAME, NEW, MOVED to another id
and GONE. What was done is not done again: a run that was stopped goes on where
it stopped.`,
		Example: `  dixit reextract
  dixit reextract --jobs 4 'outlet:wikinews published>=2025'
  dixit reextract --all-engines --json > changes.ndjson`,
		Annotations: exits("  0  done, or there was nothing to do", "  2  the command line is wrong",
			"  3  some article could not be read; the rest is done", "  4  the ledger cannot be opened or written"),
		RunE: func(c *cobra.Command, args []string) error {
			return runReextract(c.Context(), t, opts, strings.Join(args, " "))
		},
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().BoolVar(&opts.allEngines, "all-engines", false, "those too that this version and model have read")
	c.Flags().BoolVar(&opts.json, "json", false, "print an object an article")
	addJobs(c, &opts.jobs)
	return c
}

// runReextract reads documents of the ledger again, opts.jobs at once, and replaces what was found in them.
func runReextract(ctx context.Context, t *terminal, opts reextractOptions, words string) (err error) {
	if err := checkJobs(opts.jobs); err != nil {
		return err
	}
	where, err := wanted(words)
	if err != nil {
		return err
	}
	path, err := ledgerPath(opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer func() {
		if closing := store.Close(); err == nil {
			err = closing
		}
	}()
	re := &reextraction{opts: opts, store: store, path: ledgerName(path), where: where, began: time.Now(), status: newProgress(t)}
	if re.engine, err = t.newEngine(); err != nil {
		return err
	}
	re.t = re.status.over(t)
	re.oversight = oversee(ctx, store, "reextract", re.status.size)
	defer func() { err = errors.Join(err, re.oversight.end(ctx, err)) }()
	if err := re.run(ctx); err != nil {
		return err
	}
	if err := re.sum(ctx); err != nil {
		return err
	}
	return damaged(re.failed)
}

// wanted is a query that may be left out.
func wanted(words string) (ledger.Expr, error) {
	if strings.TrimSpace(words) == "" {
		return nil, nil
	}
	return query.Parse(words)
}

// reextraction is one run of dixit reextract.
type reextraction struct {
	t      *terminal
	opts   reextractOptions
	store  ledger.Ledger
	path   string // of the ledger
	where  ledger.Expr
	began  time.Time
	engine engine
	status *progress

	oversight *oversight

	read, changed, failed int // documents
	total                 ledger.Change
}

// reread is a document with what is found in it now.
type reread struct {
	doc   *dixit.Document
	found dixit.Extraction
	took  time.Duration
	err   error // why it cannot be read
}

func (re *reextraction) run(ctx context.Context) error {
	not := re.engine.Engine()
	if re.opts.allEngines {
		not = dixit.Engine{}
	}
	outdated := 0
	for _, err := range re.store.Outdated(ctx, not, re.where) {
		if err != nil {
			return err
		}
		outdated++
	}
	re.status.expect(outdated)
	defer re.status.start(ctx, nil)()
	for r, err := range ordered(ctx, re.store.Outdated(ctx, not, re.where), re.opts.jobs, re.again) {
		if err == nil {
			err = re.replace(ctx, r)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// again finds the statements of the document with this address. It is called on several goroutines. Its errors are the ledger's.
func (re *reextraction) again(ctx context.Context, address string) (r reread, err error) {
	if r.doc, err = re.store.Document(ctx, address); err != nil {
		r.doc = &dixit.Document{SHA256: address}
		if dixit.KindOf(err) == dixit.Unreadable {
			r.err, err = err, nil
		}
		return r, err
	}
	defer func() {
		if p := recover(); p != nil {
			r.err = fmt.Errorf("defect: %v", p)
		}
		if r.err != nil {
			r.err = fmt.Errorf("extract %s: %w", r.doc.Path, r.err)
		}
	}()
	began := time.Now()
	r.found, r.err = re.engine.Extract(ctx, r.doc)
	r.took = time.Since(began)
	return r, nil
}

// replace keeps what was found in a document, and reports it. A document that cannot be read, or whose statements are refused, is
// complained of and costs no other.
func (re *reextraction) replace(ctx context.Context, r reread) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var change ledger.Change
	if r.err == nil {
		change, r.err = re.store.Replace(ctx, r.doc.SHA256, r.found)
	}
	if dixit.KindOf(r.err) == dixit.Unavailable {
		return r.err
	}
	if r.err != nil {
		re.failed++
		re.status.add(0, 0, 1)
		re.oversight.fail(failing(r.err))
		re.t.complain(r.err.Error())
		return nil
	}
	re.read++
	re.status.add(1, len(r.found.Statements), 0)
	re.oversight.add(1, len(r.found.Statements))
	altered := change.Added+change.Moved+change.Gone > 0
	if altered {
		re.changed++
	}
	re.total.Same += change.Same
	re.total.Added += change.Added
	re.total.Moved += change.Moved
	re.total.Gone += change.Gone
	switch {
	case re.opts.json:
		return re.object(r, change)
	case altered:
		return re.line(r, change)
	}
	return nil
}
