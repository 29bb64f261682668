package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dixit"

	"github.com/google/go-cmp/cmp"
)

// bubble runs a test in virtual time, with a fetcher on a web in memory. It returns what was told of failures.
func bubble(t *testing.T, w *web, opt Options, test func(t *testing.T, f *Fetcher)) (told []string) {
	t.Helper()
	opt.Transport = w
	opt.Tell = func(err error) { told = append(told, err.Error()) }
	synctest.Test(t, func(t *testing.T) { test(t, newTestFetcher(t, opt)) })
	return told
}

// TestPace: one request a host at a time, not more often than the rate, in no beat, and several hosts side by side.
func TestPace(t *testing.T) {
	pages := map[string]answer{}
	var addresses []string
	for h := range 12 {
		for p := range 5 {
			u := fmt.Sprintf("http://h%d.example/%d", h, p)
			a := article(u)
			a.took = 3 * time.Second
			pages[u] = a
			addresses = append(addresses, u)
		}
	}
	w := newWeb(pages)
	bubble(t, w, Options{Rate: 0.1}, func(t *testing.T, f *Fetcher) {
		for _, r := range f.Run(t.Context(), addresses) {
			if r.Pages != 1 || r.Err != nil {
				t.Errorf("%+v", r)
			}
		}
	})
	if w.clash || w.most > sideBySide || w.most < 2 {
		t.Errorf("two at once to one host: %v; %d at once", w.clash, w.most)
	}
	last, gaps := map[string]time.Time{}, map[time.Duration]bool{}
	for _, c := range w.calls {
		host := strings.Split(c.url, "/")[2]
		if before, ok := last[host]; ok {
			gap := c.at.Sub(before)
			if gaps[gap] = true; gap < 10*time.Second || gap > 30*time.Second {
				t.Errorf("%s after %s", c.url, gap)
			}
		}
		last[host] = c.at
	}
	if len(gaps) < 10 {
		t.Errorf("in a beat: %v", gaps)
	}
	if len(w.calls) != 12*6 {
		t.Errorf("%d requests: robots.txt once a host and each page once", len(w.calls))
	}
}

// TestBusy: a server that is busy is asked again when it says, or later each time, and left alone after some tries.
func TestBusy(t *testing.T) {
	date := func(d time.Duration) func() string {
		return func() string { return time.Now().Add(d).UTC().Format(http.TimeFormat) }
	}
	for name, c := range map[string]struct {
		status     int
		retryAfter func() string
		busy       int           // answers before a good one
		least      time.Duration // until the page is there, or given up
		most       time.Duration
		told       string
	}{
		"seconds":         {429, func() string { return "40" }, 1, 40 * time.Second, 44 * time.Second, ""},
		"date":            {503, date(time.Minute), 1, 55 * time.Second, 65 * time.Second, ""},
		"past date":       {503, date(-time.Hour), 1, time.Second, 4 * time.Second, ""},
		"nothing said":    {503, nil, 2, 15 * time.Second, 22 * time.Second, ""},
		"never better":    {503, nil, 9, 15 * time.Second, 22 * time.Second, "http://a.example/: 503 Service Unavailable"},
		"too long":        {429, func() string { return "3600" }, 1, 0, 3 * time.Second, "http://a.example/: host a.example: it asks not to be called before 2000-01-01T01:00:0"},
		"endless":         {429, func() string { return "99999999999999999999" }, 1, 0, 3 * time.Second, "before 2000-01-08"},
		"nonsense":        {500, func() string { return "soon" }, 1, 5 * time.Second, 9 * time.Second, ""},
		"not for now":     {404, func() string { return "3600" }, 9, 0, 3 * time.Second, "404 Not Found"},
		"gone":            {410, nil, 9, 0, 3 * time.Second, "410 Gone"},
		"status unknown":  {799, nil, 9, 0, 3 * time.Second, "799"},
		"broken upstream": {502, nil, 1, 5 * time.Second, 9 * time.Second, ""},
	} {
		w := newWeb(nil)
		n := 0
		w.give = func(r *http.Request) (answer, bool) {
			if r.URL.Path == "/robots.txt" {
				return answer{status: 404}, true
			}
			if n++; n > c.busy {
				return article("bridge"), true
			}
			a := answer{status: c.status, header: map[string]string{}}
			if c.retryAfter != nil {
				a.header["Retry-After"] = c.retryAfter()
			}
			return a, true
		}
		told := bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
			began := time.Now()
			f.Poll(t.Context(), "http://a.example/")
			if took := time.Since(began); took < c.least || took > c.most {
				t.Errorf("%s: took %s", name, took)
			}
		})
		if !strings.Contains(strings.Join(told, "\n"), c.told) || (c.told == "") != (len(told) == 0) {
			t.Errorf("%s: %q", name, told)
		}
		if n > tries {
			t.Errorf("%s: %d tries", name, n)
		}
	}
}

// TestRobotsObeyed: what robots.txt says is obeyed, also where a redirect leads; it is fetched once a day; and as long as it
// cannot be had nothing is fetched.
func TestRobotsObeyed(t *testing.T) {
	robots := func(body string) answer { return answer{kind: "text/plain", body: body} }
	w := newWeb(map[string]answer{
		"http://a.example/robots.txt":     robots("User-agent: *\nDisallow: /private\nCrawl-delay: 20\n"),
		"http://a.example/1":              article("1"),
		"http://a.example/2":              article("2"),
		"http://a.example/private":        article("secret"),
		"http://a.example/to-private":     {status: 302, header: map[string]string{"Location": "/private"}},
		"http://a.example/to-b":           {status: 302, header: map[string]string{"Location": "http://b.example/1"}},
		"http://b.example/robots.txt":     robots("User-agent: dixit\nDisallow: /\n"),
		"http://b.example/1":              article("b"),
		"http://down.example/robots.txt":  {status: 500},
		"http://down.example/1":           article("down"),
		"http://dead.example/robots.txt":  {fail: errors.New("no route")},
		"http://dead.example/1":           article("dead"),
		"http://shy.example/robots.txt":   {status: 403},
		"http://shy.example/1":            article("shy"),
		"http://c.example/robots.txt":     {status: 301, header: map[string]string{"Location": "http://www.c.example/robots.txt"}},
		"http://www.c.example/robots.txt": robots("User-agent: *\nDisallow: /x\n"),
		"http://c.example/x":              article("x"),
		"http://c.example/y":              article("y"),
		"http://round.example/robots.txt": {status: 301, header: map[string]string{"Location": "/robots.txt"}},
		"http://round.example/1":          article("round"),
	})
	told := bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		began := time.Now()
		for _, u := range []string{"http://a.example/1", "http://a.example/2", "http://a.example/private", "http://a.example/to-private", "http://a.example/to-b"} {
			f.Poll(t.Context(), u)
		}
		if took := time.Since(began); took < time.Minute || took > 90*time.Second {
			t.Errorf("four requests with a delay of 20 s took %s", took)
		}
		for _, u := range []string{"http://down.example/1", "http://dead.example/1", "http://shy.example/1", "http://c.example/x", "http://c.example/y", "http://round.example/1"} {
			f.Poll(t.Context(), u)
		}
		time.Sleep(robotsAgain + time.Minute)
		w.pages["http://down.example/robots.txt"] = robots("")
		f.Poll(t.Context(), "http://down.example/1")
		time.Sleep(robotsFor)
		f.Poll(t.Context(), "http://down.example/1")
	})
	want := []string{
		"http://a.example/1", "http://a.example/2", "http://a.example/to-private", "http://a.example/to-b", "http://shy.example/1", "http://c.example/y",
		"http://round.example/1", "http://down.example/1", "http://down.example/1",
	}
	if diff := cmp.Diff(want, w.urls()); diff != "" {
		t.Errorf("%s\n%q", diff, told)
	}
	n := 0
	for _, c := range w.calls {
		if c.url == "http://a.example/robots.txt" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("robots.txt was fetched %d times", n)
	}
	if len(told) != 6 {
		t.Errorf("%q", told)
	}
}

// TestRedirects: at most five, each checked like the first address.
func TestRedirects(t *testing.T) {
	to := func(u string) answer { return answer{status: 301, header: map[string]string{"Location": u}} }
	pages := map[string]answer{
		"http://a.example/private": to("http://169.254.169.254/latest/meta-data/"), "http://a.example/port": to("http://a.example:22/"),
		"http://a.example/file": to("file:///etc/passwd"), "http://a.example/user": to("http://u:p@b.example/"), "http://a.example/local": to("//localhost/"),
		"http://a.example/loop": to("/loop"), "http://a.example/empty": to(""), "http://a.example/good": to("//b.example/6"), "http://b.example/end": article("end"),
		"http://a.example/decimal": to("http://2130706433/"),
	}
	for i := range 7 {
		pages["http://b.example/"+strconv.Itoa(i)] = to("http://b.example/" + strconv.Itoa(i-1))
	}
	pages["http://b.example/0"] = article("end")
	w := newWeb(pages)
	told := bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		for _, path := range []string{"private", "port", "file", "user", "local", "loop", "empty", "good", "decimal"} {
			if r := f.Poll(t.Context(), "http://a.example/"+path); r.New() != 0 || r.Failed != 1 {
				t.Errorf("%s: %+v", path, r)
			}
		}
		if r := f.Poll(t.Context(), "http://b.example/5"); r.Pages != 1 {
			t.Errorf("five redirects: %+v", r)
		}
	})
	for _, c := range w.calls {
		if !strings.HasPrefix(c.url, "http://a.example/") && !strings.HasPrefix(c.url, "http://b.example/") {
			t.Errorf("%s was asked for", c.url)
		}
	}
	if !strings.Contains(strings.Join(told, "\n"), "over 5 redirects") {
		t.Errorf("%q", told)
	}
}

// TestRefusedBodies: a body that is too large, or grows too large, or is no text, is one failure.
func TestRefusedBodies(t *testing.T) {
	zeros := strings.Repeat("\x00", maxBody+2<<20)
	bomb := zipped(zeros)
	w := newWeb(map[string]answer{
		"http://a.example/large":   {kind: "text/html", body: zeros[:maxBody+1]},
		"http://a.example/bomb":    {kind: "text/html", body: bomb, header: map[string]string{"Content-Encoding": "gzip"}},
		"http://a.example/sitemap": {kind: "application/gzip", body: bomb},
		"http://a.example/nested":  {kind: "text/html", body: zipped(zipped("x")), header: map[string]string{"Content-Encoding": "gzip, gzip"}},
		"http://a.example/cut":     {kind: "text/html", body: zipped(strings.Repeat("abcdefgh", 9999))[:60], header: map[string]string{"Content-Encoding": "gzip"}},
		"http://a.example/film":    {kind: "video/mp4", body: "x"},
		"http://a.example/pdf":     {kind: "application/pdf", body: "%PDF-"},
		"http://a.example/bad":     {kind: "text/html", status: 200, header: map[string]string{"Content-Encoding": "compress"}, body: "x"},
		"http://a.example/slow":    {kind: "text/html", body: "x", took: time.Hour},
		"http://a.example/feed":    {kind: "application/rss+xml", body: `<rss version="2.0"><channel><item>` + strings.Repeat("<a>", 1_000_000)},
	})
	told := bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		for u := range w.pages {
			if r := f.Poll(t.Context(), u); r.New() != 0 || r.Failed != 1 || r.Err != nil {
				t.Errorf("%s: %+v", u, r)
			}
		}
		if files, err := f.Seal(); len(files) != 0 || err != nil {
			t.Errorf("archives with documents: %v %v", files, err)
		}
	})
	if len(told) != len(w.pages) {
		t.Errorf("%q", told)
	}
}

// TestWhatIsSent: an honest name, conditions when something is known, and nothing that tells of a person.
func TestWhatIsSent(t *testing.T) {
	a := article("bridge")
	a.etag, a.header = `"1"`, map[string]string{"Last-Modified": "Mon, 01 Jan 2001 00:00:00 GMT", "Set-Cookie": "a=b"}
	w := newWeb(map[string]answer{"http://a.example/": a})
	bubble(t, w, Options{Contact: "https://our.example/about"}, func(t *testing.T, f *Fetcher) {
		for range 2 {
			if err := f.Commit(f.Poll(t.Context(), "http://a.example/")); err != nil {
				t.Error(err)
			}
		}
	})
	want := http.Header{
		"User-Agent": {"dixit/" + dixit.Version + " (+https://our.example/about)"}, "Accept-Encoding": {"gzip, zstd"}, "Accept": w.calls[0].header["Accept"],
		"If-None-Match": {`"1"`}, "If-Modified-Since": {"Mon, 01 Jan 2001 00:00:00 GMT"},
	}
	if diff := cmp.Diff(want, w.calls[len(w.calls)-1].header); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"a b", "x\r\nHost: y", "a)", strings.Repeat("a", 300), "bücher"} {
		if _, err := New(Options{Folder: t.TempDir(), Contact: bad}); err == nil {
			t.Errorf("%q is a contact", bad)
		}
	}
}

// TestInterrupted: a poll that is interrupted says so, and is no failure of the address.
func TestInterrupted(t *testing.T) {
	w := newWeb(map[string]answer{"http://a.example/": {kind: "text/html", body: "x", took: time.Minute}})
	told := bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		ctx, stop := context.WithCancel(ctx)
		time.AfterFunc(500*time.Millisecond, stop)
		if r := f.Poll(ctx, "http://a.example/"); !errors.Is(r.Err, context.Canceled) || r.Failed != 0 {
			t.Errorf("%+v", r)
		}
	})
	if len(told) != 0 {
		t.Errorf("%q", told)
	}
}

// TestAskedForPatience: what a host asks for holds for other addresses of it, and for the next run.
func TestAskedForPatience(t *testing.T) {
	w := newWeb(map[string]answer{"http://a.example/2": article("two")})
	w.give = func(r *http.Request) (answer, bool) {
		return answer{status: 503, header: map[string]string{"Retry-After": "7200"}}, r.URL.Path == "/1"
	}
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		for i, want := range []Result{{Failed: 2}, {Failed: 1}, {Pages: 1}} {
			f := newTestFetcher(t, Options{Folder: folder, Transport: w})
			if i == 0 {
				r := poll(t, f, "http://a.example/1")
				want.Failed -= r.Failed
			}
			if r := poll(t, f, "http://a.example/2"); r.Pages != want.Pages || r.Failed != want.Failed {
				t.Errorf("run %d: %+v", i, r)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
			f.unlock = func() error { return nil } // the test's own end closes it again
			time.Sleep(3700 * time.Second)
		}
	})
	if n := len(w.urls()); n != 2 {
		t.Errorf("%q", w.urls())
	}
}

// TestBudget: one document has five minutes, over however many redirects, and waiting for others at its host is not counted.
func TestBudget(t *testing.T) {
	slow := func(to string) answer {
		return answer{status: 302, header: map[string]string{"Location": to}, took: 110 * time.Second}
	}
	last := article("end")
	last.took = 110 * time.Second
	w := newWeb(map[string]answer{"http://a.example/1": slow("/2"), "http://a.example/2": slow("/3"), "http://a.example/3": last})
	for i := range 5 {
		a := article("page")
		a.took = 110 * time.Second
		w.pages[fmt.Sprintf("http://b.example/%d", i)] = a
	}
	told := bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		if r := f.Poll(t.Context(), "http://a.example/1"); r.Failed != 1 {
			t.Errorf("%+v", r)
		}
		var addresses []string
		for i := range 5 {
			addresses = append(addresses, fmt.Sprintf("http://b.example/%d", i))
		}
		for _, r := range f.Run(t.Context(), addresses) {
			if r.Pages != 1 {
				t.Errorf("%+v", r)
			}
		}
	})
	if len(told) != 1 || !strings.Contains(told[0], "over 5m0s for one document") {
		t.Errorf("%q", told)
	}
}
