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
	after   string
	counts  bool
	rank    bool
	all     bool
	json    bool
	limit   int
}

// newSearchCommand is dixit search.
func newSearchCommand(t *terminal) *cobra.Command {
	var opts searchOptions
	c := &cobra.Command{
		Use:   "search QUERY [--speaker NAME] [--since DAY] [--until DAY] [--kind KIND]",
		Short: "Find statements in the ledger, the newest first",
		Long:  searchHelp(),
		Example: `  dixit search ceasefire
  dixit search '"paper tiger"' --speaker Zelenskyy
  dixit search 'speaker:(rubio OR vance) act:deny said:2025-09'
  dixit search 'tariffs -speaker:trump via:reuters published>=2025'
  dixit search --rank 'harbour OR port'
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
	c.Flags().StringVar(&opts.after, "after", "", "go on after the statement `ID`, the last that was seen")
	c.Flags().BoolVar(&opts.rank, "rank", false, "the best match first, not the newest")
	c.Flags().BoolVar(&opts.counts, "counts", false, "count them instead, by speaker, outlet, act and so on")
	c.Flags().BoolVar(&opts.all, "all", false, "print a statement in every copy of an article, not once")
	c.Flags().BoolVar(&opts.json, "json", false, "print a record a line")
	c.Flags().IntVar(&opts.limit, "limit", usualLimit, "print `N` statements at most; 0 is no limit")
	return c
}

// usualLimit is how many statements a search prints.
const usualLimit = 20

// searchHelp tells the query language.
func searchHelp() string {
	var b strings.Builder
	b.WriteString(`A QUERY is words, all of which must be in what was said, in the speaker's name
or in the title, in any of their forms; "words in a row"; beginnings*; one NEAR
another or NEAR/5; AND, OR, NOT or a minus; parentheses; and fields, with words,
with values, or with days and numbers, which can also be compared:

`)
	for _, f := range query.Fields() {
		fmt.Fprintf(&b, "  %-11s %s\n", f[0], f[1])
	}
	b.WriteString(`
A day is 2025-09-25, a month or a year, 2025-09 or 2025, or another date of EDTF
(202X, 2025-22 for summer); a range is 2025-09..2025-10. The query may be left
out where a flag says what is wanted. @NAME at its beginning is a saved search
(dixit searches).

With --rank the best match comes first: rare words weigh more than common ones,
words in what was said more than those in names and titles, words among few more
than words among many. That is done with the newest ` + fmt.Sprint(ledger.MaxRanked) + ` that are found; older
ones follow, the newest first.

An article that several outlets print, whole or cut, is one story. What is said
in it is found once, in the earliest of the articles that are wanted, and a line
says where else it stands.`)
	return b.String()
}

// runSearch prints the statements that are wanted. Finding none is an error of kind NotFound.
func runSearch(ctx context.Context, t *terminal, opts searchOptions, words string) error {
	saved, words := savedName(words)
	filter, err := opts.filter(words, saved != "")
	if err != nil {
		return err
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	if saved != "" {
		e, err := savedSearch(ctx, store, saved)
		if err != nil {
			return err
		}
		filter.Where = ledger.All{e, filter.Where}
	}
	if opts.counts {
		return printCounts(ctx, t, opts, store, filter)
	}
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

// filter is what the command line asks for: the query, and what the flags say, which are short for fields of it. They may ask for
// nothing if a saved search does.
func (opts searchOptions) filter(words string, saved bool) (ledger.Filter, error) {
	e, err := query.Parse(words)
	if err != nil {
		return ledger.Filter{}, err
	}
	all := ledger.All{e}
	for _, word := range strings.Fields(opts.speaker) {
		all = append(all, ledger.Term{Field: ledger.Speaker, Text: word})
	}
	if opts.since != "" || opts.until != "" {
		days := ledger.Days{Field: ledger.Published}
		if days.First, err = optional(query.FirstDay, opts.since); err != nil {
			return ledger.Filter{}, fmt.Errorf("since: %w", err)
		}
		if days.Last, err = optional(query.LastDay, opts.until); err != nil {
			return ledger.Filter{}, fmt.Errorf("until: %w", err)
		}
		all = append(all, days)
	}
	if opts.kind != "" {
		all = append(all, ledger.Value{Field: ledger.OfKind, Is: opts.kind})
	}
	if len(all) == 1 && strings.TrimSpace(words) == "" && !saved {
		return ledger.Filter{}, usage("search: give words, or a flag that says what is wanted; see dixit search --help")
	}
	f := ledger.Filter{Where: all, After: opts.after, All: opts.all, Limit: opts.limit}
	if opts.rank {
		if f.Order = ledger.Best; opts.counts {
			return f, usage("search: --counts counts, whatever the order; leave out --rank")
		}
	}
	return f, f.Check()
}

// optional is read of s, "" of "".
func optional(read func(string) (string, error), s string) (string, error) {
	if s == "" {
		return "", nil
	}
	return read(s)
}

// print writes one statement; hits were printed before it.
func (opts searchOptions) print(out *bufio.Writer, t *terminal, r dixit.Record, f ledger.Filter, hits int) error {
	if !opts.json {
		if hits > 0 {
			out.WriteByte('\n')
		}
		_, err := out.WriteString(excerpt(t, r, hitsIn(r.Statement.Text(), f.Where)))
		return err
	}
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	if err := lines.Encode(r); err != nil {
		return fmt.Errorf("record %s: %w", r.Statement.ID, err)
	}
	return nil
}
