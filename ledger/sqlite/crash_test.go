package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dixit/ledger/ledgertest"

	"github.com/google/go-cmp/cmp"
)

const (
	childEnv     = "DIXIT_TEST_CHILD"      // the path of the ledger that a child process is to fill
	childTaskEnv = "DIXIT_TEST_CHILD_TASK" // what it is to do: "replace", or anything else to fill
	fillOf       = 150                     // documents in a full ledger
	crashes      = 50                      // of one ledger

	killedLedgers   = 3  // in a short test 1
	killedByTorture = 20 // by make torture
	checkEvery      = 5  // crashes; after the others only what was promised is looked for
	mostLines       = 5  // after which a child is killed, "begin" not counted
)

// child fills the ledger at path, or replaces all that is in it: see replaceAll. It fills it from the stock, as ingest does: it
// prints the address of every document that is new as soon as Put has returned, and nothing before. It goes on where it, or another,
// stopped.
func child(path string) (code int) {
	work := fill
	if os.Getenv(childTaskEnv) == "replace" {
		work = replaceAll
	}
	err := work(context.Background(), path, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func fill(ctx context.Context, path string, out io.Writer) (err error) {
	fmt.Fprintln(out, "begin")
	s, err := Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := s.Close(); err == nil {
			err = cerr
		}
	}()
	for n := range fillOf {
		doc, ex, err := stockOrCopy(n).Build()
		if err != nil {
			return err
		}
		got, err := s.Put(ctx, doc, ex)
		if err != nil {
			return err
		}
		if got.Added {
			fmt.Fprintln(out, doc.SHA256)
		}
	}
	return nil
}

// stockOrCopy is article number n of a stock in which every third is a copy of the one before it.
func stockOrCopy(n int) ledgertest.Article {
	if n%3 < 2 {
		return stock(n)
	}
	return printed(n-1, "printed", fmt.Sprintf("2025-%02d-%02d", 1+n%12, 1+n%28))
}

// printed is a copy of an article of the stock.
func printed(n int, note, published string) ledgertest.Article {
	a := stock(n)
	a.Note, a.Outlet, a.URL, a.Published = note, "The Copyist", "", published
	return a
}

func startChild(t *testing.T, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	return startChildFor(t, path, "fill")
}

func startChildFor(t *testing.T, path, task string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+path, childTaskEnv+"="+task)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// TestKilled kills a process that fills a ledger, again and again, after it has said that so many documents are kept, and
// while it is at the next or opens or closes the ledger. What was said to be kept must be kept, nothing may be there in part,
// and in the end the ledger must hold what it would hold had nobody been killed.
func TestKilled(t *testing.T) {
	stocked := stocked(t)
	undisturbed := filepath.Join(t.TempDir(), "undisturbed.db")
	if err := fill(t.Context(), undisturbed, io.Discard); err != nil {
		t.Fatal(err)
	}
	want := dumpOf(t, undisturbed)
	ledgers := killedLedgers
	if testing.Short() {
		ledgers = 1
	}
	if torture() {
		ledgers = killedByTorture
	}
	for n := range ledgers {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "killed.db")
			killed(t, path, rand.New(rand.NewPCG(1, uint64(n))), stocked)
			if err := fill(t.Context(), path, io.Discard); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, dumpOf(t, path)); diff != "" {
				t.Errorf("(-undisturbed +killed)\n%s", diff)
			}
		})
	}
}

// killed kills crashes processes that fill a ledger, one after the other.
func killed(t *testing.T, path string, random *rand.Rand, stocked map[string]int) {
	t.Helper()
	promised := map[string]bool{}
	for i := range crashes {
		cmd, out := startChild(t, path)
		for n := random.IntN(mostLines + 1); out.Scan(); n-- {
			if out.Text() != "begin" {
				promised[out.Text()] = true
			}
			if n == 0 {
				cmd.Process.Kill() // it may be gone already
			}
		}
		if err := cmd.Wait(); err != nil && err.Error() != "signal: killed" {
			t.Fatalf("child: %v", err)
		}
		kept(t, path, promised, stocked, i%checkEvery == checkEvery-1)
	}
	if len(promised) == 0 {
		t.Fatal("no child kept a document")
	}
	t.Logf("%d of %d documents were kept by %d processes that were killed", len(promised), fillOf, crashes)
}

// stocked says how many statements each document of a full ledger has, by its address.
func stocked(t *testing.T) map[string]int {
	t.Helper()
	statements := map[string]int{}
	for n := range fillOf {
		doc, ex, err := stockOrCopy(n).Build()
		if err != nil {
			t.Fatal(err)
		}
		statements[doc.SHA256] = len(ex.Statements)
	}
	return statements
}

// kept fails unless the ledger is sound, if that is looked at, every document in it is whole, and every promised one is in it.
func kept(t *testing.T, path string, promised map[string]bool, stocked map[string]int, thorough bool) {
	t.Helper()
	s := openAt(t, path)
	defer s.Close()
	if thorough {
		if err := check(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	records, err := everything(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	statements := map[string]int{}
	for _, r := range records {
		statements[r.Doc.SHA256]++
	}
	addresses, err := lines(t.Context(), s.read, "SELECT address FROM documents")
	if err != nil {
		t.Fatal(err)
	}
	missing := len(promised)
	for _, address := range addresses {
		if got, want := statements[address], stocked[address]; got != want || want == 0 {
			t.Errorf("document %s: %d of %d statements are kept", address, got, want)
		}
		delete(statements, address)
		if promised[address] {
			missing--
		}
	}
	if missing > 0 {
		t.Errorf("%d documents of %d that were said to be kept are not", missing, len(promised))
	}
	if len(statements) > 0 {
		t.Errorf("%d documents are not kept, but statements of theirs are", len(statements))
	}
}

func dumpOf(t *testing.T, path string) []string {
	t.Helper()
	s := openAt(t, path)
	defer s.Close()
	text, err := dump(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(text, "\n")
}

// TestProcesses lets several processes make and fill one ledger at once: none fails, each document is new to one of them.
func TestProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shared.db")
	var cmds []*exec.Cmd
	var outs []*bufio.Scanner
	for range 3 {
		cmd, out := startChild(t, path)
		cmds, outs = append(cmds, cmd), append(outs, out)
	}
	printed := map[string]int{}
	for i, out := range outs {
		for out.Scan() {
			printed[out.Text()]++
		}
		if err := cmds[i].Wait(); err != nil {
			t.Errorf("child %d: %v", i, err)
		}
	}
	delete(printed, "begin")
	for address, n := range printed {
		if n != 1 {
			t.Errorf("document %s was new to %d processes", address, n)
		}
	}
	if len(printed) != fillOf {
		t.Errorf("%d documents were new to some process, want %d", len(printed), fillOf)
	}
	promised := map[string]bool{}
	for address := range printed {
		promised[address] = true
	}
	kept(t, path, promised, stocked(t), true)
}
