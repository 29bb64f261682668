package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dixit/ledger"
)

// changing is a ledger that says it has changed whenever its number is another one.
type changing struct {
	ledger.Ledger
	state int64
}

func (c *changing) Generation(context.Context) (int64, error) { return c.state, nil }

// TestRenewal proves that of many answers that a change has made old one is made anew at a time, with a rest in between, and that those
// who ask for the others are given what there is.
func TestRenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &changing{}
		s := New(store, nil, Links{}, slog.New(slog.DiscardHandler))
		defer s.Close()
		var a Answers[int64]
		made := 0
		askAll := func() {
			t.Helper()
			for key := range 10 {
				_, err := a.Get(t.Context(), s, fmt.Sprint(key), func(context.Context) (int64, error) {
					made++
					time.Sleep(100 * time.Millisecond)
					return store.state, nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		}
		askAll()
		store.state++
		time.Sleep(rests * 100 * time.Millisecond)
		for want := 11; want < 15; want++ {
			askAll()
			time.Sleep(100 * time.Millisecond)
			askAll()
			synctest.Wait()
			if made != want {
				t.Errorf("%d were made; want %d", made, want)
			}
			time.Sleep(restsAll * 100 * time.Millisecond)
		}
	})
}

// TestAnswers proves when an answer is made anew, and for whom.
func TestAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &changing{}
		s := New(store, nil, Links{}, slog.New(slog.DiscardHandler))
		var a Answers[int]
		made := 0
		get := func(ctx context.Context, result int) (int, error) {
			return a.Get(ctx, s, "key", func(ctx context.Context) (int, error) {
				made++
				select {
				case <-time.After(time.Second):
					return result, nil
				case <-ctx.Done():
					return 0, ctx.Err()
				}
			})
		}
		expect := func(what string, result, want, wantMade int) {
			t.Helper()
			got, err := get(t.Context(), result)
			synctest.Wait()
			if got != want || err != nil || made != wantMade {
				t.Errorf("%s: %d, %v after %d", what, got, err, made)
			}
		}
		expect("the first", 1, 1, 1)
		expect("unchanged", 2, 1, 1)
		store.state++
		expect("changed, and just made", 100, 1, 1)
		time.Sleep(rests * time.Second)
		expect("changed", 100, 1, 2) // made behind the back
		expect("while it is made", 200, 1, 2)
		time.Sleep(2 * time.Second)
		expect("once it is", 300, 100, 2)
		if got, ok, err := a.Held(t.Context(), s, "another", nil); got != 0 || ok || err != nil {
			t.Errorf("of what nobody asked: %d, %t, %v", got, ok, err)
		}
		store.state++
		time.Sleep(2 * oldest)
		expect("much later", 500, 500, 3)

		store.state++
		time.Sleep(2 * oldest)
		ctx, leave := context.WithCancel(t.Context())
		var others sync.WaitGroup
		others.Go(func() {
			if _, err := get(ctx, 600); !errors.Is(err, context.Canceled) {
				t.Errorf("who left: %v", err)
			}
		})
		synctest.Wait()
		others.Go(func() {
			if got, err := get(t.Context(), 700); got != 600 || err != nil {
				t.Errorf("who came second: %d, %v", got, err)
			}
		})
		synctest.Wait()
		leave()
		others.Wait()

		store.state++
		time.Sleep(2 * oldest)
		others.Go(func() {
			if _, err := get(t.Context(), 800); err == nil {
				t.Error("the service was closed, and it answers")
			}
		})
		synctest.Wait()
		s.Close()
		others.Wait()
		if _, err := get(t.Context(), 900); err == nil {
			t.Error("the service is closed, and it answers")
		}
	})
}
