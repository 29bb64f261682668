package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"time"

	"dixit/internal/casetest"
	"dixit/ledger"
	"dixit/read"
)

// anyWord is a word that is no name.
var anyWord = regexp.MustCompile(`\b[a-z]{4,}\b`)

// reworded is a text of which all words are others, of some, but for names, the shortest ones, and those that tell who speaks: it is no
// copy, and says nothing that was said before.
func reworded(text string, words []string, random *rand.Rand) string {
	return anyWord.ReplaceAllStringFunc(text, func(w string) string {
		switch w {
		case "said", "says", "told", "that", "with", "according", "added":
			return w
		}
		return words[random.IntN(len(words))]
	})
}

// exampleTexts are the texts of the examples, and the words in them.
func exampleTexts(b *testing.B) (texts, words []string) {
	b.Helper()
	for d, err := range read.Documents(b.Context(), []string{"../../examples"}, nothing{}, read.Options{}) {
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, d.Text.String())
		words = append(words, anyWord.FindAllString(d.Text.String(), -1)...)
	}
	return texts, words
}

// benchUnits writes files of articles that are all different, and puts each on the list of a new ledger.
func benchUnits(b *testing.B, store string, articles, files int) {
	b.Helper()
	texts, words := exampleTexts(b)
	l, list, err := openWorklist(b.Context(), store, func(string) string { return "" })
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	random := rand.New(rand.NewPCG(1, 2))
	for n := range files {
		path := filepath.Join(filepath.Dir(store), fmt.Sprintf("%d.ndjson", n))
		f, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		buffered := bufio.NewWriter(f)
		lines := json.NewEncoder(buffered)
		for i := range articles / files {
			if err := lines.Encode(map[string]string{"title": fmt.Sprintf("Number %d of %d", i, n), "text": reworded(texts[i%len(texts)], words, random)}); err != nil {
				b.Fatal(err)
			}
		}
		if buffered.Flush() != nil || f.Close() != nil {
			b.Fatal("not written", path)
		}
		if _, err := list.AddWork(b.Context(), time.Now(), ledger.Unit{Path: path}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWorkers is how many articles a second one and two units at once give on as many cores, and how many a second of processor
// time. The ratio of the first says something on a machine with two cores that has nothing else to do; that of the second, what two at
// once cost each other. The last is one unit at a time that may use both cores, as it does while it writes what it has read.
func BenchmarkWorkers(b *testing.B) {
	const articles = 2400
	for _, c := range []struct {
		name        string
		jobs, cores int
	}{{"OneOnOne", 1, 1}, {"TwoOnTwo", 2, 2}, {"OneOnTwo", 1, 2}} {
		b.Run(c.name, func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(c.cores))
			var took, spent time.Duration
			n := 0
			for b.Loop() {
				b.StopTimer()
				store := filepath.Join(b.TempDir(), "ledger.db")
				benchUnits(b, store, articles, 30)
				b.StartTimer()
				began, before := time.Now(), casetest.Spent(b)
				if code, out, complaints := capture("work", "--until-empty", "--jobs", strconv.Itoa(c.jobs), "--ledger", store); code != 0 {
					b.Fatalf("%d %s%s", code, out, complaints)
				}
				took, spent, n = took+time.Since(began), spent+casetest.Spent(b)-before, n+articles
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(n)/took.Seconds(), "articles/s")
			b.ReportMetric(float64(n)/spent.Seconds(), "articles/cpu-s")
		})
	}
}
