package ledgertest

import (
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
)

// workTests are about the list of units, if the ledger keeps one.
func workTests() []test {
	now := time.Date(2025, 5, 1, 12, 0, 0, 0, time.UTC)
	on := func(f func(t *testing.T, l ledger.Ledger, list ledger.Worklist)) func(*testing.T, ledger.Ledger) {
		return func(t *testing.T, l ledger.Ledger) {
			list, ok := l.(ledger.Worklist)
			if !ok {
				t.Skip("it keeps no list of work")
			}
			f(t, l, list)
		}
	}
	lease := func(owner string, after time.Duration) ledger.Lease {
		return ledger.Lease{Owner: owner, Now: now.Add(after), Until: now.Add(after + time.Minute), Engine: "1.2.0"}
	}
	one, two := ledger.Unit{Path: "/one"}, ledger.Unit{Path: "/two", From: 3, To: 9, Engine: "1.2"}
	return []test{
		{"Leases", on(func(t *testing.T, _ ledger.Ledger, list ledger.Worklist) {
			added, err := list.AddWork(t.Context(), now, one, two, one)
			expect(t, "added", []any{added, err}, []any{2, nil})
			later := ledger.Unit{Path: "/later", Engine: "1.10"}
			_, err = list.AddWork(t.Context(), now, later)
			expect(t, "err", err, nil)
			first, err := list.ClaimNext(t.Context(), lease("a", 0))
			expect(t, "first", []any{first.Unit.Path, first.Tries, first.Owner, err}, []any{"/one", 1, "a", nil})
			second, err := list.Claim(t.Context(), two, lease("b", 0))
			expect(t, "second", []any{second.ID, second.State, second.Owner, err}, []any{two.ID(), ledger.TaskLeased, "b", nil})
			_, err = list.ClaimNext(t.Context(), lease("c", 0))
			refused(t, "nothing left", err, dixit.NotFound)
			held, err := list.Claim(t.Context(), one, lease("c", time.Second))
			expect(t, "held by another", []any{held.Owner, held.Tries, err}, []any{"a", 1, nil})
			expect(t, "renewed", list.Renew(t.Context(), one.ID(), lease("a", 50*time.Second)), nil)
			refused(t, "renewed by another", list.Renew(t.Context(), one.ID(), lease("c", 50*time.Second)), dixit.NotFound)
			taken, err := list.ClaimNext(t.Context(), lease("c", 100*time.Second))
			expect(t, "run out", []any{taken.Unit.Path, taken.Owner, taken.Tries, err}, []any{"/two", "c", 2, nil})
			refused(t, "renewed too late", list.Renew(t.Context(), two.ID(), lease("b", 100*time.Second)), dixit.NotFound)
			n, err := list.WorkCounts(t.Context(), now.Add(time.Hour))
			expect(t, "counts", []any{n.Waiting, n.Leased, n.Expired, n.Oldest, err}, []any{1, 2, 2, now, nil})
			var pending []string
			for u, err := range list.Pending(t.Context(), now.Add(115*time.Second)) {
				expect(t, "err", err, nil)
				pending = append(pending, u.Path)
			}
			expect(t, "pending", pending, []string{"/one", "/later"})
		})},
		{"GivenUp", on(func(t *testing.T, _ ledger.Ledger, list ledger.Worklist) {
			claim := func(after time.Duration) ledger.Task {
				got, err := list.Claim(t.Context(), one, lease("a", after))
				expect(t, "err", err, nil)
				return got
			}
			expect(t, "added by the claim", claim(0).Tries, 1)
			expect(t, "release", list.Release(t.Context(), one.ID(), "a", now.Add(time.Hour), ""), nil)
			expect(t, "too early", claim(time.Minute).State, ledger.TaskWaiting)
			expect(t, "no try", claim(time.Hour).Tries, 1)
			expect(t, "release by another", list.Release(t.Context(), one.ID(), "b", now, "x"), nil)
			expect(t, "release", list.Release(t.Context(), one.ID(), "a", now, "disk\x00\xff gone"), nil)
			again := claim(0)
			expect(t, "a try", []any{again.Tries, again.Reason}, []any{2, "disk gone"})
			expect(t, "bury", list.Bury(t.Context(), one.ID(), "a", "no disk", now), nil)
			expect(t, "dead", claim(24*time.Hour).State, ledger.TaskDead)
			got, err := list.Task(t.Context(), one.ID()[:6])
			expect(t, "task", []any{got.Reason, got.Ended, err}, []any{"no disk", now, nil})
			for id, want := range map[string]int{two.ID(): 0, one.ID(): 1} {
				n, err := list.Retry(t.Context(), id)
				expect(t, "retried", []any{n, err}, []any{want, nil})
			}
			expect(t, "as if never tried", claim(0).Tries, 1)
		})},
		{"Done", on(func(t *testing.T, l ledger.Ledger, list ledger.Worklist) {
			_, err := list.AddWork(t.Context(), now, one)
			expect(t, "err", err, nil)
			doc, ex := build(t, story("flood", "2025-05-01", 12))
			tally := ledger.Tally{Kept: 3, Failed: 1, Statements: 4, Failures: []ledger.UnitFailure{{Place: "x@1", Reason: "damaged", Count: 1}}}
			end := ledger.Ending{ID: one.ID(), Owner: "a", Engine: "1.2.0", Now: now, Tally: func(fates []ledger.Fate) ledger.Tally {
				expect(t, "fates", []any{len(fates), fates[0].Added}, []any{1, true})
				return tally
			}}
			missing := end
			missing.ID = two.ID()
			_, err = list.PutUnit(t.Context(), []ledger.Entry{{Doc: doc, Extraction: ex}}, missing)
			refused(t, "no such unit", err, dixit.NotFound)
			counts(t, l, ledger.Counts{})
			fates, err := list.PutUnit(t.Context(), []ledger.Entry{{Doc: doc, Extraction: ex}}, end)
			expect(t, "put", []any{len(fates), err}, []any{1, nil})
			end.Tally, end.Owner = nil, "b"
			_, err = list.PutUnit(t.Context(), nil, end)
			expect(t, "put again", err, nil)
			got, err := list.Claim(t.Context(), one, lease("c", time.Hour))
			expect(t, "done", []any{got.State, got.Owner, got.Tally, got.Ended, err}, []any{ledger.TaskDone, "a", tally, now, nil})
			n, err := list.WorkCounts(t.Context(), now)
			tally.Failures = nil
			expect(t, "counts", []any{n.Done, n.Tally, err}, []any{1, tally, nil})
			counts(t, l, ledger.Counts{Documents: 1, Statements: 12, Speakers: 3})
			sound(t, l)
		})},
		{"Amid", on(func(t *testing.T, l ledger.Ledger, list ledger.Worklist) {
			_, err := list.Claim(t.Context(), one, lease("a", 0))
			expect(t, "err", err, nil)
			doc, ex := build(t, story("flood", "2025-05-01", 12))
			amid := ledger.Ending{ID: one.ID(), Owner: "a", Now: now, More: true, Tally: func(fates []ledger.Fate) ledger.Tally {
				return ledger.Tally{Kept: len(fates), Copies: 2, Statements: 12, Failed: 5}
			}}
			_, err = list.PutUnit(t.Context(), []ledger.Entry{{Doc: doc, Extraction: ex}}, amid)
			expect(t, "err", err, nil)
			counts(t, l, ledger.Counts{Documents: 1, Statements: 12, Speakers: 3})
			amid.Owner = "b"
			_, err = list.PutUnit(t.Context(), nil, amid)
			expect(t, "of one who does not hold it", err, nil)
			expect(t, "release", list.Release(t.Context(), one.ID(), "a", now, "x"), nil)
			got, err := list.Claim(t.Context(), one, lease("b", 0))
			expect(t, "next try", []any{got.State, got.Tally, err}, []any{ledger.TaskLeased, ledger.Tally{Kept: 1, Copies: 2, Statements: 12}, nil})
			n, err := list.WorkCounts(t.Context(), now)
			expect(t, "counts", []any{n.Tally, err}, []any{ledger.Tally{}, nil})
			_, err = list.PutUnit(t.Context(), nil, ledger.Ending{ID: one.ID(), Owner: "b", Now: now, Tally: func([]ledger.Fate) ledger.Tally { return ledger.Tally{Kept: 4} }})
			expect(t, "err", err, nil)
			_, err = list.PutUnit(t.Context(), nil, amid)
			expect(t, "err", err, nil)
			got, err = list.Task(t.Context(), one.ID())
			expect(t, "done", []any{got.State, got.Tally, err}, []any{ledger.TaskDone, ledger.Tally{Kept: 4}, nil})
		})},
		{"Again", on(func(t *testing.T, _ ledger.Ledger, list ledger.Worklist) {
			_, err := list.AddWork(t.Context(), now, one, two)
			expect(t, "err", err, nil)
			end := ledger.Ending{ID: one.ID(), Owner: "a", Engine: "1.2.0", Now: now, Tally: func([]ledger.Fate) ledger.Tally { return ledger.Tally{Kept: 3} }}
			_, err = list.PutUnit(t.Context(), nil, end)
			expect(t, "done", err, nil)
			n, err := list.Again(t.Context(), one.ID(), two.ID())
			expect(t, "again", []any{n, err}, []any{1, nil})
			got, err := list.ClaimNext(t.Context(), lease("b", 0))
			expect(t, "claimed", []any{got.Unit.Path, got.Tries, err}, []any{"/one", 1, nil})
			n, err = list.Again(t.Context(), one.ID())
			expect(t, "while it is held", []any{n, err}, []any{0, nil})
			end.Owner, end.Tally = "b", func([]ledger.Fate) ledger.Tally { return ledger.Tally{Unchanged: 3} }
			_, err = list.PutUnit(t.Context(), nil, end)
			expect(t, "done again", err, nil)
			got, err = list.Task(t.Context(), one.ID())
			expect(t, "the last tally counts", []any{got.State, got.Tally, err}, []any{ledger.TaskDone, ledger.Tally{Unchanged: 3}, nil})
		})},
		{"Refused", on(func(t *testing.T, _ ledger.Ledger, list ledger.Worklist) {
			_, err := list.AddWork(t.Context(), now, one, ledger.Unit{Path: "relative"})
			refused(t, "add", err, dixit.Invalid)
			_, err = list.Claim(t.Context(), ledger.Unit{}, lease("a", 0))
			refused(t, "claim", err, dixit.Invalid)
			_, err = list.Task(t.Context(), one.ID())
			refused(t, "task", err, dixit.NotFound)
		})},
	}
}
