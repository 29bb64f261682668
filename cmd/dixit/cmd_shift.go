package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/shift"

	"github.com/spf13/cobra"
)

// shiftOptions are the flags of dixit shift.
type shiftOptions struct {
	ledger string
	about  string
	limit  int
	json   bool
}

// newShiftCommand is dixit shift.
func newShiftCommand(t *terminal) *cobra.Command {
	var opts shiftOptions
	c := &cobra.Command{
		Use:   "shift SPEAKER [--about WORDS] [--ledger PATH] [--limit N] [--json]",
		Short: "What a speaker said about a topic over time, and where that may have turned",
		Long: `The statements of a speaker, in the order of saying, and candidates for a turn:
what was said before and what was said after are against each other. Both sides
are quoted, with the words that show it, how strong the evidence is, what the
speaker says that softens it, and who welcomed or disputed it. A candidate is
no verdict: it is for a person to read.

SPEAKER is a name in any spelling that the ledger has for one person or body.
Where several have it they are listed. Without --about all topics are looked at
and counted. A statement that stands in several articles counts once. What has
no day of saying is put on the day of publication, and what has neither stands
apart. See docs/shift.md.`,
		Example: `  dixit shift Trump --about Ukraine
  dixit shift "Marco Rubio"
  dixit shift Trump --about tariffs --json | jq .turns`,
		Annotations: exits("  0  there are statements", "  1  there are none", "  2  the command line is wrong, or several speakers have the name",
			"  3  a statement in the ledger is damaged; the rest is printed", "  4  the ledger cannot be opened or read"),
		Args: someArguments("a speaker's name"),
		RunE: func(c *cobra.Command, args []string) error {
			return runShift(c.Context(), t, opts, strings.Join(args, " "))
		},
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringVar(&opts.about, "about", "", "only statements about these `WORDS`")
	c.Flags().IntVar(&opts.limit, "limit", usualTurns, "print `N` turns at most; 0 is no limit")
	c.Flags().BoolVar(&opts.json, "json", false, "print one object")
	return c
}

// usualTurns is how many turns are printed.
const usualTurns = 10

// runShift prints what a speaker said and where that may have turned.
func runShift(ctx context.Context, t *terminal, opts shiftOptions, name string) error {
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	who, bad, err := recordsBy(ctx, t, store, name)
	if err != nil {
		return err
	}
	report := shift.NewReport(who.records, opts.about, articlesOf(ctx, store))
	if len(report.Line.Said)+len(report.Line.Undated) == 0 {
		return dixit.Errorf(dixit.NotFound, "%s says nothing about %s", who.name, printable(opts.about))
	}
	if opts.limit > 0 && len(report.Turns) > opts.limit {
		report.Turns = report.Turns[:opts.limit]
	}
	if opts.json {
		err = shiftObject(t, opts, who, report)
	} else {
		out := bufio.NewWriter(t.out)
		writeShift(out, t, opts, who, report)
		err = out.Flush()
	}
	if err == nil && bad > 0 {
		err = dixit.Errorf(dixit.Unreadable, "%s in the ledger damaged", count(bad, "statement"))
	}
	return err
}

// articlesOf reads articles of a store, the last one kept.
func articlesOf(ctx context.Context, store ledger.Ledger) shift.Articles {
	var last *shift.Article
	var address string
	return func(sha256 string) *shift.Article {
		if address == sha256 {
			return last
		}
		address, last = sha256, nil
		doc, err := store.Document(ctx, sha256)
		if err != nil {
			return nil // a search says what is wrong with it
		}
		ex, err := store.Extraction(ctx, sha256)
		if err != nil {
			return nil
		}
		last = &shift.Article{Doc: doc, Statements: ex.Statements}
		return last
	}
}

// shiftObject prints a report as one object.
func shiftObject(t *terminal, opts shiftOptions, who *somebody, r shift.Report) error {
	data, err := json.Marshal(answerOf(opts.about, who, r))
	if err != nil {
		return fmt.Errorf("shift: %w", err)
	}
	return t.printf("%s\n", data)
}

// answerOf is a report with what was asked.
func answerOf(about string, who *somebody, r shift.Report) shift.Answer {
	return shift.Answer{Speaker: who.name, IDs: who.ids, About: about, Report: r, Complete: r.Whole && !who.cut}
}
