package main

import (
	"context"
	"os"
	"strings"

	"dixit"
	"dixit/extract"
	"dixit/ledger"
	"dixit/read"

	"github.com/spf13/cobra"
)

// explainOptions are the flags of dixit explain.
type explainOptions struct {
	ledger    string
	published string
}

// newExplainCommand is dixit explain.
func newExplainCommand(t *terminal) *cobra.Command {
	var opts explainOptions
	c := &cobra.Command{
		Use:   "explain [--ledger PATH] [--published DAY] ID|FILE",
		Short: "Say in words why a statement is what it is",
		Long: `ID is a statement's id in the ledger, or as much of its beginning as makes it
the only one; FILE is a document, of which every statement is explained and
nothing is kept. The words are shown with source, cue and content marked, and
below them what led to the record: how content, cue and source were linked and
how much likelier that was than the next best, how the speaker's name was found,
by what the act was chosen, and which words give the day.`,
		Example: `  dixit explain ` + sampleID + `
  dixit explain --published 2025-09-25 article.txt`,
		Annotations: exits("  0  done", "  1  there is no such statement or file", "  2  the command line is wrong, or several ids begin so",
			"  3  the file or the statement is damaged", "  4  the ledger cannot be opened or read"),
		Args: someArguments("a statement's id, or a file"),
		RunE: func(c *cobra.Command, args []string) error { return runExplain(c.Context(), t, opts, args) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringVar(&opts.published, "published", "", "the `DAY` of publication, where the file does not say")
	return c
}

// runExplain explains one statement, or those of a file.
func runExplain(ctx context.Context, t *terminal, opts explainOptions, args []string) error {
	if len(args) > 1 {
		return usage("explain: one id or file at a time, got %d", len(args))
	}
	if err := checkPublished(opts.published); err != nil {
		return err
	}
	if _, err := os.Stat(args[0]); err == nil {
		return explainFile(ctx, t, opts, args[0])
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	stored, err := statementOf(ctx, t, store, args[0])
	if err != nil {
		return err
	}
	ex, err := store.Extraction(ctx, stored.Record.Doc.SHA256)
	if err != nil {
		return err
	}
	return t.printf("%s", explanation(t, stored, ex.Statements))
}

// explainFile explains the statements of a file's documents.
func explainFile(ctx context.Context, t *terminal, opts explainOptions, path string) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	found := 0
	for doc, err := range read.Documents(ctx, []string{path}, t.in, read.Options{Published: opts.published}) {
		if err != nil {
			return err
		}
		t.warn(doc.Path, notes(doc))
		ex, err := x.Extract(ctx, doc)
		if err != nil {
			return err
		}
		for _, s := range ex.Statements {
			if found++; found > 1 {
				if err := t.printf("\n"); err != nil {
					return err
				}
			}
			r := dixit.Record{Doc: doc.Ref(), Statement: s, Engine: ex.Engine}
			if err := t.printf("%s", explanation(t, ledger.Stored{Record: r, Doc: doc}, ex.Statements)); err != nil {
				return err
			}
		}
	}
	if found == 0 {
		return dixit.Errorf(dixit.NotFound, "explain %s: no statement", path)
	}
	return nil
}

// explanation is a statement with its surroundings, what led to it, and how it stands to the others of its document.
func explanation(t *terminal, stored ledger.Stored, others []dixit.Statement) string {
	var b strings.Builder
	s := stored.Record.Statement
	writeHead(&b, t, s)
	surroundings(&b, t, stored)
	var out []fact
	for _, f := range facts(stored.Record) {
		switch f.name {
		case "speaker", "chain", "to", "setting", "said on", "kind", "inside":
			out = append(out, f)
		}
	}
	for _, r := range dixit.Reasons(s.Why) {
		out = append(out, fact{"why " + r.About, r.Words})
	}
	out = append(out, relationsIn(s, others)...)
	writeFacts(&b, t, append(out, fact{"id", s.ID}), widest(out, 12))
	return b.String()
}
