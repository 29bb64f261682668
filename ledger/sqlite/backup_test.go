package sqlite

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"dixit"

	"github.com/klauspost/compress/zstd"
)

// A copy that is made while a process writes is a sound ledger with all that was on disk when it was begun, and later ones have more.
func TestBackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	s := closing(t, openAt(t, path))
	cmd, out := startChild(t, path)
	promised := map[string]bool{}
	copies := 0
	for n := 0; out.Scan(); n++ {
		if out.Text() != "begin" {
			promised[out.Text()] = true
		}
		if n%40 != 20 {
			continue
		}
		copies++
		to := filepath.Join(t.TempDir(), "copy.db")
		if copies%2 == 0 {
			to += ".zst"
		}
		if err := s.Backup(t.Context(), to); err != nil {
			t.Fatal(err)
		}
		restored(t, to, promised)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if copies < 3 || len(promised) != fillOf {
		t.Errorf("%d copies while %d documents were written", copies, len(promised))
	}
}

// restored fails unless a copy is sound and has what was promised.
func restored(t *testing.T, path string, promised map[string]bool) {
	t.Helper()
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("files beside the copy: %v, %v", left, err)
	}
	if filepath.Ext(path) == ".zst" {
		path = uncompressed(t, path)
	}
	c := openAt(t, path)
	defer c.Close()
	if err := check(t.Context(), c); err != nil {
		t.Error(err)
	}
	for address := range promised {
		if has, err := c.Has(t.Context(), address); err != nil || !has {
			t.Errorf("%s was kept before the copy was begun: %t, %v", address, has, err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy is not for its owner only: %v, %v", info.Mode(), err)
	}
}

func uncompressed(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "restored.db")
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// A copy that cannot be made leaves nothing behind, and what was there before.
func TestBackupFails(t *testing.T) {
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	putArticle(t, s, stock(1))
	folder := t.TempDir()
	to := filepath.Join(folder, "copy.db")
	if err := os.WriteFile(to, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	wantError(t, s.Backup(ctx, to), dixit.Unavailable)
	wantError(t, s.Backup(t.Context(), filepath.Join(folder, "none", "copy.db")), dixit.Unavailable, "no such file")
	if data, err := os.ReadFile(to); err != nil || string(data) != "before" {
		t.Errorf("%q, %v", data, err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

// TestServed searches a ledger, again and again, while two processes fill it: neither sees an error.
func TestServed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "served.db")
	s := closing(t, openAt(t, path))
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var serving sync.WaitGroup
	searches := make([]int, 2)
	errs := make([]error, 2)
	for i := range searches {
		serving.Go(func() {
			for most := 0; ctx.Err() == nil && errs[i] == nil; searches[i]++ {
				list, err := everything(t.Context(), s)
				if err == nil && len(list) < most {
					err = errors.New("statements are gone")
				}
				most, errs[i] = len(list), err
			}
		})
	}
	promised := map[string]bool{}
	one, a := startChild(t, path)
	two, b := startChild(t, path)
	for _, lines := range []*bufio.Scanner{a, b} {
		for lines.Scan() {
			if lines.Text() != "begin" {
				promised[lines.Text()] = true
			}
		}
	}
	if err := errors.Join(one.Wait(), two.Wait()); err != nil {
		t.Error(err)
	}
	stop()
	serving.Wait()
	if err := errors.Join(errs...); err != nil || searches[0] < 3 {
		t.Errorf("%d searches: %v", searches, err)
	}
	kept(t, path, promised, stocked(t), true)
	if len(promised) != fillOf {
		t.Errorf("%d documents are kept", len(promised))
	}
}
