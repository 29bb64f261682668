package main

import (
	"context"
	"errors"
	"os"
	"sync"

	"dixit/fetch"
)

// overseeLedger is oversee for the ledger that a flag names. End ends it, and says why something could not be written.
func overseeLedger(ctx context.Context, t *terminal, flag, what string) (o *oversight, end func(why error) error, err error) {
	path, err := ledgerPath(flag, t.getenv)
	if err != nil {
		return nil, nil, err
	}
	store, err := openLedger(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	o = oversee(ctx, store, what, nil)
	return o, func(why error) error { return errors.Join(o.end(ctx, why), store.Close()) }, nil
}

// learned is what a run of dixit fetch learns of its addresses, before there is a ledger to tell.
type learned struct {
	mu     sync.Mutex
	feeds  map[string]fetch.Health
	failed []error
}

func (f *learned) feed(h fetch.Health) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.feeds[h.Address] = h
}

func (f *learned) fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.failed) < maxUnwritten {
		f.failed = append(f.failed, err)
	}
}

// note tells the ledger that a flag names, if there is one: a run that got nothing makes none.
func (f *learned) note(ctx context.Context, t *terminal, flag string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	path, err := ledgerPath(flag, t.getenv)
	if err != nil || len(f.feeds)+len(f.failed) == 0 {
		return err
	}
	if _, err := os.Stat(path); err != nil && !isDatabase(path) {
		return nil
	}
	o, end, err := overseeLedger(ctx, t, flag, "fetch")
	if err != nil {
		return err
	}
	for _, h := range f.feeds {
		o.feed(h)
	}
	for _, err := range f.failed {
		o.fail(failing(err))
	}
	return end(nil)
}
