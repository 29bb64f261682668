package relational

import (
	"sync/atomic"
	"time"

	"dixit/ledger"
)

var _ ledger.Meter = (*Store)(nil)

// writes counts write transactions. Times are in nanoseconds.
type writes struct {
	committed, failed, retried, waited, took atomic.Int64
}

// Writes implements ledger.Meter.
func (s *Store) Writes() ledger.Writes {
	w := &s.writes
	return ledger.Writes{
		Committed: w.committed.Load(), Failed: w.failed.Load(), Retried: w.retried.Load(),
		Waited: time.Duration(w.waited.Load()), Took: time.Duration(w.took.Load()),
	}
}

// ended counts a transaction that is at its end, whether it is begun again or not.
func (w *writes) ended(err error, again bool) {
	switch {
	case err == nil:
		w.committed.Add(1)
	case again:
		w.retried.Add(1)
	default:
		w.failed.Add(1)
	}
}
