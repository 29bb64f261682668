package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixit/read/warc"
)

// TestEnqueuedArchive: an archive at an address is downloaded and read, and the ledger says where it is; it is not asked for again.
func TestEnqueuedArchive(t *testing.T) {
	var data bytes.Buffer
	w := warc.NewWriter(&data, true)
	page := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + story("Bridge", "The bridge is safe")
	if _, err := w.Response("http://example.org/1", time.Date(2024, 5, 2, 0, 0, 0, 0, time.UTC), []byte(page)); err != nil {
		t.Fatal(err)
	}
	f := newFetching(t, map[string]string{"https://data.example/crawl-data/1.warc.gz": data.String()})
	f.in = "crawl-data/1.warc.gz\ns3://bucket/crawl-data/2.warc.gz\n"
	if code := f.run(t, "enqueue", "--list", "-", "--base", "https://data.example"); code != 0 || f.out.String() != "2 new units of 2 addresses.\n" {
		t.Fatalf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "work", "--until-empty"); code != 3 || !strings.Contains(f.out.String(), "1 unit done with 1 new article") ||
		!strings.Contains(f.out.String(), "data.example/crawl-data/2.warc.gz: dead: https://data.example/crawl-data/2.warc.gz: 404 Not Found\n") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "export", "--format", "ndjson"); code != 0 || !strings.Contains(f.out.String(), `"https://data.example/crawl-data/1.warc.gz@0`) {
		t.Errorf("%d\n%.2000s%s", code, &f.out, &f.errs)
	}
	if left, err := filepath.Glob(filepath.Join(f.dir, "ledger.fetched", "downloads", "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
	f.in = "crawl-data/1.warc.gz\n"
	if code := f.run(t, "enqueue", "--list", "-", "--base", "https://data.example/"); code != 0 || f.out.String() != "0 new units of 1 address; 1 were on the list already.\n" {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
}
