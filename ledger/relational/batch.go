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
	if len(progress) == 0 {
		return s.putAll(ctx, entries, nil)
	}
	return s.putAll(ctx, entries, func(w *Session, _ []ledger.Fate) { w.progress(progress) })
}

// putAll keeps entries, and does what else belongs into their transaction, if it is not nil.
func (s *Store) putAll(ctx context.Context, entries []ledger.Entry, also func(*Session, []ledger.Fate)) ([]ledger.Fate, error) {
	parcels, fates := make([]*parcel, len(entries)), make([]ledger.Fate, len(entries))
	known, err := s.known(ctx, entries)
	if err != nil {
		return nil, err
	}
	var ready errgroup.Group
	ready.SetLimit(runtime.GOMAXPROCS(0))
	for i, e := range entries {
		ready.Go(func() (err error) {
			parcels[i], err = s.ready(ctx, e, known[e.Doc.SHA256])
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
	if also == nil && !slices.ContainsFunc(parcels, func(p *parcel) bool { return p != nil }) {
		return fates, nil
	}
	for {
		var refused *parcel
		err := s.update(ctx, func(w *Session) error {
			refused = w.deliver(s.pack, slices.DeleteFunc(slices.Clone(parcels), func(p *parcel) bool { return p == nil }))
			for i, p := range parcels {
				if fates[i].Receipt = (ledger.Receipt{}); p != nil {
					fates[i].Receipt = p.receipt
				}
			}
			if also != nil && w.err == nil {
				also(w, fates)
			}
			return w.err
		})
		if refused == nil || !refusal(err) {
			return fates, err
		}
		i := slices.Index(parcels, refused) // found out in the transaction, which is begun again without it
		parcels[i], fates[i] = nil, ledger.Fate{Err: err}
	}
}

// deliver writes parcels: the rows of all documents of a table at once, so that a server is asked as seldom as can be; then what each
// has in common with others, one after the other, as if they had come so. It returns the one that is refused, if there is one.
func (w *Session) deliver(pack *packer, parcels []*parcel) (refused *parcel) {
	for _, p := range parcels {
		p.receipt = ledger.Receipt{}
	}
	added, again := w.documents(parcels)
	if refused := w.place(added); refused != nil {
		return refused
	}
	w.statements(added)
	prints, phrases := w.printed(pack, added), w.listener(pack).phrased(spoken(added))
	for _, p := range added {
		w.counted = len(p.statements)
		p.receipt = ledger.Receipt{Added: true, CopyOf: agencyCopy(p.doc.Ref())}
		if w.linked(pack, prints, p.id, p.doc, p.sketch, p.statements) {
			p.receipt.CopyOf = w.original(prints.reader, p.id, p.doc.Ref(), p.sketch)
		}
		p.receipt.Counted = w.counted
		if w.listener(pack).hear(p.uttered(), phrases); w.err != nil {
			return p
		}
	}
	w.prints(prints)
	w.phrases(phrases)
	w.index(added)
	w.gists(added)
	w.remind(pack, added)
	for _, p := range again {
		w.again(pack, p)
	}
	return nil
}

// remind puts in force what people said of documents before they came.
func (w *Session) remind(pack *packer, added []*parcel) {
	addresses := make([]string, len(added))
	for i, p := range added {
		addresses[i] = p.doc.SHA256
	}
	noted := w.among(addresses, "SELECT DISTINCT address FROM annotations WHERE address IN (SELECT value FROM %s j)")
	for _, p := range added {
		if noted[p.doc.SHA256] {
			w.counted = 0
			w.carryOver(pack, p.doc.SHA256)
			p.receipt.Counted += w.counted
		}
	}
}

// known are the addresses of those entries that are kept.
func (s *Store) known(ctx context.Context, entries []ledger.Entry) (known map[string]bool, err error) {
	addresses := make([]string, len(entries))
	for i, e := range entries {
		addresses[i] = e.Doc.SHA256
	}
	if len(addresses) == 0 {
		return nil, nil
	}
	err = s.view(ctx, func(w *Session) error {
		known = w.there(addresses)
		return w.err
	})
	return known, err
}

// ready makes an entry ready to be written. It is nil if there is nothing to write: the document is kept, and where it comes from
// is known.
func (s *Store) ready(ctx context.Context, e ledger.Entry, known bool) (*parcel, error) {
	if !known {
		return s.wrap(e.Doc, e.Extraction)
	}
	p := &parcel{doc: e.Doc, known: true}
	if err := p.checkDocument(); err != nil {
		return nil, err
	}
	over, err := s.precedes(ctx, e.Doc)
	switch {
	case err != nil:
		return nil, err
	case over && e.Extraction.Engine != (dixit.Engine{}):
		return s.wrap(e.Doc, e.Extraction)
	case over:
		return p, nil
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
