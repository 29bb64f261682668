package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// screen is a terminal that several write to.
type screen struct {
	mu sync.Mutex
	bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Buffer.Write(p)
}

// shownBy is what p shows now.
func shownBy(p *progress) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.line(time.Now())
}

// TestProgress proves what the line says, that it is redrawn ten times a second at most and only on a terminal, that other
// lines come above it, and that nothing of it is left.
func TestProgress(t *testing.T) {
	file := filepath.Join(t.TempDir(), "crawl.warc.gz")
	if err := os.WriteFile(file, make([]byte, 4_000_000), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, live := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			var s screen
			term := &terminal{out: &s, err: &s, live: live, width: 200}
			p := newProgress(term)
			stop := p.start(t.Context(), []string{file})
			for range 10 {
				time.Sleep(time.Second)
				p.add(5, 60, 0)
				p.bytes(100_000)
			}
			p.add(0, 0, 1)
			if err := p.over(term).printf("a line\n"); err != nil {
				t.Fatal(err)
			}
			time.Sleep(redraw)
			line := shownBy(p)
			stop()
			if want := "50 documents · 600 statements · 1 failure · 5/s · 25% · 31 s left · 1.0 MB of 4.0 MB · 99.0 kB/s"; line != want {
				t.Errorf("the line is %q, want %q", line, want)
			}
			drawn := strings.Count(s.String(), "documents")
			switch {
			case live && (drawn < 90 || drawn > 101):
				t.Errorf("drawn %d times in ten seconds", drawn)
			case live && (!strings.Contains(s.String(), clearLine+"a line\n") || !strings.HasSuffix(s.String(), clearLine)):
				t.Errorf("%q", s.String()[len(s.String())-300:])
			case !live && s.String() != "a line\n":
				t.Errorf("%q", s.String())
			}
		})
	}
}

// Without the sizes of all inputs there is no time left to tell; a jump ahead is not taken for speed for long.
func TestProgressUnknown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProgress(&terminal{err: &screen{}})
		stop := p.start(t.Context(), []string{"-"})
		defer stop()
		p.bytes(1_000_000_000)
		p.add(1, 0, 0)
		time.Sleep(time.Minute)
		if line := shownBy(p); line != "1 document · 0 statements · 0/s · 1.0 GB · 0 B/s" {
			t.Errorf("%q", line)
		}
	})
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 99_940: "99.9 kB", 99_960: "100 kB", 999_600: "1.0 MB", 5_250_000_000: "5.2 GB", 7e15: "7000 TB",
	} {
		if got := size(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// Where documents are counted, not bytes, the line says how many of them there are.
func TestProgressOfDocuments(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProgress(&terminal{err: &screen{}})
		p.expect(200)
		for range 10 {
			time.Sleep(time.Second)
			p.add(5, 60, 0)
		}
		p.add(0, 0, 2)
		line := shownBy(p)
		if want := "50 documents · 600 statements · 2 failures · 5/s · 25% of 200 · 30 s left"; line != want {
			t.Errorf("the line is %q, want %q", line, want)
		}
	})
}
