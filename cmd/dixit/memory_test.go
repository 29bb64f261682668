//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"dixit"
)

// TestMemory ingests an archive of DIXIT_MEMORY megabytes, made of the shared pages in a folder of its own or in DIXIT_CRAWL, in
// a process of its own, with one job and with two: it may take 300 MB at most, and what it takes in the last third of the run
// may not be more than it took before by over a tenth. It takes minutes, so that it is run only when it is asked for.
func TestMemory(t *testing.T) {
	megabytes, err := strconv.Atoi(os.Getenv("DIXIT_MEMORY"))
	if err != nil {
		t.Skip("set DIXIT_MEMORY to the size of an archive in MB to run this; see make memory")
	}
	dir := os.Getenv("DIXIT_CRAWL")
	if dir == "" {
		dir = t.TempDir()
	}
	crawl := filepath.Join(dir, fmt.Sprintf("crawl-%d.warc.gz", megabytes))
	if _, err := os.Stat(crawl); err != nil {
		writeCrawl(t, crawl, crawlPages(t), int64(megabytes)*1_000_000)
	}
	program := filepath.Join(t.TempDir(), "dixit")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, jobs := range []string{"1", "2"} {
		ledger := filepath.Join(t.TempDir(), "ledger.db")
		c := exec.Command(program, "ingest", "--ledger", ledger, "--jobs", jobs, crawl)
		if jobs == "1" {
			c.Env = append(os.Environ(), "GOMAXPROCS=1")
		}
		var out strings.Builder
		c.Stdout, c.Stderr = &out, &out
		began := time.Now()
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		watched := make(chan []int)
		go func() { watched <- residents(c.Process.Pid, done) }()
		err := c.Wait()
		took := time.Since(began)
		close(done)
		kB := <-watched
		if code := c.ProcessState.ExitCode(); err != nil && code != dixit.ExitDamaged {
			t.Fatalf("%v\n%s", err, out.String()[max(0, out.Len()-2000):])
		}
		before, last := highest(kB[:len(kB)*2/3]), highest(kB[len(kB)*2/3:])
		said := regexp.MustCompile(`(?m)^\d+ new articles? with .*$`).FindString(out.String())
		t.Logf("%s jobs: %v; at most %d MB, in the last third %d MB; %s; ledger of %d MB; user and system %v", jobs, took.Round(time.Second),
			before/1000, last/1000, said, fileSize(t, ledger)/1e6, c.ProcessState.UserTime()+c.ProcessState.SystemTime())
		if max(before, last) > 300_000 {
			t.Errorf("%s jobs: over 300 MB", jobs)
		}
		if last > before*11/10 {
			t.Errorf("%s jobs: it grows from %d to %d MB", jobs, before/1000, last/1000)
		}
	}
}

// residents are the resident sizes of a process in kB, one every tenth of a second until it is done.
func residents(pid int, done <-chan struct{}) (kB []int) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return kB
		case <-tick.C:
			status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			if err != nil {
				continue
			}
			if _, rest, ok := strings.Cut(string(status), "VmRSS:"); ok {
				n, _ := strconv.Atoi(strings.Fields(rest)[0])
				kB = append(kB, n)
			}
		}
	}
}

func highest(list []int) (most int) {
	for _, n := range list {
		most = max(most, n)
	}
	return most
}

func fileSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
