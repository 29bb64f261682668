package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// webInMemory is the web in memory: addresses and the bodies that they give.
type webInMemory struct {
	mu    sync.Mutex
	pages map[string]string
	asked int
}

func (w *webInMemory) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked++
	body, ok := w.pages[r.URL.String()]
	status := http.StatusOK
	if !ok {
		status = http.StatusNotFound
	}
	kind := "text/html; charset=utf-8"
	if strings.Contains(r.URL.Path, "feed") {
		kind = "application/rss+xml"
	}
	return &http.Response{
		Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {kind}},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r,
	}, nil
}

func story(title, words string) string {
	return `<html><head><title>` + title + `</title></head><body><article><h1>` + title + `</h1>` +
		strings.Repeat("<p>“"+words+",” Mayor Eve Brown said on Monday in Oldport, where she had gone to see the works.</p>", 5) + `</article></body></html>`
}

func channel(links ...string) string {
	s := `<rss version="2.0"><channel><title>Oldport Post</title>`
	for _, link := range links {
		s += `<item><title>T</title><link>` + link + `</link></item>`
	}
	return s + `</channel></rss>`
}

// fetching is a terminal on a web in memory, with a ledger in a folder of the test.
type fetching struct {
	w         *webInMemory
	dir       string
	in        string
	away      time.Duration // how long news.example does not answer, from the beginning of a run on
	out, errs bytes.Buffer
}

func newFetching(t *testing.T, pages map[string]string) *fetching {
	_, stop := signal.NotifyContext(t.Context(), os.Interrupt) // what waits for signals is started outside of virtual time
	t.Cleanup(stop)
	return &fetching{w: &webInMemory{pages: pages}, dir: t.TempDir()}
}

func (f *fetching) terminal() *terminal {
	f.out.Reset()
	f.errs.Reset()
	return &terminal{in: strings.NewReader(f.in), out: &f.out, err: &f.errs, width: plainWidth, transport: away{f.w, time.Now().Add(f.away)}, getenv: func(name string) string {
		if name == "DIXIT_LEDGER" {
			return filepath.Join(f.dir, "ledger.db")
		}
		return ""
	}}
}

// run does a command line in virtual time.
func (f *fetching) run(t *testing.T, args ...string) (code int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		term := f.terminal()
		root := newRootCommand(term)
		root.SetArgs(args)
		code = exitCode(t.Context(), term, root.ExecuteContext(t.Context()))
	})
	return code
}

// TestFetch: what is fetched is in the archives and in the ledger, what has not changed is said so, and what could not be
// fetched is a line and an exit code.
func TestFetch(t *testing.T) {
	f := newFetching(t, map[string]string{
		"http://news.example/feed": channel("http://news.example/1", "http://news.example/2"),
		"http://news.example/1":    story("Bridge", "The bridge is safe"),
		"http://news.example/2":    story("Tunnel", "The tunnel is closed"),
	})
	if code := f.run(t, "fetch", "http://news.example/feed"); code != 0 || !strings.Contains(f.out.String(), "2 pages fetched.") ||
		!strings.Contains(f.out.String(), "2 new articles") || f.errs.Len() > 0 {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "search", "tunnel"); code != 0 || !strings.Contains(f.out.String(), "Eve Brown") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "fetch", "http://news.example/feed", "http://news.example/3", "http://10.0.0.1/"); code != 3 ||
		f.out.String() != "0 pages fetched, 1 unchanged.\n" || strings.Count(f.errs.String(), "\n") != 3 || !strings.Contains(f.errs.String(), "404 Not Found") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if files, err := filepath.Glob(filepath.Join(f.dir, "ledger.fetched", "dixit-*.warc.gz")); len(files) != 2 || err != nil {
		t.Errorf("%q", files)
	}
}

// TestFetchTold: the ledger is told how feeds are and what could not be had, by fetch and by watch.
func TestFetchTold(t *testing.T) {
	f := newFetching(t, map[string]string{
		"http://news.example/feed": channel("http://news.example/1", "http://news.example/gone"),
		"http://news.example/1":    story("Bridge", "The bridge is safe"),
	})
	if code := f.run(t, "fetch", "http://news.example/feed"); code != 3 {
		t.Fatalf("%d\n%s%s", code, &f.out, &f.errs)
	}
	code := f.run(t, "status")
	for _, want := range []string{"1, 1 of them in trouble", "http://news.example/feed: http://news.example/gone: ", "1  404 Not Found", "last run   fetch of "} {
		if code != 1 || !strings.Contains(f.out.String(), want) {
			t.Errorf("%d: no %q in\n%s%s", code, want, &f.out, &f.errs)
		}
	}
}

// TestFetchInterrupted: what was fetched before an interrupt is in the ledger, and the next run fetches the rest.
func TestFetchInterrupted(t *testing.T) {
	pages := map[string]string{}
	var links []string
	for _, name := range []string{"bridge", "tunnel", "tower", "harbour", "market"} {
		links = append(links, "http://news.example/"+name)
		pages["http://news.example/"+name] = story(name, "The "+name+" is safe")
	}
	pages["http://news.example/feed"] = channel(links...)
	f := newFetching(t, pages)
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(4*time.Second, stop)
		term := f.terminal()
		root := newRootCommand(term)
		root.SetArgs([]string{"fetch", "http://news.example/feed"})
		if code := exitCode(ctx, term, root.ExecuteContext(ctx)); code != exitInterrupted || !strings.Contains(f.out.String(), "2 pages fetched.") {
			t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
		}
	})
	if code := f.run(t, "search", "bridge"); code != 0 {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "fetch", "http://news.example/feed"); code != 0 || !strings.Contains(f.out.String(), "3 pages fetched.") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
}

// TestFetchOnly: with --no-ingest the names of the archives are printed, which dixit ingest takes.
func TestFetchOnly(t *testing.T) {
	f := newFetching(t, map[string]string{"http://news.example/1": story("Bridge", "The bridge is safe")})
	f.in = "# mine\nhttp://news.example/1\n\n"
	if code := f.run(t, "fetch", "--no-ingest", "--out", filepath.Join(f.dir, "archive"), "-"); code != 0 {
		t.Errorf("%d\n%s", code, &f.errs)
	}
	name := strings.TrimSpace(f.out.String())
	if code := f.run(t, "ingest", name); code != 0 || !strings.Contains(f.out.String(), "1 new article") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
}

// TestFetchUsage: what is wrong with a command line is said before anything is fetched.
func TestFetchUsage(t *testing.T) {
	f := newFetching(t, nil)
	for args, want := range map[string]string{
		"fetch": "give addresses", "fetch news.example": "neither an address", "fetch --rate 0 http://a.example": "rate 0", "fetch --rate 99 http://a.example": "rate 99",
		"fetch --limit 0 http://a.example": "limit 0", "fetch --allow-port 70000 http://a.example": "port 70000", "fetch --contact (x) http://a.example": "contact",
		"watch --every 1s http://a.example": "every 1s: at least 5m", "watch --every x http://a.example": "invalid argument", "fetch -": "no addresses",
	} {
		if code := f.run(t, strings.Fields(args)...); code != 2 || !strings.Contains(f.errs.String(), want) || strings.Count(f.errs.String(), "\n") != 1 {
			t.Errorf("%s: %d %s", args, code, &f.errs)
		}
	}
	if f.w.asked != 0 {
		t.Errorf("%d requests", f.w.asked)
	}
	file := filepath.Join(f.dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if code := f.run(t, "fetch", "--out", file, "http://a.example"); code != 4 {
		t.Errorf("a folder that is a file: %d %s", code, &f.errs)
	}
}

// TestWatch: a line for each new article, what was printed is in the ledger, an interrupt is a good end, and after it the watch
// goes on where it was.
func TestWatch(t *testing.T) {
	f := newFetching(t, map[string]string{
		"http://news.example/feed": channel("http://news.example/1"),
		"http://news.example/1":    story("Bridge", "The bridge is safe"),
		"http://news.example/2":    story("Tunnel", "The tunnel is closed"),
	})
	list := filepath.Join(f.dir, "feeds.opml")
	if err := os.WriteFile(list, []byte(`<opml version="2.0"><body><outline xmlUrl="http://news.example/feed"/></body></opml>`), 0o600); err != nil {
		t.Fatal(err)
	}
	watch := func(during time.Duration, then func(), args ...string) string {
		synctest.Test(t, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			time.AfterFunc(during, stop)
			if then != nil {
				time.AfterFunc(during/2, then)
			}
			term := f.terminal()
			root := newRootCommand(term)
			root.SetArgs(append([]string{"watch"}, args...))
			if code := exitCode(ctx, term, root.ExecuteContext(ctx)); code != 0 || f.errs.Len() > 0 {
				t.Errorf("%d %s", code, &f.errs)
			}
		})
		return f.out.String()
	}
	if out := watch(time.Hour, nil, list); out != "Bridge  5 statements by 1 speaker\n" {
		t.Errorf("first: %s", out)
	}
	out := watch(2*time.Hour, func() {
		f.w.mu.Lock()
		defer f.w.mu.Unlock()
		f.w.pages["http://news.example/feed"] = channel("http://news.example/2", "http://news.example/1")
	}, "--json", list)
	if strings.Count(out, "\n") != 1 || !strings.Contains(out, `"title":"Tunnel"`) {
		t.Errorf("second: %s", out)
	}
	if code := f.run(t, "search", "tunnel"); code != 0 || !strings.Contains(f.out.String(), "Eve Brown") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
}
