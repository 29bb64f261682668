// Package worktest is the suite that every queue of units passes (work.Queue), together with the list in a ledger.
//
// It is not about speed, nor about what is done with a unit.
package worktest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/work"
)

// Setup is a queue with its storage, new for each test, and the list of a ledger that goes with it.
type Setup struct {
	List  ledger.Worklist
	Open  func() (work.Queue, error) // opens the queue, every time with the same storage; or one more process's view of it
	Lease time.Duration              // how long a delivery is held without a Beat; some tenths of a second
	Bound int                        // how many units wait in it at most, so that Offer waits; 0 if there is no bound
	Lose  func() error               // destroys the storage, after the queue was closed; nil if closing it does
}

// patience is how long anything may take that must happen.
const patience = 60 * time.Second

// Run runs the suite.
func Run(t *testing.T, setup func(t *testing.T) Setup) {
	for _, c := range []struct {
		name string
		test func(*bench)
	}{
		{"Delivered", delivered},
		{"Order", inOrder},
		{"Unacknowledged", unacknowledged},
		{"Beat", beaten},
		{"Back", back},
		{"Cancelled", cancelled},
		{"BackPressure", backPressure},
		{"Closed", closed},
		{"Reopened", reopened},
		{"Lost", lost},
		{"ManyConsumers", manyConsumers},
		{"Versions", versions},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			b := &bench{T: t, ctx: ctx, Setup: setup(t)}
			b.queue = b.open()
			c.test(b)
		})
	}
}

// bench is a queue under test.
type bench struct {
	*testing.T
	Setup
	ctx   context.Context
	queue work.Queue
}

// open opens the queue, and closes it when the test is over.
func (b *bench) open() work.Queue {
	b.Helper()
	q, err := b.Open()
	b.must("open", err)
	b.Cleanup(func() { _ = q.Close() }) // it may be closed
	return q
}

func (b *bench) must(what string, err error) {
	b.Helper()
	if err != nil {
		b.Fatalf("%s: %v", what, err)
	}
}

// Units are so many units, all different.
func Units(n int) []ledger.Unit {
	list := make([]ledger.Unit, n)
	for i := range list {
		list[i] = ledger.Unit{Path: fmt.Sprintf("/in/%04d.warc.gz", i)}
	}
	return list
}

// add puts so many units on the list and offers them.
func (b *bench) add(n int) []ledger.Unit {
	b.Helper()
	list := Units(n)
	_, err := b.List.AddWork(b.ctx, time.Now(), list...)
	b.must("add work", err)
	b.must("offer", b.queue.Offer(b.ctx, list...))
	return list
}

// next takes a unit.
func (b *bench) next(q work.Queue) work.Delivery {
	b.Helper()
	d, err := q.Next(b.ctx)
	b.must("next", err)
	return d
}

// finish claims what was taken, ends it in the ledger and then in the queue. It reports whether there was anything to do.
func (b *bench) finish(d work.Delivery) bool {
	b.Helper()
	owner := d.Owner()
	if owner == "" {
		owner = fmt.Sprintf("%p", d)
	}
	now := time.Now()
	task, err := b.List.Claim(b.ctx, d.Unit(), ledger.Lease{Owner: owner, Now: now, Until: now.Add(time.Hour)})
	b.must("claim", err)
	mine := task.State == ledger.TaskLeased && task.Owner == owner
	if mine {
		_, err = b.List.PutUnit(b.ctx, nil, ledger.Ending{ID: task.ID, Owner: owner, Engine: dixit.Version, Now: now})
		b.must("put unit", err)
	}
	b.must("done", d.Done(b.ctx))
	return mine
}

// drained fails unless everything that is on the list is done and nothing more is delivered.
func (b *bench) drained(want int) {
	b.Helper()
	n, err := b.List.WorkCounts(b.ctx, time.Now())
	b.must("count", err)
	if n.Done != want || n.Waiting+n.Leased+n.Dead > 0 {
		b.Errorf("%+v, want %d done", n, want)
	}
	b.nothing(b.queue)
}

// nothing fails if anything is delivered within a lease and a half.
func (b *bench) nothing(q work.Queue) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, b.Lease+b.Lease/2)
	defer cancel()
	if d, err := q.Next(ctx); err == nil {
		b.Errorf("%s came once more", d.Unit().Path)
	}
}
