package serve

import (
	"context"
	"time"

	"dixit"
	"dixit/ledger"
)

// Worklist is a list of units of work that several processes share. It is safe for use by several goroutines.
type Worklist interface {
	// WorkCounts are how many units there are in each state.
	WorkCounts(ctx context.Context) (WorkCounts, error)
	// Units are the first units of a state behind the one with an id, in the order in which they were added; "" begins.
	Units(ctx context.Context, state, after string, limit int) ([]Unit, error)
	// Retry lets a dead unit be tried again. NotFound if there is none.
	Retry(ctx context.Context, id string) error
}

// WorkCounts are how many units of work there are in each state.
type WorkCounts struct {
	Waiting int `json:"waiting"`
	Leased  int `json:"leased" doc:"That somebody is at."`
	Done    int `json:"done"`
	Dead    int `json:"dead" doc:"Given up after several tries."`
}

// States are the states of units.
func States() []string { return []string{"waiting", "leased", "done", "dead"} }

// Unit is a unit of work.
type Unit struct {
	ID     string    `json:"id"`
	Path   string    `json:"path"`
	More   int       `json:"more,omitempty"` // further files that are read with it
	From   int64     `json:"from"`           // bytes of the path; both 0 for all of it
	To     int64     `json:"to"`
	State  string    `json:"state"`
	Tries  int       `json:"tries"`
	Owner  string    `json:"owner,omitempty"`
	Until  time.Time `json:"until,omitzero"` // until when it is leased
	Reason string    `json:"reason,omitempty"`
}

// Retry lets a dead unit be tried again, if the caller may write.
func (s *Service) Retry(ctx context.Context, id string) error {
	if err := mayWrite(ctx); err != nil {
		return err
	}
	if s.Work == nil {
		return dixit.Errorf(dixit.NotFound, "unit %.80q: there is no list of work", id)
	}
	return s.Work.Retry(ctx, id)
}

// WorkOf is the list of work that a ledger has, nil if it has none.
func WorkOf(store ledger.Ledger) Worklist {
	if list, ok := store.(ledger.Worklist); ok {
		return kept{list}
	}
	return nil
}

// kept is a list of work in a ledger.
type kept struct{ list ledger.Worklist }

// WorkCounts implements Worklist.
func (k kept) WorkCounts(ctx context.Context) (WorkCounts, error) {
	c, err := k.list.WorkCounts(ctx, time.Now())
	return WorkCounts{c.Waiting, c.Leased, c.Done, c.Dead}, err
}

// Units implements Worklist.
func (k kept) Units(ctx context.Context, state, after string, limit int) ([]Unit, error) {
	f := ledger.TaskFilter{State: ledger.TaskState(state), Limit: limit}
	if after != "" {
		t, err := k.list.Task(ctx, after)
		if err != nil {
			return nil, err
		}
		f.After = t.Number
	}
	var out []Unit
	for t, err := range k.list.Tasks(ctx, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, Unit{
			ID: t.ID, Path: t.Unit.Path, More: len(t.Unit.More), From: t.Unit.From, To: t.Unit.To,
			State: string(t.State), Tries: t.Tries, Owner: t.Owner, Until: t.Until, Reason: t.Reason,
		})
	}
	return out, nil
}

// Retry implements Worklist.
func (k kept) Retry(ctx context.Context, id string) error {
	n, err := k.list.Retry(ctx, id)
	if err == nil && n == 0 {
		return dixit.Errorf(dixit.NotFound, "unit %.80q: none that is dead", id)
	}
	return err
}
