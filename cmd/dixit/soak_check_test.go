package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit/ledger"
)

// check judges what is in the ledger, what was told, if there were alerts, and what the watch took.
func (s *soak) check(t *testing.T, alerts bool) {
	t.Helper()
	store, err := openLedger(t.Context(), s.ledger())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	marker := regexp.MustCompile(`\bzx[a-z]{6}qy\b`)
	kept := map[string][]string{} // the documents in which it counts, by marker
	for r, err := range store.Search(t.Context(), ledger.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Statement.Content {
			for _, m := range marker.FindAllString(c.Text(), -1) {
				if at := r.Doc.URL + " " + r.Doc.SHA256; !slices.Contains(kept[m], at) { // one sentence may be two statements
					kept[m] = append(kept[m], at)
				}
			}
		}
	}
	told := map[string]bool{}
	hook, err := os.ReadFile(filepath.Join(s.dir, "hook"))
	if err != nil && alerts {
		t.Error(err)
	}
	for _, m := range marker.FindAllString(string(hook), -1) {
		told[m] = true
	}
	required := s.world().required()
	lost, untold, doubled := 0, 0, 0
	for m, of := range required {
		if kept[m] == nil {
			lost++
			t.Logf("lost: %s", of)
		}
		if alerts && !told[m] {
			untold++
		}
	}
	for m, in := range kept {
		if len(in) > 1 {
			doubled++
			t.Logf("%s is in %s", m, strings.Join(in, ", "))
		}
	}
	if lost+untold+doubled > 0 || len(required) < 20 {
		t.Errorf("of %d: %d lost, %d untold, %d doubled", len(required), lost, untold, doubled)
	}
	if code, out, complaints := capture("check", "--ledger", s.ledger()); code != 0 {
		t.Errorf("check: %d %s%s", code, out, complaints)
	}
	if log, err := os.ReadFile(filepath.Join(s.dir, "log")); alerts && (err != nil || strings.Contains(string(log), "canary") || marker.Match(log) || !strings.Contains(string(log), `"msg":"polled"`)) {
		t.Errorf("the log tells too much, or too little: %v", err)
	}
	s.slopes(t, len(required), len(kept))
}

// slopes judges memory and goroutines of the last life, after the first hour of it.
func (s *soak) slopes(t *testing.T, required, kept int) {
	t.Helper()
	var warm []soakSample
	for _, m := range s.samples {
		if m.at-s.samples[0].at >= min(time.Hour, s.long/6) {
			warm = append(warm, m)
		}
	}
	if len(warm) < 3 {
		t.Fatalf("%d samples", len(warm))
	}
	rss := slope(warm, func(m soakSample) float64 { return m.rss }) / 1e6
	heap := slope(warm, func(m soakSample) float64 { return m.heap }) / 1e6
	goroutines := slope(warm, func(m soakSample) float64 { return float64(m.goroutines) })
	last := warm[len(warm)-1]
	t.Logf("%d required, %d kept; over %s: heap %+.3f MB/h, RSS %+.3f MB/h, goroutines %+.3f an hour; at the end %.1f MB, %.1f MB, %d",
		required, kept, (last.at - warm[0].at).Round(time.Minute), heap, rss, goroutines, last.heap/1e6, last.rss/1e6, last.goroutines)
	if last.at-warm[0].at < 3*time.Hour {
		return // too short to tell growth from noise
	}
	if rss >= 1 || heap >= 1 || goroutines >= 1 {
		t.Errorf("it grows")
	}
}

// slope is by how much an hour a value grows, by least squares.
func slope(samples []soakSample, of func(soakSample) float64) float64 {
	var n, sx, sy, sxx, sxy float64
	for _, m := range samples {
		x, y := m.at.Hours(), of(m)
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
