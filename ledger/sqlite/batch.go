package sqlite

import (
	"context"
	"database/sql"
	"runtime"

	"dixit"
	"dixit/ledger"

	"golang.org/x/sync/errgroup"
)

// PutAll implements ledger.Ledger: one transaction and one sync for all. Entries are made ready several at once, before the
// transaction, so that the lock is held for as short as it can be.
func (s *Store) PutAll(ctx context.Context, entries []ledger.Entry, progress ...ledger.Progress) ([]ledger.Fate, error) {
	parcels, fates := make([]*parcel, len(entries)), make([]ledger.Fate, len(entries))
	var ready errgroup.Group
	ready.SetLimit(runtime.GOMAXPROCS(0))
	for i, e := range entries {
		ready.Go(func() error {
			parcels[i], fates[i].Err = s.wrap(e.Doc, e.Extraction)
			return nil
		})
	}
	_ = ready.Wait() // none fails
	for {
		refused := -1
		err := s.update(ctx, func(tx *sql.Tx) error {
			w := writing{ctx: ctx, tx: tx, prepared: map[string]*sql.Stmt{}}
			for i, p := range parcels {
				if fates[i].Added = false; fates[i].Err != nil {
					continue
				}
				if fates[i].Added = w.parcel(p); w.err != nil {
					refused = i
					return w.err
				}
			}
			w.progress(progress)
			return w.err
		})
		if refused < 0 || !refusal(err) {
			return fates, err
		}
		fates[refused] = ledger.Fate{Err: err} // found out in the transaction, which is begun again without it
	}
}

// refusal reports whether an error is about what was to be written, and not about the store.
func refusal(err error) bool {
	kind := dixit.KindOf(err)
	return kind == dixit.Invalid || kind == dixit.TooLarge
}
