//go:build unix

package main

import (
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
)

// TestStatusSignal proves that SIGUSR1 has the status printed where there is no terminal.
func TestStatusSignal(t *testing.T) {
	out, in := io.Pipe()
	p := newProgress(&terminal{err: in})
	stop := p.start(t.Context(), []string{"-"})
	defer stop()
	p.add(7, 0, 0)
	me, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := me.Signal(syscall.SIGUSR1); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil || !strings.HasPrefix(string(line[:n]), "7 documents · ") {
		t.Errorf("%q, %v", line[:n], err)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }() // the line's end
}
