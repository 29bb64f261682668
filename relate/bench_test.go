package relate_test

import (
	"testing"
	"time"

	"dixit"
	"dixit/extract"
	"dixit/internal/casetest"
	"dixit/read"
)

// BenchmarkWithin reports how much of the time of extraction goes into relations, over news articles.
func BenchmarkWithin(b *testing.B) {
	path := casetest.Shared(b, "..", "corpora/articles-wikinews/wikinews.jsonl.gz")
	var docs []*dixit.Document
	for doc, err := range read.Documents(b.Context(), []string{path}, nil, read.Options{}) {
		if err != nil {
			b.Fatal(err)
		}
		if docs = append(docs, doc); len(docs) == 60 {
			break
		}
	}
	x, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	var all, relations time.Duration
	for b.Loop() {
		for _, doc := range docs {
			last := time.Now()
			_, err := x.ExtractStages(b.Context(), doc, func(stage string) {
				took := time.Since(last)
				last = time.Now()
				if all += took; stage == "relate" {
					relations += took
				}
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(100*float64(relations)/float64(all), "%of-extraction")
}
