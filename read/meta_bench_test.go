package read

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/internal/casetest"

	"golang.org/x/net/html"
)

// BenchmarkMetadata reads what real pages say of themselves, and reports the time as a share of that of parsing the pages, taken
// turn about in one process; of each page the best time counts.
func BenchmarkMetadata(b *testing.B) {
	dir := casetest.Shared(b, "..", "corpora/pages-readability")
	paths, err := filepath.Glob(filepath.Join(dir, "*", "source.html.gz"))
	if err != nil {
		b.Fatal(err)
	}
	var pages []string
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			b.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			b.Fatal(err)
		}
		f.Close()
		pages = append(pages, string(data))
	}
	parse, meta := make([]time.Duration, len(pages)), make([]time.Duration, len(pages))
	best := func(of *time.Duration, start time.Time) {
		if took := time.Since(start); *of == 0 || took < *of {
			*of = took
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, page := range pages {
			start := time.Now()
			doc, err := html.Parse(strings.NewReader(page))
			best(&parse[i], start)
			if err != nil {
				b.Fatal(err)
			}
			start = time.Now()
			m := newMarked()
			walk(m, doc)
			m.fill(&dixit.Document{})
			best(&meta[i], start)
		}
	}
	var parsing, reading time.Duration
	for i := range pages {
		parsing, reading = parsing+parse[i], reading+meta[i]
	}
	b.ReportMetric(float64(reading)/float64(parsing), "meta/parse")
	b.ReportMetric(float64(reading.Microseconds())/float64(len(pages)), "µs/page")
}

// walk feeds m a page that has been parsed.
func walk(m *marked, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		m.Words(n.Data)
		return
	case html.ElementNode:
		m.Open(n.DataAtom, n.Attr)
	}
	for c := range n.ChildNodes() {
		walk(m, c)
	}
	if n.Type == html.ElementNode {
		m.Close(n.DataAtom)
	}
}
