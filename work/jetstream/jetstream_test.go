package jetstream

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixit/ledger"
	"dixit/work"
)

// silent is a log for nobody.
func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

// alone starts a node for this process only.
func alone(t *testing.T, store string) *Node {
	t.Helper()
	n, err := Start(NodeOptions{Name: "alone", Store: store, Log: silent()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Stop)
	return n
}

// open opens a node's queue.
func open(t *testing.T, n *Node, opts Options) *Queue {
	t.Helper()
	q, err := n.Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = q.Close() })
	return q
}

// units are n different units.
func units(n int) []ledger.Unit {
	list := make([]ledger.Unit, n)
	for i := range list {
		list[i].Path = fmt.Sprintf("/unit/%d", i)
	}
	return list
}

// free is an address of this machine that nobody listens at.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// secret writes a file with one.
func secret(t *testing.T, word string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(path, []byte(strings.Repeat(word, 40)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A unit that is offered again while it is in the queue is in it once; one that is done may be offered again.
func TestOfferedAgain(t *testing.T) {
	q := open(t, alone(t, t.TempDir()), Options{})
	for range 3 {
		if err := q.Offer(t.Context(), units(40)...); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := q.Depth(t.Context()); err != nil || n != 40 {
		t.Fatalf("%d units, %v; want 40", n, err)
	}
	d, err := q.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Done(t.Context()); err != nil {
		t.Fatal(err)
	}
	for n := 0; n != 40 && t.Context().Err() == nil; { // the stream drops what is acknowledged a moment later
		if err := q.Offer(t.Context(), d.Unit()); err != nil {
			t.Fatal(err)
		}
		if n, err = q.Depth(t.Context()); err != nil || n > 40 {
			t.Fatalf("%d units, %v; want 40 again", n, err)
		}
	}
}

// A full queue makes whoever offers wait, until there is room.
func TestFull(t *testing.T) {
	q := open(t, alone(t, t.TempDir()), Options{MaxUnits: 3})
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if err := q.Offer(ctx, units(4)...); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("offer to a full queue: %v", err)
	}
	offered := make(chan error)
	go func() { offered <- q.Offer(t.Context(), units(4)[3]) }()
	d, err := q.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Done(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-offered; err != nil {
		t.Fatal(err)
	}
}

// A stream that is gone is made again by whoever offers, and by whoever waits.
func TestStreamGone(t *testing.T) {
	q := open(t, alone(t, t.TempDir()), Options{})
	taken := make(chan string)
	go func() {
		d, err := q.Next(t.Context())
		if err != nil {
			taken <- err.Error()
			return
		}
		taken <- d.Unit().Path
	}()
	if err := q.js.DeleteStream(t.Context(), streamName); err != nil {
		t.Fatal(err)
	}
	if err := q.Offer(t.Context(), units(1)...); err != nil {
		t.Fatal(err)
	}
	if got := <-taken; got != "/unit/0" {
		t.Errorf("taken: %s", got)
	}
}

// Only those who have the secret get in: neither without one, nor with another.
func TestSecret(t *testing.T) {
	at, right := free(t), secret(t, "a")
	n, err := Start(NodeOptions{Name: "locked", Store: t.TempDir(), Client: at, Secret: right, Log: silent()})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Stop()
	q, err := Open(t.Context(), "nats://"+at, Options{Secret: right})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	if err := q.Offer(t.Context(), units(1)...); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"", secret(t, "b")} {
		if q, err := Open(t.Context(), "nats://"+at, Options{Secret: wrong, Patience: time.Second}); err == nil {
			_ = q.Close()
			t.Errorf("opened with secret %q", wrong)
		}
	}
	for _, opts := range []NodeOptions{
		{Name: "open", Store: t.TempDir(), Client: at, Log: silent()},
		{Name: "open", Store: t.TempDir(), Listen: at, Join: []string{at}, Log: silent()},
	} {
		if n, err := Start(opts); err == nil {
			n.Stop()
			t.Errorf("a node that anybody can reach: %+v", opts)
		}
	}
}

// What was in the queue is in it again when a node comes back.
func TestRestart(t *testing.T) {
	store := t.TempDir()
	first := alone(t, store)
	q := open(t, first, Options{})
	if err := q.Offer(t.Context(), units(3)...); err != nil {
		t.Fatal(err)
	}
	_ = q.Close()
	if _, err := q.Next(t.Context()); !errors.Is(err, work.ErrClosed) {
		t.Errorf("next after close: %v", err)
	}
	first.Stop()
	q = open(t, alone(t, store), Options{})
	if n, err := q.Depth(t.Context()); err != nil || n != 3 {
		t.Fatalf("%d units, %v; want 3", n, err)
	}
}
