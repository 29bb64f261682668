package serve

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"dixit"

	"golang.org/x/sync/singleflight"
)

// Answers are answers that take a while, by what was asked. One holds until the ledger changes. It is given a minute longer, and made
// anew behind the back of whoever asks, if not much else was made anew just now: while articles come in by the second, none would ever
// hold. The zero Answers are empty. They are safe for use by several goroutines.
type Answers[T any] struct {
	flight singleflight.Group
	mu     sync.Mutex
	list   map[string]answered[T]
}

type answered[T any] struct {
	value T
	state int64 // of the ledger
	at    time.Time
	took  time.Duration
}

// Bounds on answers that are kept.
const (
	maxAnswers  = 500
	oldest      = time.Minute     // once the ledger has changed
	rests       = 20              // times as long as it took to make it, an answer is not made anew
	restsAll    = 4               // times as long as it took to make one anew, no other is
	longestMade = 2 * time.Minute // making one
)

// generations is a ledger that says when it has changed: the number is another one then. Numbers of two processes have nothing to
// do with each other.
type generations interface {
	Generation(ctx context.Context) (int64, error)
}

// Held is the answer to what key says, if one is held. If the ledger has changed since, it is made anew for who asks next.
func (a *Answers[T]) Held(ctx context.Context, s *Service, key string, make func(context.Context) (T, error)) (v T, ok bool, err error) {
	state, err := s.state(ctx)
	if err != nil {
		return v, false, err
	}
	a.mu.Lock()
	have, ok := a.list[key]
	a.mu.Unlock()
	switch age := time.Since(have.at); {
	case !ok || have.state != state && age >= oldest:
		return v, false, nil
	case have.state != state && age >= rests*have.took && s.work.renew():
		made := a.made(s, key, state, make)
		go func(began time.Time) {
			<-made
			s.work.renewed(time.Since(began))
		}(time.Now())
	}
	return have.value, true, nil
}

// Get is the answer to what key says. Those who ask the same at once wait for one to be made; that one of them goes away does not
// end it.
func (a *Answers[T]) Get(ctx context.Context, s *Service, key string, make func(context.Context) (T, error)) (T, error) {
	v, ok, err := a.Held(ctx, s, key, make)
	if ok || err != nil {
		return v, err
	}
	state, err := s.state(ctx)
	if err != nil {
		return v, err
	}
	aside(ctx)
	select {
	case r := <-a.made(s, key, state, make):
		if r.Err != nil {
			return v, r.Err
		}
		return r.Val.(T), nil
	case <-ctx.Done():
		return v, context.Cause(ctx)
	}
}

// made makes an answer, of the state of the ledger at least.
func (a *Answers[T]) made(s *Service, key string, state int64, make func(context.Context) (T, error)) <-chan singleflight.Result {
	return a.flight.DoChan(key, func() (any, error) {
		return s.behind(func(ctx context.Context) (any, error) {
			began := time.Now()
			v, err := make(ctx)
			if err == nil {
				a.keep(key, answered[T]{v, state, time.Now(), time.Since(began)})
			}
			return v, err
		})
	})
}

func (a *Answers[T]) keep(key string, v answered[T]) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.list == nil || len(a.list) >= maxAnswers {
		a.list = map[string]answered[T]{}
	}
	a.list[key] = v
}

// state is a number that is another one when the ledger has changed. That of a ledger which cannot tell is always another one.
func (s *Service) state(ctx context.Context) (int64, error) {
	if g, ok := s.Store.(generations); ok {
		return g.Generation(ctx)
	}
	return s.work.untold.Add(1), nil
}

// work is what a service does behind the back of those who ask.
type work struct {
	ctx    context.Context
	cancel context.CancelFunc
	going  sync.RWMutex
	ended  bool
	places places       // how much of it goes on at once
	untold atomic.Int64 // states
	again  atomic.Int64 // from when on an answer may be made anew, since the Unix epoch in nanoseconds
}

// renew reports whether an answer may be made anew; once it has said so it says no until renewed is called, and some time after.
func (w *work) renew() bool {
	was := w.again.Load()
	return time.Now().UnixNano() >= was && w.again.CompareAndSwap(was, math.MaxInt64)
}

// renewed says that an answer was made anew, which took a while with all waiting. The next has to wait longer, so that no more than a
// fifth of a processor goes into it.
func (w *work) renewed(took time.Duration) { w.again.Store(time.Now().Add(restsAll * took).UnixNano()) }

func newWork() *work {
	w := &work{places: make(places, max(1, runtime.GOMAXPROCS(0)/2))} // the rest is for answers that take no time
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
	leave, ok := s.work.places.enter(ctx, longestMade)
	if !ok {
		return nil, dixit.Errorf(dixit.Unavailable, "too much is counted at once; come again")
	}
	defer leave()
	return do(ctx)
}

// Close ends the work that the service does behind the back of those who ask. The ledger must not be closed before.
func (s *Service) Close() {
	s.work.cancel()
	s.work.going.Lock()
	defer s.work.going.Unlock()
	s.work.ended = true
}
