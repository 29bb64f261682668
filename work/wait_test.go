package work_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/work"
)

// A handler says when another try is worth while, and whether this was one.
func TestAskedToWait(t *testing.T) {
	inBubble(t, func(s *site) {
		u := s.offer(1)[0]
		var at []time.Duration
		var tries []int
		began := time.Now()
		s.worker.Handle = func(ctx context.Context, t ledger.Task) error {
			at, tries = append(at, time.Since(began)), append(tries, t.Tries)
			switch len(at) {
			case 1, 2:
				return &work.WaitError{Until: time.Now().Add(time.Hour), Untried: true, Err: dixit.Errorf(dixit.Unavailable, "busy")}
			case 3:
				return fmt.Errorf("unit: %w", &work.WaitError{Until: time.Now().Add(2 * time.Hour), Err: errors.New("asked to wait")})
			case 4:
				return &work.WaitError{Until: time.Now().Add(-time.Hour), Err: errors.New("late")}
			}
			return s.done(ctx, t)
		}
		s.run(24 * time.Hour)
		s.expect("at", at, []time.Duration{0, time.Hour, 2 * time.Hour, 4 * time.Hour, 4*time.Hour + 10*time.Second})
		s.expect("tries", tries, []int{1, 1, 1, 2, 3})
		s.expect("state", s.task(u).State, ledger.TaskDone)
		s.expect("outcomes", s.seen.ended, []work.Outcome{work.Passed, work.Passed, work.Failed, work.Failed, work.Finished})
	})
}

// The end of a list is noticed when its last unit ends here, and soon where it ends elsewhere.
func TestUntilEmpty(t *testing.T) {
	for name, c := range map[string]struct {
		here bool
		late time.Duration
	}{"Here": {true, 0}, "Elsewhere": {false, 10 * time.Minute}} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(s *site) {
				s.offer(1)
				ended := make(chan struct{}, 1)
				s.worker.Handle = func(ctx context.Context, t ledger.Task) error {
					time.Sleep(10 * time.Minute) // in the bubble
					err := s.done(ctx, t)
					if c.here {
						ended <- struct{}{}
					}
					return err
				}
				ctx, cancel := context.WithCancel(s.Context())
				var ends sync.WaitGroup
				ends.Go(func() { _ = s.worker.Run(ctx) })
				began := time.Now()
				if err := work.UntilEmpty(ctx, s.list, ended, time.Hour); err != nil {
					t.Error(err)
				}
				if late := time.Since(began) - 10*time.Minute; late < 0 || late > c.late {
					t.Errorf("noticed after %s", late)
				}
				cancel()
				ends.Wait()
			})
		})
	}
}
