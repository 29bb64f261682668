package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/faultdisk"

	"github.com/google/go-cmp/cmp"
)

// faultEnv says how the disk fails under the program "faulty", which is else dixit.
const faultEnv = "DIXIT_TEST_FAULT"

// faulty is dixit on a disk that fails.
func faulty() {
	var f faultdisk.Fault
	d, err := faultdisk.Install()
	if err := errors.Join(err, json.Unmarshal([]byte(os.Getenv(faultEnv)), &f)); err != nil {
		panic(err)
	}
	d.Set(f)
	main()
}

// ingested runs ingest on a disk, and gives what was printed and how it ended.
func ingested(t *testing.T, f faultdisk.Fault, store, file string) (promised []string, complaints string, code int) {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Args = []string{"faulty", "ingest", "--json", "--jobs", "2", "--ledger", store, file}
	fault, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	c.Env = append(os.Environ(), faultEnv+"="+string(fault))
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Run(); err != nil {
		failed, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			t.Fatal(err)
		}
		code = failed.ExitCode()
	}
	for line := range strings.Lines(out.String()) {
		var k keptLine
		if err := json.Unmarshal([]byte(line), &k); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		promised = append(promised, k.Doc.SHA256)
	}
	return promised, said.String(), code
}

// diskFile is a file of NDJSON with some documents, and what a ledger of it holds.
func diskFile(t *testing.T) (file string, want map[string]string) {
	t.Helper()
	dir := t.TempDir()
	file = filepath.Join(dir, "dump.ndjson")
	lines := bytes.SplitAfter(crashFiles(t)["dump.ndjson"], []byte("\n"))
	if err := os.WriteFile(file, bytes.ReplaceAll(bytes.Join(lines[:60], nil), []byte("damage\n"), nil), 0o600); err != nil {
		t.Fatal(err)
	}
	undisturbed := filepath.Join(dir, "undisturbed.db")
	if _, said, code := ingested(t, faultdisk.Fault{}, undisturbed, file); code != 0 {
		t.Fatal(said)
	}
	return file, contents(t, undisturbed)
}

// onDisk ingests while the disk fails and once more on one that does not, and reports whether the failure was said: in a line or
// two, with exit code 4.
func onDisk(t *testing.T, f faultdisk.Fault, store, file string, want map[string]string) bool {
	t.Helper()
	promised, said, code := ingested(t, f, store, file)
	if strings.Contains(said, "panic") || strings.Contains(said, "goroutine") || code != 0 && code != dixit.ExitStore {
		t.Errorf("%+v: exit %d: %s", f, code, said)
	}
	if code != 0 && (!strings.HasPrefix(said, "dixit: ledger "+store+": the disk ") || strings.Count(said, "\n") > 2) {
		t.Errorf("%+v: %s", f, said)
	}
	if _, said, code := ingested(t, faultdisk.Fault{}, store, file); code != 0 {
		t.Errorf("%+v: resumed: exit %d: %s", f, code, said)
	}
	got := contents(t, store)
	for _, address := range promised {
		if got[address] == "" {
			t.Errorf("%+v: %s was said to be kept", f, address)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%+v: (-undisturbed +resumed)\n%.2000s", f, diff)
	}
	if code, out, said := capture("check", "--read-data", "--ledger", store); code != 0 {
		t.Errorf("%+v: check: %s%s", f, out, said)
	}
	return code != 0
}

// TestDiskFails lets the n-th write, sync, cut or removal fail under the program: a spread of them, or by make torture each.
func TestDiskFails(t *testing.T) {
	file, want := diskFile(t)
	step, said, runs := 29, 0, 0
	switch {
	case os.Getenv("DIXIT_TORTURE") != "":
		step = 1
	case testing.Short():
		step = 149
	}
	for n := 1; n <= 300; n += step {
		dir := t.TempDir()
		runs++
		f := faultdisk.Fault{Folder: dir, N: n, On: n%2 > 0, Full: n%3 > 0}
		if onDisk(t, f, filepath.Join(dir, "ledger.db"), file, want) {
			said++
		}
	}
	if said < runs/3 {
		t.Errorf("%d of %d failures were said", said, runs)
	}
}

// TestDiskFull ingests into a file system of 64 MB that gets full, and goes on when there is room again.
func TestDiskFull(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	dir := t.TempDir()
	if runtime.GOOS != "linux" || exec.Command("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", dir).Run() != nil {
		t.Skip("no file system can be mounted here")
	}
	defer func() {
		if err := exec.Command("umount", dir).Run(); err != nil {
			t.Error(err)
		}
	}()
	file, want := diskFile(t)
	filling := filepath.Join(dir, "filling")
	for _, room := range []int{0, 100, 200, 300, 500} { // kB
		if err := os.WriteFile(filling, make([]byte, 64<<20-room<<10), 0o600); err != nil {
			t.Fatal(err)
		}
		store := filepath.Join(dir, "ledger.db")
		promised, said, code := ingested(t, faultdisk.Fault{}, store, file)
		if code != dixit.ExitStore || strings.Contains(said, "panic") || !strings.HasPrefix(said, "dixit: ledger ") {
			t.Errorf("room of %d kB: exit %d: %s", room, code, said)
		}
		if err := os.Remove(filling); err != nil {
			t.Fatal(err)
		}
		if onDisk(t, faultdisk.Fault{}, store, file, want) {
			t.Errorf("room of %d kB: not resumed", room)
		}
		got := contents(t, store)
		for _, address := range promised {
			if got[address] == "" {
				t.Errorf("%s was said to be kept", address)
			}
		}
		for _, f := range []string{store, store + "-wal", store + "-shm"} {
			_ = os.Remove(f) // not all are there
		}
	}
}
