package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

// TestSoakWatch is the watch of TestSoak: it is run by that, in a process of its own.
func TestSoakWatch(t *testing.T) {
	dir := os.Getenv("DIXIT_SOAK_WATCH")
	if dir == "" {
		t.Skip("run by TestSoak")
	}
	number := func(name string) int64 {
		n, err := strconv.ParseInt(os.Getenv(name), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	from, end := time.Duration(number("DIXIT_SOAK_AT")), time.Duration(number("DIXIT_SOAK_END"))
	log, err := os.OpenFile(filepath.Join(dir, "log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	hook, err := os.OpenFile(filepath.Join(dir, "hook"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, stop := signal.NotifyContext(t.Context(), os.Interrupt) // what waits for signals is started outside of virtual time
	defer stop()
	before := goleak.IgnoreCurrent()
	synctest.Test(t, func(t *testing.T) {
		w := virtualWorld(end-time.Hour, int(number("DIXIT_SOAK_FEEDS")))
		w.zero = time.Now()
		w.asked = func() { fmt.Printf("soak %d\n", time.Since(w.zero)) }
		w.hook = func(r *http.Request) (int, error) {
			var told struct {
				Data struct{ Statement json.RawMessage }
			}
			if err := json.NewDecoder(r.Body).Decode(&told); err != nil {
				return 400, nil
			}
			if dice("hook", time.Since(w.zero)/time.Minute)%5 == 0 {
				return 503, nil
			}
			_, err := fmt.Fprintf(hook, "%s\n", told.Data.Statement)
			return 204, err
		}
		time.Sleep(from)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			for ctx.Err() == nil {
				soakState(time.Since(w.zero))
				time.Sleep(10 * time.Minute)
			}
		}()
		time.AfterFunc(end-from, cancel)
		term := &terminal{in: strings.NewReader(""), out: io.Discard, err: log, width: plainWidth, transport: w, getenv: func(string) string { return "" }}
		root := newRootCommand(term)
		root.SetArgs([]string{"watch", "--every", "5m", "--rate", "10", "--log", "json", "--ledger", filepath.Join(dir, "ledger.db"), "--alerts", filepath.Join(dir, "alerts.toml"), filepath.Join(dir, "feeds.txt")})
		if code := exitCode(ctx, term, root.ExecuteContext(ctx)); code != 0 {
			t.Errorf("exits with %d", code)
		}
		time.Sleep(20 * time.Minute) // what samples ends
	})
	if err := goleak.Find(before); err != nil {
		t.Error(err)
	}
}

// soakState says what the process takes when all that is not needed is given back.
func soakState(at time.Duration) {
	runtime.GC()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	rss := 0.0
	if data, err := os.ReadFile("/proc/self/statm"); err == nil {
		if pages, err := strconv.ParseFloat(strings.Fields(string(data))[1], 64); err == nil {
			rss = pages * float64(os.Getpagesize())
		}
	}
	fmt.Printf("soak %d %d %.0f %d\n", at, m.HeapAlloc, rss, runtime.NumGoroutine())
}
