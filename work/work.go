// Package work carries units of work to whoever does them, and sees to it that each is done.
//
// The ledger is the truth: its list (ledger.Worklist) says which units there are, who holds them and which are done, and a unit is
// marked as done in the transaction that keeps its documents. A Queue carries references only. It may lose them, deliver them twice,
// late, or in another order, and that costs time but no data: a Worker asks the ledger before it begins, everything that it writes may
// be written again, and a Sweeper offers again what the ledger says is not done. Any process may run a Sweeper; there is no coordinator.
//
// The package reads no documents: what is done with a unit is a Worker's Handler. Queues over a database and over NATS are in
// work/sql and work/jetstream; work/worktest is the suite that all of them pass.
package work

import (
	"context"
	"errors"
	"time"

	"dixit/ledger"
)

// Queue carries units from those who offer them to those who take them. It is safe for use by several goroutines, and, but for the one
// in process, by several processes. Errors are of kind Unavailable.
type Queue interface {
	// Offer puts units into the queue. One that is in it already may be passed over, or come twice. When Offer returns without an
	// error the units are in the queue, as safely as it keeps them. It waits while the queue is full, until ctx ends: that is the
	// back-pressure on whoever offers.
	Offer(ctx context.Context, units ...ledger.Unit) error
	// Next waits for a unit and takes it. Until it is Done or Back, or so long after the last Beat as the queue's lease is, nobody
	// else gets it; then it is delivered again. The error is ctx's when that ends, and ErrClosed once the queue is closed.
	Next(ctx context.Context) (Delivery, error)
	// Depth is how many units nobody has taken yet, as far as is known: at least those that wait here.
	Depth(ctx context.Context) (int, error)
	// Close ends the use of the queue. What was taken from it and is neither Done nor Back is delivered again, by the same storage
	// when it is opened again. A Next that waits returns ErrClosed.
	Close() error
}

// ErrClosed is the error of a queue after Close.
var ErrClosed = errors.New("the queue is closed")

// Delivery is a unit that was taken from a queue, and is in hand. It is for one goroutine, but for Beat.
type Delivery interface {
	// Unit is what is to be done.
	Unit() ledger.Unit
	// Owner is the name under which the queue has leased the unit in the ledger already; "" if the queue leases nothing there, and
	// whoever took it must.
	Owner() string
	// Tries is how often the queue has delivered the unit, this time included, as far as it knows: 1 for the first time. The
	// ledger's own count decides when a unit is given up.
	Tries() int
	// Beat says that the unit is still being worked on: the lease begins anew, in the queue and, if the queue has leased it there, in
	// the ledger. An error that wraps ErrLost says that somebody else may have it now.
	Beat(ctx context.Context) error
	// Done takes the unit out of the queue. It may be called only after the ledger says that the unit is done or dead, or that it is
	// nobody's business.
	Done(ctx context.Context) error
	// Back puts the unit back, to be delivered again after so long at the earliest: it was not begun, or another try is due.
	Back(ctx context.Context, after time.Duration) error
}

// ErrLost says that a unit is no longer held by whoever thought so.
var ErrLost = errors.New("the unit is held by another")
