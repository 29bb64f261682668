package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/query"

	"github.com/spf13/cobra"
)

// searchOptions are the flags of dixit search.
type searchOptions struct {
	ledger  string
	speaker string
	since   string
	until   string
	kind    string
	all     bool
	json    bool
	limit   int
}

// newSearchCommand is dixit search.
func newSearchCommand(t *terminal) *cobra.Command {
	var opts searchOptions
	c := &cobra.Command{
		Use:   "search WORDS [--speaker NAME] [--since DAY] [--until DAY] [--kind KIND]",
		Short: "Find statements in the ledger, the newest first",
		Long: `All WORDS must be in what was said, in the speaker's name or in the title, in
any of their forms. Words in double quotation marks must stand in a row; a word
that ends in * may go on. WORDS may be left out where a flag says what is
wanted. DAY is a day of publication, such as 2025-09-25, or a month or a year,
2025-09 or 2025.

An article that several outlets print, whole or cut, is one story. What is said
in it is found once, in the earliest of the articles that are wanted, and a line
says where else it stands.`,
		Example: `  dixit search ceasefire
  dixit search '"paper tiger"' --speaker Zelenskyy
  dixit search --speaker "Marco Rubio" --since 2025-08 --until 2025-09
  dixit search --kind direct --json --limit 0 > direct.ndjson`,
		Annotations: exits("  0  something was found", "  1  nothing was found", "  2  the command line is wrong",
			"  3  a statement in the ledger is damaged; the rest is printed", "  4  the ledger cannot be opened or read"),
		RunE: func(c *cobra.Command, args []string) error {
			return runSearch(c.Context(), t, opts, strings.Join(args, " "))
		},
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringVar(&opts.speaker, "speaker", "", "only statements of a speaker whose `NAME` has these words")
	c.Flags().StringVar(&opts.since, "since", "", "only statements published on this `DAY` or later")
	c.Flags().StringVar(&opts.until, "until", "", "only statements published on this `DAY` or earlier")
	c.Flags().StringVar(&opts.kind, "kind", "", "only `KIND`: direct, mixed, indirect, question, …")
	c.Flags().BoolVar(&opts.all, "all", false, "print a statement in every copy of an article, not once")
	c.Flags().BoolVar(&opts.json, "json", false, "print a record a line")
	c.Flags().IntVar(&opts.limit, "limit", 20, "print `N` statements at most; 0 is no limit")
	return c
}

// runSearch prints the statements that are wanted. Finding none is an error of kind NotFound.
func runSearch(ctx context.Context, t *terminal, opts searchOptions, words string) error {
	filter, err := opts.filter(words)
	if err != nil {
		return err
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	out := bufio.NewWriter(t.out)
	hits, bad := 0, 0
	for r, err := range store.Search(ctx, filter) {
		if dixit.KindOf(err) == dixit.Unreadable {
			bad++
			t.complain(err.Error())
			continue
		}
		if err != nil {
			return err
		}
		if err := opts.print(out, t, r, filter, hits); err != nil {
			return err
		}
		hits++
	}
	if err := out.Flush(); err != nil {
		return dixit.Errorf(dixit.Unavailable, "output: %w", err)
	}
	if bad > 0 {
		return dixit.Errorf(dixit.Unreadable, "%s in the ledger damaged", count(bad, "statement"))
	}
	if hits == 0 {
		return dixit.Errorf(dixit.NotFound, "nothing found")
	}
	return nil
}

// filter is what the command line asks for.
func (opts searchOptions) filter(words string) (ledger.Filter, error) {
	f := ledger.Filter{Speaker: opts.speaker, Kind: dixit.Kind(opts.kind), All: opts.all, Limit: opts.limit}
	var err error
	if f.Terms, err = query.Parse(words); err != nil {
		return f, err
	}
	if opts.since != "" {
		if f.Since, err = query.FirstDay(opts.since); err != nil {
			return f, fmt.Errorf("since: %w", err)
		}
	}
	if opts.until != "" {
		if f.Until, err = query.LastDay(opts.until); err != nil {
			return f, fmt.Errorf("until: %w", err)
		}
	}
	if len(f.Terms) == 0 && f.Speaker == "" && f.Since == "" && f.Until == "" && f.Kind == "" {
		return f, usage("search: give words, or a flag that says what is wanted; see dixit search --help")
	}
	return f, f.Check()
}

// print writes one statement; hits were printed before it.
func (opts searchOptions) print(out *bufio.Writer, t *terminal, r dixit.Record, f ledger.Filter, hits int) error {
	if !opts.json {
		if hits > 0 {
			out.WriteByte('\n')
		}
		_, err := out.WriteString(excerpt(t, r, hitsIn(r.Statement.Text(), f.Terms)))
		return err
	}
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	if err := lines.Encode(r); err != nil {
		return fmt.Errorf("record %s: %w", r.Statement.ID, err)
	}
	return nil
}
