package work

import (
	"context"
	"slices"
	"sync"
	"time"

	"dixit"
	"dixit/ledger"
)

// Memory is a queue in one process. It delivers in the order of the offers, and so many units wait in it at most. What is in it goes
// with the process: a Sweeper fills it again from the ledger.
type Memory struct {
	size  int
	lease time.Duration

	mu      sync.Mutex
	changed chan struct{} // closed, and made anew, when something may have become possible
	waiting []waiting     // in the order of delivery
	held    map[string]*inHand
	closed  bool
}

var _ Queue = (*Memory)(nil)

// waiting is a unit that nobody has taken.
type waiting struct {
	unit  ledger.Unit
	id    string
	tries int       // that were before
	from  time.Time // when it may be taken
}

// NewMemory is an empty queue in which size units wait at most (1 at least), and which delivers again what has not been heard of for
// the length of a lease.
func NewMemory(size int, lease time.Duration) *Memory {
	return &Memory{size: max(1, size), lease: lease, changed: make(chan struct{}), held: map[string]*inHand{}}
}

// wake lets all that wait look again. The lock is held.
func (m *Memory) wake() {
	close(m.changed)
	m.changed = make(chan struct{})
}

// await unlocks, waits for a change, for an instant unless it is zero, or for the end of ctx, and locks again.
func (m *Memory) await(ctx context.Context, until time.Time) error {
	changed := m.changed
	m.mu.Unlock()
	defer m.mu.Lock()
	var due <-chan time.Time
	if !until.IsZero() {
		timer := time.NewTimer(time.Until(until))
		defer timer.Stop()
		due = timer.C
	}
	select {
	case <-changed:
	case <-due:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return nil
}

// Offer implements Queue. A unit that waits here or is in hand is passed over.
func (m *Memory) Offer(ctx context.Context, units ...ledger.Unit) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, u := range units {
		id := u.ID()
		for !m.closed && !m.has(id) && len(m.waiting) >= m.size {
			if err := m.await(ctx, m.expire()); err != nil {
				return dixit.Errorf(dixit.Unavailable, "queue: %w", err)
			}
		}
		if m.closed {
			return dixit.Errorf(dixit.Unavailable, "queue: %w", ErrClosed)
		}
		if !m.has(id) {
			m.waiting = append(m.waiting, waiting{unit: u, id: id})
			m.wake()
		}
	}
	return nil
}

func (m *Memory) has(id string) bool {
	return m.held[id] != nil || slices.ContainsFunc(m.waiting, func(w waiting) bool { return w.id == id })
}

// expire puts units back that have not been heard of, before all others, and says when the next one will be; zero if nothing is held.
func (m *Memory) expire() (next time.Time) {
	now := time.Now()
	for id, h := range m.held {
		switch {
		case !h.until.After(now):
			delete(m.held, id)
			m.waiting = slices.Insert(m.waiting, 0, waiting{unit: h.unit, id: id, tries: h.tries, from: now})
		case next.IsZero() || h.until.Before(next):
			next = h.until
		}
	}
	return next
}

// Next implements Queue.
func (m *Memory) Next(ctx context.Context) (Delivery, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for {
		if m.closed {
			return nil, ErrClosed
		}
		if err := ctx.Err(); err != nil {
			return nil, context.Cause(ctx)
		}
		until := m.expire()
		now := time.Now()
		for i, w := range m.waiting {
			if w.from.After(now) {
				if until.IsZero() || w.from.Before(until) {
					until = w.from
				}
				continue
			}
			m.waiting = slices.Delete(m.waiting, i, i+1)
			h := &inHand{m, w.unit, w.id, w.tries + 1, now.Add(m.lease)}
			m.held[w.id] = h
			m.wake()
			return h, nil
		}
		if err := m.await(ctx, until); err != nil {
			return nil, err
		}
	}
}

// Depth implements Queue.
func (m *Memory) Depth(context.Context) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.expire()
	return len(m.waiting), nil
}

// Close implements Queue.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.closed {
		m.closed = true
		m.wake()
	}
	return nil
}

// inHand is a unit that was taken from a Memory.
type inHand struct {
	queue *Memory
	unit  ledger.Unit
	id    string
	tries int
	until time.Time // guarded by queue.mu
}

// Unit implements Delivery.
func (h *inHand) Unit() ledger.Unit { return h.unit }

// Owner implements Delivery: the queue knows no ledger.
func (h *inHand) Owner() string { return "" }

// Tries implements Delivery.
func (h *inHand) Tries() int { return h.tries }

// Beat implements Delivery.
func (h *inHand) Beat(context.Context) error {
	h.queue.mu.Lock()
	defer h.queue.mu.Unlock()
	if h.queue.expire(); h.queue.held[h.id] != h {
		return ErrLost
	}
	h.until = time.Now().Add(h.queue.lease)
	return nil
}

// Done implements Delivery.
func (h *inHand) Done(context.Context) error {
	h.queue.mu.Lock()
	defer h.queue.mu.Unlock()
	h.release()
	return nil
}

// Back implements Delivery: what comes back goes before all others.
func (h *inHand) Back(_ context.Context, after time.Duration) error {
	h.queue.mu.Lock()
	defer h.queue.mu.Unlock()
	if h.release() {
		w := waiting{unit: h.unit, id: h.id, tries: h.tries, from: time.Now().Add(after)}
		h.queue.waiting = slices.Insert(h.queue.waiting, 0, w)
	}
	return nil
}

// release takes the unit out of the queue; ok is false if another has it by now.
func (h *inHand) release() (ok bool) {
	if h.queue.held[h.id] != h {
		return false
	}
	delete(h.queue.held, h.id)
	h.queue.wake()
	return true
}
