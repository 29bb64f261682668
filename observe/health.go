package observe

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
)

// Health is whether a process can do its work: each part of it that is asked says so. The zero Health is ready, and has no parts. It is
// safe for use by several goroutines; all methods of nil do nothing, and nil is ready.
type Health struct {
	draining atomic.Bool
	mu       sync.Mutex
	parts    []part
}

type part struct {
	name string
	ask  func(ctx context.Context) error
}

// Part adds a part. Ask is called whenever somebody wants to know, and is nil if the part is ready.
func (h *Health) Part(name string, ask func(ctx context.Context) error) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.parts = append(h.parts, part{name, ask})
}

// Drain says that the process is ending, from now on: it is not ready.
func (h *Health) Drain() {
	if h != nil {
		h.draining.Store(true)
	}
}

// Draining reports whether the process is ending.
func (h *Health) Draining() bool { return h != nil && h.draining.Load() }

// Report writes a line for each part and says whether all are ready. What is wrong is told without what may be secret.
func (h *Health) Report(ctx context.Context, w io.Writer) (ready bool) {
	ready = true
	say := func(name string, err error) {
		words := "ok"
		if err != nil {
			ready, words = false, strings.ReplaceAll(Redacted(err.Error()), "\n", " ")
		}
		fmt.Fprintf(w, "%s: %s\n", name, words)
	}
	if h == nil {
		return true
	}
	if h.draining.Load() {
		say("process", errDraining{})
	}
	h.mu.Lock()
	parts := h.parts // which only grows
	h.mu.Unlock()
	for _, p := range parts {
		say(p.name, p.ask(ctx))
	}
	return ready
}

// errDraining is why a process that is ending is not ready.
type errDraining struct{}

func (errDraining) Error() string { return "ending; what is in hand is finished" }
