package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/work"
)

// workLines prints a line for each unit that ends.
type workLines struct {
	t    *terminal
	list ledger.Worklist
	json bool
	ob   *observed

	ended chan struct{} // holds something when a unit has ended since; nil if nobody wants to know

	mu     sync.Mutex
	begun  map[string]bool // ids of the units in hand
	counts map[work.Outcome]int
	total  ledger.Tally
	failed error // why a line could not be printed
}

var _ work.Observer = (*workLines)(nil)

// Began implements work.Observer.
func (l *workLines) Began(t ledger.Task) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.begun == nil {
		l.begun = map[string]bool{}
	}
	l.begun[t.ID] = true
	l.ob.meters.Began()
}

// Swept implements work.Observer.
func (l *workLines) Swept(units int) { l.ob.meters.Swept(units) }

// Ended implements work.Observer.
func (l *workLines) Ended(t ledger.Task, how work.Outcome, took time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ob.meters.Ended(string(how), t.Tries, took, l.begun[t.ID])
	delete(l.begun, t.ID)
	select {
	case l.ended <- struct{}{}:
	default:
	}
	if how == work.Passed {
		return
	}
	l.ob.log.Info("unit", "path", t.Unit.Path, "from", t.Unit.From, "outcome", how, "tries", t.Tries, "kept", t.Tally.Kept, "failed", t.Tally.Failed, "took", took)
	if l.counts == nil {
		l.counts = map[work.Outcome]int{}
	}
	l.counts[how]++
	if how == work.Finished {
		l.total.Kept += t.Tally.Kept
		l.total.Copies += t.Tally.Copies
		l.total.Failed += t.Tally.Failed
		l.total.Statements += t.Tally.Statements
	}
	if err := l.line(t, how, took); err != nil && l.failed == nil {
		l.failed = err
	}
}

func (l *workLines) line(t ledger.Task, how work.Outcome, took time.Duration) error {
	if l.json {
		data, err := json.Marshal(struct {
			Type    string       `json:"type"`
			Outcome work.Outcome `json:"outcome"`
			Seconds float64      `json:"seconds"`
			Task    ledger.Task  `json:"task"`
		}{"work", how, took.Seconds(), t})
		if err != nil {
			return err
		}
		return l.t.printf("%s\n", data)
	}
	what := printable(t.Unit.Path)
	switch n := len(t.Unit.More); {
	case n > 0:
		what += fmt.Sprintf(" and %d more", n)
	case t.Unit.From > 0 || t.Unit.To > 0:
		what += fmt.Sprintf(" @%d", t.Unit.From)
	}
	if how == work.Finished {
		return l.t.printf("%s: %s, %s, %d failed, in %s\n", what, count(t.Tally.Kept+t.Tally.Copies, "article"),
			count(t.Tally.Statements, "statement"), t.Tally.Failed, span(took))
	}
	return l.t.printf("%s: %s: %s\n", what, how, printable(t.Reason))
}

// sum says what was done, and what was given up.
func (l *workLines) sum(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed != nil {
		return dixit.Errorf(dixit.Unavailable, "output: %w", l.failed)
	}
	n, err := l.list.WorkCounts(ctx, time.Now())
	if err != nil {
		return err
	}
	const most = 20
	if n.Dead > 0 {
		for t, err := range l.list.Tasks(ctx, ledger.TaskFilter{State: ledger.TaskDead, Limit: most}) {
			if err != nil {
				return err
			}
			l.t.complain(fmt.Sprintf("given up: %s: %s", t.Unit.Path, t.Reason))
		}
	}
	if !l.json {
		if err := l.t.printf("%s done with %s and %s. The list has %d waiting, %d at work, %d done, %d given up.\n",
			count(l.counts[work.Finished], "unit"), count(l.total.Kept+l.total.Copies, "new article"), count(l.total.Statements, "statement"),
			n.Waiting, n.Leased, n.Done, n.Dead); err != nil {
			return err
		}
	}
	if n.Dead > 0 {
		return dixit.Errorf(dixit.Unreadable, "%s given up; dixit work --retry tries anew", count(n.Dead, "unit"))
	}
	return damaged(l.total.Failed)
}
