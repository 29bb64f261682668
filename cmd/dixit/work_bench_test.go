package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dixit/ledger"
)

// benchUnits writes files of articles, each a little different, and puts each on the list of a new ledger.
func benchUnits(b *testing.B, store string, articles, files int) {
	b.Helper()
	examples, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(examples) == 0 {
		b.Fatal("no examples", err)
	}
	l, list, err := openWorklist(b.Context(), store, func(string) string { return "" })
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	for n := range files {
		u := ledger.Unit{}
		for i := range articles / files {
			text, err := os.ReadFile(examples[i%len(examples)])
			if err != nil {
				b.Fatal(err)
			}
			text = append(bytes.Clone(text), fmt.Appendf(nil, "\n\n“This is number %d of %d,” said Ana Roy.\n", i, n)...)
			path := filepath.Join(filepath.Dir(store), fmt.Sprintf("%d-%d.txt", n, i))
			if err := os.WriteFile(path, text, 0o600); err != nil {
				b.Fatal(err)
			}
			if u.Path == "" {
				u.Path = path
			} else {
				u.More = append(u.More, path)
			}
		}
		if _, err := list.AddWork(b.Context(), time.Now(), u); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWorkers is how many articles a second one and two units at once give. Their ratio says something on a machine with two cores
// that has nothing else to do.
func BenchmarkWorkers(b *testing.B) {
	const articles = 120
	for _, jobs := range []string{"1", "2"} {
		b.Run(jobs, func(b *testing.B) {
			var took time.Duration
			n := 0
			for b.Loop() {
				b.StopTimer()
				store := filepath.Join(b.TempDir(), "ledger.db")
				benchUnits(b, store, articles, 8)
				b.StartTimer()
				began := time.Now()
				if code, out, complaints := capture("work", "--until-empty", "--jobs", jobs, "--ledger", store); code != 0 {
					b.Fatalf("%d %s%s", code, out, complaints)
				}
				took, n = took+time.Since(began), n+articles
			}
			b.ReportMetric(float64(n)/took.Seconds(), "articles/s")
		})
	}
}
