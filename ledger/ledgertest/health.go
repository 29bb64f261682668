package ledgertest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
)

// noon is an instant of tests.
func noon() time.Time { return time.Date(2025, 3, 4, 12, 0, 0, 0, time.UTC) }

// healthTests are of what is remembered of how a ledger is filled.
func healthTests() []test {
	return []test{
		{"Feeds", func(t *testing.T, l ledger.Ledger) {
			var feeds []ledger.Feed
			for i := range 5 {
				f := ledger.Feed{Address: fmt.Sprintf("https://%d.example/feed", i), Fetched: noon(), Next: noon().Add(time.Hour)}
				if i%2 == 1 {
					f.Failures, f.Error, f.Wrong, f.Missed, f.Waiting = i, "status 503", noon(), 2, 3
				}
				feeds = append(feeds, f)
			}
			must(t, l.NoteFeeds(t.Context(), feeds...))
			must(t, l.NoteFeeds(t.Context(), feeds...))
			got, err := l.Feeds(t.Context(), ledger.FeedFilter{Limit: 3})
			expect(t, "first", got, feeds[:3])
			must(t, err)
			got, err = l.Feeds(t.Context(), ledger.FeedFilter{After: feeds[2].Address, Limit: 3})
			expect(t, "rest", got, feeds[3:])
			must(t, err)
			feeds[3] = ledger.Feed{Address: feeds[3].Address, Fetched: noon(), Changed: noon()}
			must(t, l.NoteFeeds(t.Context(), feeds[3]))
			got, err = l.Feeds(t.Context(), ledger.FeedFilter{Troubled: true, Limit: 10})
			expect(t, "in trouble", got, feeds[1:2])
			must(t, err)
			v, err := l.Vitals(t.Context())
			expect(t, "numbers", []int{v.Feeds, v.Troubled}, []int{5, 1})
			must(t, err)
		}},
		{"Failures", func(t *testing.T, l ledger.Ledger) {
			fail := func(place, reason, sort string) ledger.Failure {
				return ledger.Failure{At: noon(), Run: "ingest", Place: place, Reason: reason, Sort: sort}
			}
			must(t, l.NoteFailures(t.Context(), fail("a", "line 1 is wrong", "line … is wrong"), fail("b", "no text", "no text"), fail("c", "line 2 is wrong", "line … is wrong")))
			must(t, l.NoteFailures(t.Context(), fail("b", "no text", "no text"))) // again
			places := func(f ledger.FailureFilter) (out []string) {
				list, err := l.Failures(t.Context(), f)
				must(t, err)
				for _, f := range list {
					out = append(out, f.Place)
				}
				return out
			}
			expect(t, "all", places(ledger.FailureFilter{Limit: 10}), []string{"b", "c", "a"})
			expect(t, "of a sort", places(ledger.FailureFilter{Sort: "line … is wrong", Limit: 10}), []string{"c", "a"})
			first, err := l.Failures(t.Context(), ledger.FailureFilter{Limit: 1})
			must(t, err)
			expect(t, "rest", places(ledger.FailureFilter{Before: first[0].ID, Limit: 10}), []string{"c", "a"})
			v, err := l.Vitals(t.Context())
			must(t, err)
			expect(t, "reasons", v.Reasons, []ledger.Count{{Value: "line … is wrong", N: 2}, {Value: "no text", N: 1}})
			expect(t, "number", v.Failures, 3)
		}},
		{"ManyFailures", func(t *testing.T, l ledger.Ledger) {
			list := make([]ledger.Failure, ledger.MaxFailures+7)
			for i := range list {
				list[i] = ledger.Failure{At: noon(), Place: fmt.Sprint(i), Reason: strings.Repeat("é", ledger.MaxReason) + "\x00\xff"}
			}
			must(t, l.NoteFailures(t.Context(), list...))
			v, err := l.Vitals(t.Context())
			must(t, err)
			expect(t, "number", v.Failures, ledger.MaxFailures)
			last, err := l.Failures(t.Context(), ledger.FailureFilter{Limit: ledger.MaxFailures})
			must(t, err)
			expect(t, "the oldest", last[len(last)-1].Place, "7")
			if n := len(last[0].Reason); n > ledger.MaxReason || !strings.HasSuffix(last[0].Reason, "é…") {
				t.Errorf("a reason of %d bytes: %.20q", n, last[0].Reason)
			}
		}},
		{"Runs", func(t *testing.T, l ledger.Ledger) {
			for i := range ledger.MaxRuns + 3 {
				began := noon().Add(time.Duration(i) * time.Minute)
				must(t, l.NoteRun(t.Context(), ledger.Run{ID: fmt.Sprint(i), What: "ingest", Began: began, Seen: began}))
			}
			want := ledger.Run{ID: "5", What: "ingest", Began: noon(), Seen: noon().Add(24 * time.Hour), Documents: 1, Statements: 2, Failures: 3, Done: 4, Total: 5, Why: "interrupted"}
			must(t, l.NoteRun(t.Context(), want))
			runs, err := l.Runs(t.Context())
			must(t, err)
			expect(t, "number", len(runs), ledger.MaxRuns)
			expect(t, "newest", runs[0].ID, fmt.Sprint(ledger.MaxRuns+2))
			expect(t, "the one that went on", runs[len(runs)-1], want)
			if !want.Running(want.Seen.Add(time.Minute)) || want.Running(want.Seen.Add(time.Hour)) {
				t.Error("a run that is not heard of goes on, or the other way round")
			}
		}},
		{"Readings", func(t *testing.T, l ledger.Ledger) {
			put(t, l, one("a", "2025-01-01", "Ann", "one"), one("b", "2024-01-01", "Bob", "two"), one("c", "", "Cy", "three"))
			labels := func(f ledger.ReadingFilter) (out []string) {
				list, err := l.Readings(t.Context(), f)
				must(t, err)
				for _, r := range list {
					out = append(out, r.Doc.ID)
				}
				return out
			}
			all, err := l.Readings(t.Context(), ledger.ReadingFilter{Limit: 10})
			must(t, err)
			engine, other := all[0].Engine, dixit.Engine{Version: "other"}
			expect(t, "all", labels(ledger.ReadingFilter{Limit: 10}), []string{"c", "b", "a"})
			expect(t, "rest", labels(ledger.ReadingFilter{Before: all[0].N, Limit: 1}), []string{"b"})
			expect(t, "of the engine", labels(ledger.ReadingFilter{Engine: &engine, Limit: 10}), []string{"c", "b", "a"})
			expect(t, "of another", labels(ledger.ReadingFilter{Engine: &other, Limit: 10}), []string(nil))
			expect(t, "not of another", labels(ledger.ReadingFilter{Engine: &other, Not: true, Limit: 2}), []string{"c", "b"})
			v, err := l.Vitals(t.Context())
			must(t, err)
			expect(t, "engines", v.Engines, []ledger.EngineCount{{Engine: engine, N: 3}})
			if v.Size < 1000 {
				t.Errorf("%d bytes", v.Size)
			}
		}},
	}
}

// must fails if there is an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
