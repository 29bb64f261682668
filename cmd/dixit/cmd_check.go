package main

import (
	"context"
	"encoding/json"
	"fmt"

	"dixit"
	"dixit/ledger"

	"github.com/spf13/cobra"
)

// checkOptions are the flags of dixit check.
type checkOptions struct {
	ledger string
	deep   bool
	json   bool
}

// newCheckCommand is dixit check.
func newCheckCommand(t *terminal) *cobra.Command {
	var opts checkOptions
	c := &cobra.Command{
		Use:   "check [--ledger PATH] [--read-data] [--json]",
		Short: "Check that the ledger is sound",
		Long: `Everything in the ledger is gone over, as it is at one moment: that the file is
whole, that every span is the text it says it is, that ids are those of their
words, that columns, chains, indexes, copies and names are what the records say,
and that nothing belongs to what is not there. With --read-data the bytes of the
sources are unpacked too and compared with their address, and the words of the
index, one by one, with those of the statements.

What is not as it must be is printed, a line each: what, where, why; dixit
repair mends it. Others can read and write meanwhile.`,
		Example: `  dixit check
  dixit check --read-data --json > findings.ndjson`,
		Annotations: exits("  0  the ledger is sound", "  1  something was found", "  2  the command line is wrong",
			"  4  the ledger cannot be opened or read"),
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runCheck(c.Context(), t, opts) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().BoolVar(&opts.deep, "read-data", false, "unpack sources, and compare every word of the index")
	c.Flags().BoolVar(&opts.json, "json", false, "print an object a finding")
	return c
}

// checkable opens a ledger that is already there, to be checked, mended or copied.
func checkable(ctx context.Context, flag string, t *terminal) (ledger.Ledger, ledger.Checker, error) {
	store, err := existingLedger(ctx, flag, t.getenv)
	if err != nil {
		return nil, nil, err
	}
	c, ok := store.(ledger.Checker)
	if !ok {
		store.Close()
		return nil, nil, usage("ledger: this kind cannot be checked")
	}
	return store, c, nil
}

// runCheck prints what is found. That something is, is an error of kind NotFound, as the exit code says.
func runCheck(ctx context.Context, t *terminal, opts checkOptions) error {
	store, checker, err := checkable(ctx, opts.ledger, t)
	if err != nil {
		return err
	}
	defer store.Close()
	status := newProgress(t)
	status.say = func(documents int, perSecond float64) string {
		return fmt.Sprintf("%s checked · %.0f/s", count(documents, "document"), perSecond)
	}
	t = status.over(t)
	stop := status.start(ctx, nil)
	n, err := printFindings(t, opts, checker.Check(ctx, ledger.CheckOptions{Deep: opts.deep, Seen: func(int) { status.add(1, 0, 0) }}))
	stop()
	if err != nil {
		return err
	}
	if n > 0 {
		return dixit.Errorf(dixit.NotFound, "%s; dixit repair says what can be done", count(n, "finding"))
	}
	if opts.json {
		return nil
	}
	counts, err := store.Counts(ctx)
	if err != nil {
		return err
	}
	return t.printf("The ledger is sound: %s, %s.\n", count(counts.Documents, "document"), count(counts.Statements, "statement"))
}

// printFindings prints findings as they come, and counts them.
func printFindings(t *terminal, opts checkOptions, findings func(func(ledger.Finding, error) bool)) (n int, err error) {
	for f, err := range findings {
		if err != nil {
			return n, err
		}
		n++
		line := []byte(printable(f.What + ": " + f.Where + ": " + f.Why))
		if opts.json {
			if line, err = json.Marshal(struct {
				Type string `json:"type"`
				ledger.Finding
			}{"finding", f}); err != nil {
				return n, err
			}
		}
		if err := t.printf("%s\n", line); err != nil {
			return n, dixit.Errorf(dixit.Unavailable, "output: %w", err)
		}
	}
	return n, nil
}
