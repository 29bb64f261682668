package main

import (
	"context"
	"iter"
	"time"
)

// gathered yields the elements of in by the batch, in order, with their errors: what comes within wait of the first, until it
// weighs limit. While one batch is used the next is gathered. The sequence ends early when ctx does.
func gathered[T any](ctx context.Context, in iter.Seq2[T, error], limit int, wait time.Duration, weigh func(T) int) iter.Seq[[]outcome[T]] {
	return func(yield func([]outcome[T]) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		single := make(chan outcome[T])
		go func() {
			defer close(single)
			for v, err := range in {
				if !send(ctx, single, outcome[T]{v, err}) {
					return
				}
			}
		}()
		batches := make(chan []outcome[T])
		go func() {
			defer close(batches)
			gather(ctx, single, batches, limit, wait, weigh)
		}()
		for {
			batch, ok := receive(ctx, batches)
			if !ok || !yield(batch) {
				return
			}
		}
	}
}

// gather makes batches of what comes, until nothing more does.
func gather[T any](ctx context.Context, from <-chan outcome[T], to chan<- []outcome[T], limit int, wait time.Duration, weigh func(T) int) {
	var batch []outcome[T]
	weight, ripe := 0, false
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		in, out := from, to
		if weight >= limit {
			in = nil
		} else if !ripe || len(batch) == 0 {
			out = nil
		}
		select {
		case o, ok := <-in:
			if !ok {
				if len(batch) > 0 {
					send(ctx, to, batch)
				}
				return
			}
			if len(batch) == 0 {
				timer.Reset(wait)
				ripe = false
			}
			batch, weight = append(batch, o), weight+weigh(o.value)
		case <-timer.C:
			ripe = true
		case out <- batch:
			batch, weight = nil, 0
		case <-ctx.Done():
			return
		}
	}
}
