package serve

import (
	"context"
	"errors"
	"iter"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
)

// tasks is a ledger with a list of work.
type tasks struct {
	ledger.Ledger
	ledger.Worklist
	list []ledger.Task
}

func (tasks) WorkCounts(context.Context, time.Time) (ledger.WorkCounts, error) {
	return ledger.WorkCounts{Waiting: 1, Leased: 2, Done: 3, Dead: 4}, nil
}

func (w tasks) Task(_ context.Context, id string) (ledger.Task, error) {
	for _, t := range w.list {
		if t.ID == id {
			return t, nil
		}
	}
	return ledger.Task{}, dixit.Errorf(dixit.NotFound, "task %s", id)
}

func (w tasks) Tasks(_ context.Context, f ledger.TaskFilter) iter.Seq2[ledger.Task, error] {
	return func(yield func(ledger.Task, error) bool) {
		for _, t := range w.list {
			if t.State == f.State && t.Number > f.After && !yield(t, nil) {
				return
			}
		}
		if f.State == "leased" {
			yield(ledger.Task{}, errors.New("broken"))
		}
	}
}

func (w tasks) Retry(_ context.Context, ids ...string) (int, error) {
	if ids[0] == "b" {
		return 1, nil
	}
	return 0, nil
}

// TestWorkOf proves that a ledger's list of work is one that faces can show, and that a ledger which has none has none.
func TestWorkOf(t *testing.T) {
	if got := WorkOf(struct{ ledger.Ledger }{}); got != nil {
		t.Errorf("of none: %v", got)
	}
	list := WorkOf(tasks{list: []ledger.Task{
		{Number: 1, ID: "a", State: "dead"}, {Number: 2, ID: "b", State: "dead", Tries: 3, Owner: "w1", Reason: "no text"}, {Number: 3, ID: "c", State: "waiting"},
	}})
	if c, err := list.WorkCounts(t.Context()); err != nil || c != (WorkCounts{1, 2, 3, 4}) {
		t.Errorf("%+v, %v", c, err)
	}
	units, err := list.Units(t.Context(), "dead", "a", 10)
	if err != nil || len(units) != 1 || units[0].ID != "b" || units[0].Tries != 3 || units[0].Owner != "w1" || units[0].Reason != "no text" || units[0].State != "dead" {
		t.Errorf("behind the first: %+v, %v", units, err)
	}
	if _, err := list.Units(t.Context(), "dead", "gone", 10); dixit.KindOf(err) != dixit.NotFound {
		t.Errorf("behind one that there is not: %v", err)
	}
	if _, err := list.Units(t.Context(), "leased", "", 10); err == nil {
		t.Error("a list that breaks off is whole")
	}
	if err := list.Retry(t.Context(), "b"); err != nil {
		t.Errorf("a dead one: %v", err)
	}
	if err := list.Retry(t.Context(), "c"); dixit.KindOf(err) != dixit.NotFound {
		t.Errorf("one that is not dead: %v", err)
	}
}
