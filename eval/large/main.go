// Large fills a ledger with many statements and measures it: articles of the corpora, each read once and then varied many times
// over, so that neither their words nor their speakers are all the same.
//
//	go run ./eval/large --ledger FILE --from ../shared/corpora/articles-allsides/allsides.jsonl.gz
//
// It prints the table of docs/BENCHMARKS.md. The articles are not to be published, so neither is the ledger. It is no test: see
// ledger/ledgertest for what a ledger must do.
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"dixit"
	"dixit/extract"
	"dixit/ledger"
	"dixit/ledger/postgres"
	"dixit/ledger/sqlite"
	"dixit/read"
)

func main() {
	path := flag.String("ledger", "", "the ledger's `FILE` or postgres://…; one that is there is only asked")
	articles := flag.String("from", "", "the `FILE` of articles that are varied")
	statements := flag.Int("statements", 1_000_000, "how many")
	sources := flag.Int("articles", 1200, "how many articles are read and varied")
	flag.Parse()
	if err := run(context.Background(), *path, *articles, *statements, *sources); err != nil {
		fmt.Fprintln(os.Stderr, "large:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, path, from string, statements, sources int) error {
	store, err := open(ctx, path)
	if err != nil {
		return err
	}
	defer store.Close()
	kept, err := store.Counts(ctx)
	if err != nil {
		return err
	}
	if kept.Statements == 0 {
		if err := fill(ctx, store, from, statements, sources); err != nil {
			return err
		}
	}
	return ask(ctx, store, path)
}

// open opens the ledger in a file, or in a database by its URL.
func open(ctx context.Context, path string) (ledger.Ledger, error) {
	if strings.Contains(path, "://") {
		return postgres.Open(ctx, path)
	}
	return sqlite.Open(ctx, path)
}

// article is a document with what was found in it.
type article struct {
	doc   *dixit.Document
	found dixit.Extraction
}

// fill puts varied articles into the store until it has so many statements.
func fill(ctx context.Context, store ledger.Ledger, from string, statements, sources int) error {
	articles, err := articlesOf(ctx, from, sources)
	if err != nil {
		return err
	}
	began, n, docs := time.Now(), 0, 0
	chance := rand.New(rand.NewPCG(1, 1))
	words := vocabulary(articles)
	for n < statements {
		a, err := vary(articles[docs%len(articles)], words, chance, docs)
		if err != nil {
			return err
		}
		if _, err := store.Put(ctx, a.doc, a.found); err != nil {
			return err
		}
		docs, n = docs+1, n+len(a.found.Statements)
	}
	took := time.Since(began).Seconds()
	fmt.Printf("| %d statements of %d articles put, one at a time, each synced | %.0f articles/s, %.0f statements/s |\n",
		n, docs, float64(docs)/took, float64(n)/took)
	return nil
}

// articlesOf reads and extracts articles of news.
func articlesOf(ctx context.Context, from string, most int) ([]article, error) {
	ex, err := extract.New()
	if err != nil {
		return nil, err
	}
	var out []article
	paths := []string{from}
	for doc, err := range read.Documents(ctx, paths, os.Stdin, read.Options{}) {
		if err != nil {
			return nil, err
		}
		found, err := ex.Extract(ctx, doc)
		if err != nil {
			return nil, err
		}
		if out = append(out, article{doc, found}); len(out) == most {
			break
		}
	}
	return out, nil
}
