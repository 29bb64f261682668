package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"dixit/internal/casetest"
	"dixit/internal/testpg"

	"codeberg.org/readeck/go-readability/v2"
)

// BenchmarkIngestCrawl ingests an archive of real pages, from its compressed bytes to the ledger on disk, on one core: in SQLite, and
// where there is a server in PostgreSQL, turn about with readability alone on the same pages. It reports the processor's time, the
// server's with it; the least of all turns counts, so that -benchtime 3x says more than 1x.
func BenchmarkIngestCrawl(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	crawl, sources := filepath.Join(b.TempDir(), "crawl.warc.gz"), crawlPages(b)
	written := writeCrawl(b, crawl, sources, 62_000_000)
	sources = sources[:min(len(sources), written)]
	pages := float64(written)
	readeck, file, server := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for b.Loop() {
		readeck = min(readeck, spent(b, func() {
			for _, p := range sources {
				parser := readability.NewParser()
				_, _ = parser.Parse(bytes.NewReader(p), nil) // pages without an article are among them
			}
		}))
		file = min(file, spent(b, func() { ingestCrawl(filepath.Join(b.TempDir(), "ledger.db"), crawl) }))
		if os.Getenv("DIXIT_TEST_POSTGRES") != "" {
			url, before := testpg.URL(b), testpg.Spent(b)
			own := spent(b, func() { ingestCrawl(url, crawl) })
			server = min(server, own+testpg.Spent(b)-before)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(pages/file.Seconds(), "pages/s")
	b.ReportMetric(file.Seconds()/pages/(readeck.Seconds()/float64(len(sources))), "times-readeck")
	if server < math.MaxInt64 {
		b.ReportMetric(pages/server.Seconds(), "postgres-pages/s")
		b.ReportMetric(server.Seconds()/file.Seconds(), "postgres-times-sqlite")
	}
}

// spent is the processor's time that f takes.
func spent(b *testing.B, f func()) time.Duration {
	runtime.GC() // what others have left
	before := casetest.Spent(b)
	f()
	return casetest.Spent(b) - before
}

// ingestCrawl is dixit ingest with one job.
func ingestCrawl(ledger, path string) {
	var out, complaints bytes.Buffer
	t := &terminal{in: strings.NewReader(""), out: &out, err: &complaints, width: plainWidth, getenv: func(string) string { return "" }}
	run([]string{"ingest", "--jobs", "1", "--ledger", ledger, path}, t)
}
