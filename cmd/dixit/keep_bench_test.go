package main

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dixit/extract"
	"dixit/internal/testpg"
	"dixit/ledger"
	"dixit/read"
)

// BenchmarkKeepCrawl keeps what was read and extracted of an archive of real pages, in batches as dixit ingest makes them, and reports
// the processor's time a document: that of this program in SQLite and, where there is a server, with PostgreSQL, and the server's own.
func BenchmarkKeepCrawl(b *testing.B) {
	crawl := filepath.Join(b.TempDir(), "crawl.warc.gz")
	writeCrawl(b, crawl, crawlPages(b), 62_000_000)
	batches, documents := extracted(b, crawl)
	file, own, server := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for b.Loop() {
		file = min(file, spent(b, func() { keepAll(b, filepath.Join(b.TempDir(), "ledger.db"), batches) }))
		if os.Getenv("DIXIT_TEST_POSTGRES") != "" {
			url, before := testpg.URL(b), testpg.Spent(b)
			own = min(own, spent(b, func() { keepAll(b, url, batches) }))
			server = min(server, testpg.Spent(b)-before)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(file.Seconds()*1e3/documents, "ms/document")
	if server < math.MaxInt64 {
		b.ReportMetric(own.Seconds()*1e3/documents, "postgres-ms/document")
		b.ReportMetric(server.Seconds()*1e3/documents, "server-ms/document")
	}
}

// extracted is what is to be kept of an archive, by the batch.
func extracted(b *testing.B, crawl string) (batches [][]ledger.Entry, documents float64) {
	extractor, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	weight := batchWeight
	for doc, err := range read.Documents(b.Context(), []string{crawl}, nil, read.Options{}) {
		if err != nil {
			continue // pages without an article are among them
		}
		found, err := extractor.Extract(b.Context(), doc)
		if err != nil {
			b.Fatal(err)
		}
		r := readArticle{item: item{doc: doc}}
		if weight += r.weight(); weight > batchWeight {
			batches, weight = append(batches, nil), 0
		}
		last := &batches[len(batches)-1]
		*last = append(*last, ledger.Entry{Doc: doc, Extraction: found})
		documents++
	}
	return batches, documents
}

func keepAll(b *testing.B, path string, batches [][]ledger.Entry) {
	store, err := openLedger(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	for _, batch := range batches {
		fates, err := store.PutAll(b.Context(), batch)
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range fates {
			if f.Err != nil {
				b.Fatal(f.Err)
			}
		}
	}
}
