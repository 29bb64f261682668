package extract_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/read"
)

func example(b *testing.B) string {
	b.Helper()
	data, err := os.ReadFile("../examples/trump-tax-records.txt")
	if err != nil {
		b.Fatal(err)
	}
	return string(data)
}

func parsed(b *testing.B, text string) *dixit.Document {
	b.Helper()
	d, err := read.Bytes("text.txt", []byte(text), read.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return d
}

// BenchmarkExtract extracts one article of 700 words that ships with the project.
func BenchmarkExtract(b *testing.B) {
	d, x := parsed(b, example(b)), extractor(b)
	b.SetBytes(int64(d.Text.Len()))
	for b.Loop() {
		if _, err := x.Extract(b.Context(), d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLinear reports how many times as long eight times the text takes: of articles one after the other up to 10 MB, and
// of one paragraph of 1 MB without a stop.
func BenchmarkLinear(b *testing.B) {
	article, x := example(b), extractor(b)
	flat := strings.NewReplacer(".", "", "?", "", "!", "", "\n", " ").Replace(article)
	for _, c := range []struct {
		name, unit string
		small      int // bytes
	}{{"articles", article + "\n\n", 1_250_000}, {"paragraph", flat + " ", 125_000}} {
		b.Run(c.name, func(b *testing.B) {
			once, eight := parsed(b, strings.Repeat(c.unit, c.small/len(c.unit))), parsed(b, strings.Repeat(c.unit, 8*(c.small/len(c.unit))))
			var took [2]time.Duration
			for b.Loop() {
				for i, d := range []*dixit.Document{once, eight} {
					began := time.Now()
					if _, err := x.Extract(b.Context(), d); err != nil {
						b.Fatal(err)
					}
					took[i] += time.Since(began)
				}
			}
			b.ReportMetric(float64(took[1])/float64(took[0]), "times")
		})
	}
}
