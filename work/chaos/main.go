//go:build linux

// Command chaos proves that three nodes and PostgreSQL lose nothing: it lets them ingest articles while it kills, stops, cuts and
// deletes them at random, and compares what the ledger holds in the end with what one undisturbed process makes of the same articles.
// Each machine is a network namespace; where those may not be made (they need root) all runs on the loopback, and nothing is cut.
//
//	go run ./work/chaos -rounds 30 -articles 200000 -seed 1
//	go run ./work/chaos -overhead [PATH…]
//
// The second form measures instead what a node and PostgreSQL cost, on articles of its own or on what stands in PATHs.
// It ends processes, not machines: it says nothing about what a disk does when the power fails.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// options are the flags.
type options struct {
	rounds, articles int
	seed             uint64
	dixit            string
	patience         time.Duration
	keep, noNet      bool

	perFile, paragraphs int
	overhead            bool
}

func main() {
	var o options
	flag.IntVar(&o.rounds, "rounds", 30, "how many rounds of disturbances")
	flag.IntVar(&o.articles, "articles", 200000, "how many articles in all, a share of them added in each round")
	flag.Uint64Var(&o.seed, "seed", uint64(time.Now().Unix()), "what all that is random comes from")
	flag.StringVar(&o.dixit, "dixit", "", "the program; it is built if none is given")
	flag.DurationVar(&o.patience, "patience", time.Hour, "how long the nodes may take to end after the last round")
	flag.IntVar(&o.perFile, "per-file", 250, "how many articles are a unit of work")
	flag.IntVar(&o.paragraphs, "paragraphs", 1, "how many paragraphs an article has, with a statement in each")
	flag.BoolVar(&o.overhead, "overhead", false, "instead: how much more a node and PostgreSQL cost than one process and SQLite")
	flag.BoolVar(&o.keep, "keep", false, "keep the folder with logs and ledgers")
	flag.BoolVar(&o.noNet, "loopback", false, "make no network namespaces")
	flag.Parse()
	o.noNet = o.noNet || o.overhead
	if !o.noNet && os.Getenv(insideMark) == "" {
		if code, ok := inNamespace(); ok {
			os.Exit(code)
		}
		o.noNet = true
	}
	if err := run(o); err != nil {
		fmt.Println("chaos:", err)
		os.Exit(1)
	}
}

// run is the whole proof.
func run(o options) (err error) {
	dir, err := os.MkdirTemp("", "chaos")
	if err != nil {
		return err
	}
	defer func() {
		if o.keep || err != nil {
			fmt.Println("kept:", dir)
			return
		}
		os.RemoveAll(dir)
	}()
	if err := os.Chmod(dir, 0o755); err != nil { // PostgreSQL is another user
		return err
	}
	if o.dixit == "" {
		o.dixit = filepath.Join(dir, "dixit")
		if out, err := exec.Command("go", "build", "-o", o.dixit, "./cmd/dixit").CombinedOutput(); err != nil {
			return fmt.Errorf("build: %w: %s", err, out)
		}
	}
	if o.overhead && flag.NArg() > 0 {
		return overhead(o, dir, flag.Args())
	}
	random := rand.New(rand.NewPCG(o.seed, 1))
	files, err := writeArticles(dir, o.articles, o.perFile, o.paragraphs, random)
	if err != nil {
		return err
	}
	if o.overhead {
		return overhead(o, dir, files)
	}
	fmt.Printf("seed %d: %d articles in %d rounds\n", o.seed, o.articles, o.rounds)
	began := time.Now()
	w, err := newWorld(o, dir)
	defer w.end()
	if err != nil {
		return err
	}
	if err := w.disturbed(files, random); err != nil {
		return err
	}
	fmt.Printf("three nodes have done it in %v\n", time.Since(began).Round(time.Second))
	return w.compare(files)
}

// disturbed adds the articles, a share a round, disturbs the nodes meanwhile, and waits until all is done. A round ends when half of its
// share is done, so that no round disturbs nodes that have not begun.
func (w *world) disturbed(files []string, random *rand.Rand) error {
	for round := range w.rounds {
		from, to := round*len(files)/w.rounds, (round+1)*len(files)/w.rounds
		if err := w.enqueue(files[from:to]); err != nil {
			return err
		}
		if round == w.rounds/2 {
			w.log("round %d: the whole storage of the queue is deleted", round+1)
			w.loseQueue()
		}
		w.disturb(round+1, random)
		if err := w.done((from + to) / 2); err != nil {
			return err
		}
	}
	return w.done(len(files))
}

// enqueue puts each file on the list, as a unit. The database may be away at first.
func (w *world) enqueue(files []string) error {
	for _, f := range files {
		var err error
		var out []byte
		for range 100 {
			if out, err = exec.Command(w.dixit, "enqueue", "--ledger", w.db.url(), f).CombinedOutput(); err == nil {
				break
			}
			time.Sleep(300 * time.Millisecond)
		}
		if err != nil {
			return fmt.Errorf("enqueue %s: %w: %s", f, err, out)
		}
	}
	return nil
}
