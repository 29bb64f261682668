package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"dixit"
	"dixit/compare"
	"dixit/compare/lookup"
	"dixit/ledger"

	"github.com/spf13/cobra"
)

// compareOptions are the flags of dixit compare.
type compareOptions struct {
	ledger   string
	baseline string
	json     bool
}

// newCompareCommand is dixit compare.
func newCompareCommand(t *terminal) *cobra.Command {
	var opts compareOptions
	c := &cobra.Command{
		Use:   "compare [--ledger PATH] [--baseline ID] [--json] ID|QUOTE|-",
		Short: "Set the wordings of one saying in different articles side by side",
		Long: `ID is a statement's id, or as much of its beginning as makes it the only one;
QUOTE is words that somebody said, as you remember them, of which the nearest
wording in the ledger is taken; - reads them from the standard input.

Every article that has the words is printed, the first one first: where, when,
by whom and how it reports them, and its wording against the one that has most
in common with all, or that of --baseline: [-left out-], {+added+}, and
[-changed-]{+to this+}. The first lines say how many are exact, and which hedge
("I think") or condition ("if …") was dropped. Copies of an article are counted
with it.`,
		Example: `  dixit compare ` + sampleID + `
  dixit compare '“Russia is a real bear”'
  dixit compare --json paper tiger | jq .summary`,
		Annotations: exits("  0  done", "  1  no statement has the words, or there is no such statement",
			"  2  the command line is wrong, or several ids begin so", "  4  the ledger cannot be opened or read"),
		Args: someArguments("a statement's id, or words that were said"),
		RunE: func(c *cobra.Command, args []string) error {
			return runCompare(c.Context(), t, opts, strings.Join(args, " "))
		},
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringVar(&opts.baseline, "baseline", "", "set the others against the statement `ID`")
	c.Flags().BoolVar(&opts.json, "json", false, "print one object (docs/compare.md)")
	return c
}

// mostAsked is how many bytes of a quotation are read.
const mostAsked = 64 << 10

// runCompare prints the comparison of the cluster of a statement, or of the words nearest to some.
func runCompare(ctx context.Context, t *terminal, opts compareOptions, what string) error {
	if what == "-" {
		data, err := io.ReadAll(io.LimitReader(t.in, mostAsked))
		if err != nil {
			return dixit.Errorf(dixit.Unreadable, "standard input: %w", err)
		}
		what = strings.TrimSpace(string(data))
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	c, err := comparison(ctx, store, what, opts.baseline)
	if err != nil {
		return err
	}
	if !opts.json {
		return t.printf("%s", comparisonTable(t, c))
	}
	data, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("comparison %s: %w", c.Cluster, err)
	}
	return t.printf("%s\n", data)
}

// comparison is that of a statement's cluster, if what is its id, else of the words nearest to what.
func comparison(ctx context.Context, store ledger.Ledger, what, baseline string) (compare.Comparison, error) {
	if looksLikeID(what) {
		c, err := lookup.Statement(ctx, store, what, baseline)
		if dixit.KindOf(err) != dixit.NotFound {
			return c, err
		}
	}
	return lookup.Words(ctx, store, what, baseline)
}

// looksLikeID reports whether s may be a statement's id, or the beginning of one.
func looksLikeID(s string) bool {
	return len(s) >= ledger.MinID && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz234567") == ""
}
