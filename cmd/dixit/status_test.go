package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixit/ledger"
	"dixit/serve"
)

// TestStatus proves that what runs did and could not use is told afterwards, with reasons, on a screen and for programs.
func TestStatus(t *testing.T) {
	dir := t.TempDir()
	path, input := filepath.Join(dir, "l.db"), filepath.Join(dir, "in.ndjson")
	if err := os.WriteFile(input, []byte(`{"id":"a","text":"“The bridge is safe,” Mayor Eve Brown said."}`+"\n{\n{\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, complaints := capture("ingest", "--ledger", path, input); code != 3 {
		t.Fatalf("ingest: %d %s", code, complaints)
	}
	code, out, complaints := capture("status", "--ledger", path)
	if code != 0 || complaints != "" {
		t.Errorf("%d %s", code, complaints)
	}
	for _, want := range []string{path, "1 article, ", "engine     dixit ", "nothing", "last run   ingest of ", "2 failures; done", "feeds      none", "failures        2  "} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	store, err := openLedger(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	failures, err := store.Failures(t.Context(), ledger.FailureFilter{Limit: 10})
	if err != nil || len(failures) != 2 || failures[1].Place != input+" line 2" || failures[0].Run != "ingest" || failures[0].Sort == "" {
		t.Errorf("%v %+v", err, failures)
	}
	if err := store.NoteFeeds(t.Context(), ledger.Feed{Address: "https://post.example/feed", Failures: 3, Error: "status 503"}); err != nil {
		t.Fatal(err)
	}
	if err := store.NoteRun(t.Context(), ledger.Run{ID: "other", What: "watch", Began: time.Now().Add(-time.Minute), Seen: time.Now(), Documents: 5, Done: 1, Total: 4}); err != nil {
		t.Fatal(err)
	}
	code, out, complaints = capture("status", "--ledger", path)
	if code != 1 || !strings.Contains(complaints, "1 feed in trouble") {
		t.Errorf("%d %s", code, complaints)
	}
	for _, want := range []string{"running    watch: 25%, 5 articles", "1, 1 of them in trouble", "https://post.example/feed: status 503"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	_, out, _ = capture("status", "--ledger", path, "--json")
	var s serve.Status
	if err := json.Unmarshal([]byte(out), &s); err != nil || s.Failures != 2 || s.Troubled != 1 || !s.Runs[0].Running || s.Outdated != 0 || s.Model == "" {
		t.Errorf("%v %+v", err, s)
	}
}
