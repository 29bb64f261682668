package main

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestSoakReal is TestSoak in real time with nothing of the program replaced: the watch is the program, fetches over real connections from
// a real server, is killed and started again, and serves its metrics. The web is this machine's: in a network namespace of its own (for
// which it must be root, on Linux) the machine goes by addresses that are public elsewhere. DIXIT_SOAK_REAL is how long; half an hour is
// the least that says anything, since an address is polled every five minutes.
func TestSoakReal(t *testing.T) {
	long, err := time.ParseDuration(os.Getenv("DIXIT_SOAK_REAL"))
	if err != nil {
		t.Skip("DIXIT_SOAK_REAL says for how long")
	}
	if os.Getenv("DIXIT_SOAK_INSIDE") == "" {
		script := "ip link set lo up && for n in 0 1 2 3 4 5 6 7; do ip addr add 9.9.9.$n/32 dev lo; done && exec \"$@\""
		c := exec.CommandContext(t.Context(), "unshare", "--net", "sh", "-c", script, "sh", os.Args[0], "-test.run=^TestSoakReal$", "-test.v", "-test.timeout=0")
		c.Env = append(os.Environ(), "DIXIT_SOAK_INSIDE=1")
		c.Stdout, c.Stderr = os.Stdout, os.Stderr
		if err := c.Run(); err != nil {
			t.Error(err)
		}
		return
	}
	s := newSoak(t, long, 8)
	s.settle = long - 20*time.Minute
	w := &soakWorld{zero: time.Now(), settle: s.settle, feeds: 8, pace: 3 * time.Minute, outage: 4 * time.Minute, before: "9.9.9."}
	s.world = func() *soakWorld { return w }
	var list strings.Builder
	for feed := range w.feeds {
		list.WriteString(w.host(feed) + "/feed.xml\n")
	}
	feeds := s.dir + "/feeds.txt"
	if err := os.WriteFile(feeds, []byte(list.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for feed := range w.feeds {
		l, err := net.Listen("tcp", strings.TrimPrefix(w.host(feed), "http://")+":80")
		if err != nil {
			t.Fatal(err)
		}
		server := &http.Server{Handler: w, ReadHeaderTimeout: time.Minute}
		go server.Serve(l)
		defer server.Close()
	}
	for life := range 4 {
		c, lines := started(t, "watch", "--every", "5m", "--rate", "10", "--log", "json", "--metrics", ":0", "--ledger", s.ledger(), feeds)
		private := strings.Trim(after(t, lines, `"msg":"metrics","at":`), `"}`)
		go func() {
			for range lines { // its pipe must not fill
			}
		}()
		until := time.Duration(life+1) * s.settle / 8
		if life == 3 {
			until = long
		}
		for time.Since(w.zero) < until {
			time.Sleep(min(20*time.Second, until-time.Since(w.zero)))
			s.at = time.Since(w.zero)
			s.search(t, s.at)
			if m, ok := scraped(t, s.client, private+"/metrics"); life == 3 && ok {
				m.at = s.at
				s.samples = append(s.samples, m)
			}
		}
		end := c.Process.Kill
		if life == 3 {
			end = func() error { return c.Process.Signal(os.Interrupt) }
		}
		if err := errors.Join(end(), c.Wait()); err != nil && life == 3 {
			t.Error(err)
		}
		t.Logf("life %d until %s", life, s.at.Round(time.Second))
	}
	s.check(t, false)
}

// scraped is what metrics say of a process.
func scraped(t *testing.T, client *http.Client, address string) (m soakSample, ok bool) {
	t.Helper()
	resp, err := client.Get(address)
	if err != nil {
		t.Error(err)
		return m, false
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	of := func(name string) float64 {
		_, rest, _ := strings.Cut(string(body), "\n"+name+" ")
		line, _, _ := strings.Cut(rest, "\n")
		v, err := strconv.ParseFloat(line, 64)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return v
	}
	return soakSample{heap: of("go_memory_heap_bytes"), rss: of("process_resident_memory_bytes"), goroutines: int(of("go_goroutines"))}, true
}

// ServeHTTP answers over a connection as RoundTrip does.
func (w *soakWorld) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	r.URL.Scheme, r.URL.Host = "http", r.Host
	resp, err := w.RoundTrip(r)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer resp.Body.Close()
	for name, values := range resp.Header {
		to.Header()[name] = values
	}
	to.WriteHeader(resp.StatusCode)
	flushing := http.NewResponseController(to)
	buffer := make([]byte, 4096)
	for {
		n, err := resp.Body.Read(buffer)
		if _, failed := to.Write(buffer[:n]); failed != nil || errors.Is(err, io.ErrUnexpectedEOF) {
			_ = flushing.Flush()
			panic(http.ErrAbortHandler)
		}
		if err != nil {
			return
		}
		_ = flushing.Flush()
	}
}
