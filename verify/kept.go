package verify

import (
	"context"
	"fmt"

	"dixit"
)

// Holder is a store of documents with an index of their words: a ledger.
type Holder interface {
	// Near are the addresses of documents that may hold words, at most so many, those that share most first, and whether every
	// document that holds them in a row is among them.
	Near(ctx context.Context, words []string, most int) (addresses []string, complete bool, err error)
	// Bare is the document with this address; it need not have its source bytes.
	Bare(ctx context.Context, sha256 string) (*dixit.Document, error)
	// Records are the records of its statements, as they were written (dixit.Record.MarshalJSON), in the order of their places.
	Records(ctx context.Context, sha256 string) ([][]byte, error)
}

// Kept is an index over what a store holds.
type Kept struct {
	store   Holder
	sources cache
}

// NewKept is the index of store.
func NewKept(store Holder) *Kept { return &Kept{store: store} }

// Near implements Index. A document that is damaged is passed over, and the search was not complete then.
func (k *Kept) Near(ctx context.Context, words []string, most int) ([]*Source, bool, error) {
	addresses, complete, err := k.store.Near(ctx, words, most)
	if err != nil {
		return nil, false, err
	}
	out := make([]*Source, 0, len(addresses))
	for _, a := range addresses {
		s, err := k.sources.get(a, func() (*Source, error) { return k.read(ctx, a) })
		switch kind := dixit.KindOf(err); {
		case err == nil:
			out = append(out, s)
		case kind == dixit.Unreadable || kind == dixit.NotFound: // gone in between, or no longer sound: dixit check says which
			complete = false
		default:
			return nil, false, fmt.Errorf("source %.16s: %w", a, err)
		}
	}
	return out, complete, nil
}

// read is the document with that address, prepared. Its statements may be asked for when whoever asked for the document is long gone.
func (k *Kept) read(ctx context.Context, address string) (*Source, error) {
	ctx = context.WithoutCancel(ctx)
	doc, err := k.store.Bare(ctx, address)
	if err != nil {
		return nil, err
	}
	return newSource(doc, func() []utterance {
		records, err := k.store.Records(ctx, address)
		if err != nil {
			return nil // who says the words is not known then; dixit check says what is damaged
		}
		return unread(records, doc.Text)
	}), nil
}
