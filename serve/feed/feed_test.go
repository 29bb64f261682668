package feed_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/internal/servetest"
	"dixit/serve"
	"dixit/serve/feed"

	"github.com/mmcdole/gofeed"
	"pgregory.net/rapid"
)

// sample is a feed of the articles of servetest.
func sample(t *testing.T) feed.Feed {
	t.Helper()
	links := serve.Links{Base: "https://dixit.example"}
	f := feed.Feed{ID: links.Tag("feed", "x"), Title: "dixit · " + servetest.Hostile, Home: "https://dixit.example/?q=a&b", Self: "https://dixit.example/feeds/atom", Next: "https://dixit.example/feeds/atom?after=x"}
	for _, e := range servetest.Articles(t) {
		for _, s := range e.Extraction.Statements {
			f.Items = append(f.Items, feed.ItemOf(dixit.Record{Doc: e.Doc.Ref(), Statement: s, Engine: e.Extraction.Engine}, s.ID, links))
		}
	}
	corrected := time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)
	f.Items[0].Record.Corrected = []dixit.Correction{{At: corrected}}
	f.Items[0] = feed.ItemOf(f.Items[0].Record, "former", links)
	return f
}

// TestRead proves that each format is read by a parser that is not ours, with what was written.
func TestRead(t *testing.T) {
	f := sample(t)
	for _, format := range feed.Formats() {
		t.Run(format.Name, func(t *testing.T) {
			var b bytes.Buffer
			if err := format.Write(&b, f); err != nil {
				t.Fatal(err)
			}
			got, err := gofeed.NewParser().Parse(bytes.NewReader(b.Bytes()))
			if err != nil {
				t.Fatalf("%v\n%s", err, b.Bytes())
			}
			if got.FeedType != format.Name || len(got.Items) != len(f.Items) || got.Link != f.Home {
				t.Fatalf("%s with %d items, %s", got.FeedType, len(got.Items), got.Link)
			}
			for i, item := range got.Items {
				want := f.Items[i]
				guid := want.ID
				if format.Name == "rss" {
					guid = want.Permanent
				}
				if item.Link != want.Link || item.GUID != guid || item.PublishedParsed == nil || !item.PublishedParsed.Equal(want.Published) {
					t.Errorf("%d: %s %s %v", i, item.Link, item.GUID, item.Published)
				}
				if plain(item.Title) != plain(want.Title) || len(item.Categories) < 2 || item.Categories[0] != "act:"+string(want.Record.Statement.Act) {
					t.Errorf("%d: %q %v", i, item.Title, item.Categories)
				}
				if body := item.Content + item.Description; !strings.Contains(body, "<blockquote>") || strings.Contains(body, "<script") {
					t.Errorf("%d: %s", i, body)
				}
			}
		})
	}
}

// plain is s without what XML cannot hold.
func plain(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == '\ufffd' {
			return -1
		}
		return r
	}, s))
}

// TestFields proves what each format says of an item, field by field.
func TestFields(t *testing.T) {
	f := sample(t)
	f.Items = f.Items[:1]
	written := map[string]string{}
	for _, format := range feed.Formats() {
		var b bytes.Buffer
		if err := format.Write(&b, f); err != nil {
			t.Fatal(err)
		}
		written[format.Name] = b.String()
	}
	id := f.Items[0].Record.Statement.ID
	for name, fields := range map[string][]string{
		"atom": {
			"<id>tag:dixit.example,2026:statement/former</id>", "<updated>2025-01-02T03:04:05Z</updated>", "<published>2024-05-06T08:00:00Z</published>",
			"<author><name>Ana Roy</name></author>", `<link rel="alternate" href="https://dixit.example/s/` + id + `"></link>`,
			`<link rel="via" href="https://bay.example/bridge"></link>`, `<category term="act:announce"></category>`, `<content type="html">`,
			"<source><id>tag:dixit.example,2026:article/", "<title>The Bay Times</title>", `xml:lang="en"`, `rel="next"`, `rel="self"`,
		},
		"rss": {
			`<guid isPermaLink="true">https://dixit.example/s/former</guid>`, "<pubDate>Mon, 06 May 2024 08:00:00 +0000</pubDate>",
			"<category>act:announce</category>", "<dc:creator>Ana Roy</dc:creator>", `<source url="https://bay.example/bridge">The Bay Times</source>`,
			"<link>https://dixit.example/s/" + id + "</link>",
		},
		"json": {
			`"version":"https://jsonfeed.org/version/1.1"`, `"id":"tag:dixit.example,2026:statement/former"`, `"external_url":"https://bay.example/bridge"`,
			`"date_published":"2024-05-06T08:00:00Z"`, `"date_modified":"2025-01-02T03:04:05Z"`, `"authors":[{"name":"Ana Roy"}]`, `"language":"en"`,
			`"tags":["act:announce","kind:direct"]`, `"_dixit":{"type":"statement","id":"` + id + `"`, `"next_url":`,
		},
	} {
		for _, field := range fields {
			if !strings.Contains(written[name], field) {
				t.Errorf("%s has no %s:\n%s", name, field, written[name])
			}
		}
	}
}

// TestHostileFeed proves that an article that says it is at no address of the web, and nothing but markup, is words in a feed.
func TestHostileFeed(t *testing.T) {
	for _, format := range feed.Formats() {
		var b bytes.Buffer
		if err := format.Write(&b, sample(t)); err != nil {
			t.Fatal(err)
		}
		out := b.String()
		if format.Name == "json" { // the record is what it is
			var f struct{ Items []map[string]any }
			if err := json.Unmarshal(b.Bytes(), &f); err != nil {
				t.Fatal(err)
			}
			for _, i := range f.Items {
				delete(i, "_dixit")
			}
			data, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			out = string(data)
		}
		if strings.Contains(out, "javascript:") || format.Name != "json" && strings.Contains(out, "<script") {
			t.Errorf("%s: %s", format.Name, out)
		}
	}
}

// TestAnyWords proves that a feed is read back whatever stands in it.
func TestAnyWords(t *testing.T) {
	f := sample(t)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.String()
		item := f.Items[1]
		item.Title, item.HTML, item.Author, item.Outlet = words.Draw(t, "title")+"x", words.Draw(t, "html"), words.Draw(t, "author"), words.Draw(t, "outlet")
		for _, format := range feed.Formats() {
			var b bytes.Buffer
			if err := format.Write(&b, feed.Feed{ID: f.ID, Title: words.Draw(t, "name"), Home: f.Home, Self: f.Self, Items: []feed.Item{item}}); err != nil {
				t.Fatal(err)
			}
			got, err := gofeed.NewParser().Parse(&b)
			if err != nil || len(got.Items) != 1 || got.Items[0].Link != item.Link {
				t.Fatalf("%s: %v", format.Name, err)
			}
		}
	})
}

func TestTag(t *testing.T) {
	for base, want := range map[string]string{
		"https://dixit.example:8443/x": "tag:dixit.example,2026:statement/a", "http://127.0.0.1:8484": "tag:localhost,2026:statement/a",
		"http://localhost": "tag:localhost,2026:statement/a", "http://[::1]:1": "tag:localhost,2026:statement/a", "": "tag:localhost,2026:statement/a",
	} {
		if got := (serve.Links{Base: base}).Tag("statement", "a"); got != want {
			t.Errorf("%s: %s", base, got)
		}
	}
	if _, err := feed.Named("xml"); dixit.KindOf(err) != dixit.NotFound {
		t.Error(err)
	}
}
