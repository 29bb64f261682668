//go:build linux

package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// compare ends the nodes, lets one process ingest the same files, and compares what both ledgers hold.
func (w *world) compare(files []string) error {
	lives := 0
	for _, n := range w.nodes {
		n.stop()
		lives += n.lives
	}
	w.log("the nodes lived %d lives", lives)
	if out, err := exec.Command(w.dixit, "check", "--ledger", w.db.url()).CombinedOutput(); err != nil {
		return fmt.Errorf("check: %w: %s", err, out)
	}
	began := time.Now()
	single := filepath.Join(w.dir, "single.db")
	if out, err := exec.Command(w.dixit, append([]string{"ingest", "--ledger", single}, files...)...).CombinedOutput(); err != nil {
		return fmt.Errorf("ingest: %w: %.2000s", err, out)
	}
	w.log("one process has done it in %v", time.Since(began).Round(time.Second))
	want, err := w.contents(single)
	if err != nil {
		return err
	}
	got, err := w.contents(w.db.url())
	if err != nil {
		return err
	}
	return same(want, got, w.articles)
}

// contents is the whole of a ledger in the form that export writes, in an order that does not depend on when what arrived.
func (w *world) contents(ledger string) ([][]byte, error) {
	out := filepath.Join(w.dir, "export.ndjson")
	defer os.Remove(out)
	if said, err := exec.Command(w.dixit, "export", "--ledger", ledger, "--format", "ndjson", "--out", out).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("export: %w: %.2000s", err, said)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	lines := bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	slices.SortFunc(lines, bytes.Compare)
	return lines, nil
}

// same says what differs.
func same(want, got [][]byte, articles int) error {
	documents := 0
	for _, line := range got {
		if bytes.HasPrefix(line, []byte(`{"type":"document"`)) {
			documents++
		}
	}
	if slices.EqualFunc(want, got, bytes.Equal) && documents == articles {
		sum := sha256.New()
		for _, line := range got {
			sum.Write(append(line, '\n'))
		}
		fmt.Printf("the same: %d documents, %d lines, SHA-256 %x\n", documents, len(got), sum.Sum(nil))
		return nil
	}
	shown := 0
	for i := range min(len(want), len(got)) {
		if !bytes.Equal(want[i], got[i]) && shown < 3 {
			fmt.Printf("- %.600s\n+ %.600s\n", want[i], got[i])
			shown++
		}
	}
	return fmt.Errorf("not the same: %d lines and %d, %d documents of %d", len(want), len(got), documents, articles)
}
