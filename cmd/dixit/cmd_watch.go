package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"time"

	"dixit"
	"dixit/fetch"

	"github.com/spf13/cobra"
)

// newWatchCommand is dixit watch.
func newWatchCommand(t *terminal) *cobra.Command {
	opts := watchOptions{every: fetch.DefaultEvery}
	c := &cobra.Command{
		Use:   "watch [--every 10m] [--ledger PATH] [--out FOLDER] URL|FILE…|-",
		Short: "Keep fetching, and print a line for each new article",
		Long: `The arguments are those of dixit fetch; so is what is sent, kept and refused.
Each address is polled at its own pace: not more often than --every, than the
feed itself says that it changes, or than its host asks for; less often the
longer nothing new came, but once a day.

When the line of an article is printed, it and its statements are on disk. It
ends at an interrupt (Ctrl-C) or SIGTERM, when what was fetched is kept (half a
minute at most; the rest is fetched again), and goes on where it was when it is
started again. An article that has changed since is printed again. With --log a
line is logged for each poll and article: docs/METRICS.md tells of it.`,
		Example: `  dixit watch --every 15m https://www.example.org/feed.xml
  dixit watch --json feeds.opml | jq -r .doc.title`,
		Annotations: exits("  0  it was interrupted, or there is nothing left to watch", "  2  the command line is wrong",
			"  4  the folder or the ledger cannot be opened or written"),
		Args: someArguments("addresses, files of them, or - for standard input"),
		RunE: func(c *cobra.Command, args []string) error {
			return runWatch(c.Context(), t, opts, args)
		},
	}
	c.Flags().DurationVar(&opts.every, "every", opts.every, "poll at most once in `TIME`, 5m to 24h")
	alertsFlag(c, &opts.alerts)
	opts.add(c)
	opts.flags(c, "")
	return c
}

// watchOptions are the flags of dixit watch.
type watchOptions struct {
	fetchOptions
	every  time.Duration
	alerts string

	observing
}

// runWatch polls addresses until it is interrupted.
func runWatch(ctx context.Context, t *terminal, opts watchOptions, args []string) (err error) {
	alerts, err := readAlerts(opts.alerts)
	if err != nil {
		return err
	}
	ob, err := opts.observing.start(ctx, t)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ob.stop()) }()
	defer context.AfterFunc(ctx, func() {
		ob.health.Drain()
		ob.log.Info("ending")
	})()
	quiet, lines := *t, &articleLines{t: t, json: opts.ingest.json, ob: ob}
	quiet.isTerminal, quiet.out, opts.ingest.json, opts.ingest.meters = false, lines, true, ob.meters
	if ob.logs {
		quiet.err = io.Discard // the log says it
	}
	var watching *oversight // tells the ledger, once that is open
	opts.health = func(h fetch.Health) { watching.feed(h) }
	status := &fetchStatus{t: &quiet, ob: ob, fail: func(err error) { watching.fail(failing(err)) }}
	f, addresses, err := openFetcher(&quiet, opts.fetchOptions, args, status, ob)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	to, err := openToIngest(ctx, t, opts.ingest.ledger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.store.Close()) }()
	ob.ledger.opened(to.store, to.path)
	defer ob.ledger.closing()
	watching = oversee(ctx, to.store, "watch", nil)
	defer func() { err = errors.Join(err, watching.end(ctx, err)) }()
	opts.ingest.oversight = watching
	defer startAlerts(ctx, alerts, to.store, func(string) string { return "" }, opts.alertLog(t, ob), t.transport)()
	ob.log.Info("watching", "addresses", len(addresses), "ledger", ledgerName(to.path))
	return f.Watch(ctx, addresses, opts.every, func(ctx context.Context, files []string) error {
		err := ingestInto(ctx, &quiet, opts.ingest, to, files)
		if err == nil {
			err = rest(ctx, to.store)
		}
		if lines.failed != nil {
			return dixit.Errorf(dixit.Unavailable, "output: %w", lines.failed)
		}
		if err != nil && dixit.KindOf(err) != dixit.Unavailable && dixit.KindOf(err) != dixit.Unreadable { // those were told of
			ob.log.Error("not kept", "error", err)
			quiet.complain(err.Error())
		}
		return err
	})
}

// alertLog is where alerts tell what goes wrong: the log, or lines of one where there is none.
func (opts watchOptions) alertLog(t *terminal, ob *observed) *slog.Logger {
	if ob.logs {
		return ob.log
	}
	return slog.New(slog.NewTextHandler(t.err, nil))
}

// articleLines prints a line for each object of an article that was added.
type articleLines struct {
	t    *terminal
	json bool
	ob   *observed
	rest []byte // of a line that is not complete

	failed error // why lines could not be printed
}

var _ io.Writer = (*articleLines)(nil)

// Write takes what dixit ingest --json prints.
func (w *articleLines) Write(p []byte) (int, error) {
	w.rest = append(w.rest, p...)
	for {
		line, rest, ok := bytes.Cut(w.rest, []byte("\n"))
		if !ok {
			return len(p), nil
		}
		w.rest = rest
		if w.failed = w.line(line); w.failed != nil {
			return 0, w.failed
		}
	}
}

func (w *articleLines) line(line []byte) error {
	var o struct {
		Type       string            `json:"type"`
		Doc        dixit.DocumentRef `json:"doc"`
		Added      bool              `json:"added"`
		Statements int               `json:"statements"`
		Speakers   int               `json:"speakers"`
	}
	if err := json.Unmarshal(line, &o); err != nil {
		return err
	}
	if o.Type != "document" || !o.Added {
		return nil
	}
	if at, err := time.Parse(time.RFC3339, o.Doc.Published); err == nil { // a day alone says too little
		w.ob.meters.Arrived(time.Since(at))
	}
	w.ob.log.Info("kept", "document", o.Doc.ID, "sha256", o.Doc.SHA256, "outlet", o.Doc.Outlet, "statements", o.Statements, "speakers", o.Speakers)
	if w.json {
		return w.t.printf("%s\n", line)
	}
	return w.t.printf("%s  %s\n", printable(titleOf(o.Doc, o.Doc.URL)), count(o.Statements, "statement")+" by "+count(o.Speakers, "speaker"))
}
