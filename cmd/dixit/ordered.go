package main

import (
	"context"
	"fmt"
	"iter"
)

// outcome is what came of one input.
type outcome[T any] struct {
	value T
	err   error
}

// ordered does work on every element of in, several at once, and yields what came out in the order of in. An error of in is
// yielded in its place, like one of work. No more than twice at once elements are read before their turn. The sequence ends
// early when ctx does.
func ordered[In, Out any](ctx context.Context, in iter.Seq2[In, error], atOnce int, work func(context.Context, In) (Out, error)) iter.Seq2[Out, error] {
	return func(yield func(Out, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan chan outcome[Out], atOnce)
		go func() {
			defer close(queue)
			deal(ctx, in, queue, make(chan struct{}, atOnce), work)
		}()
		for {
			turn, ok := receive(ctx, queue)
			if !ok {
				return
			}
			o, ok := receive(ctx, turn)
			if !ok || !yield(o.value, o.err) {
				return
			}
		}
	}
}

// deal starts the work on every element of in, as many at once as slots holds, and puts the channels of its outcomes into
// queue in order.
func deal[In, Out any](ctx context.Context, in iter.Seq2[In, error], queue chan<- chan outcome[Out], slots chan struct{}, work func(context.Context, In) (Out, error)) {
	for element, err := range in {
		turn := make(chan outcome[Out], 1)
		if !send(ctx, queue, turn) {
			return
		}
		if err != nil {
			turn <- outcome[Out]{err: err}
			continue
		}
		if !send(ctx, slots, struct{}{}) {
			return
		}
		go func() {
			defer func() { <-slots }()
			turn <- guarded(ctx, element, work)
		}()
	}
}

// guarded does work and makes a panic in it an error of its element, so that one bad document does not end the run.
func guarded[In, Out any](ctx context.Context, element In, work func(context.Context, In) (Out, error)) (o outcome[Out]) {
	defer func() {
		if p := recover(); p != nil {
			o.err = fmt.Errorf("defect: %v", p)
		}
	}()
	o.value, o.err = work(ctx, element)
	return o
}

func send[T any](ctx context.Context, to chan<- T, v T) bool {
	select {
	case to <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

func receive[T any](ctx context.Context, from <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-from:
		return v, ok
	case <-ctx.Done():
		return v, false
	}
}
