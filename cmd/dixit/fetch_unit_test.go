package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dixit"
	"dixit/fetch"
	"dixit/ledger"
	"dixit/work"
)

// tasksOf are the units on the list of a ledger.
func tasksOf(t *testing.T, store string) (tasks []ledger.Task) {
	t.Helper()
	l, list, err := openWorklist(t.Context(), store, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for task, err := range list.Tasks(t.Context(), ledger.TaskFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		tasks = append(tasks, task)
	}
	return tasks
}

// newsSites is a web of two hosts with feeds, of which something cannot be had.
func newsSites() map[string]string {
	return map[string]string{
		"http://news.example/feed":  channel("http://news.example/1", "http://news.example/gone"),
		"http://news.example/1":     story("Bridge", "The bridge is safe"),
		"http://news.example/2":     story("Tunnel", "The tunnel is closed"),
		"http://other.example/feed": channel("http://other.example/3"),
		"http://other.example/3":    story("Tower", "The tower stands"),
	}
}

// TestEnqueueFeeds: the addresses of an outline, of a list and of the command line are units, one a host, and what is there is read once.
// Enqueued again they are asked for what is new.
func TestEnqueueFeeds(t *testing.T) {
	f := newFetching(t, newsSites())
	feeds := filepath.Join(f.dir, "feeds.opml")
	outline := `<opml version="2.0"><body><outline text="all"><outline xmlUrl="http://news.example/feed"/><outline xmlUrl="HTTP://Other.example/feed"/></outline></body></opml>`
	if err := os.WriteFile(feeds, []byte(outline), 0o600); err != nil {
		t.Fatal(err)
	}
	f.in = "http://news.example/2\n# mine\nhttp://10.0.0.1/\n"
	if code := f.run(t, "enqueue", feeds, "--list", "-"); code != 0 || f.out.String() != "3 new units of 1 file and 4 addresses.\n" {
		t.Fatalf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "work", "--until-empty"); code != 3 || !strings.Contains(f.out.String(), "3 units done with 3 new articles and 15 statements") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	store := filepath.Join(f.dir, "ledger.db")
	for _, task := range tasksOf(t, store) {
		got, err := json.Marshal(task.Tally)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{
			"http://news.example/feed": `"kept":2,"unchanged":0,"copies":0,"skipped":10,"failed":1,"statements":10,"failures":[{"place":"http://news.example/gone","reason":"404 Not Found","count":1}]`,
			"http://10.0.0.1/":         `"failed":1,"statements":0,"failures":[{"place":"\"http://10.0.0.1/\"","reason":"10.0.0.1 is not a public address"`,
		}[task.Unit.Path]
		if task.State != ledger.TaskDone || !strings.Contains(string(got), want) {
			t.Errorf("%s: %s %s", task.Unit.Path, task.State, got)
		}
	}
	f.w.pages["http://news.example/feed"] = channel("http://news.example/4", "http://news.example/1")
	f.w.pages["http://news.example/4"] = story("Harbour", "The harbour is open")
	f.w.asked, f.in = 0, "http://news.example/2\n"
	if code := f.run(t, "enqueue", feeds, "--list", "-"); code != 0 || f.out.String() != "0 new units of 1 file and 3 addresses; 2 to be asked for again.\n" {
		t.Fatalf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "enqueue", feeds); code != 0 || f.out.String() != "1 new unit of 1 file and 2 addresses; 1 were on the list already.\n" {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "work", "--until-empty", "--jobs", "2"); code != 0 || !strings.Contains(f.out.String(), "3 units done with 1 new article and 5 statements") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "search", "harbour"); code != 0 || !strings.Contains(f.out.String(), "Eve Brown") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
}

// TestEnqueuedOutline: the feeds of an outline at an address are put on the list; those of an outline in it are not.
func TestEnqueuedOutline(t *testing.T) {
	pages := newsSites()
	pages["http://lists.example/feeds.opml"] = `<opml version="2.0"><body><outline xmlUrl="http://news.example/feed"/><outline xmlUrl="http://lists.example/again.opml"/></body></opml>`
	pages["http://lists.example/again.opml"] = `<opml version="2.0"><body><outline xmlUrl="http://other.example/feed"/></body></opml>`
	f := newFetching(t, pages)
	if code := f.run(t, "enqueue", "http://lists.example/feeds.opml"); code != 0 {
		t.Fatalf("%d\n%s%s", code, &f.out, &f.errs)
	}
	if code := f.run(t, "work", "--until-empty"); code != 3 || !strings.Contains(f.out.String(), "3 units done with 1 new article") {
		t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
	}
	last := tasksOf(t, filepath.Join(f.dir, "ledger.db"))[2]
	if len(last.Tally.Failures) != 1 || last.Tally.Failures[0].Reason != "an outline in an outline is not followed" {
		t.Errorf("%+v", last)
	}
}

// away is a host that does not answer for a while.
type away struct {
	*webInMemory
	until time.Time
}

func (a away) RoundTrip(r *http.Request) (*http.Response, error) {
	if time.Now().Before(a.until) && r.URL.Host == "news.example" {
		return nil, io.ErrUnexpectedEOF
	}
	return a.webInMemory.RoundTrip(r)
}

// addressSite is a worker with a queue in process, on a web in memory, in a bubble of time.
type addressSite struct {
	store ledger.Ledger
	list  ledger.Worklist
	web   *unitWeb
}

func newAddressSite(t *testing.T, transport http.RoundTripper) *addressSite {
	t.Helper()
	dir := t.TempDir()
	store, list, err := openWorklist(context.WithoutCancel(t.Context()), filepath.Join(dir, "ledger.db"), func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	term := &terminal{getenv: func(string) string { return "" }, transport: transport}
	web, err := webFlags{out: filepath.Join(dir, "fetched"), rate: fetch.MaxRate}.web(term, "")
	if err != nil {
		t.Fatal(err)
	}
	return &addressSite{store, list, web}
}

// handler does units as one worker does.
func (s *addressSite) handler() work.Handler {
	return newUnitReader(s.store, s.list, func(string) string { return "" }, nil, s.web).handle
}

// claim leases a unit.
func (s *addressSite) claim(t *testing.T, u ledger.Unit, owner string) ledger.Task {
	t.Helper()
	task, err := s.list.Claim(t.Context(), u, ledger.Lease{Owner: owner, Now: time.Now(), Until: time.Now().Add(time.Hour)})
	if err != nil || task.Owner != owner {
		t.Fatalf("%+v, %v", task, err)
	}
	return task
}

// TestAddressRedelivered: a unit of addresses that is delivered again, while it is done and after, changes nothing, whatever the queue.
func TestAddressRedelivered(t *testing.T) {
	s := newAddressSite(t, &webInMemory{pages: newsSites()})
	u := ledger.Unit{Path: "http://news.example/1", More: []string{"http://news.example/2"}}
	task := s.claim(t, u, "one")
	if err := s.handler()(t.Context(), task); err != nil {
		t.Fatal(err)
	}
	was, err := s.list.Task(t.Context(), task.ID)
	if err != nil || was.State != ledger.TaskDone || was.Tally.Kept != 2 {
		t.Fatalf("%+v, %v", was, err)
	}
	other := newAddressSite(t, &webInMemory{pages: newsSites()}) // that remembers nothing
	other.store, other.list = s.store, s.list
	for _, again := range []*addressSite{s, other} {
		if err := again.handler()(t.Context(), task); err != nil {
			t.Error(err)
		}
	}
	n, err := s.store.Counts(t.Context())
	if err != nil || n.Documents != 2 {
		t.Errorf("%+v, %v", n, err)
	}
	if now, err := s.list.Task(t.Context(), task.ID); err != nil || now.Tally.Kept != 2 {
		t.Errorf("%+v, %v", now, err)
	}
}

// unsteady is a list that keeps nothing the first time.
type unsteady struct {
	ledger.Worklist
	failed bool
}

func (u *unsteady) PutUnit(ctx context.Context, entries []ledger.Entry, end ledger.Ending) ([]ledger.Fate, error) {
	if !u.failed && len(entries) > 0 {
		u.failed = true
		return nil, dixit.Errorf(dixit.Unavailable, "the disk is full")
	}
	return u.Worklist.PutUnit(ctx, entries, end)
}

// TestAddressNotKept: what a ledger could not keep is asked for again, though its host says that there is nothing new.
func TestAddressNotKept(t *testing.T) {
	s := newAddressSite(t, &webInMemory{pages: newsSites()})
	s.list = &unsteady{Worklist: s.list}
	u := ledger.Unit{Path: "http://other.example/feed"}
	if err := s.handler()(t.Context(), s.claim(t, u, "one")); dixit.KindOf(err) != dixit.Unavailable {
		t.Fatal(err)
	}
	if n, err := s.store.Counts(t.Context()); err != nil || n.Documents != 0 {
		t.Fatalf("%+v, %v", n, err)
	}
	if err := s.list.Release(t.Context(), u.ID(), "one", time.Now(), "the disk was full"); err != nil {
		t.Fatal(err)
	}
	if err := s.handler()(t.Context(), s.claim(t, u, "two")); err != nil {
		t.Fatal(err)
	}
	if n, err := s.store.Counts(t.Context()); err != nil || n.Documents != 1 {
		t.Errorf("%+v, %v", n, err)
	}
}

// TestAddressesOverHTTP: two workers take units from a queue in process, which delivers each twice, and ask a real server; a host is asked
// for one thing at a time.
func TestAddressesOverHTTP(t *testing.T) {
	pages := newsSites()
	var mu sync.Mutex
	busy, clashes := map[string]int{}, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if busy[r.Host]++; busy[r.Host] > 1 {
			clashes++
		}
		mu.Unlock()
		defer func() {
			mu.Lock()
			defer mu.Unlock()
			busy[r.Host]--
		}()
		body, ok := pages["http://"+r.Host+r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
		}
		_, _ = io.WriteString(w, body) // who asks says what came
	}))
	defer server.Close()
	s := newAddressSite(t, &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
	}})
	units := []ledger.Unit{{Path: "http://news.example/feed"}, {Path: "http://news.example/2"}, {Path: "http://other.example/feed"}}
	queue := work.NewMemory(10, time.Minute)
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	if _, err := s.list.AddWork(ctx, time.Now(), units...); err != nil {
		t.Fatal(err)
	}
	other := newAddressSite(t, s.web.opts.Transport) // that knows nothing of how fast the first asks
	other.store, other.list = s.store, s.list
	var workers sync.WaitGroup
	for i, site := range []*addressSite{s, other} {
		w := &work.Worker{Queue: queue, List: s.list, Handle: site.handler(), Name: fmt.Sprint("worker", i), Retry: 10 * time.Millisecond}
		workers.Go(func() {
			if err := w.Run(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	for range 2 {
		if err := queue.Offer(ctx, units...); err != nil {
			t.Fatal(err)
		}
		if err := work.UntilEmpty(ctx, s.list, nil, 50*time.Millisecond); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	workers.Wait()
	n, err := s.store.Counts(t.Context())
	if err != nil || n.Documents != 3 || clashes > 0 {
		t.Errorf("%+v, %v; %d at once", n, err, clashes)
	}
}

// TestOneHostOneWorker: while a worker asks a host, another leaves units of that host for later, and not of another.
func TestOneHostOneWorker(t *testing.T) {
	s := newAddressSite(t, &webInMemory{pages: newsSites()})
	s.claim(t, ledger.Unit{Path: "http://News.example/1"}, "one")
	err := s.handler()(t.Context(), s.claim(t, ledger.Unit{Path: "http://news.example/2"}, "two"))
	if wait, ok := err.(*work.WaitError); !ok || !wait.Untried || time.Until(wait.Until) > 5*time.Second { //nolint:errorlint // it is not wrapped
		t.Errorf("%v", err)
	}
	if err := s.handler()(t.Context(), s.claim(t, ledger.Unit{Path: "http://other.example/3"}, "three")); err != nil {
		t.Error(err)
	}
}

// TestHostAway: a unit whose host does not answer is tried again, and given up with the reason.
func TestHostAway(t *testing.T) {
	f := newFetching(t, newsSites())
	for name, c := range map[string]struct {
		away  time.Duration
		code  int
		state ledger.TaskState
	}{"ForAWhile": {12 * time.Minute, 3, ledger.TaskDone}, "ForGood": {24 * time.Hour, 3, ledger.TaskDead}} {
		t.Run(name, func(t *testing.T) {
			f.dir = t.TempDir()
			if code := f.run(t, "enqueue", "http://news.example/feed", "http://other.example/feed"); code != 0 {
				t.Fatalf("%d\n%s%s", code, &f.out, &f.errs)
			}
			f.away = c.away
			if code := f.run(t, "work", "--until-empty"); code != c.code || !strings.Contains(f.out.String(), "failed: http://news.example/feed: ") {
				t.Errorf("%d\n%s%s", code, &f.out, &f.errs)
			}
			tasks := tasksOf(t, filepath.Join(f.dir, "ledger.db"))
			if tasks[0].State != c.state || tasks[1].State != ledger.TaskDone || tasks[1].Tally.Kept != 1 {
				t.Errorf("%+v", tasks)
			}
		})
	}
}
