package main

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
)

// numbers yields 0 to n-1, an error instead of every multiple of bad, and counts what was asked for.
func numbers(n, bad int, asked *int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			*asked = i + 1
			var err error
			if i%bad == bad-1 {
				err = fmt.Errorf("bad %d", i)
			}
			if !yield(i, err) {
				return
			}
		}
	}
}

// TestOrdered proves that outcomes come in the order of the inputs, whichever is done first, errors and defects in their
// places.
func TestOrdered(t *testing.T) {
	release := make([]chan struct{}, 9)
	for i := range release {
		release[i] = make(chan struct{})
	}
	work := func(_ context.Context, i int) (string, error) {
		if i%3 == 0 { // waits for the one after the next
			if i+1 < len(release) {
				<-release[i+1]
			}
		}
		close(release[i])
		if i == 4 {
			panic("four")
		}
		return fmt.Sprint(i), nil
	}
	asked := 0
	var got []string
	for s, err := range ordered(t.Context(), numbers(9, 3, &asked), 3, work) {
		if err != nil {
			s = err.Error()
		}
		got = append(got, s)
	}
	want := []string{"0", "1", "bad 2", "3", "defect: four", "bad 5", "6", "7", "bad 8"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestOrderedIsBounded proves that no more than twice as many inputs as are worked on at once are read before their turn.
func TestOrderedIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const atOnce = 3
		asked, release := 0, make(chan struct{})
		outcomes := ordered(t.Context(), numbers(1000, 1001, &asked), atOnce, func(_ context.Context, i int) (int, error) {
			<-release
			return i, nil
		})
		done := make(chan int)
		go func() {
			n := 0
			for range outcomes {
				n++
			}
			done <- n
		}()
		synctest.Wait() // until everybody waits for somebody
		if asked > 2*atOnce+1 {
			t.Errorf("%d inputs are read while %d are worked on", asked, atOnce)
		}
		close(release)
		if n := <-done; n != 1000 {
			t.Errorf("%d outcomes", n)
		}
	})
}

// TestOrderedEnds proves that the sequence ends when its context does, also while the inputs keep it waiting.
func TestOrderedEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	held := make(chan struct{})
	defer close(held)
	inputs := func(yield func(int, error) bool) {
		if yield(1, nil) {
			<-held // like standard input that nobody writes to
		}
	}
	n := 0
	for range ordered(ctx, inputs, 2, func(_ context.Context, i int) (int, error) { return i, nil }) {
		n++
		cancel()
	}
	if n != 1 {
		t.Errorf("%d outcomes", n)
	}
}
