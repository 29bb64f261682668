package extract_test

import (
	"os"
	"testing"

	"dixit/extract"
	"dixit/read"
)

// BenchmarkExtract extracts one article of 700 words that ships with the project.
func BenchmarkExtract(b *testing.B) {
	data, err := os.ReadFile("../examples/trump-tax-records.txt")
	if err != nil {
		b.Fatal(err)
	}
	d, err := read.Bytes("trump-tax-records.txt", data, read.Options{})
	if err != nil {
		b.Fatal(err)
	}
	x, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(d.Text.Len()))
	for b.Loop() {
		if _, err := x.Extract(b.Context(), d); err != nil {
			b.Fatal(err)
		}
	}
}
