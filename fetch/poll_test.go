package fetch

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit"

	"github.com/google/go-cmp/cmp"
)

// poll polls an address and remembers the result.
func poll(t *testing.T, f *Fetcher, address string) *Result {
	t.Helper()
	r := f.Poll(t.Context(), address)
	if err := f.Commit(r); err != nil {
		t.Error(err)
	}
	return r
}

// TestFeed: of a feed the new items are taken, the whole ones as they are and of the others the pages, each once; a changed item
// is taken again; and nothing is fetched of a feed that says that it has not changed.
func TestFeed(t *testing.T) {
	whole := strings.Repeat("<p>“The bridge is safe,” Mayor Eve Brown said on Monday.</p>", 20)
	w := newWeb(map[string]answer{
		"http://news.example/feed": rss("1=http://news.example/1", "2=/2", "3=http://news.example/3="+whole, "4==<p>Short words.</p>", "5=http://news.example/gone", "6=http://10.0.0.1/"),
		"http://news.example/1":    article("one"),
		"http://news.example/2":    article("two"),
		"http://news.example/gone": {status: 410},
	})
	folder := t.TempDir()
	bubble(t, w, Options{Folder: folder}, func(t *testing.T, f *Fetcher) {
		if r := poll(t, f, "http://news.example/feed"); r.Pages != 2 || r.Items != 2 || r.Listings != 1 || r.Failed != 2 {
			t.Errorf("first: %+v", r)
		}
		w.forget()
		if r := poll(t, f, "http://news.example/feed"); r.New() != 0 || r.Unchanged != 1 {
			t.Errorf("second: %+v", r)
		}
		feed := rss("0=http://news.example/0", "1=http://news.example/1", "2=/2", "3=http://news.example/3="+whole+"<p>More.</p>")
		feed.etag = "new"
		w.pages["http://news.example/feed"], w.pages["http://news.example/0"] = feed, article("zero")
		if r := poll(t, f, "http://news.example/feed"); r.Pages != 1 || r.Items != 1 {
			t.Errorf("third: %+v", r)
		}
		if r := poll(t, f, "http://news.example/feed"); r.New() != 0 || r.Unchanged != 1 {
			t.Errorf("fourth: %+v", r)
		}
	})
	want := []string{"http://news.example/feed", "http://news.example/feed", "http://news.example/0", "http://news.example/feed"}
	if diff := cmp.Diff(want, w.urls()); diff != "" {
		t.Error(diff)
	}
	var titles []string
	for _, d := range documents(t, archives(t, folder)...) {
		titles = append(titles, d.Title+" "+d.URL)
	}
	if diff := cmp.Diff([]string{
		"one http://news.example/1", "two http://news.example/2", "About 3 http://news.example/3", "About 4 ",
		"zero http://news.example/0", "About 3 http://news.example/3",
	}, titles); diff != "" {
		t.Error(diff)
	}
}

// TestItems: with Options.Items no page is fetched.
func TestItems(t *testing.T) {
	w := newWeb(map[string]answer{"http://news.example/feed": rss("1=http://news.example/1", "2=http://news.example/2")})
	bubble(t, w, Options{Items: true}, func(t *testing.T, f *Fetcher) {
		if r := poll(t, f, "http://news.example/feed"); r.Items != 2 || r.New() != 2 {
			t.Errorf("%+v", r)
		}
	})
	if len(w.urls()) != 1 {
		t.Errorf("%q", w.urls())
	}
}

// TestSitemaps: indexes are followed two deep and no deeper, in gzip or not; the pages are taken the latest first, as many as
// may be, and the rest later.
func TestSitemaps(t *testing.T) {
	xml := func(s string) answer { return answer{kind: "application/xml", body: s} }
	index := func(urls ...string) answer {
		s := `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
		for _, u := range urls {
			s += "<sitemap><loc>http://news.example/" + u + "</loc></sitemap>"
		}
		return xml(s + "</sitemapindex>")
	}
	pages := map[string]answer{
		"http://news.example/top.xml":    index("middle.xml", "news.xml.gz"),
		"http://news.example/middle.xml": index("pages.xml", "deep.xml"),
		"http://news.example/deep.xml":   index("deeper.xml"),
		"http://news.example/pages.xml":  xml(`<urlset><url><loc>http://news.example/old</loc><lastmod>2001-01-01</lastmod></url></urlset>`),
	}
	s := `<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">`
	for i := range 7 {
		u := fmt.Sprintf("http://news.example/%d", i)
		pages[u] = article(u)
		s += fmt.Sprintf("<url><loc>%s</loc><n:news><n:publication_date>2025-09-%02dT10:00:00Z</n:publication_date><n:title>T &amp; %d</n:title></n:news></url>", u, 10+i, i)
	}
	pages["http://news.example/old"] = article("old")
	pages["http://news.example/news.xml.gz"] = answer{kind: "application/x-gzip", body: zipped(s + "</urlset>")}
	w := newWeb(pages)
	told := bubble(t, w, Options{Limit: 5}, func(t *testing.T, f *Fetcher) {
		if r := poll(t, f, "http://news.example/top.xml"); r.Pages != 5 || r.Left != 3 || r.Failed != 1 {
			t.Errorf("first: %+v", r)
		}
		if r := poll(t, f, "http://news.example/top.xml"); r.Pages != 3 || r.Left != 0 {
			t.Errorf("second: %+v", r)
		}
		if r := poll(t, f, "http://news.example/top.xml"); r.New() != 0 {
			t.Errorf("third: %+v", r)
		}
	})
	var order []string
	for _, u := range w.urls() {
		if !strings.HasSuffix(u, ".xml") && !strings.HasSuffix(u, ".gz") {
			order = append(order, strings.TrimPrefix(u, "http://news.example/"))
		}
	}
	if diff := cmp.Diff(strings.Fields("old 6 5 4 3 2 1 0"), order); diff != "" {
		t.Errorf("%s\n%q", diff, told)
	}
	if slices.Contains(w.urls(), "http://news.example/deeper.xml") {
		t.Error("an index in an index in an index was followed")
	}
}

// TestOutline: the feeds of an outline are polled side by side, each once, those of an outline in it not.
func TestOutline(t *testing.T) {
	w := newWeb(map[string]answer{
		"http://news.example/feeds.opml": {kind: "text/x-opml", body: `<opml version="2.0"><body><outline text="World">
			<outline type="rss" text="A" xmlUrl="http://a.example/feed"/><outline xmlUrl="http://b.example/feed"/></outline>
			<outline xmlUrl="http://a.example/feed"/><outline xmlUrl="http://c.example/more.opml"/></body></opml>`},
		"http://a.example/feed":      rss("a=http://a.example/1", "both=http://a.example/2"),
		"http://b.example/feed":      rss("both=http://a.example/2", "b=http://b.example/1"),
		"http://c.example/more.opml": {kind: "text/xml", body: `<opml><body><outline xmlUrl="http://d.example/feed"/></body></opml>`},
		"http://a.example/1":         article("a1"), "http://a.example/2": article("a2"), "http://b.example/1": article("b1"),
	})
	bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		n := 0
		for _, r := range f.Run(t.Context(), []string{"http://news.example/feeds.opml", "http://a.example/feed"}) {
			n += r.Pages
		}
		if n != 3 {
			t.Errorf("%d pages", n)
		}
	})
	if n := len(w.urls()); n != 8 {
		t.Errorf("%d requests: %q", n, w.urls())
	}
}

// TestUnchangedAbove: where an outline or an index is what it was, what it names may have changed.
func TestUnchangedAbove(t *testing.T) {
	sitemap := func(urls ...string) answer {
		s := "<urlset>"
		for _, u := range urls {
			s += "<url><loc>" + u + "</loc></url>"
		}
		return answer{kind: "text/xml", body: s + "</urlset>"}
	}
	w := newWeb(map[string]answer{
		"http://news.example/feeds.opml": {kind: "text/xml", body: `<opml><body><outline xmlUrl="http://news.example/feed"/></body></opml>`, etag: "1"},
		"http://news.example/feed":       rss("1==words"),
		"http://news.example/index.xml":  {kind: "text/xml", body: `<sitemapindex><sitemap><loc>http://news.example/s.xml</loc></sitemap></sitemapindex>`, etag: "1"},
		"http://news.example/s.xml":      sitemap("http://news.example/a"),
		"http://news.example/a":          article("a"), "http://news.example/b": article("b"),
	})
	bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		for run := range 3 {
			items, pages := 0, 0
			results := f.Run(t.Context(), []string{"http://news.example/feeds.opml", "http://news.example/index.xml"})
			for _, r := range results {
				items, pages = items+r.Items, pages+r.Pages
			}
			if err := f.Commit(results...); err != nil {
				t.Error(err)
			}
			if want := 1; run < 2 && (items != want || pages != want) || run == 2 && items+pages != 0 {
				t.Errorf("run %d: %d items, %d pages", run, items, pages)
			}
			w.pages["http://news.example/feed"] = rss("2==words", "1==words")
			w.pages["http://news.example/s.xml"] = sitemap("http://news.example/b", "http://news.example/a")
		}
	})
}

// TestTransient: an entry whose page cannot be had for now is tried in later polls, and then let be; a host that is dead is not
// tried with every entry.
func TestTransient(t *testing.T) {
	items := []string{}
	pages := map[string]answer{}
	for i := range 20 {
		u := fmt.Sprintf("http://news.example/%d", i)
		items = append(items, fmt.Sprintf("%d=%s", i, u))
		pages[u] = answer{fail: fmt.Errorf("connection reset")}
	}
	pages["http://news.example/feed"] = rss(items...)
	w := newWeb(pages)
	bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		if r := poll(t, f, "http://news.example/feed"); r.Failed != patienceFor || r.Left != 20-patienceFor {
			t.Errorf("dead: %+v", r)
		}
		for i := range 20 {
			if i != 7 {
				w.pages[fmt.Sprintf("http://news.example/%d", i)] = article(fmt.Sprint("number ", i))
			}
		}
		if r := poll(t, f, "http://news.example/feed"); r.Pages != 19 || r.Failed != 1 {
			t.Errorf("alive: %+v", r)
		}
		for range giveUp {
			poll(t, f, "http://news.example/feed")
		}
		w.forget()
		if r := poll(t, f, "http://news.example/feed"); r.Unchanged != 1 || len(w.urls()) != 1 {
			t.Errorf("at the end: %+v %q", r, w.urls())
		}
	})
}

// TestArchive: what was fetched is in the archive, requests and redirects and robots.txt too, and what had been fetched before
// is a record that says so.
func TestArchive(t *testing.T) {
	page := article("bridge")
	page.etag = `"1"`
	packed := article("packed")
	packed.header, packed.body = map[string]string{"Content-Encoding": "gzip"}, zipped(packed.body)
	w := newWeb(map[string]answer{
		"http://a.example/1": page, "http://a.example/2": packed, "http://a.example/0": {status: 301, header: map[string]string{"Location": "/1"}},
	})
	folder := t.TempDir()
	var files []string
	bubble(t, w, Options{Folder: folder}, func(t *testing.T, f *Fetcher) {
		for _, u := range []string{"0", "2", "1", "2"} {
			poll(t, f, "http://a.example/"+u)
		}
		var err error
		if files, err = f.Seal(); err != nil || len(files) != 1 {
			t.Errorf("%v %v", files, err)
		}
		if again, err := f.Seal(); len(again) != 0 || err != nil {
			t.Errorf("given twice: %v %v", again, err)
		}
	})
	names, all := records(t, archives(t, folder)...)
	want := []string{
		"warcinfo",
		"response http://a.example/robots.txt", "request http://a.example/robots.txt",
		"response http://a.example/0", "request http://a.example/0",
		"response http://a.example/1", "request http://a.example/1",
		"response http://a.example/2", "request http://a.example/2",
		"revisit http://a.example/1", "request http://a.example/1",
		"revisit http://a.example/2", "request http://a.example/2",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Fatal(diff)
	}
	if s := string(all[0].Block); !strings.Contains(s, "software: dixit/"+dixit.Version) || !strings.Contains(s, "robots: obey") {
		t.Error(s)
	}
	for i, rec := range all {
		switch rec.Type {
		case "request":
			if rec.Header.Get("WARC-Concurrent-To") != "<"+all[i-1].ID()+">" || !strings.HasPrefix(string(rec.Block), "GET /") {
				t.Errorf("%s %v\n%s", names[i], rec.Header, rec.Block)
			}
		case "revisit":
			first := all[slices.Index(names, "response "+rec.URL())]
			for name, want := range map[string]string{
				"WARC-Refers-To": "<" + first.ID() + ">", "WARC-Refers-To-Target-URI": first.URL(), "WARC-Refers-To-Date": first.Header.Get("WARC-Date"),
				"WARC-Payload-Digest": first.Header.Get("WARC-Payload-Digest"),
			} {
				if rec.Header.Get(name) != want {
					t.Errorf("%s: %s is %q, want %q", names[i], name, rec.Header.Get(name), want)
				}
			}
			if m, err := rec.HTTP(); err != nil || len(m.Raw) != 0 || (m.Status == http.StatusOK) != strings.HasSuffix(rec.Header.Get("WARC-Profile"), "digest") {
				t.Errorf("%s: %v\n%s", names[i], err, rec.Block)
			}
		}
	}
	if docs := documents(t, files...); len(docs) != 2 || docs[1].Title != "packed" {
		t.Errorf("%d documents", len(docs))
	}
}

// TestRotation: an archive that is large enough is ended, and names are made of nothing that came from outside.
func TestRotation(t *testing.T) {
	w := newWeb(map[string]answer{})
	var addresses []string
	for i := range 10 {
		u := fmt.Sprintf("http://a.example/..%%2f..%%2f%d?name=../../x", i)
		w.pages[u] = article(u)
		addresses = append(addresses, u)
	}
	folder := t.TempDir()
	bubble(t, w, Options{Folder: folder}, func(t *testing.T, f *Fetcher) {
		f.archive.max = 4 << 10
		f.Run(t.Context(), addresses)
		files, err := f.Seal()
		if err != nil || len(files) < 3 {
			t.Errorf("%v %v", files, err)
		}
		if diff := cmp.Diff(archives(t, folder), files); diff != "" {
			t.Error(diff)
		}
		if docs := documents(t, files...); len(docs) != 10 {
			t.Errorf("%d documents", len(docs))
		}
	})
}

// TestTouched: an entry that is still listed is not forgotten, however long it is known.
func TestTouched(t *testing.T) {
	w := newWeb(map[string]answer{"http://news.example/1": article("one")})
	bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		for day := range 3 {
			w.pages["http://news.example/feed"] = rss("1=http://news.example/1", fmt.Sprint("new", day, "==words"))
			poll(t, f, "http://news.example/feed")
			time.Sleep(25 * time.Hour)
		}
		if age := time.Since(time.Unix(f.state.known.Seen[keyOf("tag:1")].At, 0)); age > 26*time.Hour {
			t.Errorf("seen %s ago", age)
		}
	})
}

// TestNoticeForFeed: a page where there was a feed is no article, and the feed is taken up again when it is back.
func TestNoticeForFeed(t *testing.T) {
	w := newWeb(map[string]answer{"http://news.example/feed": rss("1==words")})
	told := bubble(t, w, Options{}, func(t *testing.T, f *Fetcher) {
		poll(t, f, "http://news.example/feed")
		w.pages["http://news.example/feed"] = article("Please accept our cookies")
		if r := poll(t, f, "http://news.example/feed"); r.New() != 0 || r.Failed != 1 {
			t.Errorf("%+v", r)
		}
		w.pages["http://news.example/feed"] = rss("2==words", "1==words")
		if r := poll(t, f, "http://news.example/feed"); r.Items != 1 || r.Failed != 0 {
			t.Errorf("%+v", r)
		}
	})
	if len(told) != 1 || !strings.Contains(told[0], "is a page now") {
		t.Errorf("%q", told)
	}
}

// TestFeedAsText: a feed that is served as a page or as text is no document of the archive.
func TestFeedAsText(t *testing.T) {
	folder := t.TempDir()
	feed := rss("1=http://news.example/1")
	feed.kind = "text/html"
	plain := feed
	plain.kind = "text/plain"
	w := newWeb(map[string]answer{"http://news.example/feed": feed, "http://news.example/plain": plain, "http://news.example/1": article("one")})
	bubble(t, w, Options{Folder: folder}, func(t *testing.T, f *Fetcher) {
		poll(t, f, "http://news.example/feed")
		poll(t, f, "http://news.example/plain")
	})
	if docs := documents(t, archives(t, folder)...); len(docs) != 1 || docs[0].Title != "one" {
		t.Errorf("%d documents", len(docs))
	}
}
