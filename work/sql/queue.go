// Package sql is a queue that is the list in the ledger itself: several processes, on one host or many, share the units of one SQLite
// file or one PostgreSQL, and there is nothing else to run or to lose.
//
// Whoever waits for a unit looks again and again; there is no bound on what may wait. It does not know the database: see
// ledger.Worklist.
package sql

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/work"
)

// Options say how a queue takes units.
type Options struct {
	Name   string        // that no other process has; the owners of leases are called by it
	Engine string        // the version of dixit that is at work: units for a later one stay; "" takes all
	Lease  time.Duration // how long a unit is held without a Beat; 0 is work.DefaultLease
	Poll   time.Duration // how often is looked for units where there were none; 0 is DefaultPoll
}

// DefaultPoll is how often is looked for units where there were none.
const DefaultPoll = time.Second

// Queue takes units from the list of a ledger, those first that were added first.
type Queue struct {
	list   ledger.Worklist
	opts   Options
	serial atomic.Int64
	closed chan struct{}
	close  func()
}

var _ work.Queue = (*Queue)(nil)

// New is the queue over a list. Errors: Invalid if it has no name.
func New(list ledger.Worklist, opts Options) (*Queue, error) {
	if opts.Name == "" {
		return nil, dixit.Errorf(dixit.Invalid, "queue: whoever takes from a ledger needs a name")
	}
	opts.Lease, opts.Poll = cmp.Or(opts.Lease, work.DefaultLease), cmp.Or(opts.Poll, DefaultPoll)
	q := &Queue{list: list, opts: opts, closed: make(chan struct{})}
	q.close = sync.OnceFunc(func() { close(q.closed) })
	return q, nil
}

// Offer implements work.Queue: the units are put on the list.
func (q *Queue) Offer(ctx context.Context, units ...ledger.Unit) error {
	_, err := q.list.AddWork(ctx, time.Now(), units...)
	return err
}

// Next implements work.Queue.
func (q *Queue) Next(ctx context.Context) (work.Delivery, error) {
	owner := fmt.Sprintf("%s/%d", q.opts.Name, q.serial.Add(1))
	for {
		select {
		case <-q.closed:
			return nil, work.ErrClosed
		default:
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		t, err := q.list.ClaimNext(ctx, q.leaseOf(owner))
		if err == nil {
			return &delivery{q, t}, nil
		}
		if dixit.KindOf(err) != dixit.NotFound {
			return nil, err
		}
		if err := q.wait(ctx); err != nil {
			return nil, err
		}
	}
}

// wait waits until it is time to look again.
func (q *Queue) wait(ctx context.Context) error {
	timer := time.NewTimer(q.opts.Poll)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-q.closed:
		return work.ErrClosed
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Depth implements work.Queue.
func (q *Queue) Depth(ctx context.Context) (int, error) {
	n, err := q.list.WorkCounts(ctx, time.Now())
	return n.Waiting + n.Expired, err
}

// Close implements work.Queue. Leases that are held run out.
func (q *Queue) Close() error {
	q.close()
	return nil
}

func (q *Queue) leaseOf(owner string) ledger.Lease {
	now := time.Now()
	return ledger.Lease{Owner: owner, Now: now, Until: now.Add(q.opts.Lease), Engine: q.opts.Engine}
}

// delivery is a unit that was leased.
type delivery struct {
	queue *Queue
	task  ledger.Task
}

// Unit implements work.Delivery.
func (d *delivery) Unit() ledger.Unit { return d.task.Unit }

// Owner implements work.Delivery.
func (d *delivery) Owner() string { return d.task.Owner }

// Tries implements work.Delivery.
func (d *delivery) Tries() int { return d.task.Tries }

// Beat implements work.Delivery.
func (d *delivery) Beat(ctx context.Context) error {
	err := d.queue.list.Renew(ctx, d.task.ID, d.queue.leaseOf(d.task.Owner))
	if dixit.KindOf(err) == dixit.NotFound {
		return errors.Join(work.ErrLost, err)
	}
	return err
}

// Done implements work.Delivery: the list knows it already.
func (d *delivery) Done(context.Context) error { return nil }

// Back implements work.Delivery.
func (d *delivery) Back(ctx context.Context, after time.Duration) error {
	return d.queue.list.Release(ctx, d.task.ID, d.task.Owner, time.Now().Add(after), "")
}
