package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"dixit/ledger"
	"dixit/query"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// shapes are the queries that are measured.
func shapes() []string {
	return []string{
		"said", "government", "abolish", `"national security"`, "tarif*", "speaker:trump", "trump NOT speaker:trump", "act:deny",
		"act:threaten kind:direct", "border NEAR/5 wall", "published:2016-05 election", "said:2012 via:reuters",
		"(deficit OR budget) confidence>0.9 -speaker:ryan", "",
	}
}

// ask measures searches, a page of twenty each, and counts.
func ask(ctx context.Context, store ledger.Ledger, path string) error {
	kept, err := store.Counts(ctx)
	if err != nil {
		return err
	}
	size, err := sizeOf(ctx, path)
	if err != nil {
		return err
	}
	fmt.Printf("| %d statements of %d articles, %d speakers | %.2f kB a statement |\n", kept.Statements, kept.Documents, kept.Speakers,
		float64(size)/float64(kept.Statements)/1000)
	for _, q := range shapes() {
		e, err := query.Parse(q)
		if err != nil {
			return err
		}
		times, found, err := search(ctx, store, ledger.Filter{Where: e, Limit: 20})
		if err != nil {
			return err
		}
		ranked, _, err := search(ctx, store, ledger.Filter{Where: e, Limit: 20, Order: ledger.Best})
		if err != nil {
			return err
		}
		began := time.Now()
		facets, err := store.Facets(ctx, e)
		if err != nil {
			return err
		}
		fmt.Printf("| `%s` | %d shown of %d | p50 %.1f ms | p99 %.1f ms | ranked p50 %.1f ms | p99 %.1f ms | counts %.0f ms |\n", q, found,
			facets.Total, ms(times[len(times)/2]), ms(times[len(times)-1]), ms(ranked[len(ranked)/2]), ms(ranked[len(ranked)-1]),
			ms(time.Since(began)))
	}
	return nil
}

// sizeOf is how many bytes the ledger takes: its files, or the tables of its schema.
func sizeOf(ctx context.Context, path string) (size int64, err error) {
	if !strings.Contains(path, "://") {
		for _, name := range []string{path, path + "-wal"} {
			if info, err := os.Stat(name); err == nil {
				size += info.Size()
			}
		}
		return size, nil
	}
	db, err := sql.Open("pgx", path)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	err = db.QueryRowContext(ctx, "SELECT CAST(sum(pg_total_relation_size(c.oid)) AS bigint) FROM pg_class c"+
		" WHERE c.relkind = 'r' AND c.relnamespace = CAST(current_schema() AS regnamespace)").Scan(&size)
	return size, err
}

// search is how long a search takes, forty times in order, and how many it finds.
func search(ctx context.Context, store ledger.Ledger, f ledger.Filter) (times []time.Duration, found int, err error) {
	for range 40 {
		began := time.Now()
		found = 0
		for _, err := range store.Search(ctx, f) {
			if err != nil {
				return nil, 0, err
			}
			found++
		}
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	return times, found, nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
