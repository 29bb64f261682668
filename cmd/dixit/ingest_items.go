package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/observe"
	"dixit/read"
)

// item is one thing that reading came upon: a document, an error, something that was passed over, or the end of a file.
type item struct {
	doc  *dixit.Document
	err  error
	skip *read.Skip
	file string           // that it is in, "" if that is not known
	over bool             // the skip is a file whose end was reached in another run
	from *ledger.Progress // where reading can go on so as to come upon this again; nil if the file has no such places
}

// resumable is how many bytes a file has at least for its progress to be kept. A smaller one is read again from its beginning,
// and says of each of its documents that it is known.
const resumable = 1 << 20

// items yields what is read of paths in its order. It yields no errors of its own.
func (in *ingestion) items(ctx context.Context, paths []string) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		stopped, file := false, ""
		var from *ledger.Progress
		emit := func(i item) {
			i.file = file
			if i.doc != nil && in.unit != nil {
				i.doc.Path = in.unit.place(i.doc.Path)
			}
			if i.from == nil && from != nil {
				here := *from
				i.from = &here
			}
			if !stopped && !yield(i, nil) {
				stopped = true
				cancel() // reading may be amid much that is passed over
			}
		}
		follow := read.Follow{
			Begin: func(f *os.File, size int64) (read.Place, bool) {
				from, file = in.progress(ctx, f, size), f.Name()
				if from == nil {
					return read.Place{}, false
				}
				if from.Done {
					emit(item{skip: &read.Skip{Path: f.Name(), Reason: reasonOver}, over: true})
				}
				return read.Place{Offset: from.Offset, Within: from.Within}, from.Done
			},
			At: func(p read.Place) {
				if from != nil {
					from.Offset, from.Within = p.Offset, p.Within
				}
			},
			End: func(whole bool) {
				if in.unit != nil && !whole {
					in.unit.broken = file
				}
				if from != nil && whole {
					from.Done = true
					emit(item{})
				}
				from, file = nil, ""
			},
			Skipped: func(s read.Skip) { emit(item{skip: &s}) },
			Bytes:   in.status.bytes,
		}
		reading := in.reading
		reading.Follow = follow
		began := time.Now()
		for doc, err := range read.Documents(ctx, paths, in.t.in, reading) {
			in.opts.meters.Stage(observe.Reading, time.Since(began))
			if emit(item{doc: doc, err: err}); stopped {
				return
			}
			began = time.Now() // what waits for its turn is not read
		}
	}
}

// progress is how far a file was read in earlier runs: nothing of it if it has changed since, or is to be read again; nil if
// that is not kept.
func (in *ingestion) progress(ctx context.Context, f *os.File, size int64) *ledger.Progress {
	if in.unit != nil { // the list of units says what was done
		return nil
	}
	path, err := filepath.Abs(f.Name())
	if err != nil || size < resumable {
		return nil
	}
	digest, err := identity(f, size, dixit.Version)
	if err != nil {
		return nil // reading it will say why
	}
	was, err := in.store.Progress(ctx, path)
	if err != nil || was.Digest != digest || in.opts.restart {
		was = ledger.Progress{Path: path, Digest: digest}
	}
	return &was
}

// identity tells a file from what it was before: a digest of its size, its first and last 64 KiB, and of the version of dixit where
// it matters that another may read what this one cannot.
func identity(f io.ReaderAt, size int64, version string) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "dixit %s\n%d\n", version, size)
	const edge = 64 << 10
	for _, at := range []int64{0, max(0, size-edge)} {
		if _, err := io.Copy(h, io.NewSectionReader(f, at, edge)); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
