package serve

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestLine proves who is next: who asked last, also again; that who waits is done at last; and that what nobody wants any more is not.
func TestLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var done []string
		jobs := map[string]*job{}
		for _, name := range []string{"a", "b", "c", "d", "e"} {
			jobs[name] = newJob(func(wanted bool) (any, error) {
				if !wanted {
					return nil, errUnwanted
				}
				time.Sleep(1500 * time.Millisecond)
				done = append(done, name)
				return name, nil
			})
		}
		l := &line{free: 1}
		asks := func(name string, patience time.Duration, want error) {
			l.ask(jobs[name])
			go func() {
				ctx, cancel := context.WithTimeout(context.Background(), patience)
				defer cancel()
				if err := jobs[name].wait(ctx); !errors.Is(err, want) {
					t.Errorf("%s: %v, want %v", name, err, want)
				}
			}()
			synctest.Wait()
		}
		asks("a", time.Minute, nil)
		asks("b", time.Minute, nil)                               // waits to the end
		asks("c", time.Millisecond, context.DeadlineExceeded)     // leaves, and is not seen again
		asks("d", 500*time.Millisecond, context.DeadlineExceeded) // comes again
		asks("e", 500*time.Millisecond, context.DeadlineExceeded) // is wanted for a while
		time.Sleep(900 * time.Millisecond)
		asks("d", time.Minute, nil)
		asks("d", time.Minute, nil)
		time.Sleep(time.Minute)
		synctest.Wait()
		if want := []string{"a", "d", "e", "b"}; !slices.Equal(done, want) {
			t.Errorf("done in the order %v, want %v", done, want)
		}
		if err := jobs["c"].wait(t.Context()); !errors.Is(err, errUnwanted) {
			t.Errorf("what nobody wanted: %v", err)
		}
		l.ask(jobs["c"])
		if synctest.Wait(); len(l.jobs) > 0 || l.free != 1 {
			t.Errorf("%d jobs are left, %d places are free", len(l.jobs), l.free)
		}
	})
}

// TestUnwanted proves that an answer which was given up is made when it is asked for again.
func TestUnwanted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(&changing{}, nil, Links{}, nil)
		defer s.Close()
		s.work.line.free = 1
		var a Answers[string]
		made := map[string]int{}
		get := func(key string, patience time.Duration) error {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			_, err := a.Get(ctx, s, key, func(context.Context) (string, error) {
				made[key]++
				time.Sleep(10 * time.Second)
				return key, nil
			})
			return err
		}
		for _, key := range []string{"first", "second"} {
			if err := get(key, time.Millisecond); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: %v", key, err)
			}
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if fmt.Sprint(made) != "map[first:1]" {
			t.Errorf("made: %v", made)
		}
		if err := get("second", time.Minute); err != nil || made["second"] != 1 {
			t.Errorf("%v, %v", err, made)
		}
	})
}

// TestLongLine proves that what nobody wants any more leaves a line that never ends.
func TestLongLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &line{}
		gone := 0
		ask := func() {
			l.ask(newJob(func(wanted bool) (any, error) {
				gone++
				return nil, errUnwanted
			}))
		}
		for range 3 * long {
			ask()
		}
		if gone > 0 || len(l.jobs) != 3*long {
			t.Errorf("%d of %d were given up at once", gone, len(l.jobs))
		}
		kept := l.jobs[7]
		go func() {
			if err := kept.wait(t.Context()); !errors.Is(err, context.Canceled) {
				t.Errorf("who waits: %v", err)
			}
		}()
		time.Sleep(fresh)
		ask()
		if len(l.jobs) != 2 || l.jobs[0] != kept || gone != 3*long-1 {
			t.Errorf("%d jobs are left, %d given up", len(l.jobs), gone)
		}
	})
}
