package main

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/query"

	"github.com/spf13/cobra"
)

// newSearchesCommand is dixit searches.
func newSearchesCommand(t *terminal) *cobra.Command {
	opts := searchOptions{limit: usualLimit}
	c := &cobra.Command{
		Use:   "searches [--ledger PATH] [save NAME QUERY | drop NAME | run NAME]",
		Short: "Keep searches under names",
		Long: `Without a word: the searches that are saved. A NAME is a word of letters,
digits and - _ . / between them. dixit search @NAME runs one too, with all flags
of a search and more words, which must also match. A query is checked when it is
saved; one that begins with a minus stands behind --.`,
		Example: `  dixit searches save rubio-denies 'speaker:rubio act:deny'
  dixit search @rubio-denies --since 2025-09-01
  dixit searches drop rubio-denies`,
		Annotations: exits("  0  done", "  1  there is no such search, or it finds nothing", "  2  the command line or the query is wrong",
			"  3  a statement in the ledger is damaged; the rest is printed", "  4  the ledger cannot be opened, read or written"),
		RunE: func(c *cobra.Command, args []string) error { return runSearches(c.Context(), t, opts, args) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().BoolVar(&opts.json, "json", false, "print an object a line")
	return c
}

func runSearches(ctx context.Context, t *terminal, opts searchOptions, args []string) error {
	word := ""
	if len(args) > 0 {
		word = args[0]
	}
	switch {
	case word == "run" && len(args) == 2:
		return runSearch(ctx, t, opts, savedMark+args[1])
	case word == "" && len(args) == 0, word == "drop" && len(args) == 2, word == "save" && len(args) > 2:
	default:
		return usage("searches: nothing, or save NAME QUERY, drop NAME or run NAME")
	}
	saved := ledger.Saved{At: time.Now().UTC()}
	if word == "save" {
		saved.Name, saved.Query = strings.ToLower(args[1]), strings.Join(args[2:], " ")
		if err := checkSaved(saved); err != nil {
			return err
		}
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	switch word {
	case "save":
		return store.SaveSearch(ctx, saved)
	case "drop":
		return store.DropSearch(ctx, strings.ToLower(args[1]))
	}
	return listSearches(ctx, t, opts, store)
}

// checkSaved refuses a search that could not be run.
func checkSaved(s ledger.Saved) error {
	e, err := query.Parse(s.Query)
	if err != nil {
		return err
	}
	if all, ok := e.(ledger.All); ok && len(all) == 0 || strings.HasPrefix(s.Query, savedMark) {
		return usage("searches: give a query")
	}
	return s.Check()
}

func listSearches(ctx context.Context, t *terminal, opts searchOptions, store ledger.Ledger) error {
	list, err := store.Searches(ctx)
	if err != nil {
		return err
	}
	width := 0
	for _, s := range list {
		width = max(width, columns(s.Name))
	}
	for _, s := range list {
		line := pad(s.Name, width) + "  " + printable(s.Query)
		if opts.json {
			data, err := json.Marshal(s)
			if err != nil {
				return err
			}
			line = string(data)
		}
		if err := t.printf("%s\n", line); err != nil {
			return err
		}
	}
	return nil
}

// savedMark stands before the name of a saved search.
const savedMark = "@"

// savedName is the name of the saved search that words begin with, "" if they do not, and what follows it.
func savedName(words string) (name, rest string) {
	if !strings.HasPrefix(words, savedMark) {
		return "", words
	}
	name, rest, _ = strings.Cut(strings.TrimPrefix(words, savedMark), " ")
	return strings.ToLower(name), rest
}

// savedSearch is what the saved search of that name wants.
func savedSearch(ctx context.Context, store ledger.Ledger, name string) (ledger.Expr, error) {
	list, err := store.Searches(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		if s.Name == name {
			return query.Parse(s.Query)
		}
	}
	return nil, dixit.Errorf(dixit.NotFound, "search %.80q: none of that name is saved; see dixit searches", name)
}
