package main

import (
	"context"
	"log/slog"
	"time"

	"dixit/ledger"
)

// working tells of a ledger and its list of units while a worker does them, until the function that it returns is called.
func (ob *observed) working(ctx context.Context, store ledger.Ledger, list ledger.Worklist, flag string, t *terminal) (over func()) {
	path, err := ledgerPath(flag, t.getenv)
	if err != nil {
		path = "" // it is open, so that there is none
	}
	ob.ledger.opened(store, path)
	ob.meters.Queue(func(ctx context.Context) (map[string]int, error) {
		n, err := list.WorkCounts(ctx, time.Now())
		return map[string]int{
			string(ledger.TaskWaiting): n.Waiting, string(ledger.TaskLeased): n.Leased, string(ledger.TaskDone): n.Done, string(ledger.TaskDead): n.Dead,
		}, err
	})
	stop := context.AfterFunc(ctx, func() {
		ob.health.Drain()
		ob.log.Info("ending")
	})
	return func() {
		stop()
		ob.ledger.closing()
	}
}

// warnings is the log where somebody reads it, else one of what goes wrong, where complaints go.
func (ob *observed) warnings(t *terminal) *slog.Logger {
	if ob.logs {
		return ob.log
	}
	return slog.New(slog.NewTextHandler(t.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
