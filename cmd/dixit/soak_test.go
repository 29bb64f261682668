package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestSoak has a watch run for hours of its own time on a web that fails in every way, kills it at random and starts it again, has it tell
// a webhook of what comes, and searches the ledger meanwhile. In the end all that was offered for long enough is in the ledger, once; the
// webhook was told of it; and memory and goroutines have not grown. DIXIT_SOAK is how long (make soak: 6h), DIXIT_SOAK_SEED another run.
//
// The watch is a process of its own, in a bubble of virtual time that begins where the one before it was killed; processes and kills,
// files and the ledger are real.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("two and a half hours of virtual time")
	}
	long, feeds := 150*time.Minute, 8
	if s := os.Getenv("DIXIT_SOAK"); s != "" {
		var err error
		if long, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
		feeds = 20
	}
	seed, _ := strconv.ParseUint(os.Getenv("DIXIT_SOAK_SEED"), 10, 64) // 0 if none is given
	s := newSoak(t, long, feeds)
	random := rand.New(rand.NewPCG(seed, 3))
	for kill := range s.kills() {
		s.live(t, s.at+time.Duration(random.Int64N(int64(s.settle/3/time.Duration(s.kills())))), random.IntN(20), kill)
	}
	s.samples = nil // of lives that were short
	s.live(t, 0, 0, s.kills())
	s.check(t, true)
}

// soak is a run of TestSoak.
type soak struct {
	dir, address string
	client       *http.Client
	long, settle time.Duration
	feeds        int
	world        func() *soakWorld

	at       time.Duration // how far the watch came
	samples  []soakSample
	asked    chan<- time.Duration // has the server searched
	searches atomic.Int64
}

// soakSample is what the watch had at a time.
type soakSample struct {
	at         time.Duration
	heap, rss  float64 // bytes
	goroutines int
}

// virtualWorld is a world in virtual time.
func virtualWorld(settle time.Duration, feeds int) *soakWorld {
	return &soakWorld{settle: settle, feeds: feeds, pace: 12 * time.Minute, outage: 15 * time.Minute, before: "h", after: ".example"}
}

// newSoak makes a ledger, has it served, and writes the files that the watch is given.
func newSoak(t *testing.T, long time.Duration, feeds int) *soak {
	s := &soak{dir: t.TempDir(), long: long, settle: long - time.Hour, feeds: feeds, client: &http.Client{}}
	t.Cleanup(s.client.CloseIdleConnections)
	if code, _, complaints := capture("ingest", "--ledger", s.ledger(), "../../examples/prorogation-ruling.txt"); code != 0 {
		t.Fatal(complaints)
	}
	s.world = func() *soakWorld { return virtualWorld(s.settle, feeds) }
	var list strings.Builder
	for feed := range feeds {
		fmt.Fprintf(&list, "%s/feed.xml\n", s.world().host(feed))
	}
	alerts := "[[alert]]\nname = \"plans\"\nquery = \"speaker:brown\"\nwebhook = \"http://hook.example/canary\"\nsecret = \"whsec_" + strings.Repeat("MDEy", 10) + "\"\n"
	for name, text := range map[string]string{"feeds.txt": list.String(), "alerts.toml": alerts} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.address = serving(t, "--ledger", s.ledger(), "--rate", "0")
	asked := make(chan time.Duration)
	var searching sync.WaitGroup
	searching.Go(func() {
		for at := range asked {
			s.search(t, at)
		}
	})
	s.asked = asked
	t.Cleanup(func() { // before the server ends
		close(asked)
		searching.Wait()
	})
	return s
}

func (s *soak) ledger() string { return filepath.Join(s.dir, "ledger.db") }

func (s *soak) kills() int { return max(3, int(s.long/time.Hour)*2) }

// live starts the watch and lets it live until a time of its own, 0 for the end, when it is killed some real milliseconds later.
func (s *soak) live(t *testing.T, until time.Duration, patience, life int) {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSoakWatch$", "-test.timeout=3h")
	c.Env = append(os.Environ(), "DIXIT_SOAK_WATCH="+s.dir, fmt.Sprint("DIXIT_SOAK_AT=", int64(s.at)), fmt.Sprint("DIXIT_SOAK_END=", int64(s.long)), fmt.Sprint("DIXIT_SOAK_FEEDS=", s.feeds))
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	killed := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var at int64
		var m soakSample
		if n, _ := fmt.Sscanf(lines.Text(), "soak %d %g %g %d", &at, &m.heap, &m.rss, &m.goroutines); n == 0 {
			said.WriteString(lines.Text() + "\n")
			continue
		} else if n == 4 {
			m.at = time.Duration(at)
			s.samples = append(s.samples, m)
		}
		s.at = time.Duration(at)
		select {
		case s.asked <- s.at: // else one is on its way
		default:
		}
		if until > 0 && s.at >= until && !killed {
			killed = true
			time.AfterFunc(time.Duration(patience)*time.Millisecond, func() { _ = c.Process.Kill() })
		}
	}
	if err := c.Wait(); err != nil && !killed {
		t.Fatalf("life %d: %v at %s\n%s", life, err, s.at, said.String())
	}
	t.Logf("life %d until %s, %d searches", life, s.at.Round(time.Second), s.searches.Load())
}

// search asks the server that runs on the same ledger.
func (s *soak) search(t *testing.T, at time.Duration) {
	path := [...]string{"/api/v1/statements?q=safe", "/", "/api/v1/status", "/readyz"}[s.searches.Add(1)%4]
	resp, err := s.client.Get(s.address + path)
	if err != nil { // others who use the disk may hold an answer up for longer than the server lets one take
		resp, err = s.client.Get(s.address + path)
	}
	if err != nil {
		t.Error(err)
		return
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("%s at %s: %d %v\n%s", path, at, resp.StatusCode, err, body)
	}
}
