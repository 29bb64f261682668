package worktest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"dixit/ledger"
	"dixit/work"

	"golang.org/x/sync/errgroup"
)

// sweep fills a queue from the ledger once.
func (b *bench) sweep(q work.Queue) {
	b.Helper()
	_, err := (&work.Sweeper{Queue: q, List: b.List}).Sweep(b.ctx)
	b.must("sweep", err)
}

// reopened proves that what was not ended when a queue was closed comes when it is opened again, if a Sweeper looks after it.
func reopened(b *bench) {
	units := b.add(3)
	b.finish(b.next(b.queue))
	b.next(b.queue) // is in hand, and lost
	b.must("close", b.queue.Close())
	b.queue = b.open()
	b.rebuilt(len(units))
}

// lost proves that a queue whose storage is gone is rebuilt from the ledger.
func lost(b *bench) {
	units := b.add(4)
	b.finish(b.next(b.queue))
	b.must("close", b.queue.Close())
	if b.Lose != nil {
		b.must("lose", b.Lose())
	}
	b.queue = b.open()
	b.rebuilt(len(units))
}

// rebuilt takes what comes while a Sweeper looks after the queue, until all is done.
func (b *bench) rebuilt(want int) {
	for {
		n, err := b.List.WorkCounts(b.ctx, time.Now())
		b.must("count", err)
		if n.Done == want {
			break
		}
		b.sweep(b.queue)
		ctx, cancel := context.WithTimeout(b.ctx, b.Lease)
		if d, err := b.queue.Next(ctx); err == nil {
			b.finish(d)
		}
		cancel()
		b.must("patience", b.ctx.Err())
	}
	b.drained(want)
}

// manyConsumers proves that several workers on several views of a queue, of which some give up what they have in hand, do each unit
// once in the ledger.
func manyConsumers(b *bench) {
	const consumers, units = 4, 40
	ctx, cancel := context.WithCancel(b.ctx)
	defer cancel()
	var mu sync.Mutex
	done := map[string]int{}
	var group errgroup.Group
	left := 7 // how many are let lie
	for range consumers {
		q := b.queue
		if b.Lose != nil {
			q = b.open()
		}
		group.Go(func() error {
			for {
				d, err := q.Next(ctx)
				if ctx.Err() != nil {
					return nil
				}
				if err != nil {
					return err
				}
				mu.Lock()
				left--
				lie := left >= 0
				mu.Unlock()
				if lie {
					continue
				}
				if b.finish(d) {
					mu.Lock()
					done[d.Unit().ID()]++
					mu.Unlock()
				}
			}
		})
	}
	list := Units(units)
	_, err := b.List.AddWork(b.ctx, time.Now(), list...)
	b.must("add work", err)
	b.must("offer", b.queue.Offer(b.ctx, list...))
	b.must("wait", work.UntilEmpty(b.ctx, b.List, nil, b.Lease/4))
	cancel()
	b.must("consume", group.Wait())
	for _, u := range list {
		if done[u.ID()] != 1 {
			b.Errorf("%s was done %d times", u.Path, done[u.ID()])
		}
	}
	b.drained(units)
}

// versions proves that a unit that asks for a later engine waits for it, and that others do not wait behind it.
func versions(b *bench) {
	old, later := Units(2)[0], Units(2)[1]
	later.Engine = "1.10.0"
	_, err := b.List.AddWork(b.ctx, time.Now(), later, old)
	b.must("add work", err)
	b.must("offer", b.queue.Offer(b.ctx, later, old))
	by := make(chan string, 2)
	run := func(engine string) context.CancelFunc {
		ctx, cancel := context.WithCancel(b.ctx)
		w := &work.Worker{Queue: b.queue, List: b.List, Name: "v" + engine, Engine: engine, Lease: b.Lease, Retry: b.Lease / 4}
		w.Handle = func(ctx context.Context, t ledger.Task) error {
			by <- fmt.Sprint(t.Unit.Path, " by ", engine)
			_, err := b.List.PutUnit(ctx, nil, ledger.Ending{ID: t.ID, Owner: t.Owner, Engine: engine, Now: time.Now()})
			return err
		}
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			if err := w.Run(ctx); err != nil {
				b.Error(err)
			}
		}()
		return func() { cancel(); <-ended }
	}
	stop := run("1.9.3")
	if got, want := <-by, old.Path+" by 1.9.3"; got != want {
		b.Errorf("%s, want %s", got, want)
	}
	stop()
	defer run("1.10.0")()
	for {
		select {
		case got := <-by:
			if want := later.Path + " by 1.10.0"; got != want {
				b.Errorf("%s, want %s", got, want)
			}
			return
		case <-time.After(b.Lease):
			b.sweep(b.queue) // what nobody could take may have been put aside
		case <-b.ctx.Done():
			b.Fatal("the later engine never got it")
		}
	}
}
