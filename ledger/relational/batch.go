package relational

import (
	"context"
	"runtime"
	"slices"

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
		ready.Go(func() (err error) {
			parcels[i], err = s.ready(ctx, e)
			if err != nil && !refusal(err) {
				return err
			}
			fates[i].Err = err
			return nil
		})
	}
	if err := ready.Wait(); err != nil {
		return nil, err
	}
	if len(progress) == 0 && !slices.ContainsFunc(parcels, func(p *parcel) bool { return p != nil }) {
		return fates, nil
	}
	for {
		refused := -1
		err := s.update(ctx, func(w *Session) error {
			rows := make([]int64, len(parcels))
			for i, p := range parcels {
				if fates[i].Receipt = (ledger.Receipt{}); p == nil || fates[i].Err != nil {
					continue
				}
				if fates[i].Receipt, rows[i] = w.parcel(s.pack, p); w.err != nil {
					refused = i
					return w.err
				}
			}
			for i, p := range parcels {
				if fates[i].Added {
					w.indexAll(rows[i], p)
					w.gist(p.id, p.gist)
				}
			}
			for i, p := range parcels {
				if fates[i].Added {
					w.counted = 0
					w.carryOver(s.pack, p.doc.SHA256)
					fates[i].Counted += w.counted
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

// ready makes an entry ready to be written. It is nil if there is nothing to write: the document is kept, and where it comes from
// is known.
func (s *Store) ready(ctx context.Context, e ledger.Entry) (*parcel, error) {
	known, err := s.Has(ctx, e.Doc.SHA256)
	if err != nil {
		return nil, err
	}
	if !known {
		return s.wrap(e.Doc, e.Extraction)
	}
	p := &parcel{doc: e.Doc, known: true}
	if err := p.checkDocument(); err != nil {
		return nil, err
	}
	if met, err := s.met(ctx, e.Doc); met || err != nil {
		return nil, err
	}
	return p, nil
}

// refusal reports whether an error is about what was to be written, and not about the store.
func refusal(err error) bool {
	kind := dixit.KindOf(err)
	return kind == dixit.Invalid || kind == dixit.TooLarge
}
