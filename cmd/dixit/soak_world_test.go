package main

import (
	"bytes"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// soakWorld is a web of feeds in memory that is a function of the time alone, so that whoever is killed finds it as it would be. New
// items come all the time, articles change, and whatever can go wrong does; from settle on nothing new comes and nothing goes wrong.
type soakWorld struct {
	zero          time.Time
	settle        time.Duration // since zero
	feeds         int
	pace          time.Duration // the slowest feed has something new so often at least
	outage        time.Duration // how long a feed is out
	before, after string        // its hosts are called so before and after the number of the feed

	asked func()                                           // is called with each request; nil for nobody
	hook  func(r *http.Request) (status int, failed error) // takes what alerts send; nil for nowhere
}

// What feeds of a world are like, besides the usual.
const (
	hugeFeed      = iota // at once it has hundreds of items, each whole
	goneFeed             // it is gone for good after an hour
	forbidden            // robots.txt forbids it after an hour
	redirected           // it is elsewhere
	slowFeed             // its bytes come slowly
	strangeRobots        // its robots.txt fails now and then
)

// When things happen in a world.
const (
	changesAfter = 30 * time.Minute // some articles, after they came
	turns        = time.Hour
	hugeAt       = 40 * time.Minute
	hugeItems    = 300
	itemsShown   = 60 // items of a feed
)

// dice is a number that depends on what it is of.
func dice(of ...any) uint64 {
	h := fnv.New64a()
	fmt.Fprintln(h, of...)
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}

// item is one item that a feed offers.
type soakItem struct {
	feed, n int
	born    time.Duration
}

func (w *soakWorld) interval(feed int) time.Duration {
	return w.pace/3 + time.Duration(dice("interval", feed)%uint64(w.pace*2/3))
}

// host is the address of a feed's host.
func (w *soakWorld) host(feed int) string { return "http://" + w.before + strconv.Itoa(feed) + w.after }

// items are the items that a feed has offered until then, the oldest first.
func (w *soakWorld) items(feed int, until time.Duration) []soakItem {
	var all []soakItem
	until = min(until, w.settle)
	for n := 0; ; n++ {
		born := time.Duration(n)*w.interval(feed) + time.Duration(dice("born", feed, n)%120)*time.Second
		if born > until {
			break
		}
		all = append(all, soakItem{feed, n, born})
	}
	if feed == hugeFeed && until >= hugeAt {
		for n := range hugeItems {
			all = append(all, soakItem{feed, 100_000 + n, hugeAt})
		}
	}
	return all
}

// whole reports whether the item stands whole in its feed, and has no page.
func (i soakItem) whole() bool { return i.n >= 100_000 }

// changes is when the article changes, false if it does not.
func (i soakItem) changes() (time.Duration, bool) {
	return i.born + changesAfter, !i.whole() && dice("change", i.feed, i.n)%8 == 0
}

// required are the markers of all that was offered for long enough to be kept, and what they are of.
func (w *soakWorld) required() map[string]string {
	all := map[string]string{}
	for feed := range w.feeds {
		for _, i := range w.items(feed, w.settle) {
			if feed == forbidden || feed == goneFeed && i.born > turns/2 {
				continue
			}
			all[i.marker(0)] = fmt.Sprintf("item %d of feed %d, there at %s", i.n, i.feed, i.born)
			if at, ok := i.changes(); ok && at < w.settle && feed != goneFeed {
				all[i.marker(1)] = fmt.Sprintf("item %d of feed %d, changed at %s", i.n, i.feed, at)
			}
		}
	}
	return all
}

// marker is a word that stands in nothing but one version of one article: in what is said there.
func (i soakItem) marker(version int) string {
	n := (i.feed*1_000_000+i.n)*2 + version
	s := "zx"
	for range 6 {
		s += string(rune('a' + n%26))
		n /= 26
	}
	return s + "qy"
}

// said are the paragraphs of an article, each with something said in it, which are no other article's.
func (i soakItem) said(now time.Duration) []string {
	var all []string
	version := 1
	if at, ok := i.changes(); ok && now >= at {
		version = 2
	}
	for v := range version {
		p := "“The " + i.marker(v) + " plan is safe," + i.chatter(10+v, 12) + "” Mayor Eve Brown said on Monday. It is known that"
		all = append(all, p+i.chatter(v, 30))
	}
	return append(all, i.chatter(-1, 60), i.chatter(-2, 60), i.chatter(-3, 60))
}

// chatter is n words that mean nothing, and are no other article's or paragraph's.
func (i soakItem) chatter(paragraph, n int) string {
	words := strings.Fields("the council of the old town has met again to speak about a new road near the harbour while many people of the valley asked why " +
		"nobody had told them what the works would cost or when the first trains might come back to the station after a long winter of rain and storms")
	var b strings.Builder
	for k := range n {
		b.WriteString(" " + words[dice("word", i.feed, i.n, paragraph, k)%uint64(len(words))])
	}
	return b.String() + "."
}

// RoundTrip implements http.RoundTripper.
func (w *soakWorld) RoundTrip(r *http.Request) (*http.Response, error) {
	if w.asked != nil {
		w.asked()
	}
	if r.URL.Host == "hook.example" {
		status, err := w.hook(r)
		return reply(r, status, "text/plain", ""), err
	}
	feed, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(r.URL.Host, w.before), w.after))
	if err != nil || feed >= w.feeds {
		return nil, errors.New("no such host")
	}
	now := time.Since(w.zero)
	page, number, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch page {
	case "robots.txt":
		return w.robots(r, feed, now)
	case "feed.xml", "moved.xml":
		return w.feed(r, feed, now)
	}
	n, err := strconv.Atoi(number)
	for _, i := range w.items(feed, now) {
		if err == nil && i.n == n && !i.whole() {
			return w.article(r, i, now)
		}
	}
	return reply(r, 404, "text/html", "no"), nil
}

func (w *soakWorld) robots(r *http.Request, feed int, now time.Duration) (*http.Response, error) {
	switch {
	case feed == forbidden && now > turns:
		return reply(r, 200, "text/plain", "User-agent: *\nDisallow: /\n"), nil
	case feed == strangeRobots && now < w.settle && dice("robots", now/(10*time.Minute))%3 == 0:
		return fault(r, now, "User-agent: *\n")
	case feed%3 == 0:
		return reply(r, 404, "text/html", "no"), nil
	}
	return reply(r, 200, "text/plain", fmt.Sprintf("User-agent: *\nDisallow: /private%d\nCrawl-delay: %d\n", now/time.Hour, dice("delay", now/time.Hour)%3)), nil
}

func (w *soakWorld) feed(r *http.Request, feed int, now time.Duration) (*http.Response, error) {
	switch {
	case feed == goneFeed && now > turns:
		return reply(r, 410, "text/html", "gone"), nil
	case feed == redirected && r.URL.Path == "/feed.xml":
		resp := reply(r, 301, "text/html", "")
		resp.Header.Set("Location", "/moved.xml")
		return resp, nil
	}
	var b strings.Builder
	b.WriteString(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Post ` + strconv.Itoa(feed) + `</title>`)
	all := w.items(feed, now)
	most := itemsShown
	if feed == hugeFeed {
		most += hugeItems
	}
	for k := len(all) - 1; k >= max(0, len(all)-most); k-- {
		i := all[k]
		about := "In short."
		if at, ok := i.changes(); ok && now >= at {
			about = "In short, and put right."
		}
		fmt.Fprintf(&b, `<item><guid isPermaLink="false">tag:%d:%d</guid><title>Plan %[2]d of %[1]d</title><description>%[3]s</description><pubDate>%[4]s</pubDate>`,
			i.feed, i.n, about, w.zero.Add(i.born).Format(time.RFC1123Z))
		if i.whole() {
			b.WriteString("<content:encoded><![CDATA[<p>" + strings.Repeat(strings.Join(i.said(now), "</p><p>")+"</p><p>", 1) + strings.Repeat("It rained all day in the valley. ", 20) + "</p>]]></content:encoded>")
		} else {
			fmt.Fprintf(&b, "<link>%s/a/%d</link>", w.host(i.feed), i.n)
		}
		b.WriteString("</item>")
	}
	b.WriteString("</channel></rss>")
	const window = 40 * time.Minute
	if feed != goneFeed && now < w.settle && now%window < w.outage && dice("outage", feed, now/window)%4 == 0 {
		return fault(r, now, b.String())
	}
	resp := reply(r, 200, "application/rss+xml", b.String())
	if feed == slowFeed {
		resp.Body = io.NopCloser(&slowBytes{rest: []byte(b.String())})
	}
	return resp, nil
}

func (w *soakWorld) article(r *http.Request, i soakItem, now time.Duration) (*http.Response, error) {
	title := fmt.Sprintf("Plan %d of %d", i.n, i.feed)
	body := fmt.Sprintf(`<html lang="en"><head><title>%s</title><meta property="article:published_time" content="%s"></head><body><article><h1>%[1]s</h1><p>%[3]s</p></article></body></html>`,
		title, w.zero.Add(i.born).Format(time.RFC3339), strings.Join(i.said(now), "</p><p>"))
	if now-i.born < 7*time.Minute && dice("page", i.feed, i.n)%5 == 0 {
		return fault(r, now, body)
	}
	if !strings.HasPrefix(r.URL.Path, "/r/") && dice("move", i.feed, i.n)%7 == 0 {
		resp := reply(r, 302, "text/html", "")
		resp.Header.Set("Location", fmt.Sprintf("/r/%d", i.n))
		return resp, nil
	}
	return reply(r, 200, "text/html; charset=utf-8", body), nil
}

// fault is an answer that went wrong, one way or another.
func fault(r *http.Request, now time.Duration, body string) (*http.Response, error) {
	switch dice("fault", r.URL, now/(5*time.Minute)) % 10 {
	case 0:
		<-r.Context().Done()
		return nil, r.Context().Err()
	case 1:
		return nil, errors.New("connection reset by peer")
	case 2:
		resp := reply(r, 200, "application/xml", body)
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(body[:len(body)/2]), brokenOff{}))
		return resp, nil
	case 3:
		resp := reply(r, 429, "text/html", "wait")
		resp.Header.Set("Retry-After", "600")
		return resp, nil
	case 4:
		resp := reply(r, 503, "text/html", "busy")
		resp.Header.Set("Retry-After", "20")
		return resp, nil
	case 5:
		return reply(r, 404, "text/html", "no"), nil
	case 6:
		if strings.Contains(r.URL.Path, ".xml") { // of a page nobody could tell
			return reply(r, 200, "text/html", "<html><body><p>"+strings.Repeat("We are working on it. ", 50)+"</p></body></html>"), nil
		}
	case 7:
		if strings.Contains(r.URL.Path, ".xml") {
			return reply(r, 200, "application/rss+xml", "<rss><channel><item><title>\x00\xff"), nil
		}
	}
	return reply(r, 500, "text/html", "no"), nil
}

// brokenOff is the end of a body that breaks off.
type brokenOff struct{}

func (brokenOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// slowBytes gives a few bytes a second.
type slowBytes struct{ rest []byte }

func (s *slowBytes) Read(p []byte) (int, error) {
	if len(s.rest) == 0 {
		return 0, io.EOF
	}
	time.Sleep(2 * time.Second)
	n := copy(p, s.rest[:min(len(s.rest), 4096)])
	s.rest = s.rest[n:]
	return n, nil
}

func reply(r *http.Request, status int, kind, body string) *http.Response {
	return &http.Response{
		Status: fmt.Sprint(status, " ", http.StatusText(status)), StatusCode: status, ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(bytes.NewReader([]byte(body))), ContentLength: -1, Request: r,
	}
}
