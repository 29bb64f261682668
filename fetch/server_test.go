package fetch

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dixit"
)

// TestServer fetches from a real server, over the connections that the program makes, with a permission for its address that
// only a test can give; what the environment says of proxies is not heard.
func TestServer(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://proxy.example:3128")
	t.Setenv("http_proxy", "http://proxy.example:3128")
	var mu sync.Mutex
	agents := map[string]bool{}
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /private\n") })
	mux.HandleFunc("/article", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		agents[r.UserAgent()] = true
		mu.Unlock()
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		body := article("bridge").body
		w.Header().Set("Content-Encoding", "gzip")
		fmt.Fprint(w, zipped(body))
		w.(http.Flusher).Flush() // in chunks
	})
	mux.Handle("/moved", http.RedirectHandler("/article", http.StatusMovedPermanently))
	mux.HandleFunc("/private", func(http.ResponseWriter, *http.Request) { t.Error("robots.txt is not obeyed") })
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, "short")
	})
	mux.HandleFunc("/header", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 2*maxHeader)) })
	server := httptest.NewServer(mux)
	defer server.Close()

	var told []string
	folder := t.TempDir()
	f := newTestFetcher(t, Options{Folder: folder, Rate: MaxRate, Tell: func(err error) { told = append(told, err.Error()) }})
	f.pace = time.Millisecond
	if r := f.Poll(t.Context(), server.URL+"/article"); r.Failed != 1 || !strings.Contains(told[0], "not") {
		t.Fatalf("without permission: %+v %q", r, told)
	}
	f.guard.permit = func(to netip.AddrPort) bool { return to.String() == strings.TrimPrefix(server.URL, "http://") }
	for path, want := range map[string]Result{"/moved": {Pages: 1}, "/private": {Failed: 1}, "/cut": {Failed: 1}, "/header": {Failed: 1}, "/none": {Failed: 1}} {
		if r := poll(t, f, server.URL+path); r.Pages != want.Pages || r.Failed != want.Failed {
			t.Errorf("%s: %+v", path, r)
		}
	}
	if r := poll(t, f, server.URL+"/article"); r.Unchanged != 1 {
		t.Errorf("again: %+v", r)
	}
	files, err := f.Seal()
	if err != nil {
		t.Fatal(err)
	}
	docs := documents(t, files...)
	if len(docs) != 1 || docs[0].Title != "bridge" || docs[0].URL != server.URL+"/article" {
		t.Errorf("%d documents of %q; %q", len(docs), files, told)
	}
	_, all := records(t, files...)
	for _, rec := range all {
		if rec.Type == "response" && rec.Header.Get("WARC-IP-Address") != "127.0.0.1" {
			t.Errorf("%v", rec.Header)
		}
	}
	if want := "dixit/" + dixit.Version + " (reads news; obeys robots.txt)"; len(agents) != 1 || !agents[want] {
		t.Errorf("%v", agents)
	}
}

// TestOnlyHere: no other package of the program opens connections, but for those that answer (serve), that tell others what a search
// gains (alert), that answer how it goes (observe), that carry work between hosts (work/jetstream), that ask a server how fast it is
// (eval/readers) and that put all together. The layer rules say the same; this holds without a linter.
func TestOnlyHere(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		folder := filepath.ToSlash(filepath.Dir(path))
		if folder == "../fetch" || folder == "../alert" || folder == "../cmd/dixit" || folder == "../observe" || folder == "../eval/readers" || folder == "../work/jetstream" || strings.HasPrefix(folder, "../serve") {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		seen++
		for _, pkg := range []string{`"net"`, `"net/http"`, `"net/rpc"`, `"net/smtp"`, `"crypto/tls"`} {
			if strings.Contains(string(data), "\n\t"+pkg+"\n") || strings.Contains(string(data), "import "+pkg) {
				t.Errorf("%s imports %s", path, pkg)
			}
		}
		return nil
	})
	if err != nil || seen < 50 {
		t.Errorf("%d files: %v", seen, err)
	}
}
