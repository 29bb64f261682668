package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkIngestCrawl ingests an archive of real pages, from its compressed bytes to the ledger on disk.
func BenchmarkIngestCrawl(b *testing.B) {
	crawl := filepath.Join(b.TempDir(), "crawl.warc.gz")
	pages := writeCrawl(b, crawl, crawlPages(b), 30_000_000)
	for b.Loop() {
		var out, complaints bytes.Buffer
		t := &terminal{in: strings.NewReader(""), out: &out, err: &complaints, width: plainWidth, getenv: func(string) string { return "" }}
		run([]string{"ingest", "--jobs", "1", "--ledger", filepath.Join(b.TempDir(), "ledger.db"), crawl}, t)
	}
	b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
}
