package serve

import (
	"context"
	"errors"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"dixit"
)

// Answers are answers that take a while, by what was asked. One holds until the ledger changes. It is given a minute longer, and made
// anew behind the back of whoever asks, if not much else was made anew just now: while articles come in by the second, none would ever
// hold. The zero Answers are empty. They are safe for use by several goroutines.
type Answers[T any] struct {
	mu   sync.Mutex
	list map[string]answered[T]
	jobs map[string]*job // those that are being made, or are to be
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
			<-made.done
			s.work.renewed(time.Since(began))
		}(time.Now())
	}
	return have.value, true, nil
}

// Get is the answer to what key says. Those who ask the same at once wait for one to be made; that one of them goes away does not
// end it. Who asks last is answered first.
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
	for {
		j := a.made(s, key, state, make)
		err := j.wait(ctx)
		switch {
		case errors.Is(err, errUnwanted): // it was given up just before it was asked for again
		case err != nil:
			return v, err
		default:
			return j.value.(T), nil
		}
	}
}

// made asks for an answer to be made, of the state of the ledger at least.
func (a *Answers[T]) made(s *Service, key string, state int64, make func(context.Context) (T, error)) *job {
	a.mu.Lock()
	j, ok := a.jobs[key]
	if !ok {
		j = newJob(func(wanted bool) (v any, err error) {
			var took time.Duration
			if err = errUnwanted; wanted {
				v, err = s.behind(func(ctx context.Context) (any, error) {
					defer func(began time.Time) { took = time.Since(began) }(time.Now())
					return make(ctx)
				})
			}
			a.end(key, state, took, v, err)
			return v, err
		})
		if a.jobs == nil {
			a.jobs = map[string]*job{}
		}
		a.jobs[key] = j
	}
	a.mu.Unlock()
	s.work.line.ask(j)
	return j
}

// end keeps an answer, if it could be made.
func (a *Answers[T]) end(key string, state int64, took time.Duration, v any, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.jobs, key)
	if err != nil {
		return
	}
	if a.list == nil || len(a.list) >= maxAnswers {
		a.list = map[string]answered[T]{}
	}
	a.list[key] = answered[T]{v.(T), state, time.Now(), took}
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
	line   *line        // what goes on, and what waits
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
	w := &work{line: &line{free: max(1, runtime.GOMAXPROCS(0)/2)}} // the rest is for answers that take no time
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
