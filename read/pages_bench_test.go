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

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// BenchmarkPages reads real pages, and says how the time compares with a bare parse of them into a tree and with readability,
// turn about in one process.
func BenchmarkPages(b *testing.B) {
	pages := savedPages(b)
	ways := []func(string){
		func(s string) { _ = page(&dixit.Document{}, s) },
		func(s string) { _, _ = html.Parse(strings.NewReader(s)) },
		func(s string) {
			parser := readability.NewParser()
			_, _ = parser.Parse(strings.NewReader(s), nil)
		},
	}
	took := make([]time.Duration, len(ways))
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range pages {
			for i, way := range ways {
				start := time.Now()
				way(s)
				took[i] += time.Since(start)
			}
			size += len(s)
		}
	}
	b.ReportMetric(float64(size)/1e6/took[0].Seconds(), "MB/s")
	b.ReportMetric(took[0].Seconds()/took[1].Seconds(), "times-parse")
	b.ReportMetric(took[2].Seconds()/took[0].Seconds(), "as-fast-as-readability")
}

// BenchmarkPage reads one page.
func BenchmarkPage(b *testing.B) {
	pages := savedPages(b)
	n := 0
	for _, s := range pages {
		n += len(s)
	}
	b.SetBytes(int64(n / len(pages)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		_ = page(&dixit.Document{}, pages[i%len(pages)])
		i++
	}
}

// savedPages are the pages of the three collections.
func savedPages(b *testing.B) []string {
	b.Helper()
	var out []string
	for _, dir := range []string{"pages-readability/*/source.html.gz", "pages-postlight/html/*.gz", "pages-news/html/*.gz"} {
		paths, err := filepath.Glob(filepath.Join(casetest.Shared(b, "..", "corpora"), filepath.FromSlash(dir)))
		if err != nil {
			b.Fatal(err)
		}
		for _, path := range paths {
			f, err := os.Open(path)
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			z, err := gzip.NewReader(f)
			if err != nil {
				b.Fatal(err)
			}
			data, err := io.ReadAll(z)
			if err != nil {
				b.Fatal(err)
			}
			s, err := decode(&dixit.Document{}, data, true, "")
			if err != nil {
				b.Fatal(err)
			}
			out = append(out, s)
		}
	}
	return out
}
