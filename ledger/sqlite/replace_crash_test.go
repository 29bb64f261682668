package sqlite

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"dixit"
	"dixit/ledger"

	"github.com/google/go-cmp/cmp"
)

// replaceAll replaces what is kept of the stock by what the next engine finds in it, as dixit reextract does: it prints the address
// of each document once that is on disk, and nothing of those that were done before.
func replaceAll(ctx context.Context, path string, out io.Writer) (err error) {
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
	found := map[string]dixit.Extraction{}
	for n := range fillOf {
		doc, _, now, err := reread(n)
		if err != nil {
			return err
		}
		found[doc.SHA256] = now
	}
	for address, err := range s.Outdated(ctx, dixit.Engine{Version: next, Model: "other"}, nil) {
		if err != nil {
			return err
		}
		if _, err := s.Replace(ctx, address, found[address]); err != nil {
			return err
		}
		fmt.Fprintln(out, address)
	}
	return nil
}

// TestReplaceKilled kills a process that replaces what is in a ledger, again and again: each document is as the one engine read it
// or as the other, those that were said to be done are as the next, and in the end all are.
func TestReplaceKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills many processes")
	}
	path := filepath.Join(t.TempDir(), "killed.db")
	if err := fill(t.Context(), path, io.Discard); err != nil {
		t.Fatal(err)
	}
	statements := map[string]map[string]int{"test": {}, next: {}} // of each engine, by document
	for n := range fillOf {
		doc, was, now, err := reread(n)
		if err != nil {
			t.Fatal(err)
		}
		statements["test"][doc.SHA256], statements[next][doc.SHA256] = len(was.Statements), len(now.Statements)
	}
	random := rand.New(rand.NewPCG(3, 4))
	promised := map[string]bool{}
	for range crashes / 3 {
		cmd, out := startChildFor(t, path, "replace")
		for n := random.IntN(mostLines + 1); out.Scan(); n-- {
			if address := out.Text(); address != "begin" {
				if promised[address] {
					t.Errorf("document %s was done twice", address)
				}
				promised[address] = true
			}
			if n == 0 {
				cmd.Process.Kill() // it may be gone already
			}
		}
		if err := cmd.Wait(); err != nil && err.Error() != "signal: killed" {
			t.Fatalf("child: %v", err)
		}
		replaced(t, path, promised, statements)
	}
	t.Logf("%d of %d documents were done by processes that were killed", len(promised), fillOf)
	if err := replaceAll(t.Context(), path, io.Discard); err != nil {
		t.Fatal(err)
	}
	undisturbed := filepath.Join(t.TempDir(), "undisturbed.db")
	if err := fill(t.Context(), undisturbed, io.Discard); err != nil {
		t.Fatal(err)
	}
	if err := replaceAll(t.Context(), undisturbed, io.Discard); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(dumpOf(t, undisturbed), dumpOf(t, path)); diff != "" {
		t.Errorf("(-undisturbed +killed)\n%s", diff)
	}
}

// replaced fails unless the ledger is sound, and every document in it is as one engine read it, which is the next for those promised.
func replaced(t *testing.T, path string, promised map[string]bool, statements map[string]map[string]int) {
	t.Helper()
	s := openAt(t, path)
	defer s.Close()
	if err := check(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	seen := map[string][]string{}
	for r, err := range s.Search(t.Context(), ledger.Filter{All: true}) {
		if err != nil {
			t.Fatal(err)
		}
		seen[r.Doc.SHA256] = append(seen[r.Doc.SHA256], r.Engine.Version)
	}
	rows, err := lines(t.Context(), s.read, "SELECT address || ' ' || engine FROM documents")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		address, engine := row[:64], row[65:]
		want := slices.Repeat([]string{engine}, statements[engine][address])
		if !slices.Equal(seen[address], want) {
			t.Errorf("document %s, read by %s, has statements of %v", address, engine, seen[address])
		}
		if promised[address] && engine != next {
			t.Errorf("document %s was said to be done, and is not", address)
		}
	}
}
