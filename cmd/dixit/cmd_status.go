package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/serve"

	"github.com/spf13/cobra"
)

// statusOptions are the flags of dixit status.
type statusOptions struct {
	ledger string
	json   bool
}

// newStatusCommand is dixit status.
func newStatusCommand(t *terminal) *cobra.Command {
	var opts statusOptions
	c := &cobra.Command{
		Use:   "status [--ledger PATH] [--json]",
		Short: "Say how the ledger is, and what fills it",
		Long: `How much is in it, what runs now and how far that is, which feeds are in trouble
and why, what could not be used, for which reasons, how much work waits, and how
many articles another version of dixit has read. What fills the ledger tells it
how far it is every two seconds, so that this sees runs of other processes; one
that was not heard of for 90 seconds is taken for lost.

The newest 10,000 failures are remembered. /status of dixit serve has the rows
behind each number, and is kept up to date.`,
		Example:     "  dixit status\n  dixit status --json | jq .reasons",
		Annotations: exits("  0  nothing is wrong", "  1  feeds are in trouble, or work is dead", "  2  the command line is wrong", "  4  the ledger cannot be opened or read"),
		Args:        noArguments,
		RunE:        func(c *cobra.Command, _ []string) error { return runStatus(c.Context(), t, opts) },
	}
	ledgerFlag(c, &opts.ledger)
	c.Flags().BoolVar(&opts.json, "json", false, "print an object")
	return c
}

// runStatus prints how a ledger is.
func runStatus(ctx context.Context, t *terminal, opts statusOptions) error {
	path, err := ledgerPath(opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	service := serve.New(store, newReader(), serve.Links{}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	defer service.Close()
	service.Work = serve.WorkOf(store)
	status, err := service.Status(ctx)
	if err != nil {
		return err
	}
	if opts.json {
		data, err := json.Marshal(status)
		if err != nil {
			return fmt.Errorf("status: %w", err)
		}
		err = t.printf("%s\n", data)
		return firstError(err, ailing(status))
	}
	feeds, err := store.Feeds(ctx, ledger.FeedFilter{Troubled: true, Limit: mostTroubled})
	if err != nil {
		return err
	}
	return firstError(t.printf("%s", statusScreen(ledgerName(path), status, feeds, t.width)), ailing(status))
}

// firstError is the first that is one.
func firstError(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

// ailing is a finding if something is wrong that somebody should look at.
func ailing(s serve.Status) error {
	var what []string
	if s.Troubled > 0 {
		what = append(what, count(s.Troubled, "feed")+" in trouble")
	}
	if s.Work != nil && s.Work.Dead > 0 {
		what = append(what, "dead work: "+count(s.Work.Dead, "unit"))
	}
	if what == nil {
		return nil
	}
	return dixit.Errorf(dixit.NotFound, "%s", strings.Join(what, "; "))
}

// How many feeds and reasons stand on the screen.
const (
	mostTroubled = 4
	mostReasons  = 5
)

// statusScreen is all of it on one screen.
func statusScreen(name string, s serve.Status, feeds []ledger.Feed, width int) string {
	var b strings.Builder
	line := func(what, format string, args ...any) {
		fmt.Fprintf(&b, "%s  %s\n", pad(what, 9), printable(cut(fmt.Sprintf(format, args...), width-11)))
	}
	line("ledger", "%s, %s", name, size(s.Bytes))
	line("", "%s, %s by %s", count(s.Documents, "article"), count(s.Statements, "statement"), count(s.Speakers, "speaker"))
	line("engine", "dixit %s, model %s", s.Version, s.Model)
	if s.Outdated > 0 {
		line("", "%s read by another version or model: dixit reextract", count(s.Outdated, "article"))
	}
	statusRuns(line, s.Runs)
	switch {
	case s.Feeds == 0:
		line("feeds", "none")
	case s.Troubled == 0:
		line("feeds", "%d, none in trouble", s.Feeds)
	default:
		line("feeds", "%d, %d of them in trouble", s.Feeds, s.Troubled)
	}
	for _, f := range feeds {
		line("", "%s: %s", f.Address, f.Error)
	}
	if more := s.Troubled - len(feeds); more > 0 {
		line("", "and %d more", more)
	}
	if s.Failures == 0 {
		line("failures", "none")
	}
	for i, r := range s.Reasons {
		what := ""
		if i == 0 {
			what = "failures"
		}
		if i == mostReasons {
			line(what, "and %s", count(len(s.Reasons)-i, "other reason"))
			break
		}
		line(what, "%6d  %s", r.N, r.Reason)
	}
	if w := s.Work; w != nil {
		line("work", "%d waiting, %d at work, %d done, %d dead", w.Waiting, w.Leased, w.Done, w.Dead)
	}
	return b.String()
}

// statusRuns tells what runs now, or what ran last.
func statusRuns(line func(string, string, ...any), runs []serve.Run) {
	what := "running"
	for _, r := range runs {
		if !r.Running {
			break
		}
		part := ""
		if r.Total > 0 {
			part = fmt.Sprintf("%d%%, ", 100*min(r.Done, r.Total)/r.Total)
		}
		line(what, "%s: %s%s, %s, %s, for %s", r.What, part, count(r.Documents, "article"), count(r.Statements, "statement"), count(r.Failures, "failure"), roughly(time.Since(r.Began)))
		what = ""
	}
	if what == "" {
		return
	}
	line(what, "nothing")
	if len(runs) == 0 {
		return
	}
	r := runs[0]
	how := "done"
	switch {
	case r.Why != "":
		how = "ended early: " + r.Why
	case r.Ended == nil:
		how = "killed, or lost"
	}
	line("last run", "%s of %s UTC: %s, %s; %s", r.What, r.Began.Format("2006-01-02 15:04"), count(r.Documents, "article"), count(r.Failures, "failure"), how)
}
