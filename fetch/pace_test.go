package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dixit"

	"pgregory.net/rapid"
)

// TestSchedule draws what polls may give: the next poll is never sooner than the user, the address or its host allows, and never
// later than in a day unless the host asks for that.
func TestSchedule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		every := time.Duration(rapid.Int64Range(int64(MinEvery), int64(MaxEvery)).Draw(t, "every"))
		now := time.Unix(1_800_000_000, 0)
		var s schedule
		for range rapid.IntRange(1, 30).Draw(t, "polls") {
			r := &Result{
				Pages: rapid.IntRange(0, 1).Draw(t, "pages"), Listings: rapid.IntRange(0, 1).Draw(t, "listings"), Left: rapid.IntRange(0, 1).Draw(t, "left"),
				failed: rapid.Bool().Draw(t, "failed"), every: time.Duration(rapid.Int64Range(0, int64(48*time.Hour)).Draw(t, "says")),
			}
			if rapid.Bool().Draw(t, "asks") {
				r.later = now.Add(time.Duration(rapid.Int64Range(0, int64(maxLater)).Draw(t, "later")))
			}
			s = s.after(r, every, now)
			wait := time.Unix(s.Next, 0).Sub(now)
			switch {
			case wait < every-time.Second:
				t.Errorf("in %s, every %s", wait, every)
			case r.Left == 0 && !r.failed && wait < min(r.every, MaxEvery)-time.Second:
				t.Errorf("in %s, it changes every %s", wait, r.every)
			case !r.later.IsZero() && s.Next < r.later.Unix():
				t.Errorf("in %s, it asks for %s", wait, r.later.Sub(now))
			case wait > MaxEvery && s.Next != r.later.Unix():
				t.Errorf("in %s", wait)
			}
			now = time.Unix(s.Next, 0)
		}
	})
}

// watched runs a watch for some virtual time and returns when its addresses were asked for, robots.txt not, and what was told.
func watched(t *testing.T, w *web, every, during time.Duration, addresses ...string) (at map[string][]time.Duration, told []string) {
	t.Helper()
	at = map[string][]time.Duration{}
	synctest.Test(t, func(t *testing.T) {
		f := newTestFetcher(t, Options{Folder: t.TempDir(), Transport: w, Tell: func(err error) { told = append(told, err.Error()) }})
		ctx, stop := context.WithTimeout(t.Context(), during)
		defer stop()
		began := time.Now()
		if err := f.Watch(ctx, addresses, every, func(context.Context, []string) error { return nil }); err != nil {
			t.Error(err)
		}
		for _, c := range w.calls {
			if !strings.HasSuffix(c.url, "/robots.txt") {
				at[c.url] = append(at[c.url], c.at.Sub(began))
			}
		}
	})
	return at, told
}

// TestAdaptive: a feed that changes is polled as often as it may be, one that does not less and less often, one that says so or
// is refused by its server not more often than that, and one that is gone not at all.
func TestAdaptive(t *testing.T) {
	n := 0
	w := newWeb(map[string]answer{
		"http://quiet.example/feed": rss("1==words"),
		"http://ttl.example/feed":   {kind: "text/xml", body: strings.Replace(rss("2==words").body, "<title>", "<ttl>180</ttl><title>", 1)},
		"http://age.example/feed":   {kind: "text/xml", body: rss("3==words").body, header: map[string]string{"Cache-Control": "public, max-age=7200"}, etag: "1"},
		"http://sy.example/feed": {kind: "text/xml", body: strings.Replace(rss("4==words").body, "<channel>",
			`<channel xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>`, 1)},
		"http://gone.example/feed":  {status: 410},
		"http://later.example/feed": {status: 503, header: map[string]string{"Retry-After": "36000"}},
		"http://dead.example/feed":  {fail: errors.New("no route")},
	})
	w.give = func(r *http.Request) (answer, bool) {
		if r.URL.Host != "busy.example" || r.URL.Path == "/robots.txt" {
			return answer{}, false
		}
		n++
		return rss(fmt.Sprint("n", n, "==words")), true
	}
	at, told := watched(t, w, 10*time.Minute, 24*time.Hour, "http://busy.example/feed", "http://quiet.example/feed", "http://ttl.example/feed",
		"http://age.example/feed", "http://sy.example/feed", "http://gone.example/feed", "http://later.example/feed", "http://dead.example/feed", "http://10.0.0.1/feed")
	for host, c := range map[string]struct{ least, most int }{
		"busy": {130, 145}, "quiet": {25, 50}, "ttl": {6, 9}, "age": {8, 13}, "sy": {4, 5}, "gone": {1, 1}, "later": {2, 3}, "dead": {5, 9},
	} {
		if n := len(at["http://"+host+".example/feed"]); n < c.least || n > c.most {
			t.Errorf("%s: %d polls", host, n)
		}
	}
	if n := strings.Count(strings.Join(told, "\n"), "dead.example"); n != len(at["http://dead.example/feed"]) {
		t.Errorf("%d polls of the dead one failed", n)
	}
	if n := strings.Count(strings.Join(told, "\n"), "http://10.0.0.1"); n != 1 {
		t.Errorf("%d polls of an address that can never be fetched", n)
	}
}

// TestResume: after a restart an address is polled when it is due, and not before.
func TestResume(t *testing.T) {
	w := newWeb(map[string]answer{"http://a.example/feed": rss("1==words")})
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		began, kept := time.Now(), 0
		for _, during := range []time.Duration{time.Minute, time.Minute, time.Minute, 10 * time.Minute} {
			f, err := New(Options{Folder: folder, Transport: w})
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithTimeout(t.Context(), during)
			err = f.Watch(ctx, []string{"http://a.example/feed"}, 10*time.Minute, func(_ context.Context, files []string) error {
				kept += len(documents(t, files...))
				return nil
			})
			stop()
			if err := errors.Join(err, f.Close()); err != nil {
				t.Error(err)
			}
		}
		feeds := w.urls()
		if kept != 1 || len(feeds) != 2 || w.calls[len(w.calls)-1].at.Sub(began) < 10*time.Minute {
			t.Errorf("%d kept; %q", kept, feeds)
		}
	})
}

// TestKeepFails: when the ledger is not to be had the watch ends, and what was not kept comes again; when a document is bad it
// goes on.
func TestKeepFails(t *testing.T) {
	w := newWeb(map[string]answer{"http://a.example/feed": rss("1=http://a.example/1"), "http://a.example/1": article("one")})
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		for _, failure := range []error{dixit.Errorf(dixit.Unavailable, "the disk is full"), dixit.Errorf(dixit.Unreadable, "a bad page"), nil} {
			f, err := New(Options{Folder: folder, Transport: w})
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithTimeout(t.Context(), 11*time.Minute)
			err = f.Watch(ctx, []string{"http://a.example/feed"}, 10*time.Minute, func(_ context.Context, files []string) error {
				calls++
				if docs := documents(t, files...); len(docs) != 1 || docs[0].Title != "one" {
					t.Errorf("%d documents", len(docs))
				}
				return failure
			})
			stop()
			if fatal := dixit.KindOf(failure) == dixit.Unavailable; fatal != (err != nil) {
				t.Errorf("%v: %v", failure, err)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
		if calls != 2 {
			t.Errorf("kept %d times", calls)
		}
	})
}

// TestWatchOutline: feeds that an outline gains are watched from then on.
func TestWatchOutline(t *testing.T) {
	outline := func(hosts ...string) answer {
		s := `<opml version="1.0"><body>`
		for _, h := range hosts {
			s += `<outline xmlUrl="http://` + h + `.example/feed"/>`
		}
		return answer{kind: "text/xml", body: s + "</body></opml>"}
	}
	w := newWeb(map[string]answer{"http://a.example/feed": rss("a==words"), "http://b.example/feed": rss("b==words")})
	began := time.Time{}
	w.give = func(r *http.Request) (answer, bool) {
		if began.IsZero() {
			began = time.Now()
		}
		if r.URL.Path != "/feeds.opml" {
			return answer{}, false
		}
		if time.Since(began) < time.Hour {
			return outline("a"), true
		}
		return outline("a", "b"), true
	}
	at, _ := watched(t, w, 10*time.Minute, 4*time.Hour, "http://list.example/feeds.opml")
	if a, b := at["http://a.example/feed"], at["http://b.example/feed"]; len(a) < 5 || len(b) < 3 || b[0] < time.Hour {
		t.Errorf("%v\n%v", a, b)
	}
}

// TestEveryIsBounded: neither a flood nor a watch that never looks can be asked for.
func TestEveryIsBounded(t *testing.T) {
	f := newTestFetcher(t, Options{})
	for _, every := range []time.Duration{0, -time.Hour, time.Second, MinEvery - 1, MaxEvery + 1} {
		if err := f.Watch(t.Context(), nil, every, nil); dixit.KindOf(err) != dixit.Invalid {
			t.Errorf("%s: %v", every, err)
		}
	}
}
