package testpg

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// tick is the unit of time in /proc, on all machines that Linux runs on today.
const tick = 10 * time.Millisecond

// Spent is the processor's time that the server of this program had so far, with all its processes. It skips the test if the server is
// another's.
func Spent(t testing.TB) time.Duration {
	t.Helper()
	needed(t)
	s, err := server()
	if err != nil {
		t.Fatal("no PostgreSQL: ", err)
	}
	if s.data == "" {
		t.Skip("the server is another's")
	}
	data, err := os.ReadFile(filepath.Join(s.data, "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(data), "\n")
	list, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	var sum time.Duration
	for _, name := range list {
		pid := filepath.Base(filepath.Dir(name))
		parent, own, ended := times(name)
		switch first {
		case pid:
			sum += own + ended
		case parent:
			sum += own
		}
	}
	return sum
}

// times reads from a process's stat who its parent is, and the time that it had and that its children had that have ended. They are
// nothing if the process has ended itself.
func times(stat string) (parent string, own, ended time.Duration) {
	data, err := os.ReadFile(stat)
	if err != nil {
		return "", 0, 0
	}
	fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:])) // the name before may hold anything
	if len(fields) < 15 {
		return "", 0, 0
	}
	var n [4]int64
	for i := range n {
		if n[i], err = strconv.ParseInt(fields[11+i], 10, 64); err != nil {
			panic(fmt.Sprintf("%s: %v", stat, err)) // the kernel writes numbers
		}
	}
	return fields[1], time.Duration(n[0]+n[1]) * tick, time.Duration(n[2]+n[3]) * tick
}
