//go:build linux

package main

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"dixit/work/jetstream"
)

// fault is a disturbance: it begins, lasts a while and is over.
type fault struct {
	name  string
	begin func()
	over  func()
}

// disturb disturbs the world for a round: one to three things at once, for a while.
func (w *world) disturb(round int, random *rand.Rand) {
	var faults []fault
	for range 1 + random.IntN(3) {
		faults = append(faults, w.fault(random))
	}
	lasting := time.Duration(500+random.IntN(5500)) * time.Millisecond
	for _, f := range faults {
		w.log("round %d: %s, %v", round, f.name, lasting)
		f.begin()
	}
	time.Sleep(lasting)
	for _, f := range faults {
		f.over()
	}
	time.Sleep(time.Duration(random.IntN(3000)) * time.Millisecond)
}

// fault is one at random. The same numbers are taken whatever comes, so that a seed says what happens.
func (w *world) fault(random *rand.Rand) fault {
	kind, n := random.IntN(10), random.IntN(3)
	a, b := w.nodes[n], w.nodes[(n+1+random.IntN(2))%3]
	nothing := func() {}
	if w.noNet && kind >= 7 {
		kind -= 7
	}
	switch kind {
	case 0, 1:
		return fault{"kill node " + a.name, func() { a.signal(syscall.SIGKILL) }, nothing}
	case 2:
		return fault{"kill the leader", w.killLeader, nothing}
	case 3:
		return fault{"pause node " + a.name, func() { a.signal(syscall.SIGSTOP) }, func() { a.signal(syscall.SIGCONT) }}
	case 4:
		return fault{"restart PostgreSQL", func() { w.try(w.db.stop()) }, func() { w.try(w.db.start()) }}
	case 5:
		return fault{"kill PostgreSQL", func() { w.try(w.db.kill()) }, func() { w.try(w.db.start()) }}
	case 6:
		return fault{"end node " + a.name + " in order", func() { a.signal(syscall.SIGTERM) }, nothing}
	case 7:
		return fault{"cut node " + a.name + " off", func() { w.try(a.cut()) }, func() { w.try(a.mend()) }}
	case 8:
		return fault{"cut PostgreSQL off", func() { w.try(w.db.cut()) }, func() { w.try(w.db.mend()) }}
	default:
		return fault{"node " + a.name + " cannot send to " + b.name, func() { w.try(a.deafen(b.host)) }, func() { w.try(a.hear(b.host)) }}
	}
}

// try says what did not work: two faults at once may be in each other's way.
func (w *world) try(err error) {
	if err != nil {
		w.log("(%v)", err)
	}
}

// killLeader kills the node that leads the queue's stream, if the cluster says which.
func (w *world) killLeader() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for n, node := range w.nodes {
		url := "nats://" + node.address + ":" + strconv.Itoa(clientPort+n)
		q, err := jetstream.Open(ctx, url, jetstream.Options{Secret: filepath.Join(w.dir, "secret"), Lease: 4 * time.Second, Patience: 3 * time.Second})
		if err != nil {
			continue
		}
		leader, err := q.Leader(ctx)
		_ = q.Close()
		for _, l := range w.nodes {
			if err == nil && l.name == leader {
				w.log("node %s leads", leader)
				l.signal(syscall.SIGKILL)
				return
			}
		}
	}
	w.log("nobody says who leads")
}

// loseQueue kills all nodes and deletes what they have stored.
func (w *world) loseQueue() {
	for _, n := range w.nodes {
		n.mu.Lock() // nothing starts before all is gone
	}
	for _, n := range w.nodes {
		if n.process != nil {
			_ = n.process.Process.Kill() // it may have ended
		}
	}
	time.Sleep(200 * time.Millisecond)
	for _, n := range w.nodes {
		w.try(os.RemoveAll(n.store))
		n.mu.Unlock()
	}
}
