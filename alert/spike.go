package alert

import (
	"context"
	"iter"
	"time"

	"dixit"
	"dixit/ledger"
)

// Window is the time in which a spike is looked for.
type Window string

// The windows.
const (
	Hour Window = "hour" // the last one, against the twelve before it
	Day  Window = "day"  // this one (UTC), against the fourteen before it
)

// Windows are all of them.
func Windows() []Window { return []Window{Hour, Day} }

// before is how many windows a window is set against.
func (w Window) before() int {
	if w == Hour {
		return 12
	}
	return 14
}

// quiet is how long after a spike no other of the same alert is told.
func (w Window) quiet() time.Duration {
	if w == Hour {
		return 12 * time.Hour
	}
	return 24 * time.Hour
}

// Spike says that a search finds more statements than usual.
type Spike struct {
	Window Window  `json:"window"`
	Count  int     `json:"count"` // of statements in the window
	Mean   float64 `json:"mean"`  // in a window, of those before it
}

// mostInSpike is how many statements a message of a spike shows.
const mostInSpike = 20

// mostCounted bounds how many statements are looked at, the newest first.
const mostCounted = 100_000

// Searcher finds statements. ledger.Ledger is one.
type Searcher interface {
	Search(ctx context.Context, f ledger.Filter) iter.Seq2[dixit.Record, error]
}

// count counts what where wants by the windows before now, and returns the newest of the window itself. Statements are counted on the
// day or instant at which their article was published; by the hour only those are counted of which an instant is known.
func (w Window) count(ctx context.Context, s Searcher, where ledger.Expr, now time.Time) (Spike, []dixit.Record, error) {
	now = now.UTC()
	n := w.before()
	first, last := now.AddDate(0, 0, -n), now
	if w == Hour { // a publication names its day in a zone of its own, a day off at most
		first, last = now.Add(-13*time.Hour).AddDate(0, 0, -1), now.AddDate(0, 0, 1)
	}
	days := ledger.Days{Field: ledger.Published, First: first.Format(time.DateOnly), Last: last.Format(time.DateOnly)}
	out, earlier := Spike{Window: w}, 0
	var newest []dixit.Record
	for r, err := range s.Search(ctx, ledger.Filter{Where: ledger.All{where, days}, Limit: mostCounted}) {
		if dixit.KindOf(err) == dixit.Unreadable {
			continue
		}
		if err != nil {
			return out, nil, err
		}
		switch ago, ok := w.ago(r.Doc.Published, now); {
		case !ok || ago < 0 || ago > n:
		case ago > 0:
			earlier++
		default:
			if out.Count++; len(newest) < mostInSpike {
				newest = append(newest, r)
			}
		}
	}
	out.Mean = float64(earlier) / float64(n)
	return out, newest, ctx.Err()
}

// ago is how many windows before the present one a publication is; false if that is not known.
func (w Window) ago(published string, now time.Time) (int, bool) {
	if w == Hour {
		t, err := time.Parse(time.RFC3339, published)
		if err != nil || t.After(now) {
			return 0, false
		}
		return int(now.Sub(t) / time.Hour), true
	}
	if len(published) < len(time.DateOnly) {
		return 0, false
	}
	today := ledger.DayNumber(now.Format(time.DateOnly))
	day := ledger.DayNumber(published[:len(time.DateOnly)])
	return int(today - day), day > 0
}

// spiking reports whether s is a spike by the rule of a: so many statements at least, and so many times as many as usual.
func (a Alert) spiking(s Spike) bool {
	return s.Count >= a.Least && float64(s.Count) >= a.Factor*s.Mean
}

// spike looks for a spike, tells it, and remembers it: first that it is to be told, under which id, then that it was.
func (r *runner) spike(ctx context.Context, a watched, where ledger.Expr, told ledger.Progress) error {
	now := time.Now().UTC()
	if told.Done && now.Before(time.Unix(told.Offset, 0).Add(a.Spike.quiet())) {
		return nil
	}
	s, newest, err := a.Spike.count(ctx, r.store, where, now)
	if err != nil {
		return err
	}
	pending := told.Path != "" && !told.Done
	if !a.spiking(s) && !pending {
		return nil
	}
	if !pending {
		told = ledger.Progress{Path: a.path(), Digest: idOf(a.Name, now.Format(time.RFC3339)), Offset: now.Unix()}
		if err := r.keep(ctx, told); err != nil {
			return err
		}
	}
	m := Message{ID: told.Digest, Alert: a.Name, Query: a.asked, At: now, Spike: &s, Records: newest}
	if err := r.deliver(ctx, a, m); err != nil {
		return err
	}
	told.Done, told.Offset = true, now.Unix()
	return r.keep(ctx, told)
}
