package jetstream

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"
)

// Three nodes; the one that leads is stopped while units are taken. Each is done once at least, and the queue is empty at the end.
func TestLeaderGone(t *testing.T) {
	if testing.Short() {
		t.Skip("three nodes take seconds to find each other")
	}
	const count = 200
	nodes := three(t)
	queues := make([]*Queue, len(nodes))
	var opening sync.WaitGroup
	for i, n := range nodes {
		opening.Go(func() { queues[i] = open(t, n, Options{Lease: 3 * time.Second}) })
	}
	opening.Wait()
	for _, n := range nodes {
		for n.Ready() != nil && t.Context().Err() == nil {
			runtime.Gosched() // it may be behind for a moment
		}
	}
	if err := queues[0].Offer(t.Context(), units(count)...); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var mu sync.Mutex
	var stopping sync.Once
	done := map[string]int{}
	var taking sync.WaitGroup
	for _, q := range queues {
		taking.Go(func() {
			for {
				d, err := q.Next(ctx)
				if err != nil {
					return
				}
				mu.Lock() // as the ledger is told before the queue, which need not hear of it
				if done[d.Unit().Path]++; len(done) == count/3 {
					stopping.Do(func() { go stopLeader(nodes) })
				}
				if len(done) == count {
					cancel()
				}
				mu.Unlock()
				_ = d.Done(context.WithoutCancel(ctx)) // or it comes again
			}
		})
	}
	taking.Wait()
	if len(done) != count {
		t.Errorf("%d units done of %d", len(done), count)
	}
}

// stopLeader stops the node that leads the stream.
func stopLeader(nodes []*Node) {
	for _, n := range nodes {
		if n.Leads() {
			n.Stop()
			return
		}
	}
}

// three starts three nodes that know each other.
func three(t *testing.T) []*Node {
	t.Helper()
	var join []string
	for range 3 {
		join = append(join, free(t))
	}
	key := secret(t, "c")
	var nodes []*Node
	for i, at := range join {
		n, err := Start(NodeOptions{Name: fmt.Sprint("node-", i), Store: t.TempDir(), Listen: at, Join: join, Secret: key, Log: silent()})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(n.Stop)
		nodes = append(nodes, n)
	}
	return nodes
}
