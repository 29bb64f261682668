//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dixit"
)

// TestNode: a node that is alone does what is on the list, and ends well when it is asked to; what it keeps is what ingest keeps.
func TestNode(t *testing.T) {
	dir := t.TempDir()
	store, single := filepath.Join(dir, "node.db"), filepath.Join(dir, "single.db")
	file := filepath.Join(dir, "articles.ndjson")
	if err := os.WriteFile(file, []byte(`{"title":"A bridge","text":"“It will be closed until Monday,” Ana Roy said."}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"ingest", "--ledger", single, file}, {"enqueue", "--ledger", store, file}} {
		if code, out, complaints := capture(args...); code != dixit.ExitOK {
			t.Fatalf("%q: %d %s%s", args, code, out, complaints)
		}
	}
	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Args = []string{"dixit", "node", "--ledger", store, "--store", filepath.Join(dir, "queue"), "--name", "alone", "--json"} // see TestMain
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var line struct{ Outcome string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Outcome == "done" {
			break
		}
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // until it has closed its output
		t.Logf("afterwards: %s", lines.Text())
	}
	if err := c.Wait(); err != nil {
		t.Errorf("it ends with %v", err)
	}
	var exports [2]string
	for i, path := range []string{single, store} {
		code, text, complaints := capture("export", "--ledger", path, "--format", "ndjson")
		if code != dixit.ExitOK {
			t.Fatalf("export: %d %s", code, complaints)
		}
		exports[i] = text
	}
	if exports[0] != exports[1] || !strings.Contains(exports[0], "Ana Roy") {
		t.Errorf("ingest: %s\nnode: %s", exports[0], exports[1])
	}
}

// TestNodeRefused: what would let anybody in, or could never work, is refused before anything is made.
func TestNodeRefused(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct{ args, want string }{
		{"", "give --store"},
		{"--store STORE --name a.b", "no spaces"},
		{"--store STORE --join h1:6222,h2:6222 --listen 0.0.0.0:6222", "--secret-file"},
		{"--store STORE --clients 127.0.0.1:4222", "--secret-file"},
		{"--store STORE --join h1:6222,h2:6222 --secret-file STORE", "do not reach"},
		{"--store STORE --listen 127.0.0.1:6222", "--join"},
		{"--store STORE --lease 10ms", "a second at least"},
		{"--store STORE --max-store 5", "64 MiB"},
		{"--store STORE --jobs -1", "jobs"},
	} {
		args := strings.Fields("node --ledger STORE.db " + c.args)
		for i, a := range args {
			args[i] = strings.ReplaceAll(a, "STORE", filepath.Join(dir, "store"))
		}
		code, _, complaints := capture(args...)
		if code != dixit.ExitUsage || !strings.Contains(complaints, c.want) {
			t.Errorf("%s: %d %s", c.args, code, complaints)
		}
	}
	if made, err := os.ReadDir(dir); err != nil || len(made) > 0 {
		t.Errorf("made: %v, %v", made, err)
	}
}
