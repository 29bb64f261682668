package work

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"dixit"
	"dixit/ledger"

	"golang.org/x/sync/errgroup"
)

// What a Worker does where nothing else is said.
const (
	DefaultLease = time.Minute
	DefaultGrace = 30 * time.Second
	DefaultTries = 5
	DefaultRetry = 5 * time.Second
)

// unended is how many times as often a unit may be begun whose tries do not end: it may kill those who read it, but where hosts and the
// database die for other reasons it is not to blame.
const unended = 4

// maxWait is how long a unit waits between two tries at most.
const maxWait = 5 * time.Minute

// WaitError is the error of a Handler that says when another try is worth while, at the soonest.
type WaitError struct {
	Until   time.Time
	Untried bool // the unit was not begun, which is no try
	Err     error
}

// Error says why.
func (e *WaitError) Error() string { return e.Err.Error() }

// Unwrap is why.
func (e *WaitError) Unwrap() error { return e.Err }

// Handler does a unit. It returns nil only after PutUnit has said that the unit is done; what it keeps before may be kept again. When
// ctx ends it gives up, with ctx's error or any other: the unit was lost, or the time of grace is over. Of an error of kind Unavailable
// the unit is not to blame, and it is no try; one of kind Invalid ends all tries; a *WaitError says when the next is due.
type Handler func(ctx context.Context, t ledger.Task) error

// Worker takes units from a queue and has them done, several at once. Its fields are not to be changed after Run has begun.
type Worker struct {
	Queue  Queue
	List   ledger.Worklist
	Handle Handler

	Name   string // that no other process has; the owner of its leases is called by it
	Engine string // the version of dixit that reads; "" takes any unit
	Jobs   int    // units at once; 0 is one

	Lease time.Duration // how long a unit is held without a sign of life; 0 is DefaultLease
	Grace time.Duration // how long what is in hand may take after the end; 0 is DefaultGrace
	Tries int           // how often a unit is begun before it is given up; 0 is DefaultTries
	Retry time.Duration // how long it waits after the first try that failed, twice as long after each further; 0 is DefaultRetry

	Observer Observer     // nil for none
	Log      *slog.Logger // nil for none

	taken atomic.Int64
}

// Outcome is what came of a unit that was taken.
type Outcome string

// The outcomes.
const (
	Finished Outcome = "done"     // and so is the unit
	Failed   Outcome = "failed"   // and another try is due
	Buried   Outcome = "dead"     // it failed too often
	Returned Outcome = "returned" // it was given back unfinished: at the end, or because the ledger was not there
	Lost     Outcome = "lost"     // another has it now
	Passed   Outcome = "passed"   // there was nothing to do: another did it, has it, or must do it, or its time has not come
)

// Outcomes are all of them.
func Outcomes() []Outcome { return []Outcome{Finished, Failed, Buried, Returned, Lost, Passed} }

// Observer is told what a Worker and a Sweeper do. It is called by several goroutines and must not wait.
type Observer interface {
	// Began is called when work on a unit begins.
	Began(t ledger.Task)
	// Ended is called when it ends, also of a unit that was passed by without having begun (took is 0 then).
	Ended(t ledger.Task, how Outcome, took time.Duration)
	// Swept is called with how many units a Sweeper has offered.
	Swept(units int)
}

// why a unit in hand is given up.
var errDrained = errors.New("the worker ends")

// Run takes and does units until ctx ends or the queue is closed; then what is in hand may be finished within the time of grace, or
// is given back. The error is nil then. What goes wrong with single units, or for a while with the queue or the ledger, ends nothing.
func (w *Worker) Run(ctx context.Context) error {
	if w.Queue == nil || w.List == nil || w.Handle == nil || w.Name == "" {
		return dixit.Errorf(dixit.Invalid, "worker: needs a queue, a list, a handler and a name")
	}
	var group errgroup.Group
	for range max(1, w.Jobs) {
		group.Go(func() error { return w.loop(ctx) })
	}
	return group.Wait()
}

// loop takes one unit after the other.
func (w *Worker) loop(ctx context.Context) error {
	wait := w.retry()
	for {
		d, err := w.Queue.Next(ctx)
		switch {
		case ctx.Err() != nil && d != nil:
			w.try("give back", d.Back(context.WithoutCancel(ctx), 0))
			return nil
		case ctx.Err() != nil || errors.Is(err, ErrClosed):
			return nil
		case err != nil:
			w.log().Warn("queue", "error", err)
			if !pause(ctx, wait) {
				return nil
			}
			wait = min(2*wait, maxWait)
			continue
		}
		wait = w.retry()
		w.take(ctx, d)
	}
}

// take does the unit of a delivery, unless there is nothing to do.
func (w *Worker) take(ctx context.Context, d Delivery) {
	after := context.WithoutCancel(ctx) // what is said at the end must be said
	if u := d.Unit(); !u.ReadBy(w.Engine) {
		w.try("leave to a later engine", d.Back(after, w.retry()))
		w.ended(ledger.Task{ID: u.ID(), Unit: u, State: ledger.TaskWaiting}, Passed, 0)
		return
	}
	owner := cmp.Or(d.Owner(), fmt.Sprintf("%s/%d", w.Name, w.taken.Add(1)))
	t, err := w.List.Claim(after, d.Unit(), w.leaseOf(owner))
	if err != nil {
		w.log().Warn("claim", "unit", d.Unit().Path, "error", err)
		w.try("give back", d.Back(after, w.retry()))
		pause(ctx, w.retry()) // the next would fare no better
		return
	}
	if t.State != ledger.TaskLeased || t.Owner != owner {
		if t.State == ledger.TaskWaiting {
			err = d.Back(after, w.retry()) // another try is not due yet
		} else {
			err = d.Done(after) // if its holder dies, a sweeper offers it
		}
		w.try("pass by", err)
		w.ended(t, Passed, 0)
		return
	}
	if t.Tries > w.tries()*unended {
		w.bury(after, d, t, fmt.Sprintf("begun %d times and never ended; the last reason: %s", t.Tries-1, cmp.Or(t.Reason, "none")))
		return
	}
	if w.Observer != nil {
		w.Observer.Began(t)
	}
	began := time.Now()
	err = w.handle(ctx, d, t)
	w.end(after, d, t, err, time.Since(began))
}

// end tells the ledger and then the queue what came of a unit.
func (w *Worker) end(ctx context.Context, d Delivery, t ledger.Task, err error, took time.Duration) {
	if err == nil {
		now, asked := w.List.Task(ctx, t.ID)
		switch {
		case asked == nil && now.State == ledger.TaskDone:
			t = now
		case asked == nil:
			err = errors.New("defect: the handler said that it was done, and the ledger does not")
		}
	} else {
		t.Reason = err.Error()
	}
	later, waits := errors.AsType[*WaitError](err)
	switch {
	case err == nil:
		w.try("acknowledge", d.Done(ctx))
		w.ended(t, Finished, took)
	case errors.Is(err, ErrLost):
		w.ended(t, Lost, took)
	case errors.Is(err, errDrained):
		w.try("release", w.List.Release(ctx, t.ID, t.Owner, time.Now(), ""))
		w.try("give back", d.Back(ctx, 0))
		w.ended(t, Returned, took)
	case waits && later.Untried:
		w.try("release", w.List.Release(ctx, t.ID, t.Owner, later.Until, ""))
		w.try("give back", d.Back(ctx, time.Until(later.Until)))
		w.ended(t, Passed, took)
	case dixit.KindOf(err) == dixit.Unavailable:
		w.log().Warn("unit", "path", t.Unit.Path, "error", err)
		w.try("release", w.List.Release(ctx, t.ID, t.Owner, time.Now().Add(w.retry()), ""))
		w.try("give back", d.Back(ctx, w.retry()))
		w.ended(t, Returned, took)
	case t.Tries >= w.tries() || dixit.KindOf(err) == dixit.Invalid: // no other try would fare better
		w.bury(ctx, d, t, err.Error())
	default:
		wait := min(w.retry()<<min(t.Tries-1, 20), maxWait)
		if waits {
			wait = max(wait, time.Until(later.Until))
		}
		w.log().Warn("unit", "path", t.Unit.Path, "try", t.Tries, "again_in", wait, "error", err)
		w.try("release", w.List.Release(ctx, t.ID, t.Owner, time.Now().Add(wait), err.Error()))
		w.try("give back", d.Back(ctx, wait))
		w.ended(t, Failed, took)
	}
}

// bury gives a unit up.
func (w *Worker) bury(ctx context.Context, d Delivery, t ledger.Task, reason string) {
	t.Reason = reason
	w.log().Error("unit given up", "path", t.Unit.Path, "reason", reason)
	if err := w.List.Bury(ctx, t.ID, t.Owner, reason, time.Now()); err != nil {
		w.try("bury", err)
		return
	}
	w.try("acknowledge", d.Done(ctx))
	w.ended(t, Buried, 0)
}

func (w *Worker) ended(t ledger.Task, how Outcome, took time.Duration) {
	if w.Observer != nil {
		w.Observer.Ended(t, how, took)
	}
}

// try logs an error that ends nothing: the lease runs out, and the unit comes again.
func (w *Worker) try(what string, err error) {
	if err != nil {
		w.log().Warn(what, "error", err)
	}
}

func (w *Worker) log() *slog.Logger {
	if w.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return w.Log
}

func (w *Worker) tries() int           { return cmp.Or(w.Tries, DefaultTries) }
func (w *Worker) retry() time.Duration { return cmp.Or(w.Retry, DefaultRetry) }
func (w *Worker) lease() time.Duration { return cmp.Or(w.Lease, DefaultLease) }

// leaseOf is a lease from now on.
func (w *Worker) leaseOf(owner string) ledger.Lease {
	now := time.Now()
	return ledger.Lease{Owner: owner, Now: now, Until: now.Add(w.lease()), Engine: w.Engine}
}

// pause waits; false if ctx ends meanwhile.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
