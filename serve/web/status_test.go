package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/serve"

	"golang.org/x/net/html"
)

// worklist is a list of work in memory.
type worklist struct{ units []serve.Unit }

func newWorklist() *worklist {
	return &worklist{[]serve.Unit{
		{ID: "a1", Path: "crawl-1.warc.gz", From: 0, To: 1 << 20, State: "done"},
		{ID: "a2", Path: "crawl-1.warc.gz", From: 1 << 20, To: 2 << 20, State: "dead", Tries: 5, Reason: "truncated gzip member"},
		{ID: "a3", Path: "crawl-2.warc.gz", State: "waiting"},
	}}
}

func (w *worklist) WorkCounts(context.Context) (c serve.WorkCounts, _ error) {
	for _, u := range w.units {
		*map[string]*int{"waiting": &c.Waiting, "leased": &c.Leased, "done": &c.Done, "dead": &c.Dead}[u.State]++
	}
	return c, nil
}

func (w *worklist) Units(_ context.Context, state, after string, limit int) (out []serve.Unit, _ error) {
	for _, u := range w.units {
		if u.State == state && u.ID > after && len(out) < limit {
			out = append(out, u)
		}
	}
	return out, nil
}

func (w *worklist) Retry(_ context.Context, id string) error {
	for i, u := range w.units {
		if u.ID == id && u.State == "dead" {
			w.units[i].State = "waiting"
			return nil
		}
	}
	return dixit.Errorf(dixit.NotFound, "unit %s: none that is dead", id)
}

// fill tells a ledger of what fills it: feeds of which some are in trouble, failures, a run that goes on and others.
func fill(t *testing.T, store ledger.Ledger) {
	t.Helper()
	at := time.Date(2025, 3, 4, 12, 0, 0, 0, time.UTC)
	var failures []ledger.Failure
	for i := range 3 {
		failures = append(failures, ledger.Failure{At: at, Run: "ingest", Place: fmt.Sprintf("crawl.warc.gz @%d", i), Reason: fmt.Sprintf("record %d: truncated", i), Sort: "record …: truncated"})
	}
	failures = append(failures, ledger.Failure{At: at, Run: "watch", Place: "https://post.example/feed", Reason: "status 503", Sort: "status …", URL: "https://post.example/feed"})
	runs := []ledger.Run{
		{ID: "1", What: "ingest", Began: at, Seen: at, Ended: at.Add(time.Minute), Documents: 12, Statements: 40, Failures: 3},
		{ID: "2", What: "ingest", Began: at.Add(time.Hour), Seen: at.Add(time.Hour), Documents: 1},
		{ID: "3", What: "reextract", Began: time.Now(), Seen: time.Now().Add(time.Hour), Documents: 50, Statements: 700, Done: 50, Total: 200},
	}
	for _, r := range runs {
		if err := store.NoteRun(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.NoteFailures(t.Context(), failures...); err != nil {
		t.Fatal(err)
	}
	if err := store.NoteFeeds(t.Context(),
		ledger.Feed{Address: "https://post.example/feed", Fetched: at, Next: at.Add(time.Hour), Failures: 3, Error: "status 503: Service Unavailable", Wrong: at},
		ledger.Feed{Address: "https://times.example/news/world/rss.xml", Fetched: at, Changed: at, Next: at.Add(time.Hour), Missed: 2, Waiting: 4, Error: "https://times.example/a: status 500", Wrong: at},
		ledger.Feed{Address: "https://herald.example/atom", Fetched: at, Changed: at, Error: "status 502", Wrong: at.Add(-time.Hour)},
	); err != nil {
		t.Fatal(err)
	}
}

// TestStatus proves that the page tells what is wrong in words, and that every number on it leads to as many rows.
func TestStatus(t *testing.T) {
	s := newSite(t, sample()...)
	body := s.page("/status")
	for _, want := range []string{
		"<b>reextract</b>", `value="25"`, "25 % of 200 articles", "700 statements", "not had 3 times in a row", "status 503: Service Unavailable",
		"2 entries not had", "4 entries left", "record …: truncated", "it was killed", ">2 in trouble<",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if strings.Contains(body, "another version") {
		t.Error("something is outdated")
	}
	row, link := regexp.MustCompile(`(?m)^<tr>`), regexp.MustCompile(`<a href="((?:/status/|/articles)[^"]*)">(\d+)`)
	n := 0
	for _, m := range link.FindAllStringSubmatch(body, -1) {
		n++
		if m[1] == "/status/failures" && m[2] == "3" { // of one run, among those of all
			continue
		}
		if got := fmt.Sprint(len(row.FindAllString(s.page(html.UnescapeString(m[1])), -1))); got != m[2] {
			t.Errorf("%s leads to %s rows", m[0], got)
		}
	}
	if n < 10 {
		t.Errorf("only %d numbers", n)
	}
}

// TestOutdated proves that what another engine has read is told of and listed.
func TestOutdated(t *testing.T) {
	s := newSite(t, sample()...)
	ex := s.found[0]
	ex.Engine.Version = "older"
	if _, err := s.store.Replace(t.Context(), s.docs[0].SHA256, ex); err != nil {
		t.Fatal(err)
	}
	if body := s.page("/status"); !strings.Contains(body, `<a href="/articles?engine=other">1 article</a> of 3 was read`) {
		t.Errorf("it is not told:\n%s", body)
	}
	if body := s.page("/articles?engine=other"); !strings.Contains(body, "Talks at Oldport") || strings.Contains(body, "Roy on stone") {
		t.Errorf("not that one:\n%s", body)
	}
}

// TestStatusJSON proves that the same is there for programs, a page at a time.
func TestStatusJSON(t *testing.T) {
	s := newSite(t, sample()...)
	var status serve.Status
	s.json("/status.json", &status)
	if status.Documents != 3 || status.Feeds != 3 || status.Troubled != 2 || status.Failures != 4 || status.Work == nil || status.Work.Dead != 1 || status.Bytes == 0 || !status.Runs[0].Running {
		t.Errorf("%+v", status)
	}
	var many []ledger.Failure
	for i := range 250 {
		many = append(many, ledger.Failure{At: time.Now(), Run: "ingest", Place: fmt.Sprint(i), Reason: "no text", Sort: "no text"})
	}
	if err := s.store.NoteFailures(t.Context(), many...); err != nil {
		t.Fatal(err)
	}
	var places []string
	for path := "/status/failures.json?reason=no+text"; path != ""; {
		var p struct {
			Rows []struct{ Place string }
			Next string
		}
		s.json(path, &p)
		for _, r := range p.Rows {
			places = append(places, r.Place)
		}
		path = p.Next
	}
	if len(places) != 250 || places[0] != "249" || places[249] != "0" {
		t.Errorf("%d places: %.60v", len(places), places)
	}
	for _, path := range []string{"/status/failures?before=x", "/articles?before=-1", "/status/work?state=asleep"} {
		if status, _, body := s.get(path); status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
}

// json reads what is at an address.
func (s *site) json(path string, into any) {
	s.t.Helper()
	status, header, body := s.get(path)
	if err := json.Unmarshal([]byte(body), into); err != nil || status != http.StatusOK || header.Get("Content-Type") != "application/json" {
		s.t.Fatalf("%s: %d %s %v %.200s", path, status, header.Get("Content-Type"), err, body)
	}
}

// TestLive proves that whoever listens is told what runs, at once and when it changes, and that the number of listeners is bounded.
func TestLive(t *testing.T) {
	s := newSite(t, sample()...)
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	listen := func() (*http.Response, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/status/live", nil)
		if err != nil {
			t.Fatal(err)
		}
		return http.DefaultClient.Do(req)
	}
	res, err := listen()
	if err != nil || res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") {
		t.Fatalf("%v %v", err, res)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	until := func(want string) {
		for lines.Scan() {
			if strings.Contains(lines.Text(), want) {
				return
			}
		}
		t.Fatalf("it ends without %q: %v", want, lines.Err())
	}
	until("event: live")
	until("25 % of 200 articles")
	if err := s.store.NoteRun(t.Context(), ledger.Run{ID: "3", What: "reextract", Began: time.Now(), Seen: time.Now().Add(time.Hour), Done: 150, Total: 200}); err != nil {
		t.Fatal(err)
	}
	until("75 % of 200 articles")
	var statuses []int
	for range 32 {
		res, err := listen()
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		statuses = append(statuses, res.StatusCode)
	}
	if statuses[30] != http.StatusOK || statuses[31] != http.StatusServiceUnavailable {
		t.Errorf("%v", statuses)
	}
}

// TestRetry proves that who may write can have dead work tried again, and nobody else.
func TestRetry(t *testing.T) {
	s := newSite(t, sample()...)
	if body := s.page("/status/work"); !strings.Contains(body, "truncated gzip member") || strings.Contains(body, "Try again") {
		t.Errorf("who may only read sees\n%s", body)
	}
	if res, err := http.PostForm(s.url+"/status/work/a2", url.Values{}); err != nil || res.StatusCode != http.StatusUnauthorized {
		t.Errorf("%v %v", res, err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/status/work/a2", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.SetBasicAuth("desk", pen)
	res, err := http.DefaultClient.Do(req)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%v %v", res, err)
	}
	res.Body.Close()
	if states := s.work.units; !slices.ContainsFunc(states, func(u serve.Unit) bool { return u.ID == "a2" && u.State == "waiting" }) {
		t.Errorf("%+v", states)
	}
}
