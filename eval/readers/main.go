// Readers measures `dixit serve` as those who read find it: how much of the processor a page of each kind takes, the first time it is
// asked for and again, and how long many readers at once wait while articles come in beside.
//
//	go run ./eval/readers --ledger FILE                          # pages of each kind, one after the other
//	go run ./eval/readers --ledger FILE --time 60s --feed FILE   # 200 readers for a minute, and dixit ingest FILE beside
//
// It works on a copy of the ledger, with a program that it builds. A reader asks for a page, as they are linked to from each other; every
// other one has scripts, which fetch what the page counts later; then he reads for a while. Each reader has an address of his own, of
// those of this machine, so it needs Linux. What it prints is explained in docs/BENCHMARKS.md. It is no test: see load_test.go.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"

	"dixit/ledger/sqlite"
)

// options are the flags.
type options struct {
	ledger, program, feed string
	readers, objects      int
	long, think           time.Duration
	seed                  uint64
}

func main() {
	var o options
	flag.StringVar(&o.ledger, "ledger", "", "the ledger's `FILE`, which is copied")
	flag.StringVar(&o.program, "program", "", "the dixit to measure; built from here if none is given")
	flag.StringVar(&o.feed, "feed", "", "a `FILE` or folder that dixit ingest reads beside")
	flag.DurationVar(&o.long, "time", 0, "how long many readers read; 0: one reader, page after page")
	flag.IntVar(&o.readers, "readers", 200, "how many readers")
	flag.DurationVar(&o.think, "think", 4*time.Second, "how long a reader reads a page, on average")
	flag.IntVar(&o.objects, "objects", 100, "how many pages of each kind one reader asks for")
	flag.Uint64Var(&o.seed, "seed", 1, "what chance begins with")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "readers:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp("", "dixit-readers-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if o.program, err = program(ctx, dir, o.program); err != nil {
		return err
	}
	copied := filepath.Join(dir, "ledger.db")
	store, err := sqlite.Open(ctx, o.ledger)
	if err != nil {
		return err
	}
	defer store.Close()
	kinds, err := pagesOf(ctx, store, o.seed, max(o.objects, 200))
	if err != nil {
		return err
	}
	if err := store.Backup(ctx, copied); err != nil {
		return err
	}
	var more []string
	if o.long == 0 {
		more = []string{"--rate", "0"} // one address asks for all
	}
	s, err := start(ctx, o.program, copied, more...)
	if err != nil {
		return err
	}
	defer s.stop()
	fmt.Printf("ready after %d ms\n", s.opened.Milliseconds())
	if o.long == 0 {
		return oneByOne(ctx, s, kinds, o.objects)
	}
	if o.feed == "" {
		return many(ctx, s, kinds, o)
	}
	beside := exec.CommandContext(ctx, o.program, "ingest", "--jobs", "1", "--ledger", copied, o.feed)
	if err := beside.Start(); err != nil {
		return err
	}
	err = many(ctx, s, kinds, o)
	beside.Process.Kill() // it has only to go on for as long
	beside.Wait()
	return err
}

// program is the dixit to measure.
func program(ctx context.Context, dir, given string) (string, error) {
	if given != "" {
		return given, nil
	}
	path := filepath.Join(dir, "dixit")
	out, err := exec.CommandContext(ctx, "go", "build", "-o", path, "dixit/cmd/dixit").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building: %w: %s", err, out)
	}
	return path, nil
}

// many prints how many readers fare.
func many(ctx context.Context, s *server, kinds []kind, o options) error {
	ctx, cancel := context.WithTimeout(ctx, o.long)
	defer cancel()
	before, err := s.processor()
	if err != nil {
		return err
	}
	result := load{base: s.address, kinds: kinds, readers: o.readers, think: o.think, seed: o.seed, apart: true}.run(ctx)
	after, err := s.processor()
	if err != nil {
		return err
	}
	most, err := s.memory()
	if err != nil {
		return err
	}
	fmt.Printf("| pages | p50 | p95 | p99 | longest | errors |\n|---|---|---|---|---|---|\n")
	for _, r := range result.kinds {
		fmt.Println(r)
	}
	fmt.Println(result.all)
	fmt.Println(result.counted)
	fmt.Printf("%d readers for %v: %.1f pages a second, %.2f of a processor, %d MB of memory at most\n", o.readers, o.long,
		float64(result.all.n())/o.long.Seconds(), cmp.Or((after-before).Seconds(), 0)/o.long.Seconds(), most>>20)
	for what, n := range result.failures {
		fmt.Printf("%d × %s\n", n, what)
	}
	return nil
}

// oneByOne prints what pages cost.
func oneByOne(ctx context.Context, s *server, kinds []kind, n int) error {
	fmt.Printf("| page | p50 | p95 | longest | again: p50 | p95 | by the clock: p50 | p95 |\n|---|---|---|---|---|---|---|---|\n")
	get := newReader("")
	for _, k := range kinds {
		var first, again, clock []time.Duration
		pages := k.pages[:min(n, len(k.pages))]
		for _, times := range []*[]time.Duration{&first, &again} {
			for _, page := range pages {
				before, err := s.processor()
				if err != nil {
					return err
				}
				began := time.Now()
				if _, err := get.page(ctx, s.address+page); err != nil {
					return fmt.Errorf("%s: %w", page, err)
				}
				took := time.Since(began)
				after, err := s.processor()
				if err != nil {
					return err
				}
				if *times = append(*times, after-before); times == &first {
					clock = append(clock, took)
				}
			}
		}
		fmt.Printf("| %s | %s | %s | %s | %s | %s | %s | %s |\n", k.name, at(first, 0.5), at(first, 0.95), at(first, 1), at(again, 0.5), at(again, 0.95),
			at(clock, 0.5), at(clock, 0.95))
	}
	return nil
}
