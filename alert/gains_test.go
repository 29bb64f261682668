package alert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"slices"
	"testing"
	"testing/synctest"

	"dixit"
	"dixit/ledger"

	"pgregory.net/rapid"
)

// shelf is a ledger whose documents have so many statements, and the place to which an alert has come.
type shelf struct {
	Store
	sizes []int
	at    ledger.Progress
	fails func() bool // of keeping
}

func (s *shelf) Gains(_ context.Context, _ ledger.Expr, after int64) iter.Seq2[ledger.Gain, error] {
	return func(yield func(ledger.Gain, error) bool) {
		for i := after; i < int64(len(s.sizes)); i++ {
			g := ledger.Gain{Number: i + 1}
			for k := range s.sizes[i] {
				g.Records = append(g.Records, dixit.Record{Statement: dixit.Statement{ID: fmt.Sprint(i, ".", k)}})
			}
			if !yield(g, nil) {
				return
			}
		}
	}
}

func (s *shelf) PutAll(_ context.Context, _ []ledger.Entry, p ...ledger.Progress) ([]ledger.Fate, error) {
	if s.fails() {
		return nil, errors.New("disk full")
	}
	s.at = p[0]
	return nil, nil
}

// box is a receiver of messages of so many statements.
type box struct {
	most  int
	fails func() bool
	got   []string
}

func (b *box) Most() int { return b.most }

func (b *box) Send(_ context.Context, m Message) error {
	if len(m.Records) == 0 || len(m.Records) > b.most {
		return dixit.Errorf(dixit.Invalid, "%d statements", len(m.Records))
	}
	if b.fails() {
		return errors.New("not now")
	}
	for _, r := range m.Records {
		b.got = append(b.got, r.Statement.ID)
	}
	return nil
}

// TestNothingLeftOut: however documents, messages and failures fall, every statement is told, in order, and if nothing fails only once.
func TestNothingLeftOut(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := &shelf{sizes: rapid.SliceOfN(rapid.IntRange(0, 7), 0, 8).Draw(rt, "sizes"), at: ledger.Progress{Path: "alert:a", Digest: "gains"}}
		failures := rapid.SliceOfN(rapid.Bool(), 0, 60).Draw(rt, "failures")
		failed := false
		s.fails = func() bool {
			if len(failures) == 0 {
				return false
			}
			now := failures[0]
			failures = failures[1:]
			failed = failed || now
			return now
		}
		b := &box{most: rapid.IntRange(1, 5).Draw(rt, "most"), fails: s.fails}
		synctest.Test(t, func(t *testing.T) {
			r := &runner{store: s, log: slog.New(slog.NewTextHandler(io.Discard, nil))}
			for range 100 {
				if err := r.gains(t.Context(), watched{Alert: Alert{Name: "a"}, to: b}, ledger.All{}, s.at); err == nil {
					break
				}
			}
		})
		var want []string
		for i, n := range s.sizes {
			for k := range n {
				want = append(want, fmt.Sprint(i, ".", k))
			}
		}
		if s.at.Offset != int64(len(s.sizes)) || s.at.Within != 0 {
			rt.Fatalf("ended at %+v", s.at)
		}
		if !failed && !slices.Equal(b.got, want) {
			rt.Fatalf("%v, want %v", b.got, want)
		}
		var firsts []string
		for _, id := range b.got {
			if !slices.Contains(firsts, id) {
				firsts = append(firsts, id)
			}
		}
		if !slices.Equal(firsts, want) {
			rt.Fatalf("%v, want %v", firsts, want)
		}
	})
}
