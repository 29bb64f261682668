package main

import (
	"context"

	"dixit"

	"github.com/spf13/cobra"
)

// newRepairCommand is dixit repair.
func newRepairCommand(t *terminal) *cobra.Command {
	var path string
	var yes bool
	c := &cobra.Command{
		Use:   "repair [--ledger PATH] [--yes]",
		Short: "Mend a ledger that is not sound",
		Long: `Without --yes it only says what it would do. With it, what can be derived from
the records is derived anew: columns, chains, the index, names, copies. What can
no longer be read, a statement or a document, is written to a file beside the
ledger (LEDGER.damaged-….ndjson: rows, what is no text in hex) and taken out, so
that the article can be ingested again. All of it is done or nothing.

Make a copy of the file first if what is in it matters. Where the file's own
pages are damaged nothing is changed: restore a backup.`,
		Example: `  dixit repair
  dixit repair --yes`,
		Annotations: exits("  0  the ledger is sound, or was mended", "  1  there is something to mend; nothing was changed",
			"  2  the command line is wrong", "  4  the ledger cannot be opened, or cannot be mended"),
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runRepair(c.Context(), t, path, yes) },
	}
	ledgerFlag(c, &path)
	c.Flags().BoolVar(&yes, "yes", false, "do it")
	return c
}

// runRepair mends a ledger, or says what would.
func runRepair(ctx context.Context, t *terminal, path string, yes bool) error {
	store, checker, err := checkable(ctx, path, t)
	if err != nil {
		return err
	}
	defer store.Close()
	did, err := checker.Repair(ctx, yes)
	if err != nil {
		return err
	}
	for _, m := range did.Mends {
		if err := t.printf("%s %s: %s\n", m.Do, printable(m.Where), printable(m.Why)); err != nil {
			return dixit.Errorf(dixit.Unavailable, "output: %w", err)
		}
	}
	switch {
	case len(did.Mends) == 0:
		return t.printf("The ledger is sound: nothing to mend.\n")
	case !yes:
		return dixit.Errorf(dixit.NotFound, "nothing was changed; dixit repair --yes does it")
	case did.Aside != "":
		return t.printf("The ledger is sound now. What was taken out is in %s\n", printable(did.Aside))
	}
	return t.printf("The ledger is sound now; nothing was taken out.\n")
}
