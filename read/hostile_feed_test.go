package read

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dixit"
)

// rssFeed is a feed of one channel.
func rssFeed(items string) string {
	return `<rss version="2.0"><channel><title>T</title><link>https://example.org/</link>` + items + `</channel></rss>`
}

// atomFeed is a feed of one title.
func atomFeed(entries string) string {
	return `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>` + entries + `</feed>`
}

// jsonFeed is a JSON Feed.
func jsonFeed(items string) string {
	return `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[` + items + `]}`
}

// hostileFeeds are feeds that nobody means well with. SECRET is what must never come out of one, and no address that is not one of
// the web.
func hostileFeeds() map[string]string {
	item := func(inside string) string {
		return rssFeed("<item><title>It rained.</title>" + inside + "<description>It rained on Monday.</description></item>")
	}
	times := strings.Repeat
	deepEntities := `<!DOCTYPE rss [<!ENTITY a0 "SECRET">`
	for i := range 20 {
		deepEntities += fmt.Sprintf(`<!ENTITY a%d "%s">`, i+1, times(fmt.Sprintf("&a%d;", i), 10))
	}
	return map[string]string{
		"link javascript":         item("<link>javascript:alert(1)</link>"),
		"link javascript, spaced": item("<link> \n java\tscript:alert(1)</link>"),
		"link javascript, caps":   item("<link>JaVaScRiPt:alert(1)</link>"),
		"link javascript, escape": item("<link>&#106;avascript:alert(1)</link>"),
		"link javascript, cdata":  item("<link><![CDATA[javascript:alert(1)]]></link>"),
		"link data":               item("<link>data:text/html,&lt;script&gt;SECRET</link>"),
		"link file":               item("<link>file:///etc/passwd</link>"),
		"link file, relative":     item("<link>//etc/passwd</link><guid>file:///etc/passwd</guid>"),
		"link vbscript":           item("<link>vbscript:msgbox(1)</link>"),
		"link blob":               item("<link>blob:https://example.org/1</link>"),
		"link no host":            item("<link>http:///a</link>"),
		"link with line end":      item("<link>https://example.org/a\nb: c</link>"),
		"link long":               item("<link>https://example.org/" + times("a", 1_000_000) + "</link>"),
		"guid javascript":         item(`<guid isPermaLink="true">javascript:alert(1)</guid>`),
		"guid path":               item(`<guid>../../../../etc/passwd</guid>`),
		"guid control":            item("<guid>a\u202e\u009b31m</guid>"),
		"guid long":               item("<guid>" + times("a", 1_000_000) + "</guid>"),
		"atom javascript":         atomFeed(`<entry><id>javascript:1</id><link href="javascript:alert(1)"/><title>It rained.</title></entry>`),
		"atom base":               `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="javascript:"><title>T</title><entry><link href="alert(1)"/><title>It rained.</title></entry></feed>`,
		"json javascript":         jsonFeed(`{"id":"1","url":"javascript:alert(1)","external_url":"data:,x","content_text":"It rained."}`),
		"json duplicate":          jsonFeed(`{"id":"1","url":"https://example.org/","url":"javascript:alert(1)","content_text":"It rained."}`),
		"json deep":               jsonFeed(`{"id":"1","x":` + times("[", 100_000) + times("]", 100_000) + `}`),
		"json not a list":         `{"version":"https://jsonfeed.org/version/1.1","items":{"a":1}}`,
		"json huge number":        jsonFeed(`{"id":1e999999,"content_text":"It rained."}`),
		"json lone surrogate":     jsonFeed(`{"id":"1","content_text":"It \ud800 rained."}`),
		"html script":             item("<content:encoded xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><![CDATA[<script>SECRET</script><p>It rained.]]></content:encoded>"),
		"html iframe":             rssFeed("<item><title>It rained.</title><description>&lt;iframe src='file:///etc/passwd'&gt;SECRET&lt;/iframe&gt;It rained.</description></item>"),
		"title html":              rssFeed("<item><title>&lt;script&gt;alert(1)&lt;/script&gt;It rained.</title></item>"),
		"billion laughs":          deepEntities + "]>" + rssFeed("<item><title>&a20;</title></item>"),
		"entity, external":        `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + rssFeed("<item><title>It rained. &x;</title></item>"),
		"entity, parameter":       `<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]>` + rssFeed("<item><title>It rained.</title></item>"),
		"entity, hidden":          `<!DOCTYPE rss SYSTEM "a>b" [<!ENTITY x "SECRET">]>` + rssFeed("<item><title>It rained. &x;</title></item>"),
		"entity, late":            "<?xml version='1.0'?><!--" + times("-", 0) + times(" ", 40_000) + "-->" + `<!DOCTYPE rss [<!ENTITY x "SECRET">]>` + rssFeed("<item><title>&x;</title></item>"),
		"document type":           `<!DOCTYPE rss SYSTEM "file:///etc/passwd">` + rssFeed("<item><title>It rained.</title></item>"),
		"inclusion":               `<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><title>It rained.</title><xi:include href="file:///etc/passwd" parse="text"/></item></channel></rss>`,
		"style sheet":             `<?xml version="1.0"?><?xml-stylesheet href="file:///etc/passwd"?>` + rssFeed("<item><title>It rained.</title></item>"),
		"million items":           rssFeed(times("<item><title>It rained.</title></item>", 500_000)),
		"million empty items":     rssFeed(times("<item/>", 1_000_000)),
		"many attributes":         rssFeed("<item " + times("a='' ", 200_000) + "><title>It rained.</title></item>"),
		"million names":           rssFeed("<item>" + times("<category>a</category><author>b</author>", 60_000) + "<title>It rained.</title></item>"),
		"million enclosures":      rssFeed("<item>" + times("<enclosure url='file:///x'/>", 150_000) + "<title>It rained.</title></item>"),
		"deep":                    rssFeed("<item>" + times("<a>", 100_000)),
		"deep, namespaces":        rssFeed("<item>" + times("<a xmlns='b'>", 100_000)),
		"never closed comment":    rssFeed("<!--" + times("--", 1_000_000)),
		"never closed cdata":      rssFeed("<item><title><![CDATA[" + times("]]", 1_000_000)),
		"nothing but brackets":    "<rss><" + times("<", 1_000_000),
		"zero bytes":              rssFeed("<item><title>It \x00 rained.</title></item>"),
		"wrong encoding":          `<?xml version="1.0" encoding="utf-7"?>` + rssFeed("<item><title>+ADw-script+AD4-It rained.</title></item>"),
		"encoding that shrinks":   `<?xml version="1.0" encoding="iso-2022-jp"?>` + rssFeed("<item><title>It \x1b$B<script>\x1b(B rained.</title></item>"),
		"utf-16 called utf-8":     "\xff\xfe" + strings.Join(strings.Split(`<?xml version="1.0" encoding="utf-8"?>`+rssFeed("<item><title>It rained.</title></item>"), ""), "\x00") + "\x00",
		"days":                    item("<pubDate>" + times("Mon, ", 100_000) + "</pubDate>"),
		"day of year 9999":        item("<pubDate>Mon, 01 Jan 9999 00:00:00 GMT</pubDate>"),
		"day before all":          item("<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>"),
		"day with a far zone":     item("<pubDate>Mon, 01 Jan 2024 00:00:00 +9999</pubDate>"),
	}
}

// TestHostileFeedCorpus: each ends, in a bounded number of documents of bounded size, and nothing in them is what it should not be.
func TestHostileFeedCorpus(t *testing.T) {
	feeds := hostileFeeds()
	if len(feeds) < 40 {
		t.Fatalf("%d feeds", len(feeds))
	}
	for name, data := range feeds {
		n := 0
		for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(data), Options{}) {
			if err != nil {
				if s := err.Error(); dixit.KindOf(err) == dixit.Internal || len(s) > 2000 || strings.Contains(s, "\n") || strings.Contains(s, "root:") {
					t.Errorf("%s: error %.300q (%s)", name, s, dixit.KindOf(err))
				}
				continue
			}
			n++
			check(t, d)
			all := strings.Join(append(slices.Clone(d.Authors), d.Title, d.Outlet, d.Text.String()), "\n")
			if strings.Contains(all, "SECRET") || strings.Contains(all, "root:") {
				t.Errorf("%s: %.300q", name, all)
			}
			if d.URL != "" && !strings.HasPrefix(d.URL, "http://") && !strings.HasPrefix(d.URL, "https://") || strings.ContainsFunc(d.URL, func(c rune) bool { return c <= ' ' }) {
				t.Errorf("%s: address %q", name, d.URL)
			}
			if len(d.URL) > longestURL || len(d.Name) > 120 || !utf8.ValidString(d.Name) {
				t.Errorf("%s: address of %d bytes, name of %d", name, len(d.URL), len(d.Name))
			}
		}
		if n > maxItems {
			t.Errorf("%s: %d documents", name, n)
		}
	}
}

// TestFutureDay: a day that is yet to come is not believed, but of who gives the document.
func TestFutureDay(t *testing.T) {
	now := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	for published, kept := range map[string]bool{
		"2024-05-01": true, "2024-05-03": true, "2024-05-04": false, "2031-01-01T00:00:00Z": false, "2024-05-03T11:00:00Z": true, "1999-01-01": true, "": true,
	} {
		for _, basis := range []dixit.DateBasis{dixit.BasisFeed, dixit.BasisMeta, dixit.BasisGiven} {
			d := &dixit.Document{Published: published, PublishedBasis: basis}
			disbelieve(d, now)
			if want := kept || basis == dixit.BasisGiven; (d.Published == published) != want || len(d.Warnings) > 0 == want {
				t.Errorf("%s (%s): %q, %q", published, basis, d.Published, d.Warnings)
			}
		}
	}
	feed := rssFeed("<item><title>It rained.</title><pubDate>Mon, 01 Jan 2091 00:00:00 GMT</pubDate></item>")
	for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(feed), Options{}) {
		if err != nil || d.Published != "" || len(d.Warnings) != 1 {
			t.Errorf("%v, %v", d, err)
		}
	}
}

// TestReusedID: an item with the id of another is read under an id of its own; one that was edited is read once.
func TestReusedID(t *testing.T) {
	item := func(guid, title, link, words string) string {
		return "<item><guid>" + guid + "</guid><title>" + title + "</title><link>" + link + "</link><description>" + words + "</description></item>"
	}
	feed := rssFeed(item("https://a.org/1", "Rain", "https://a.org/1", "It rained.") + item("https://a.org/1", "Rain", "https://a.org/1", "It rained again.") +
		item("https://a.org/1", "Snow", "https://a.org/1", "It rained.") + item("https://a.org/1", "Sun", "https://a.org/2", "It was dry."))
	var ids, texts []string
	for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(feed), Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		ids, texts = append(ids, d.ID), append(texts, d.Text.String())
	}
	if len(ids) != 2 || ids[0] != "https://a.org/1" || ids[1] == ids[0] || !strings.Contains(texts[1], "It was dry.") {
		t.Errorf("%q, %q", ids, texts)
	}
}
