package fetch

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"dixit"
)

// Bounds on how often an address is polled.
const (
	MinEvery     = 5 * time.Minute
	MaxEvery     = 24 * time.Hour
	DefaultEvery = 10 * time.Minute
	saveEvery    = time.Minute      // where nothing new came
	keepGrace    = 30 * time.Second // how long what was fetched may take to be kept after the end
)

// Watch polls addresses until ctx ends, each at its own pace and not more often than every: see pace. Feeds of outlines among
// them are watched too. Whenever a poll has fetched something new, keep is called with the archives, complete and on disk; when it
// returns, what it kept is remembered. Once ctx has ended what was fetched is still kept, and the error is nil; an error of keep
// that is Unavailable, or of the archive, ends the watch.
//
// Each address has a goroutine that sleeps and polls. Results come together in one place, so that keep is never called twice at
// once, and a slow host keeps no other waiting.
func (f *Fetcher) Watch(ctx context.Context, addresses []string, every time.Duration, keep func(ctx context.Context, files []string) error) error {
	if every < MinEvery || every > MaxEvery {
		return dixit.Errorf(dixit.Invalid, "every %s: at least %s and at most %s", every, MinEvery, MaxEvery)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	w := &watch{f: f, every: every, keep: keep, results: make(chan *Result), watched: map[string]bool{}}
	w.start(ctx, addresses)
	go func() {
		w.pollers.Wait()
		close(w.results)
	}()
	var failed error
	for r := range w.results {
		if failed != nil {
			continue // they are on their way home
		}
		if failed = w.take(ctx, r); failed != nil {
			stop()
		}
	}
	if failed == nil {
		failed = f.state.save()
	}
	return failed
}

// watch is one run of Watch. Only the pollers and results are shared.
type watch struct {
	f       *Fetcher
	every   time.Duration
	keep    func(context.Context, []string) error
	results chan *Result
	pollers sync.WaitGroup

	mu      sync.Mutex
	watched map[string]bool

	saved time.Time
}

// start polls addresses that are not polled yet.
func (w *watch) start(ctx context.Context, addresses []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range addresses {
		if !w.watched[a] {
			w.watched[a] = true
			w.pollers.Go(func() { w.poll(ctx, a) })
		}
	}
}

// poll polls one address until ctx ends or the address is gone for good.
func (w *watch) poll(ctx context.Context, address string) {
	w.f.watching(1)
	defer w.f.watching(-1)
	plan, started := w.f.state.schedule(address), time.Now()
	for {
		due := time.Unix(plan.Next, 0)
		if sleep(ctx, time.Until(due)) != nil {
			return
		}
		now := Polled{Due: later(due, started), Began: time.Now()}
		r := w.f.Poll(ctx, address)
		now.Result = r
		w.start(ctx, r.Feeds)
		plan = plan.after(r, w.every, time.Now())
		if r.Err == nil { // one that was broken off is due at once
			r.changes.Feeds[address] = plan
			now.Next = time.Unix(plan.Next, 0)
		}
		w.f.observed(now)
		w.results <- r
		if r.Err != nil || r.gone {
			return
		}
	}
}

// later is the later of two instants.
func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// take keeps what a poll has fetched, and remembers what it has learned.
func (w *watch) take(ctx context.Context, r *Result) error {
	if r.Err != nil && ctx.Err() == nil {
		return r.Err
	}
	fresh := r.New() > 0
	if fresh {
		files, err := w.f.Seal()
		if err != nil {
			return err
		}
		if len(files) > 0 {
			err = w.kept(ctx, files)
		}
		if dixit.KindOf(err) == dixit.Unavailable {
			return err
		}
	}
	w.f.learn(r)
	if !fresh && time.Since(w.saved) < saveEvery {
		return nil
	}
	w.saved = time.Now()
	return w.f.state.save()
}

// kept keeps what was fetched, whoever wants to go: it is little. If it takes longer than keepGrace after ctx has ended it is given up,
// which costs nothing but that it is fetched again.
func (w *watch) kept(ctx context.Context, files []string) error {
	keeping, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-keeping.Done():
		case <-time.After(keepGrace):
			giveUp()
		}
	})
	defer stop()
	err := w.keep(keeping, files)
	if keeping.Err() != nil {
		return dixit.Errorf(dixit.Unavailable, "keeping what was fetched took over %s; it will be fetched again", keepGrace)
	}
	return err
}

// after is when an address is polled again after r: a tenth of the time that nothing new came for, so that an article waits for
// its poll a tenth of the silence that it ends at most. It is never sooner than every, than the address itself says that it
// changes, or than its host asks for; and longer after each failure. Polls of many addresses are kept from falling into step.
func (s schedule) after(r *Result, every time.Duration, now time.Time) schedule {
	s = s.noted(r, now)
	if !r.failed {
		if r.Listings == 0 { // the listing's own word was not heard again
			r.every = max(r.every, time.Duration(s.Every)*time.Second)
		}
		s.Every = int64(min(r.every, MaxEvery) / time.Second)
	}
	wait := max(every, time.Duration(s.Every)*time.Second, now.Sub(time.Unix(s.Changed, 0))/10)
	if s.Failures > 0 {
		wait = max(wait, every<<min(s.Failures, 8))
	}
	wait = min(wait+rand.N(wait/10), MaxEvery)
	if r.Left > 0 && !r.failed {
		wait = every // there is more to fetch
	}
	s.Next = seconds(now.Add(wait))
	if later := seconds(r.later); later > s.Next && !r.later.IsZero() {
		s.Next = later
	}
	return s
}
