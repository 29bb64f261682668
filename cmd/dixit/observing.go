package main

import (
	"context"
	"io"
	"log/slog"
	"net/url"
	"os"
	"sync"
	"time"

	"dixit"
	"dixit/fetch"
	"dixit/ledger"
	"dixit/observe"
	"dixit/serve"

	"github.com/spf13/cobra"
)

// observing are the flags of commands that run for long.
type observing struct{ metrics, form, level string }

// metricsFlag adds --metrics to a command.
func (o *observing) metricsFlag(c *cobra.Command) {
	c.Flags().StringVar(&o.metrics, "metrics", "", "tell at the private `ADDRESS` how it goes")
}

// flags adds --metrics, --log and --log-level to a command.
func (o *observing) flags(c *cobra.Command, form string) {
	o.metricsFlag(c)
	c.Flags().StringVar(&o.form, "log", form, "log in `FORM`: text or json")
	c.Flags().StringVar(&o.level, "log-level", "info", "log from `LEVEL` on, debug to error")
}

// observed is what a command tells of itself while it runs: meters and health are nil if nobody asks, the log goes nowhere then.
type observed struct {
	meters *observe.Meters
	health *observe.Health
	log    *slog.Logger
	logs   bool // somebody reads the log
	ledger *openPart
	stop   func() error
}

// start begins to answer at the private address, and logs to where complaints go.
func (o observing) start(ctx context.Context, t *terminal) (*observed, error) {
	ob := &observed{log: slog.New(slog.DiscardHandler), logs: o.form != "", ledger: &openPart{}, stop: func() error { return nil }}
	if ob.logs {
		log, err := observe.NewLog(&oneAtATime{out: t.err}, o.form, o.level)
		if err != nil {
			return nil, err
		}
		ob.log = log
	}
	if o.metrics == "" {
		return ob, nil
	}
	ob.meters, ob.health = observe.New(time.Now()), &observe.Health{}
	ob.health.Part("ledger", ob.ledger.ready)
	ob.meters.Ledger(ob.ledger.writes, ob.ledger.size)
	at, stop, err := ob.meters.Serve(ctx, o.metrics, ob.health, ob.log)
	if err != nil {
		return nil, err
	}
	ob.stop = stop
	if ob.logs {
		ob.log.Info("metrics", "at", at)
	} else {
		t.complain("metrics are at " + at + "/metrics")
	}
	return ob, nil
}

// oneAtATime lets a log and complaints go to one place.
type oneAtATime struct {
	mu  sync.Mutex
	out io.Writer
}

func (w *oneAtATime) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(p)
}

// openPart is a ledger that may not be open yet, or no longer. Nobody asks it anything while it is closed.
type openPart struct {
	mu    sync.RWMutex
	store ledger.Ledger
	path  string
}

// opened says that the ledger is open, until closing is called.
func (p *openPart) opened(store ledger.Ledger, path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.store, p.path = store, path
}

func (p *openPart) closing() { p.opened(nil, "") }

// ready is nil if the ledger is open, and so of today's form, and can be read.
func (p *openPart) ready(ctx context.Context) error {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.store == nil {
		return dixit.Errorf(dixit.Unavailable, "it is not open")
	}
	_, err := p.store.Has(ctx, "")
	return err
}

func (p *openPart) writes() observe.Writes {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if m, ok := p.store.(ledger.Meter); ok {
		return observe.Writes(m.Writes())
	}
	return observe.Writes{}
}

// size is that of the files of the ledger; that of a database its server knows.
func (p *openPart) size(context.Context) (n int64, ok bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.store == nil || isDatabase(p.path) {
		return 0, false
	}
	for _, name := range []string{p.path, p.path + "-wal"} {
		if info, err := os.Stat(name); err == nil {
			n, ok = n+info.Size(), true
		}
	}
	return n, ok
}

// requests tells the meters of requests.
func (ob *observed) requests() serve.Observer {
	if ob.meters == nil {
		return serve.Observer{}
	}
	return serve.Observer{Answering: ob.meters.Answering, Answered: func(a serve.Answered) { ob.meters.Answered(observe.Request(a)) }}
}

// Watching implements fetch.Observer.
func (ob *observed) Watching(more int) { ob.meters.Watched(more) }

// Polled implements fetch.Observer.
func (ob *observed) Polled(p fetch.Polled) {
	lag := p.Began.Sub(p.Due)
	ob.meters.Polled(observe.Poll{
		Outcome: string(p.Outcome), Pages: p.Pages, Items: p.Items, Listings: p.Listings, Unchanged: p.Unchanged, Lag: lag, Took: p.Took,
	})
	attrs := append(addressAttrs(p.Address), slog.String("outcome", string(p.Outcome)), slog.Int("pages", p.Pages), slog.Int("items", p.Items),
		slog.Int("unchanged", p.Result.Unchanged), slog.Int("failed", p.Result.Failed), slog.Int("left", p.Left), slog.Duration("lag", lag), slog.Duration("took", p.Took))
	if !p.Next.IsZero() {
		attrs = append(attrs, slog.Time("next", p.Next))
	}
	if p.Err != nil {
		attrs = append(attrs, slog.Any("error", p.Err))
	}
	ob.log.LogAttrs(context.Background(), slog.LevelInfo, "polled", attrs...)
}

// notFetched counts and logs what could not be fetched.
func (ob *observed) notFetched(err error) {
	kind := fetch.FailureKind(err)
	ob.meters.FetchFailed(kind)
	ob.log.Warn("not fetched", "kind", kind, "error", err)
}

// addressAttrs name an address in the log without what in it may be secret.
func addressAttrs(address string) []slog.Attr {
	host := ""
	if u, err := url.Parse(address); err == nil {
		host = u.Host
	}
	return []slog.Attr{slog.String("feed", observe.AddressID(address)), slog.String("host", host)}
}
