package worktest

import (
	"context"
	"errors"
	"time"

	"dixit/ledger"
	"dixit/work"

	"github.com/google/go-cmp/cmp"
)

// delivered proves that everything that is offered comes, once.
func delivered(b *bench) {
	units := b.add(3)
	b.must("offer again", b.queue.Offer(b.ctx, units[0]))
	seen := map[string]int{}
	for range units {
		d := b.next(b.queue)
		if d.Tries() != 1 {
			b.Errorf("%s: try %d of the first", d.Unit().Path, d.Tries())
		}
		seen[d.Unit().ID()]++
		b.finish(d)
	}
	for _, u := range units {
		if seen[u.ID()] != 1 {
			b.Errorf("%s came %d times", u.Path, seen[u.ID()])
		}
	}
	b.drained(len(units))
}

// inOrder proves that one consumer gets units in the order of their offers.
func inOrder(b *bench) {
	var got []ledger.Unit
	units := b.add(8)
	for range units {
		d := b.next(b.queue)
		got = append(got, d.Unit())
		b.finish(d)
	}
	if diff := cmp.Diff(units, got); diff != "" {
		b.Error(diff)
	}
}

// unacknowledged proves that a unit that nobody hears of is delivered again, and counts as another try.
func unacknowledged(b *bench) {
	b.add(1)
	first := b.next(b.queue)
	second := b.next(b.queue) // waits for the end of the lease
	if diff := cmp.Diff(first.Unit(), second.Unit()); diff != "" || second.Tries() < 2 {
		b.Errorf("try %d: %s", second.Tries(), diff)
	}
	b.finish(second)
	b.drained(1)
}

// beaten proves that a unit stays in hand for as long as it is said that somebody is at it.
func beaten(b *bench) {
	b.add(1)
	d := b.next(b.queue)
	ctx, cancel := context.WithTimeout(b.ctx, 3*b.Lease)
	defer cancel()
	tick := time.NewTicker(b.Lease / 4)
	defer tick.Stop()
	again := make(chan error, 1)
	go func() {
		_, err := b.queue.Next(ctx)
		again <- err
	}()
	for {
		select {
		case <-tick.C:
			b.must("beat", d.Beat(b.ctx))
			continue
		case err := <-again:
			if err == nil {
				b.Fatal("it was delivered in spite of the beats")
			}
		}
		break
	}
	b.must("beat", d.Beat(b.ctx))
	if !b.finish(d) {
		b.Error("it was not held any more")
	}
	b.drained(1)
}

// back proves that a unit that is put back comes again, after the time that was said at the earliest, and to others too.
func back(b *bench) {
	units := b.add(2)
	first := b.next(b.queue)
	put := time.Now()
	b.must("back", first.Back(b.ctx, b.Lease/2))
	other := b.next(b.queue)
	if other.Unit().Path != units[1].Path {
		b.Fatalf("%s came, which had been put back for a while", other.Unit().Path)
	}
	b.finish(other)
	again := b.next(b.open())
	if waited := time.Since(put); again.Unit().Path != units[0].Path || waited < b.Lease/2-10*time.Millisecond {
		b.Errorf("%s came after %v", again.Unit().Path, waited)
	}
	b.must("back", again.Back(b.ctx, 0))
	b.finish(b.next(b.queue))
	b.drained(2)
}

// cancelled proves that whoever waits in vain can give up, and that others are not harmed.
func cancelled(b *bench) {
	why := errors.New("enough")
	ctx, cancel := context.WithCancelCause(b.ctx)
	waits := make(chan error, 1)
	go func() {
		_, err := b.queue.Next(ctx)
		waits <- err
	}()
	cancel(why)
	if err := <-waits; !errors.Is(err, why) && !errors.Is(err, context.Canceled) {
		b.Errorf("%v", err)
	}
	b.add(1)
	b.finish(b.next(b.queue))
	b.drained(1)
}

// backPressure proves that whoever offers waits while the queue is full, and no longer.
func backPressure(b *bench) {
	if b.Bound == 0 {
		b.Skip("it has no bound")
	}
	b.add(b.Bound)
	more := ledger.Unit{Path: "/in/more"}
	ctx, cancel := context.WithTimeout(b.ctx, b.Lease/2)
	defer cancel()
	if err := b.queue.Offer(ctx, more); err == nil {
		b.Fatalf("%d units were taken, and then one more", b.Bound)
	}
	offered := make(chan error, 1)
	go func() { offered <- b.queue.Offer(b.ctx, more) }()
	b.finish(b.next(b.queue))
	b.must("offer", <-offered)
	for range b.Bound {
		b.finish(b.next(b.queue))
	}
	b.drained(b.Bound + 1)
}

// closed proves that a queue that is closed says so to all.
func closed(b *bench) {
	waits := make(chan error, 1)
	go func() {
		_, err := b.queue.Next(b.ctx)
		waits <- err
	}()
	b.must("close", b.queue.Close())
	if err := <-waits; !errors.Is(err, work.ErrClosed) {
		b.Errorf("a Next that waited: %v", err)
	}
	if _, err := b.queue.Next(b.ctx); !errors.Is(err, work.ErrClosed) {
		b.Errorf("next: %v", err)
	}
	if err := b.queue.Close(); err != nil && !errors.Is(err, work.ErrClosed) {
		b.Errorf("close again: %v", err)
	}
}
