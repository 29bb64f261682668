package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"dixit/export"
	"dixit/ledger"

	"github.com/spf13/cobra"
)

// showOptions are the flags of dixit show.
type showOptions struct {
	ledger   string
	versions bool
	json     bool
}

// newShowCommand is dixit show.
func newShowCommand(t *terminal) *cobra.Command {
	var opts showOptions
	c := &cobra.Command{
		Use:   "show [--ledger PATH] [--json] ID | --versions URL|ID",
		Short: "Print one statement with its surroundings and its evidence",
		Long: `ID is a statement's id, as dixit search prints it, or as much of its beginning
as makes it the only one. The paragraphs it stands in are printed with source,
cue and content marked, then all that is known of it. Places are code points of
the document's text, the end excluded. The link leads a browser to the words in
the article. An id that the statement had before its article was read by a newer
version leads to it.

A page that was read at different times is an article each time its bytes had
changed. --versions lists them, the earliest first, of a URL or of the page that
a statement stands on, with how much of the words of the one before is left.`,
		Example: `  dixit show ` + sampleID + `
  dixit show --json ` + sampleID + ` | jq .content
  dixit show --versions https://example.org/news/1`,
		Annotations: exits("  0  done", "  1  there is no such statement or page", "  2  the command line is wrong, or several ids begin so",
			"  3  the statement is damaged", "  4  the ledger cannot be opened or read"),
		Args: someArguments("a statement's id, or with --versions a URL"),
		RunE: func(c *cobra.Command, args []string) error { return runShow(c.Context(), t, opts, args) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().BoolVar(&opts.versions, "versions", false, "list the versions of a page")
	c.Flags().BoolVar(&opts.json, "json", false, "print the record, or an object a version")
	return c
}

// sampleID looks like a statement's id.
const sampleID = "3kqz7x2mhw5tcvra"

// runShow prints one statement.
func runShow(ctx context.Context, t *terminal, opts showOptions, args []string) error {
	if len(args) > 1 {
		return usage("show: one id at a time, got %d", len(args))
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	if opts.versions {
		return showVersions(ctx, t, opts, store, args[0])
	}
	stored, err := statementOf(ctx, t, store, args[0])
	if err != nil {
		return err
	}
	if !opts.json {
		more, err := beyond(ctx, store, stored)
		if err != nil {
			return err
		}
		if link := export.DeepLink(stored.Doc, export.WordsOf(stored.Record.Statement)...); link != "" {
			more = append(more, fact{"link", link})
		}
		return t.printf("%s", page(t, stored, more...))
	}
	data, err := json.Marshal(stored.Record)
	if err != nil {
		return fmt.Errorf("record %s: %w", stored.Record.Statement.ID, err)
	}
	return t.printf("%s\n", data)
}

// beyond is what is known of a statement that does not stand in its record: how it stands to others, and which versions of its page
// there are.
func beyond(ctx context.Context, store ledger.Ledger, stored ledger.Stored) ([]fact, error) {
	r := stored.Record
	ex, err := store.Extraction(ctx, r.Doc.SHA256)
	if err != nil {
		return nil, err
	}
	elsewhere, err := relationsAcross(ctx, store, r)
	if err != nil {
		return nil, err
	}
	versions, err := versionsOf(ctx, store, r.Doc)
	return slices.Concat(relationsIn(r.Statement, ex.Statements), elsewhere, versions), err
}

// statementOf is the statement with an id, or the one that it leads to, of which it tells.
func statementOf(ctx context.Context, t *terminal, store ledger.Ledger, id string) (ledger.Stored, error) {
	stored, err := store.Statement(ctx, id)
	if err == nil && stored.Was != "" {
		r := stored.Record
		t.complain(fmt.Sprintf("%s is now %s (re-extracted by %s)", stored.Was, r.Statement.ID, list(", model ", r.Engine.Version, r.Engine.Model)))
	}
	return stored, err
}
