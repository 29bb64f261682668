package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dixit/internal/testpg"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// ofFiles are the scripts that are about a ledger's file and not about what is in it.
func ofFiles() []string { return []string{"check.txtar", "ledger.txtar"} }

// TestScriptsPostgres runs the scripts of every command on a ledger in PostgreSQL: they print what they print on a file.
func TestScriptsPostgres(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if slices.Contains(ofFiles(), filepath.Base(f)) {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			url := testpg.URL(t)
			p := scripts(t)
			p.Dir, p.Files = "", []string{f}
			setup := p.Setup
			p.Setup = func(e *testscript.Env) error {
				err := setup(e)
				e.Setenv("DIXIT_LEDGER", url)
				return err
			}
			testscript.Run(t, p)
		})
	}
}

// pgKills is how often an ingest into PostgreSQL is killed.
const pgKills = 20

// TestIngestKilledPostgres is TestIngestKilled for PostgreSQL, in short: what was said to be kept is there, and in the end the export of
// everything is, byte for byte, that of an ingest that nobody killed.
func TestIngestKilledPostgres(t *testing.T) {
	if testing.Short() {
		t.Skip("many processes")
	}
	file, store := filepath.Join(t.TempDir(), "dump.ndjson"), testpg.URL(t)
	if err := os.WriteFile(file, crashFiles(t)["dump.ndjson"], 0o600); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(5, 6))
	promised := map[string]bool{}
	for range pgKills {
		for _, k := range ingestKilled(t, store, file, 1+random.IntN(30)) {
			promised[k.Doc.SHA256] = true
		}
	}
	ingestKilled(t, store, file, -1)
	undisturbed := testpg.URL(t)
	ingestKilled(t, undisturbed, file, -1)
	if diff := cmp.Diff(exported(t, undisturbed), exported(t, store)); diff != "" {
		t.Errorf("(-undisturbed +killed):\n%s", diff)
	}
	got := contents(t, store)
	for address := range promised {
		if got[address] == "" {
			t.Errorf("document %s was said to be kept, and is not", address)
		}
	}
	if code, out, _ := capture("check", "--read-data", "--ledger", store); code != 0 {
		t.Errorf("check: %d: %s", code, out)
	}
}

// exported is the export of everything.
func exported(t *testing.T, store string) string {
	t.Helper()
	code, out, complaints := capture("export", "--ledger", store, "--format", "ndjson")
	if code != 0 {
		t.Fatalf("export: %d: %s", code, complaints)
	}
	return out
}

// TestProcessesPostgres lets two processes ingest the same into one database while others read it, and compares what is there in the
// end with a file that one process has filled.
func TestProcessesPostgres(t *testing.T) {
	dir := t.TempDir()
	store, alone, odd := testpg.URL(t), filepath.Join(dir, "alone.db"), oddities(t)
	articles := shipped(t)
	if code, _, complaints := capture("ingest", "--ledger", store, filepath.Join(articles, "wikinews.ndjson")); code != 0 {
		t.Fatal(complaints) // there is something to read
	}
	run := func(args ...string) *exec.Cmd {
		c := exec.CommandContext(t.Context(), os.Args[0])
		c.Args = append([]string{"dixit"}, args...) // see TestMain
		return c
	}
	writers := make(chan error)
	for range 2 {
		go func() { writers <- run("ingest", "--ledger", store, articles, odd).Run() }()
	}
	for done := 0; done < 2; {
		select {
		case err := <-writers:
			if done++; err != nil {
				t.Error(err)
			}
		default:
			if out, err := run("search", "--ledger", store, "--limit", "50", "minister OR said:2000..").CombinedOutput(); err != nil {
				t.Errorf("search: %v: %s", err, out)
			}
		}
	}
	if code, _, complaints := capture("ingest", "--ledger", alone, articles, odd); code != 0 {
		t.Fatal(complaints)
	}
	equalLedgers(t, alone, store)
}

// TestExportPostgres carries everything from a file into a database and back.
func TestExportPostgres(t *testing.T) {
	dir := t.TempDir()
	one, two, store, all := filepath.Join(dir, "one.db"), filepath.Join(dir, "two.db"), testpg.URL(t), filepath.Join(dir, "all.ndjson")
	for _, args := range [][]string{
		{"ingest", "--ledger", one, shipped(t), oddities(t)},
		{"export", "--ledger", one, "--format", "ndjson", "--out", all},
		{"import", "--ledger", store, all},
		{"export", "--ledger", store, "--format", "ndjson", "--out", all},
		{"import", "--ledger", two, all},
	} {
		if code, _, complaints := capture(args...); code != 0 {
			t.Fatalf("dixit %v: %d: %s", args, code, complaints)
		}
	}
	equalLedgers(t, one, store)
	equalLedgers(t, one, two)
	want := exported(t, one)
	for _, ledger := range []string{store, two} {
		if exported(t, ledger) != want {
			t.Errorf("%s: the export is another", ledgerName(ledger))
		}
	}
}
