package work_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/sqlite"
	"dixit/work"
	"dixit/work/sql"

	"github.com/google/go-cmp/cmp"
)

// seen is an observer that notes what ended, and how.
type seen struct {
	mu    sync.Mutex
	began int
	ended []work.Outcome
}

func (s *seen) Began(ledger.Task) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.began++
}

func (s *seen) Swept(int) {}

func (s *seen) Ended(_ ledger.Task, how work.Outcome, _ time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = append(s.ended, how)
}

// site is a worker with its queue and list, in a bubble of time of its own.
type site struct {
	*testing.T
	list   ledger.Worklist
	queue  *work.Memory
	worker *work.Worker
	seen   seen
}

// inBubble runs f with a worker that takes from a queue in process.
func inBubble(t *testing.T, f func(s *site)) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	synctest.Test(t, func(t *testing.T) {
		list, err := sqlite.Open(context.WithoutCancel(t.Context()), path)
		if err != nil {
			t.Fatal(err)
		}
		s := &site{T: t, list: list, queue: work.NewMemory(10, time.Minute)}
		s.worker = &work.Worker{Queue: s.queue, List: list, Name: "w", Engine: "1.0.0", Observer: &s.seen}
		f(s)
		if err := list.Close(); err != nil {
			t.Error(err)
		}
	})
}

// offer puts so many units on the list and into the queue.
func (s *site) offer(n int) (list []ledger.Unit) {
	s.Helper()
	for i := range n {
		list = append(list, ledger.Unit{Path: fmt.Sprint("/in/", i)})
	}
	if _, err := s.list.AddWork(s.Context(), time.Now(), list...); err != nil {
		s.Fatal(err)
	}
	if err := s.queue.Offer(s.Context(), list...); err != nil {
		s.Fatal(err)
	}
	return list
}

// done ends a unit in the ledger.
func (s *site) done(ctx context.Context, t ledger.Task) error {
	_, err := s.list.PutUnit(ctx, nil, ledger.Ending{ID: t.ID, Owner: t.Owner, Engine: "1.0.0", Now: time.Now()})
	return err
}

// run runs the worker for so long.
func (s *site) run(d time.Duration) {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), d)
	defer cancel()
	if err := s.worker.Run(ctx); err != nil {
		s.Error(err)
	}
}

// task is how a unit stands.
func (s *site) task(u ledger.Unit) ledger.Task {
	s.Helper()
	t, err := s.list.Task(s.Context(), u.ID())
	if err != nil {
		s.Fatal(err)
	}
	return t
}

func (s *site) expect(what string, got, want any) {
	s.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		s.Errorf("%s (-want +got)\n%s", what, diff)
	}
}

// A unit that takes longer than its lease is held by heartbeats, and done once.
func TestLongUnit(t *testing.T) {
	inBubble(t, func(s *site) {
		u := s.offer(1)[0]
		times := 0
		s.worker.Handle = func(ctx context.Context, t ledger.Task) error {
			times++
			select {
			case <-time.After(20 * time.Minute):
				return s.done(ctx, t)
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		s.worker.Jobs = 2
		s.run(time.Hour)
		s.expect("times", times, 1)
		s.expect("state", s.task(u).State, ledger.TaskDone)
		s.expect("outcomes", s.seen.ended, []work.Outcome{work.Finished})
	})
}

// A unit that fails is tried five times, each time later, and given up for its reason; tried anew, it starts from the beginning. One
// that panics fails.
func TestGivenUp(t *testing.T) {
	inBubble(t, func(s *site) {
		units := s.offer(2)
		var at []time.Duration
		began := time.Now()
		s.worker.Handle = func(_ context.Context, t ledger.Task) error {
			if t.Unit.Path == units[1].Path {
				panic("a defect")
			}
			at = append(at, time.Since(began))
			return errors.New("disk gone")
		}
		s.run(time.Hour)
		s.expect("tries", at, []time.Duration{0, 5 * time.Second, 15 * time.Second, 35 * time.Second, 75 * time.Second})
		first, second := s.task(units[0]), s.task(units[1])
		s.expect("first", []any{first.State, first.Reason, first.Tries}, []any{ledger.TaskDead, "disk gone", 5})
		s.expect("second", []any{second.State, second.Reason}, []any{ledger.TaskDead, "defect: a defect"})
		if _, err := s.list.Retry(s.Context()); err != nil {
			t.Fatal(err)
		}
		s.worker.Handle = s.done
		if n, err := (&work.Sweeper{Queue: s.queue, List: s.list}).Sweep(s.Context()); n != 2 || err != nil {
			t.Errorf("%d swept, %v", n, err)
		}
		s.run(time.Minute)
		s.expect("states", []any{s.task(units[0]).State, s.task(units[1]).Tries}, []any{ledger.TaskDone, 1})
	})
}

// When the ledger is not there for a while, no unit is to blame.
func TestLedgerGone(t *testing.T) {
	inBubble(t, func(s *site) {
		u := s.offer(1)[0]
		times := 0
		s.worker.Handle = func(ctx context.Context, t ledger.Task) error {
			if times++; times <= 20 {
				return dixit.Errorf(dixit.Unavailable, "ledger: gone")
			}
			return s.done(ctx, t)
		}
		s.run(time.Hour)
		s.expect("task", []any{times, s.task(u).State, s.task(u).Tries}, []any{21, ledger.TaskDone, 1})
	})
}

// At the end what is in hand may be finished within the time of grace; what is not is given back, and that is no try.
func TestDrain(t *testing.T) {
	inBubble(t, func(s *site) {
		units := s.offer(3)
		s.worker.Jobs, s.worker.Grace = 2, 30*time.Second
		s.worker.Handle = func(ctx context.Context, t ledger.Task) error {
			wait := 20 * time.Second
			if t.Unit.Path == units[1].Path {
				wait = time.Hour
			}
			select {
			case <-time.After(wait):
				return s.done(ctx, t)
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		began := time.Now()
		s.run(10 * time.Second)
		s.expect("it took", time.Since(began), 40*time.Second)
		var states []any
		for _, u := range units {
			states = append(states, s.task(u).State, s.task(u).Tries)
		}
		s.expect("states", states, []any{ledger.TaskDone, 1, ledger.TaskWaiting, 0, ledger.TaskWaiting, 0})
		n, err := s.queue.Depth(s.Context())
		s.expect("depth", []any{n, err}, []any{2, nil})
	})
}

// A worker that is told that another has its unit gives it up, and does no harm to the other.
func TestLost(t *testing.T) {
	inBubble(t, func(s *site) {
		u := s.offer(1)[0]
		s.worker.Handle = func(ctx context.Context, t ledger.Task) error {
			later := time.Now().Add(2 * time.Minute) // as another's clock may say
			if _, err := s.list.Claim(ctx, u, ledger.Lease{Owner: "another", Now: later, Until: later.Add(time.Hour)}); err != nil {
				return err
			}
			<-ctx.Done()
			return ctx.Err()
		}
		s.run(10 * time.Minute)
		s.expect("outcomes", s.seen.ended[0], work.Lost)
		s.expect("owner", s.task(u).Owner, "another")
	})
}

// A worker that dies again and again at one unit is not given it for ever.
func TestKiller(t *testing.T) {
	inBubble(t, func(s *site) {
		u := s.offer(1)[0]
		for i := range 4 * work.DefaultTries {
			at := time.Now().Add(time.Duration(i) * time.Hour)
			if _, err := s.list.Claim(s.Context(), u, ledger.Lease{Owner: fmt.Sprint("dies", i), Now: at, Until: at.Add(time.Minute)}); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(30 * time.Hour) // in the bubble
		s.worker.Handle = func(context.Context, ledger.Task) error {
			t.Error("it was begun once more")
			return nil
		}
		s.run(time.Minute)
		s.expect("task", []any{s.task(u).State, s.task(u).Reason}, []any{ledger.TaskDead, "begun 20 times and never ended; the last reason: none"})
	})
}

// A sweeper keeps a queue filled from a list that is longer than it.
func TestSweeperFills(t *testing.T) {
	inBubble(t, func(s *site) {
		var units []ledger.Unit
		for i := range 100 {
			units = append(units, ledger.Unit{Path: fmt.Sprint("/in/", i)})
		}
		if _, err := s.list.AddWork(s.Context(), time.Now(), units...); err != nil {
			t.Fatal(err)
		}
		s.worker.Handle = s.done
		ctx, cancel := context.WithCancel(s.Context())
		var ends sync.WaitGroup
		ends.Go(func() {
			if err := (&work.Sweeper{Queue: s.queue, List: s.list, Fill: 10, Every: time.Second}).Run(ctx); err != nil {
				t.Error(err)
			}
		})
		ends.Go(func() {
			if err := s.worker.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		if err := work.UntilEmpty(ctx, s.list, nil, time.Second); err != nil {
			t.Error(err)
		}
		cancel()
		ends.Wait()
		s.expect("begun", s.seen.began, 100)
	})
}

// What is put together wrongly says so.
func TestWorkerRefuses(t *testing.T) {
	if err := (&work.Worker{}).Run(t.Context()); dixit.KindOf(err) != dixit.Invalid {
		t.Error(err)
	}
	if _, err := sql.New(nil, sql.Options{}); dixit.KindOf(err) != dixit.Invalid {
		t.Error(err)
	}
}
