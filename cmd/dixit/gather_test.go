package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// paced yields 1, 2, 3 …, each after a pause, the last with an error.
func paced(pauses ...time.Duration) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i, pause := range pauses {
			time.Sleep(pause)
			var err error
			if i == len(pauses)-1 {
				err = errors.New("last")
			}
			if !yield(i+1, err) {
				return
			}
		}
	}
}

// TestGathered proves that a batch is closed by its time or its weight, that the next is gathered while one is used, and that
// nothing waits for what does not come.
func TestGathered(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		name   string
		in     []time.Duration
		use    time.Duration // of a batch
		limit  int
		want   []string
		within time.Duration
	}{
		{"one", []time.Duration{0}, 0, 10, []string{"0s 1!"}, 0},
		{"a few, and the end", []time.Duration{0, 10 * ms, 10 * ms}, 0, 10, []string{"20ms 1 2 3!"}, 20 * ms},
		{"by time", []time.Duration{0, 60 * ms, 60 * ms, 10 * ms}, 0, 10, []string{"100ms 1 2", "130ms 3 4!"}, 130 * ms},
		{"by weight", []time.Duration{0, ms, ms, ms, ms}, 0, 3, []string{"2ms 1 2 3", "4ms 4 5!"}, 4 * ms},
		{"one by one", []time.Duration{0, 500 * ms, 500 * ms}, 0, 10, []string{"100ms 1", "600ms 2", "1s 3!"}, time.Second},
		{"while one is used", []time.Duration{0, ms, 300 * ms, 10 * ms, 10 * ms, 200 * ms}, 250 * ms, 10, []string{"100ms 1 2", "401ms 3 4 5", "651ms 6!"}, time.Second},
		{"no more than the limit while one is used", []time.Duration{0, ms, ms, ms, ms, ms}, time.Second, 2, []string{"1ms 1 2", "1.001s 3 4", "2.001s 5 6!"}, 4 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				var got []string
				for batch := range gathered(t.Context(), paced(c.in...), c.limit, 100*ms, func(int) int { return 1 }) {
					line := fmt.Sprint(time.Since(began))
					for _, o := range batch {
						line += fmt.Sprint(" ", o.value)
						if o.err != nil {
							line += "!"
						}
					}
					got = append(got, line)
					time.Sleep(c.use)
				}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
				if took := time.Since(began); took > c.within+c.use {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}

// TestGatheredStops proves that nothing is left running by whoever breaks off, or is interrupted.
func TestGatheredStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for range gathered(t.Context(), paced(0, time.Second, time.Second), 1, time.Minute, func(int) int { return 1 }) {
			break
		}
		ctx, interrupt := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer interrupt()
		n := 0
		for range gathered(ctx, paced(0, time.Second, time.Hour), 1, time.Minute, func(int) int { return 1 }) {
			n++
		}
		if n != 2 {
			t.Errorf("%d batches before the interrupt", n)
		}
		time.Sleep(2 * time.Hour) // what is gathered from sleeps itself
	}) // which fails if a goroutine stays
}
