package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dixit"
	"dixit/internal/faultdisk"
	"dixit/ledger"
)

// torture reports whether everything is tried, as make torture does, and not a spread of it.
func torture() bool { return os.Getenv("DIXIT_TORTURE") != "" }

// disk is the disk under this process.
var disk = sync.OnceValues(faultdisk.Install)

// failures is how many points of failure there are; all of them are tried by make torture, else every spread-th.
const (
	failures    = 300
	spread      = 7
	diskFillOf  = 14 // documents
	diskBatchOf = 4
)

// fillBatches fills a ledger some documents at a time and calls keep with the address of each that is on disk.
func fillBatches(ctx context.Context, path string, keep func(address string)) (err error) {
	s, err := Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := s.Close(); err == nil {
			err = cerr
		}
	}()
	for n := 0; n < diskFillOf; n += diskBatchOf {
		var entries []ledger.Entry
		for i := n; i < min(n+diskBatchOf, diskFillOf); i++ {
			doc, ex, err := stockOrCopy(i).Build()
			if err != nil {
				return err
			}
			entries = append(entries, ledger.Entry{Doc: doc, Extraction: ex})
		}
		fates, err := s.PutAll(ctx, entries)
		if err != nil {
			return err
		}
		for i := range fates {
			keep(entries[i].Doc.SHA256)
		}
	}
	return nil
}

// TestFailingDisk lets the n-th write, sync, cut or removal fail, once or for good, because of the disk or of a lack of room. There
// is an error that says so, or none where nothing was lost by it; what was said to be kept is kept; and once the disk is whole the
// ledger opens, is sound, and is filled to what it would be.
func TestFailingDisk(t *testing.T) {
	d, err := disk()
	if err != nil {
		t.Fatal(err)
	}
	undisturbed := filepath.Join(t.TempDir(), "undisturbed.db")
	d.Set(faultdisk.Fault{Folder: filepath.Dir(undisturbed), N: 1 << 40})
	if err := fillBatches(t.Context(), undisturbed, func(string) {}); err != nil {
		t.Fatal(err)
	}
	operations, _ := d.Counts()
	d.Set(faultdisk.Fault{})
	want := strings.Join(dumpOf(t, undisturbed), "\n")
	step, said := spread, 0
	switch {
	case torture():
		step = 1
	case testing.Short():
		step = failures / 5
	}
	for n := 1; n <= failures; n += step {
		for kind := range 4 {
			if step > 1 && kind != n%4 {
				continue
			}
			fault := faultdisk.Fault{N: n, On: kind%2 > 0, Full: kind > 1, Folder: t.TempDir()}
			if failing(t, d, fault, want) {
				said++
			}
			os.RemoveAll(fault.Folder)
		}
	}
	t.Logf("%d operations undisturbed; with a failure at every %d. of the first %d, %d runs said so", operations, step, failures, said)
	if operations < failures/2 || said < failures/step/2 {
		t.Errorf("%d operations, %d failures were said", operations, said)
	}
}

// failing fills a ledger on a disk that fails, and again on one that does not. It reports whether the failure was said.
func failing(t *testing.T, d *faultdisk.Disk, fault faultdisk.Fault, want string) (said bool) {
	t.Helper()
	path := filepath.Join(fault.Folder, "ledger.db")
	promised := map[string]bool{}
	d.Set(fault)
	err := fillBatches(t.Context(), path, func(address string) { promised[address] = true })
	_, failed := d.Counts()
	d.Set(faultdisk.Fault{})
	if err != nil {
		cause := "the disk failed"
		if fault.Full {
			cause = "the disk is full"
		}
		if wantError(t, err, dixit.Unavailable, path); !strings.Contains(err.Error(), cause) {
			t.Errorf("%+v: %v, want %s", fault, err, cause)
		}
	} else if len(promised) != diskFillOf {
		t.Errorf("%+v: no error, and %d documents are kept", fault, len(promised))
	}
	if err != nil && failed == 0 {
		t.Errorf("%+v: %v", fault, err)
	}
	s, oerr := Open(t.Context(), path)
	if oerr != nil {
		t.Errorf("%+v: %v", fault, oerr)
		return err != nil
	}
	if err := check(t.Context(), s); err != nil {
		t.Errorf("%+v: %v", fault, err)
	}
	for address := range promised {
		if has, err := s.Has(t.Context(), address); err != nil || !has {
			t.Errorf("%+v: %s was said to be kept: %t, %v", fault, address, has, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Errorf("%+v: %v", fault, err)
	}
	if err := fillBatches(t.Context(), path, func(string) {}); err != nil {
		t.Errorf("%+v: resumed: %v", fault, err)
	}
	if got := strings.Join(dumpOf(t, path), "\n"); got != want {
		t.Errorf("%+v: the ledger is another", fault)
	}
	return err != nil
}
