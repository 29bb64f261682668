package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit/internal/testpg"
	"dixit/ledger"
	"dixit/read/warc"

	"github.com/google/go-cmp/cmp"
)

// workKills is how often a worker is killed; DIXIT_WORK_KILLS may ask for more.
func workKills(t *testing.T) int {
	t.Helper()
	n := 4
	if s := os.Getenv("DIXIT_WORK_KILLS"); s != "" {
		if _, err := fmt.Sscan(s, &n); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// workFolder is a folder with an archive, some of whose pages stand in another too, at the same and at other addresses, a file of
// NDJSON, and small files.
func workFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := crashFiles(t)
	var other bytes.Buffer
	w := warc.NewWriter(&other, true)
	for i := range 60 {
		words := fmt.Sprintf("“Bridge number %d will be closed until Monday,” Ana Roy said.", i)
		page := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Bridge %d</title><body><p>%s</p>", i%20, words)
		if _, err := w.Response(fmt.Sprintf("http://example.org/%d", i%40), time.Date(2024, 5, 2, 0, 0, 0, 0, time.UTC), []byte(page)); err != nil {
			t.Fatal(err)
		}
	}
	files["again-1.warc.gz"], files["again-2.warc.gz"] = other.Bytes(), other.Bytes()
	for i := range 12 {
		files[fmt.Sprintf("small-%d.txt", i)] = fmt.Appendf(nil, "Talks %d\n\n“We agree on point %d,” said Bo Li on Monday.\n", i, i%6)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// canonical are the lines of an export of everything, sorted.
func canonical(t *testing.T, store string) []string {
	t.Helper()
	code, out, complaints := capture("export", "--ledger", store, "--format", "ndjson")
	if code != 0 {
		t.Fatalf("export: %d %s", code, complaints)
	}
	return slices.Sorted(strings.Lines(out))
}

// enqueueParts puts a folder on the list of a ledger in parts of so many bytes, shuffled.
func enqueueParts(t *testing.T, store, folder string, part int64, random *rand.Rand) int {
	t.Helper()
	l, list, err := openWorklist(t.Context(), store, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var units []ledger.Unit
	for u, err := range (&unitMaker{part: part, in: nothing{}}).units(t.Context(), []string{folder}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, u)
	}
	random.Shuffle(len(units), func(i, j int) { units[i], units[j] = units[j], units[i] })
	if _, err := list.AddWork(t.Context(), time.Now(), units...); err != nil {
		t.Fatal(err)
	}
	return len(units)
}

// worker starts dixit work in a process of its own.
func worker(t *testing.T, store string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Args = []string{"dixit", "work", "--until-empty", "--lease", "1s", "--ledger", store} // see TestMain
	c.Stdout, c.Stderr = io.Discard, os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestWorkKilled proves that several workers, killed at random again and again, leave the ledger that one undisturbed dixit ingest does,
// whatever the order of the units.
func TestWorkKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	folder := workFolder(t)
	one := filepath.Join(t.TempDir(), "one.db")
	if code, _, complaints := capture("ingest", "--ledger", one, folder); code != 3 { // some is damaged
		t.Fatalf("ingest: %d %s", code, complaints)
	}
	want := canonical(t, one)
	for name, store := range map[string]func(t *testing.T) string{
		"SQLite":     func(t *testing.T) string { return filepath.Join(t.TempDir(), "many.db") },
		"PostgreSQL": func(t *testing.T) string { return testpg.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			at := store(t)
			random := rand.New(rand.NewPCG(5, uint64(workKills(t))))
			if n := enqueueParts(t, at, folder, 100<<10, random); n < 10 {
				t.Fatalf("%d units", n)
			}
			killed(t, at, random)
			if diff := cmp.Diff(want, canonical(t, at)); diff != "" {
				t.Errorf("(-ingest +work)\n%.4000s", diff)
			}
			if code, out, complaints := capture("check", "--ledger", at); code != 0 {
				t.Errorf("check: %d %s%s", code, out, complaints)
			}
		})
	}
}

// killed runs two workers until everything is done, and kills one after the other at random.
func killed(t *testing.T, store string, random *rand.Rand) {
	t.Helper()
	workers := []*exec.Cmd{worker(t, store), worker(t, store)}
	for range workKills(t) {
		timer := time.NewTimer(time.Duration(200+random.IntN(800)) * time.Millisecond) // when is by chance: whatever it is, the outcome must be the same
		<-timer.C
		i := random.IntN(len(workers))
		_ = workers[i].Process.Kill() // it may be done already
		_ = workers[i].Wait()
		workers[i] = worker(t, store)
	}
	for _, c := range workers {
		_ = c.Wait() // with status 3: some input is damaged
	}
	code, out, complaints := capture("work", "--until-empty", "--retry", "--ledger", store)
	if !strings.Contains(out, " 0 waiting, 0 at work, ") || !strings.Contains(out, " 0 given up") {
		t.Fatalf("work: %d %s%s", code, out, complaints)
	}
}
