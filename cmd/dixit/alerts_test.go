package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit/ledger"
)

// TestServeAlerts: a server tells a webhook what a search has gained since it was told last, and remembers it; a webhook in this
// machine must have been allowed.
func TestServeAlerts(t *testing.T) {
	dir := t.TempDir()
	path, file := filepath.Join(dir, "ledger.db"), filepath.Join(dir, "alerts.toml")
	if code, _, complaints := capture("ingest", "--ledger", path, "../../examples/prorogation-ruling.txt"); code != 0 {
		t.Fatal(complaints)
	}
	store, err := openLedger(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	told := make(chan string, 1000)
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { told <- r.Header.Get("Webhook-Id") }))
	defer receiver.Close()
	alerts := fmt.Sprintf(`
[[alert]]
name = "all"
query = "tier:1"
webhook = %q
secret = "whsec_%s"
private = true
`, receiver.URL, strings.Repeat("MDEy", 10))
	if err := os.WriteFile(file, []byte(alerts), 0o600); err != nil {
		t.Fatal(err)
	}
	// As if the alert had been run when nothing was there.
	if _, err := store.PutAll(t.Context(), nil, ledger.Progress{Path: "alert:all", Digest: "gains"}); err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, err := range store.Search(t.Context(), ledger.Filter{Where: ledger.Value{Field: ledger.OfTier, Is: "1"}}) {
		if err != nil {
			t.Fatal(err)
		}
		want++
	}
	t.Run("Served", func(t *testing.T) {
		serving(t, "--ledger", path, "--alerts", file)
		ids := map[string]bool{}
		for range want {
			ids[<-told] = true
		}
		if want == 0 || len(ids) != want {
			t.Errorf("%d ids of %d statements", len(ids), want)
		}
	})
	last, err := store.LastArrival(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if p, err := store.Progress(t.Context(), "alert:all"); err != nil || p.Offset != last {
		t.Errorf("%+v %v", p, err)
	}
	if code, out, complaints := capture("check", "--ledger", path); code != 0 {
		t.Errorf("check: %s%s", out, complaints)
	}
}
