package work

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"dixit"
	"dixit/ledger"
)

// beats is how often in the length of a lease somebody who holds a unit says so.
const beats = 4

// handle has a unit done while its leases are kept alive. The error is that of the handler, or why it was told to give up.
func (w *Worker) handle(ctx context.Context, d Delivery, t ledger.Task) (err error) {
	held, give := context.WithCancelCause(context.WithoutCancel(ctx))
	defer give(nil)
	stop := context.AfterFunc(ctx, func() {
		if pause(held, cmp.Or(w.Grace, DefaultGrace)) {
			give(errDrained)
		}
	})
	defer stop()
	quiet := make(chan struct{})
	go func() {
		defer close(quiet)
		w.beat(held, give, d, t)
	}()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("defect: %v", p)
		}
		if cause := context.Cause(held); err != nil && cause != nil {
			err = cause
		}
		give(nil)
		<-quiet // nothing is said of a unit after its end
	}()
	return w.Handle(held, t)
}

// beat says that a unit is held, again and again until held ends. If another has it, or nobody could be told for the length of the
// lease, the unit is given up.
func (w *Worker) beat(held context.Context, give context.CancelCauseFunc, d Delivery, t ledger.Task) {
	until := time.Now().Add(w.lease())
	for pause(held, w.lease()/beats) {
		lease := w.leaseOf(t.Owner)
		err := d.Beat(held)
		if err == nil && d.Owner() == "" {
			err = w.List.Renew(held, t.ID, lease)
		}
		switch {
		case held.Err() != nil:
			return
		case err == nil:
			until = lease.Until
		case errors.Is(err, ErrLost), dixit.KindOf(err) == dixit.NotFound, time.Now().After(until):
			give(fmt.Errorf("%w: %w", ErrLost, err))
			return
		default:
			w.log().Warn("heartbeat", "path", t.Unit.Path, "error", err)
		}
	}
}
