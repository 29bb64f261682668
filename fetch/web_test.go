package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dixit"
	"dixit/read"
	"dixit/read/warc"
)

// answer is what a web in memory gives for an address.
type answer struct {
	status int // 0 means 200
	kind   string
	body   string
	header map[string]string
	etag   string
	took   time.Duration
	fail   error
}

// web is the web in memory: addresses and what they give. Addresses that it does not know are not found.
type web struct {
	mu    sync.Mutex
	pages map[string]answer
	give  func(r *http.Request) (answer, bool) // asked first
	calls []call
	busy  map[string]int // requests that are under way, by host
	most  int            // of all hosts at once
	clash bool           // two at once to one host
}

type call struct {
	url    string
	at     time.Time
	header http.Header
}

func newWeb(pages map[string]answer) *web { return &web{pages: pages, busy: map[string]int{}} }

// begin counts a request and finds its answer.
func (w *web) begin(r *http.Request) answer {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = append(w.calls, call{r.URL.String(), time.Now(), r.Header.Clone()})
	w.busy[r.URL.Host]++
	n := 0
	for _, b := range w.busy {
		n += b
	}
	w.most = max(w.most, n)
	w.clash = w.clash || w.busy[r.URL.Host] > 1
	if w.give != nil {
		if a, ok := w.give(r); ok {
			return a
		}
	}
	a, ok := w.pages[r.URL.String()]
	if !ok {
		a = answer{status: 404}
	}
	if a.etag != "" && r.Header.Get("If-None-Match") == a.etag {
		return answer{status: 304, etag: a.etag, header: a.header, took: a.took}
	}
	return a
}

func (w *web) RoundTrip(r *http.Request) (*http.Response, error) {
	a := w.begin(r)
	err := sleep(r.Context(), a.took)
	w.mu.Lock()
	w.busy[r.URL.Host]--
	w.mu.Unlock()
	if err != nil || a.fail != nil {
		return nil, errors.Join(err, a.fail)
	}
	if a.status == 0 {
		a.status = 200
	}
	h := http.Header{}
	if a.kind != "" {
		h.Set("Content-Type", a.kind)
	}
	if a.etag != "" {
		h.Set("ETag", a.etag)
	}
	for k, v := range a.header {
		h.Set(k, v)
	}
	return &http.Response{
		Status: fmt.Sprint(a.status, " ", http.StatusText(a.status)), StatusCode: a.status, ProtoMajor: 1, ProtoMinor: 1,
		Header: h, Body: io.NopCloser(strings.NewReader(a.body)), ContentLength: -1, Request: r,
	}, nil
}

// urls are the addresses that were asked for, but for robots.txt.
func (w *web) urls() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []string
	for _, c := range w.calls {
		if !strings.HasSuffix(c.url, "/robots.txt") {
			all = append(all, c.url)
		}
	}
	return all
}

// forget forgets what was asked for.
func (w *web) forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = nil
}

// article is a page with an article about something.
func article(about string) answer {
	return answer{kind: "text/html; charset=utf-8", body: "<html><head><title>" + about + "</title></head><body><article><h1>" + about + "</h1>" +
		strings.Repeat("<p>“The "+about+" is safe and sound,” Mayor Eve Brown said on Monday, after a long day in the old town of Oldport.</p>", 6) + "</article></body></html>"}
}

// rss is a feed with items, each "id", "id=link" or "id=link=text".
func rss(items ...string) answer {
	s := `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title><link>http://news.example/</link>`
	for _, it := range items {
		p := strings.SplitN(it, "=", 3)
		s += `<item><guid isPermaLink="false">tag:` + p[0] + `</guid><title>About ` + p[0] + `</title><description>In short.</description>`
		if len(p) > 1 && p[1] != "" {
			s += "<link>" + p[1] + "</link>"
		}
		if len(p) > 2 {
			s += "<content:encoded><![CDATA[" + p[2] + "]]></content:encoded>"
		}
		s += "</item>"
	}
	return answer{kind: "application/rss+xml", body: s + "</channel></rss>"}
}

// zipped is s, gzipped.
func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s)) // to memory
	_ = z.Close()
	return b.String()
}

// archives are the archives in a folder, in order.
func archives(t testing.TB, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	return files
}

// records are the records of archives, as "type address".
func records(t testing.TB, files ...string) (names []string, all []*warc.Record) {
	t.Helper()
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		r := warc.NewReader(name, file, warc.Limits{})
		for {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := rec.Verify(); err != nil {
				t.Error(err)
			}
			rec.Block = bytes.Clone(rec.Block)
			all = append(all, rec)
			names = append(names, strings.TrimSpace(rec.Type+" "+rec.URL()))
		}
	}
	return names, all
}

// documents are the documents that package read finds in archives.
func documents(t testing.TB, files ...string) []*dixit.Document {
	t.Helper()
	var all []*dixit.Document
	for d, err := range read.Documents(t.Context(), files, nil, read.Options{}) {
		if err != nil {
			t.Error(err)
			continue
		}
		all = append(all, d)
	}
	return all
}
