package observe

import (
	"context"
	"time"
)

// scrape is how long what is asked for at each scrape may take.
const scrape = 2 * time.Second

// Writes is what a ledger's write transactions came to since it was opened.
type Writes struct {
	Committed, Failed int64
	Retried           int64         // begun again since others were in the way
	Waited            time.Duration // for the turn to write
	Took              time.Duration // from that turn to the end
}

// Ledger adds what a ledger says of itself, whenever it is asked. Bytes is its size on disk; ok is false if that is not known, and
// bytes may be nil.
func (m *Meters) Ledger(writes func() Writes, bytes func(ctx context.Context) (n int64, ok bool)) {
	if m == nil {
		return
	}
	r := &m.registry
	r.Read("dixit_ledger_writes_total", "Write transactions of this process, by what came of them.", true, func(set func(float64, ...string)) {
		w := writes()
		set(float64(w.Committed), "committed")
		set(float64(w.Failed), "failed")
		set(float64(w.Retried), "retried")
	}, "outcome")
	r.Read("dixit_ledger_lock_wait_seconds_total", "Seconds that write transactions waited for their turn.", true, func(set func(float64, ...string)) {
		set(writes().Waited.Seconds())
	})
	r.Read("dixit_ledger_write_seconds_total", "Seconds that write transactions took once it was their turn.", true, func(set func(float64, ...string)) {
		set(writes().Took.Seconds())
	})
	r.Read("dixit_ledger_bytes", "Size of the ledger on disk, in bytes.", false, func(set func(float64, ...string)) {
		ctx, cancel := context.WithTimeout(context.Background(), scrape)
		defer cancel()
		if bytes == nil {
			return
		}
		if n, ok := bytes(ctx); ok {
			set(float64(n))
		}
	})
}

// Queue adds what a queue of work holds, whenever it is asked: units by state (waiting, leased, done, dead). It is absent after an error.
func (m *Meters) Queue(counts func(ctx context.Context) (map[string]int, error)) {
	if m == nil {
		return
	}
	m.registry.Read("dixit_work_queue", "Units of work that the ledger knows, by state.", false, func(set func(float64, ...string)) {
		ctx, cancel := context.WithTimeout(context.Background(), scrape)
		defer cancel()
		states, err := counts(ctx)
		if err != nil {
			return
		}
		for state, n := range states {
			set(float64(n), state)
		}
	}, "state")
}
