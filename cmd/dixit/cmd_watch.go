package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"dixit"
	"dixit/fetch"

	"github.com/spf13/cobra"
)

// newWatchCommand is dixit watch.
func newWatchCommand(t *terminal) *cobra.Command {
	var opts fetchOptions
	every := fetch.DefaultEvery
	var alerts string
	c := &cobra.Command{
		Use:   "watch [--every 10m] [--ledger PATH] [--out FOLDER] URL|FILE…|-",
		Short: "Keep fetching, and print a line for each new article",
		Long: `The arguments are those of dixit fetch; so is what is sent, kept and refused.
Each address is polled at its own pace: not more often than --every, than the
feed itself says that it changes, or than its host asks for; less often the
longer nothing new came, but once a day.

When the line of an article is printed, it and its statements are on disk. It
ends at an interrupt (Ctrl-C) or SIGTERM, and goes on where it was when it is
started again. An article that has changed since is printed again.`,
		Example: `  dixit watch --every 15m https://www.example.org/feed.xml
  dixit watch --json feeds.opml | jq -r .doc.title`,
		Annotations: exits("  0  it was interrupted, or there is nothing left to watch", "  2  the command line is wrong",
			"  4  the folder or the ledger cannot be opened or written"),
		Args: someArguments("addresses, files of them, or - for standard input"),
		RunE: func(c *cobra.Command, args []string) error {
			return runWatch(c.Context(), t, opts, every, alerts, args)
		},
	}
	c.Flags().DurationVar(&every, "every", every, "poll at most once in `TIME`, 5m to 24h")
	alertsFlag(c, &alerts)
	opts.add(c)
	return c
}

// runWatch polls addresses until it is interrupted.
func runWatch(ctx context.Context, t *terminal, opts fetchOptions, every time.Duration, alerts string, args []string) (err error) {
	stop, err := watchAlerts(ctx, t, alerts, opts.ingest.ledger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	quiet, ingest, lines := *t, opts.ingest, &articleLines{t: t, json: opts.ingest.json}
	quiet.isTerminal, quiet.out, ingest.json = false, lines, true
	f, addresses, err := openFetcher(&quiet, opts, args, &fetchStatus{t: &quiet})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return f.Watch(ctx, addresses, every, func(ctx context.Context, files []string) error {
		err := runIngest(ctx, &quiet, ingest, files)
		if lines.failed != nil {
			return dixit.Errorf(dixit.Unavailable, "output: %w", lines.failed)
		}
		if err != nil && dixit.KindOf(err) != dixit.Unavailable && dixit.KindOf(err) != dixit.Unreadable { // those were told of
			t.complain(err.Error())
		}
		return err
	})
}

// articleLines prints a line for each object of an article that was added.
type articleLines struct {
	t    *terminal
	json bool
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
	if w.json {
		return w.t.printf("%s\n", line)
	}
	return w.t.printf("%s  %s\n", printable(titleOf(o.Doc, o.Doc.URL)), count(o.Statements, "statement")+" by "+count(o.Speakers, "speaker"))
}
