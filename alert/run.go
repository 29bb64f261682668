package alert

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"

	"dixit"
	"dixit/ledger"
)

// Store is what alerts need of a ledger. ledger.Ledger is one.
type Store interface {
	Searcher
	Searches(ctx context.Context) ([]ledger.Saved, error)
	Gains(ctx context.Context, where ledger.Expr, after int64) iter.Seq2[ledger.Gain, error]
	LastArrival(ctx context.Context) (int64, error)
	Progress(ctx context.Context, path string) (ledger.Progress, error)
	PutAll(ctx context.Context, entries []ledger.Entry, progress ...ledger.Progress) ([]ledger.Fate, error)
}

// Transports are how messages go out, and say where they may go.
type Transports struct {
	Public  func(port uint16) http.RoundTripper // to addresses of the public internet alone, at a port
	Private http.RoundTripper                   // to any address
	Dial    Dial                                // to the server of e-mail
}

// Options are what alerts need besides a configuration.
type Options struct {
	Store Store
	Parse func(query string) (ledger.Expr, error)
	Link  func(id string) string // where a statement can be read; "" for nowhere
	Log   *slog.Logger
	Transports
}

// Bounds on how often a message is sent.
const (
	tries    = 5
	firstGap = 2 * time.Second // before the second try; four times as long before each further one
	maxGap   = time.Minute
	grace    = 5 * time.Second // for what is being sent at the end
	maxPause = time.Hour       // between two looks at the ledger, for a receiver that takes nothing
)

// Check refuses a configuration that Run could not run: a query that cannot be read (Invalid).
func (c Config) Check(parse func(query string) (ledger.Expr, error)) error {
	for _, a := range c.Alerts {
		if a.Query == "" {
			continue
		}
		e, err := parse(a.Query)
		if err == nil {
			err = ledger.Check(e)
		}
		if err != nil {
			return dixit.Errorf(dixit.Invalid, "alert %s: %w", a.Name, err)
		}
	}
	return nil
}

// Run tells of what searches gain until ctx ends, which is no error. Each alert goes on by itself, so that a receiver that is slow or
// gone keeps no other waiting. What goes wrong is logged, and tried again.
func Run(ctx context.Context, c Config, opt Options) error {
	r := &runner{store: opt.Store, opt: opt, log: opt.Log}
	var list []watched
	for _, a := range c.Alerts {
		to, err := opt.receiver(c.SMTP, a)
		if err != nil {
			return dixit.Errorf(dixit.Invalid, "alert %s: %w", a.Name, err)
		}
		list = append(list, watched{Alert: a, to: to})
	}
	var all sync.WaitGroup
	for _, a := range list {
		all.Go(func() { r.watch(ctx, a, c.Every) })
	}
	all.Wait()
	return nil
}

// receiver is who an alert is told to.
func (opt Options) receiver(server SMTP, a Alert) (Receiver, error) {
	if a.Webhook == "" {
		return NewMail(server, a.Email, opt.Dial, opt.Link)
	}
	transport := opt.Private
	if !a.Private {
		port, err := portOf(a.Webhook)
		if err != nil {
			return nil, err
		}
		transport = opt.Public(port)
	}
	return NewWebhook(a.Webhook, a.Secret, transport)
}

// watched is an alert at work.
type watched struct {
	Alert
	to    Receiver
	asked string // the query, as it is now
}

// path is the name under which it is kept how far an alert has come. No file has it: files are kept by absolute paths.
func (a watched) path() string { return "alert:" + a.Name }

// runner runs alerts. It is safe for concurrent use.
type runner struct {
	store Store
	opt   Options
	log   *slog.Logger
}

// watch looks at the ledger again and again, less often while that fails.
func (r *runner) watch(ctx context.Context, a watched, every time.Duration) {
	for failures := 0; ; {
		err := r.round(ctx, a)
		if ctx.Err() != nil {
			return
		}
		wait := every
		if failures++; err == nil {
			failures = 0
		} else {
			wait = max(every, min(every<<min(failures, 10), maxPause))
			r.log.Error("alert", "name", a.Name, "error", err, "again", wait.Round(time.Second))
		}
		if !sleep(ctx, wait) {
			return
		}
	}
}

// round tells what there is to tell.
func (r *runner) round(ctx context.Context, a watched) error {
	query, err := r.query(ctx, a.Alert)
	if err != nil {
		return err
	}
	where, err := r.opt.Parse(query)
	if err != nil {
		return err
	}
	a.asked = query
	at, err := r.store.Progress(ctx, a.path())
	if err != nil {
		return err
	}
	if a.Spike != "" {
		return r.spike(ctx, a, where, at)
	}
	if at.Path == "" { // what was there before is not told
		n, err := r.store.LastArrival(ctx)
		if err != nil {
			return err
		}
		return r.keep(ctx, ledger.Progress{Path: a.path(), Digest: "gains", Offset: n})
	}
	return r.gains(ctx, a, where, at)
}

// query is what an alert looks for now.
func (r *runner) query(ctx context.Context, a Alert) (string, error) {
	if a.Query != "" {
		return a.Query, nil
	}
	list, err := r.store.Searches(ctx)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(list, func(s ledger.Saved) bool { return s.Name == a.Search })
	if i < 0 {
		return "", dixit.Errorf(dixit.NotFound, "search %.80q: none of that name is saved", a.Search)
	}
	return list[i].Query, nil
}

// gains tells what was gained since at: the document whose number is its offset, and so many statements of the next. How far that has
// come is kept whenever a message was taken.
func (r *runner) gains(ctx context.Context, a watched, where ledger.Expr, at ledger.Progress) error {
	var waiting []dixit.Record // fewer than a message holds
	last, skip := at.Offset, int(at.Within)
	for g, err := range r.store.Gains(ctx, where, at.Offset) {
		if dixit.KindOf(err) == dixit.Unreadable && g.Number > 0 {
			r.log.Warn("alert", "name", a.Name, "error", err)
		} else if err != nil {
			return err
		}
		waiting = append(waiting, g.Records[min(skip, len(g.Records)):]...)
		skip = 0
		for most := a.to.Most(); len(waiting) >= most; { // what then waits is of this document alone
			if err := r.tell(ctx, a, waiting[:most]); err != nil {
				return err
			}
			waiting = waiting[most:]
			if at.Offset, at.Within = last, int64(len(g.Records)-len(waiting)); len(waiting) == 0 {
				at.Offset, at.Within = g.Number, 0
			}
			if err := r.keep(ctx, at); err != nil {
				return err
			}
		}
		last = g.Number
	}
	if err := ctx.Err(); err != nil || last == at.Offset {
		return err
	}
	if len(waiting) > 0 {
		if err := r.tell(ctx, a, waiting); err != nil {
			return err
		}
	}
	at.Offset, at.Within = last, 0
	return r.keep(ctx, at)
}

// tell tells of statements in one message.
func (r *runner) tell(ctx context.Context, a watched, list []dixit.Record) error {
	var ids []string
	for _, s := range list {
		ids = append(ids, s.Statement.ID)
	}
	return r.deliver(ctx, a, Message{ID: idOf(a.Name, ids...), Alert: a.Name, Query: a.asked, At: time.Now().UTC(), Records: list})
}

// deliver sends a message, and again if need be. One that the receiver refuses for good is logged and passed over.
func (r *runner) deliver(ctx context.Context, a watched, m Message) error {
	for n, gap := 1, firstGap; ; n, gap = n+1, min(4*gap, maxGap) {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := send(ctx, a.to, m)
		switch {
		case err == nil:
			return nil
		case dixit.KindOf(err) == dixit.Invalid:
			r.log.Error("alert: passed over", "name", a.Name, "message", m.ID, "error", err)
			return nil
		case n == tries:
			return err
		}
		if !sleep(ctx, gap/2+rand.N(gap/2)) { // they come in no beat
			return errors.Join(err, ctx.Err())
		}
	}
}

// send sends a message once. If ctx ends meanwhile there is a little time left, so that what was taken is known to be.
func send(ctx context.Context, to Receiver, m Message) error {
	going, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, end) })
	defer stop()
	return to.Send(going, m)
}

// keep remembers how far an alert has come.
func (r *runner) keep(ctx context.Context, at ledger.Progress) error {
	_, err := r.store.PutAll(context.WithoutCancel(ctx), nil, at) // what was taken is remembered, whoever wants to go
	return err
}

// sleep waits; false if ctx ends before.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
