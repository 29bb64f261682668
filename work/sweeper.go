package work

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"dixit/ledger"
)

// DefaultFill is how many units a Sweeper offers at once.
const DefaultFill = 1000

// DefaultEvery is how often a Sweeper looks.
const DefaultEvery = 15 * time.Second

// Sweeper keeps a queue filled with what the ledger says is to do: what was added, what was put back, and what somebody held who is
// gone. So the queue need not hold all that waits, and can be lost. There may be any number of sweepers: they need not know of each
// other, since a queue may hold a unit twice.
type Sweeper struct {
	Queue Queue
	List  ledger.Worklist
	Fill  int           // how many units are offered at once; 0 is DefaultFill. It is not more than the queue holds.
	Every time.Duration // how often; 0 is DefaultEvery

	Observer Observer     // nil for none
	Log      *slog.Logger // nil for none
}

// Run sweeps until ctx ends. What goes wrong for a while ends nothing.
func (s *Sweeper) Run(ctx context.Context) error {
	for {
		if _, err := s.Sweep(ctx); err != nil && ctx.Err() == nil && s.Log != nil {
			s.Log.Warn("sweep", "error", err)
		}
		if !pause(ctx, cmp.Or(s.Every, DefaultEvery)) {
			return nil
		}
	}
}

// Sweep offers the first units that are to do, unless the queue is half full with them, and says how many.
func (s *Sweeper) Sweep(ctx context.Context) (offered int, err error) {
	fill := cmp.Or(s.Fill, DefaultFill)
	depth, err := s.Queue.Depth(ctx)
	if err != nil || depth > fill/2 {
		return 0, err
	}
	var list []ledger.Unit
	for u, err := range s.List.Pending(ctx, time.Now()) {
		if err != nil {
			return 0, err
		}
		if list = append(list, u); len(list) == fill {
			break
		}
	}
	if len(list) == 0 {
		return 0, nil
	}
	if err := s.Queue.Offer(ctx, list...); err != nil {
		return 0, err
	}
	if s.Observer != nil {
		s.Observer.Swept(len(list))
	}
	return len(list), nil
}

// soon is how long UntilEmpty waits after an end before it looks again, where there was something left.
const soon = 20 * time.Millisecond

// UntilEmpty waits until no unit on a list waits or is held. It looks whenever ended says that a unit has ended here (nil if nobody
// tells), and besides now and then: soon after that, and ever later, up to every. Looking takes a tenth of the time at most.
func UntilEmpty(ctx context.Context, list ledger.Worklist, ended <-chan struct{}, every time.Duration) error {
	wait := min(soon, every)
	for {
		began := time.Now()
		n, err := list.WorkCounts(ctx, began)
		if err != nil {
			return err
		}
		if n.Waiting+n.Leased == 0 {
			return nil
		}
		if !pause(ctx, 9*time.Since(began)) {
			return context.Cause(ctx)
		}
		again := time.NewTimer(wait)
		select {
		case <-ended:
			wait = min(soon, every)
		case <-again.C:
			wait = min(2*wait, every)
		case <-ctx.Done():
		}
		again.Stop()
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
}
