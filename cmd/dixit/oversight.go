package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"dixit"
	"dixit/fetch"
	"dixit/ledger"
)

// How often a run writes into the ledger how far it is: while something happens, and while nothing does, so that others know that it
// still goes on.
const (
	beat     = 2 * time.Second
	restBeat = 30 * time.Second
)

// maxUnwritten is how many failures wait to be written; a run that has more in one beat writes the last of them.
const maxUnwritten = ledger.MaxFailures

// oversight tells a ledger of a run that fills it, for whoever looks on (dixit status): how far it is, what failed and why, and how
// the feeds are. It is safe for use by several goroutines. A nil oversight tells nothing.
type oversight struct {
	store ledger.Ledger
	sized func() (done, total int64) // nil if that is not known

	mu       sync.Mutex
	run      ledger.Run
	written  ledger.Run // as the ledger has it; zero if it does not
	failures []ledger.Failure
	feeds    map[string]ledger.Feed
	failed   error // why nothing more is written

	stop context.CancelFunc
	done chan struct{}
}

// oversee begins to tell a ledger of a run. What it tells is written every beat, and when it ends.
func oversee(ctx context.Context, store ledger.Ledger, what string, sized func() (done, total int64)) *oversight {
	var id [8]byte
	_, _ = rand.Read(id[:]) // never fails
	o := &oversight{
		store: store, sized: sized, feeds: map[string]ledger.Feed{}, done: make(chan struct{}),
		run: ledger.Run{ID: hex.EncodeToString(id[:]), What: what, Began: time.Now().UTC()},
	}
	ctx, o.stop = context.WithCancel(ctx)
	go func() {
		defer close(o.done)
		o.beat(ctx)
	}()
	return o
}

// beat writes until ctx ends.
func (o *oversight) beat(ctx context.Context) {
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			o.mu.Lock()
			if o.failed == nil && ctx.Err() == nil {
				o.failed = o.write(ctx, now, time.Time{})
			}
			o.mu.Unlock()
		}
	}
}

// write writes what has changed since it was written last; the run is heard of once in a while in any case.
func (o *oversight) write(ctx context.Context, now, ended time.Time) error {
	r := o.run
	if o.sized != nil {
		r.Done, r.Total = o.sized()
	}
	r.Seen, r.Ended = o.written.Seen, ended
	if r != o.written || now.Sub(r.Seen) >= restBeat {
		r.Seen = now.UTC()
		if err := o.store.NoteRun(ctx, r); err != nil {
			return err
		}
		o.written = r
	}
	feeds := slices.Collect(maps.Values(o.feeds))
	if err := errors.Join(o.store.NoteFeeds(ctx, feeds...), o.store.NoteFailures(ctx, o.failures...)); err != nil {
		return err
	}
	clear(o.feeds)
	o.failures = nil
	return nil
}

// end writes the rest and says why something could not be written. Why is how the run ended; nil if it is done. Of a run in which
// nothing happened nothing is written.
func (o *oversight) end(ctx context.Context, why error) error {
	if o == nil {
		return nil
	}
	o.stop()
	<-o.done
	o.mu.Lock()
	defer o.mu.Unlock()
	idle := o.written.ID == "" && o.run.Documents+o.run.Failures+len(o.failures)+len(o.feeds) == 0
	if idle || dixit.KindOf(why) == dixit.Unavailable && why != nil && ctx.Err() == nil { // the ledger takes nothing more
		return o.interrupted()
	}
	if why != nil && dixit.KindOf(why) != dixit.Unreadable {
		o.run.Why = why.Error()
	}
	if o.interrupted() == nil {
		now := time.Now()
		o.failed = o.write(context.WithoutCancel(ctx), now, now.UTC())
	}
	return o.interrupted()
}

// interrupted is why something could not be written, unless it is that the run was broken off.
func (o *oversight) interrupted() error {
	if errors.Is(o.failed, context.Canceled) {
		return nil
	}
	return o.failed
}

// add counts documents with their statements.
func (o *oversight) add(documents, statements int) {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.run.Documents += documents
	o.run.Statements += statements
}

// fail remembers what could not be used.
func (o *oversight) fail(w row) {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.run.Failures++
	if len(o.failures) == maxUnwritten {
		o.failures = o.failures[1:]
	}
	o.failures = append(o.failures, ledger.Failure{
		At: time.Now().UTC(), Run: o.run.What, Place: w.spot.String(), Label: w.ID, URL: w.URL, Reason: w.Reason, Sort: reasonGroup(w),
	})
}

// failing is the row of an error of which no more is known.
func failing(err error) row {
	at, reason := reasonOf(err, "")
	if address, cause, ok := strings.Cut(err.Error(), ": "); ok && isAddress(address) {
		at, reason = address, cause
	}
	w := row{Type: "failure", Outcome: outcomeFailed, Reason: reason, spot: spot{Path: at}}
	if isAddress(at) {
		w.URL = at
	}
	if strings.TrimSpace(w.Reason) == "" {
		w.Reason = err.Error()
	}
	return w
}

// feed remembers what is known of an address that is polled.
func (o *oversight) feed(h fetch.Health) {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.feeds[h.Address] = ledger.Feed{
		Address: h.Address, Fetched: h.Fetched, Changed: h.Changed, Next: h.Next, Failures: h.Failures,
		Error: h.Error, Wrong: h.Wrong, Missed: h.Missed, Waiting: h.Left,
	}
}
