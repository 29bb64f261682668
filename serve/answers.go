package serve

import (
	"context"
	"sync"
	"time"

	"dixit"

	"golang.org/x/sync/singleflight"
)

// answers are answers that take a while, by what was asked. One holds until the ledger changes. One that costs much is given a while
// longer, and made anew behind the back of whoever asks: while articles come in by the second, none would ever hold.
type answers[T any] struct {
	costly func(T) bool

	flight singleflight.Group
	mu     sync.Mutex
	list   map[string]answered[T]
}

type answered[T any] struct {
	value T
	state int64 // of the ledger
	at    time.Time
}

// Bounds on answers that are kept.
const (
	maxAnswers  = 1000
	oldest      = time.Minute     // of those that cost much, once the ledger has changed
	longestMade = 2 * time.Minute // making one
)

// generations is a ledger that says when it has changed: the number is another one then. Numbers of two processes have nothing to
// do with each other.
type generations interface {
	Generation(ctx context.Context) (int64, error)
}

// get is the answer to what key says. Those who ask the same at once wait for one to be made; that one of them goes away does not
// end it.
func (a *answers[T]) get(ctx context.Context, s *Service, key string, make func(context.Context) (T, error)) (T, error) {
	var none T
	state, knows := int64(0), false
	if g, ok := s.Store.(generations); ok {
		var err error
		if state, err = g.Generation(ctx); err != nil {
			return none, err
		}
		knows = true
	}
	a.mu.Lock()
	have, ok := a.list[key]
	a.mu.Unlock()
	if ok && knows && have.state == state {
		return have.value, nil
	}
	made := a.flight.DoChan(key, func() (any, error) {
		return s.behind(func(ctx context.Context) (any, error) {
			v, err := make(ctx)
			if err == nil {
				a.keep(key, answered[T]{v, state, time.Now()})
			}
			return v, err
		})
	})
	if ok && a.costly(have.value) && time.Since(have.at) < oldest {
		return have.value, nil
	}
	select {
	case r := <-made:
		if r.Err != nil {
			return none, r.Err
		}
		return r.Val.(T), nil
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
}

func (a *answers[T]) keep(key string, v answered[T]) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.list == nil || len(a.list) >= maxAnswers {
		a.list = map[string]answered[T]{}
	}
	a.list[key] = v
}

// work is what a service does behind the back of those who ask.
type work struct {
	ctx    context.Context
	cancel context.CancelFunc
	going  sync.RWMutex
	ended  bool
}

func newWork() *work {
	w := &work{}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	return w
}

// behind does work that whoever asks for it need not wait for, until the service is closed.
func (s *Service) behind(do func(context.Context) (any, error)) (any, error) {
	s.work.going.RLock()
	defer s.work.going.RUnlock()
	if s.work.ended {
		return nil, dixit.Errorf(dixit.Unavailable, "the server is ending")
	}
	ctx, cancel := context.WithTimeout(s.work.ctx, longestMade)
	defer cancel()
	return do(ctx)
}

// Close ends the work that the service does behind the back of those who ask. The ledger must not be closed before.
func (s *Service) Close() {
	s.work.cancel()
	s.work.going.Lock()
	defer s.work.going.Unlock()
	s.work.ended = true
}
