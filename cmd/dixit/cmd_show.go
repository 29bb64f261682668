package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"
)

// showOptions are the flags of dixit show.
type showOptions struct {
	ledger string
	json   bool
}

// newShowCommand is dixit show.
func newShowCommand(t *terminal) *cobra.Command {
	var opts showOptions
	c := &cobra.Command{
		Use:   "show [--ledger PATH] [--json] ID",
		Short: "Print one statement with its surroundings and its evidence",
		Long: `ID is a statement's id, as dixit search prints it, or as much of its beginning
as makes it the only one. The paragraphs it stands in are printed with source,
cue and content marked, then all that is known of it. Places are code points of
the document's text, the end excluded.`,
		Example: `  dixit show ` + sampleID + `
  dixit show --json ` + sampleID + ` | jq .content`,
		Annotations: exits("  0  done", "  1  there is no such statement", "  2  the command line is wrong, or several ids begin so",
			"  3  the statement is damaged", "  4  the ledger cannot be opened or read"),
		Args: someArguments("a statement's id"),
		RunE: func(c *cobra.Command, args []string) error { return runShow(c.Context(), t, opts, args) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().BoolVar(&opts.json, "json", false, "print the record")
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
	stored, err := store.Statement(ctx, args[0])
	if err != nil {
		return err
	}
	if !opts.json {
		return t.printf("%s", page(t, stored))
	}
	data, err := json.Marshal(stored.Record)
	if err != nil {
		return fmt.Errorf("record %s: %w", stored.Record.Statement.ID, err)
	}
	return t.printf("%s\n", data)
}
