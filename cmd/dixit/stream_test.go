package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"

	"dixit"
)

// TestExtractStreams proves that the records of a document come out before the next document goes in.
func TestExtractStreams(t *testing.T) {
	in, documents := io.Pipe()
	records, out := io.Pipe()
	var complaints bytes.Buffer
	term := &terminal{in: in, out: out, err: &complaints, width: plainWidth, getenv: func(string) string { return "" }}
	done := make(chan int)
	go func() {
		code := run([]string{"extract", "-"}, term)
		out.Close()
		done <- code
	}()
	lines := bufio.NewScanner(records)
	for i := range 3 {
		fmt.Fprintf(documents, "{\"id\":\"d%d\",\"text\":\"“It is safe,” said Eve Brown.\"}\n", i)
		if !lines.Scan() || !strings.Contains(lines.Text(), fmt.Sprintf(`"doc":{"id":"d%d"`, i)) {
			t.Fatalf("document %d: %s", i, lines.Text())
		}
	}
	documents.Close()
	if lines.Scan() {
		t.Errorf("one record too many: %s", lines.Text())
	}
	if code := <-done; code != dixit.ExitOK || complaints.Len() > 0 {
		t.Errorf("exits with %d: %s", code, complaints.String())
	}
}

// TestExtractIsInterrupted proves that an interrupt ends a run that waits for its input.
func TestExtractIsInterrupted(t *testing.T) {
	in, documents := io.Pipe()
	defer documents.Close()
	records, out := io.Pipe()
	term := &terminal{in: in, out: out, err: io.Discard, width: plainWidth, getenv: func(string) string { return "" }}
	ctx, interrupt := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- runExtract(ctx, term, extractOptions{format: "ndjson", jobs: 1}, []string{"-"}) }()
	fmt.Fprintln(documents, `{"id":"one","text":"“It is safe,” said Eve Brown."}`)
	if _, err := bufio.NewReader(records).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	interrupt()
	err := <-done
	if !errors.Is(err, context.Canceled) || exitCode(ctx, term, err) != exitInterrupted {
		t.Errorf("ends with %v", err)
	}
}

// gone is an output whose reader has left.
type gone struct{}

func (gone) Write([]byte) (int, error) { return 0, syscall.EPIPE }

// full is an output on a full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

// TestOutputEnds proves that a reader who leaves early is no failure, and that a full disk is one.
func TestOutputEnds(t *testing.T) {
	for _, c := range []struct {
		out        io.Writer
		code       int
		complaints string
	}{{gone{}, dixit.ExitOK, ""}, {full{}, dixit.ExitStore, "dixit: output: no space left on device\n"}} {
		var complaints bytes.Buffer
		term := &terminal{
			in: strings.NewReader("“It is safe,” said Eve Brown."), out: c.out, err: &complaints, width: plainWidth,
			getenv: func(string) string { return "" },
		}
		if code := run([]string{"extract", "-"}, term); code != c.code || complaints.String() != c.complaints {
			t.Errorf("%T: %d %s", c.out, code, complaints.String())
		}
	}
}
