package main

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"dixit/ledger"
	"dixit/read"

	"github.com/google/go-cmp/cmp"
)

// noting is a store that notes how far it is told that files were read.
type noting struct {
	ledger.Ledger
	told []string
}

func (n *noting) PutAll(_ context.Context, entries []ledger.Entry, progress ...ledger.Progress) ([]ledger.Fate, error) {
	for _, p := range progress {
		n.told = append(n.told, fmt.Sprint(p.Path, "@", p.Offset))
	}
	return make([]ledger.Fate, len(entries)), nil
}

// TestCheckpoints proves that where nothing but what is passed over comes, how far it was read is written every thousand items,
// or every five seconds, and at the end.
func TestCheckpoints(t *testing.T) {
	for _, c := range []struct {
		every time.Duration // a batch of a hundred items
		items int64
		want  []string
	}{
		{time.Millisecond, 2350, []string{"x@1000", "x@2000", "x@2350"}},
		{2 * time.Second, 700, []string{"x@300", "x@600", "x@700"}},
		{time.Minute, 250, []string{"x@100", "x@200", "x@250"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			store := &noting{}
			var out bytes.Buffer
			term := &terminal{out: &out, err: &out}
			r, err := newReport("")
			if err != nil {
				t.Fatal(err)
			}
			in := &ingestion{t: term, openedLedger: openedLedger{store: store}, report: r, status: newProgress(term)}
			in.since = time.Now()
			var batch []outcome[readArticle]
			for i := range c.items {
				at := item{skip: &read.Skip{Reason: "a picture"}, from: &ledger.Progress{Path: "x", Offset: i + 1}}
				if batch = append(batch, outcome[readArticle]{value: readArticle{item: at}}); len(batch) == 100 || i == c.items-1 {
					time.Sleep(c.every)
					if err := in.keep(t.Context(), batch); err != nil {
						t.Fatal(err)
					}
					batch = nil
				}
			}
			if err := in.flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, store.told); diff != "" || out.Len() > 0 || in.report.counts[outcomeSkipped] != int(c.items) {
				t.Errorf("every %v (-want +got)\n%s%s", c.every, diff, out.String())
			}
		})
	}
}
