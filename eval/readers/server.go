package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is a dixit serve.
type server struct {
	address string
	opened  time.Duration // until it had an address
	process *exec.Cmd
}

// start starts one, with more flags.
func start(ctx context.Context, program, ledger string, more ...string) (*server, error) {
	s := &server{process: exec.CommandContext(ctx, program, append([]string{"serve", "--ledger", ledger, "--listen", "127.0.0.1:0"}, more...)...)}
	s.process.Stderr = os.Stderr
	out, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		s.stop()
		return nil, fmt.Errorf("dixit serve tells no address: %w", lines.Err())
	}
	s.address, s.opened = lines.Text(), time.Since(began)
	return s, nil
}

// stop ends it.
func (s *server) stop() {
	s.process.Process.Signal(syscall.SIGTERM) // one that is gone needs none
	s.process.Wait()
}

// processor is how long its threads have had a processor, to the nanosecond.
func (s *server) processor() (time.Duration, error) {
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", s.process.Process.Pid))
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("no schedstat: %w", err)
	}
	sum := time.Duration(0)
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return 0, err
		}
		first, _, _ := strings.Cut(string(data), " ")
		n, err := strconv.ParseInt(first, 10, 64)
		if err != nil {
			return 0, err
		}
		sum += time.Duration(n)
	}
	return sum, nil
}

// memory is how much memory it had at most, bytes that were there at once.
func (s *server) memory() (int64, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n << 10, err
		}
	}
	return 0, fmt.Errorf("no VmHWM")
}
