package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"dixit"
	"dixit/ledger"
)

// week are seven articles of two statements, a day each.
func week() []Article {
	var list []Article
	for day := 1; day <= 7; day++ {
		a := one(fmt.Sprint("day", day), fmt.Sprintf("2025-06-%02d", day), "A", fmt.Sprint(day, " morning"))
		a.Says = append(a.Says, Say{Speaker: "B", Cue: "said", Parts: []string{fmt.Sprint(day, " evening")}})
		list = append(list, a)
	}
	return list
}

func sequenceTests() []test {
	return []test{
		{"StopEarly", func(t *testing.T, l ledger.Ledger) {
			put(t, l, week()...)
			for stop := range 15 {
				n := 0
				for _, err := range l.Search(t.Context(), ledger.Filter{}) {
					if err != nil {
						t.Fatal(err)
					}
					if n++; n >= stop {
						break
					}
				}
			}
			put(t, l, harbour()) // no search still holds anything
		}},
		{"Twice", func(t *testing.T, l ledger.Ledger) {
			put(t, l, week()...)
			seq := l.Search(t.Context(), ledger.Filter{Limit: 3})
			for range 2 {
				n := 0
				for _, err := range seq {
					if err != nil {
						t.Fatal(err)
					}
					n++
				}
				expect(t, "statements", n, 3)
			}
		}},
		{"Nested", func(t *testing.T, l ledger.Ledger) {
			put(t, l, week()...)
			n := 0
			for r, err := range l.Search(t.Context(), ledger.Filter{Where: by("A")}) {
				if err != nil {
					t.Fatal(err)
				}
				for range l.Search(t.Context(), ledger.Filter{Where: published(r.Doc.Published, "")}) {
					n++
				}
			}
			expect(t, "statements", n, 2*(1+2+3+4+5+6+7))
		}},
		{"PutMeanwhile", func(t *testing.T, l ledger.Ledger) {
			put(t, l, week()...)
			n := 0
			for _, err := range l.Search(t.Context(), ledger.Filter{}) {
				if err != nil {
					t.Fatal(err)
				}
				put(t, l, one(fmt.Sprint("new", n), "2000-01-01", "C", "later"))
				n++
			}
			expect(t, "statements of one moment", n, 14)
			expect(t, "statements after", len(find(t, l, ledger.Filter{})), 28)
		}},
		{"CancelledBefore", func(t *testing.T, l ledger.Ledger) {
			put(t, l, week()...)
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			doc, ex := build(t, harbour())
			_, errs := l.Put(ctx, doc, ex)
			cancelled(t, "put", errs)
			_, err := l.Has(ctx, doc.SHA256)
			cancelled(t, "has", err)
			_, err = l.Document(ctx, doc.SHA256)
			cancelled(t, "document", err)
			_, err = l.Statement(ctx, ex.Statements[0].ID)
			cancelled(t, "statement", err)
			_, err = l.Counts(ctx)
			cancelled(t, "counts", err)
			counts(t, l, ledger.Counts{Documents: 7, Statements: 14, Speakers: 2})
		}},
		{"CancelledWithin", func(t *testing.T, l ledger.Ledger) {
			put(t, l, week()...)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var last error
			n := 0
			for _, err := range l.Search(ctx, ledger.Filter{}) {
				if last = err; err == nil {
					n++
				}
				cancel()
			}
			cancelled(t, "search", last)
			if n == 14 {
				t.Error("the search went on to its end")
			}
			counts(t, l, ledger.Counts{Documents: 7, Statements: 14, Speakers: 2})
		}},
	}
}

func cancelled(t *testing.T, what string, err error) {
	t.Helper()
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%s: %v, want it cancelled", what, err)
	}
	refused(t, what, err, dixit.Unavailable)
}

func togetherTests() []test {
	return []test{
		{"ReadersWhileWriting", func(t *testing.T, l ledger.Ledger) {
			articles, done := week(), make(chan struct{})
			var readers sync.WaitGroup
			for range 4 {
				readers.Go(func() {
					for running := true; running; {
						select {
						case <-done:
							running = false
						default:
						}
						whole(t, l)
					}
				})
			}
			put(t, l, articles...)
			for i := range 20 {
				a := one(fmt.Sprint("more", i), "2025-06-04", "A", "x")
				a.Says = append(a.Says, Say{Speaker: "B", Cue: "said", Parts: []string{"y"}})
				put(t, l, a)
			}
			close(done)
			readers.Wait()
			expect(t, "statements", len(find(t, l, ledger.Filter{})), 2*(7+20))
		}},
		{"WritersOfTheSame", func(t *testing.T, l ledger.Ledger) {
			var writers sync.WaitGroup
			var mu sync.Mutex
			added := map[string]int{}
			for range 4 {
				writers.Go(func() {
					for _, a := range week() {
						doc, ex, err := a.Build()
						if err != nil {
							t.Error(err)
							return
						}
						got, err := l.Put(t.Context(), doc, ex)
						if err != nil {
							t.Error(err)
						}
						if got.Added {
							mu.Lock()
							added[a.ID]++
							mu.Unlock()
						}
					}
				})
			}
			writers.Wait()
			for _, a := range week() {
				expect(t, a.ID+" added", added[a.ID], 1)
			}
			counts(t, l, ledger.Counts{Documents: 7, Statements: 14, Speakers: 2})
		}},
	}
}

// whole fails if a document is seen without all of its two statements.
func whole(t *testing.T, l ledger.Ledger) {
	seen := map[string]int{}
	for r, err := range l.Search(t.Context(), ledger.Filter{}) {
		if err != nil {
			t.Error(err)
			return
		}
		seen[r.Doc.ID]++
	}
	for id, n := range seen {
		if n != 2 {
			t.Errorf("document %s: %d statements are seen of 2", id, n)
		}
	}
}
