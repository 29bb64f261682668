package read

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"
	"dixit/read/warc"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestListings runs the listings of testdata/listings.txtar, gzipped too.
func TestListings(t *testing.T) {
	casetest.Spec{Glob: "testdata/listings.txtar", AtLeast: 15, Find: func(t *testing.T, in string) string {
		plain, packed := listed([]byte(in)), listed(packed(t, []byte(in)))
		if in != "" && plain != packed {
			t.Errorf("gzipped it is another:\n%s", cmp.Diff(plain, packed))
		}
		return plain
	}}.Run(t)
}

// listed is a listing in words.
func listed(data []byte) string {
	l, err := List(data)
	switch {
	case err != nil:
		return fmt.Sprintf("error: %v\n", err)
	case l == nil:
		return "none\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q %s\n", l.Kind, l.Title, l.Every)
	for _, e := range l.Entries {
		key := ""
		if e.Key != e.URL {
			key = fmt.Sprintf(" key %q", e.Key)
		}
		fmt.Fprintf(&b, "%s%s %s %q item %d whole %v\n", e.URL, key, e.Published, e.Title, len(e.Item), e.Whole)
	}
	if l.Damage != nil {
		fmt.Fprintf(&b, "damage: %v\n", l.Damage)
	}
	return b.String()
}

func packed(t *testing.T, data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWhole: an item is the article if it is long and does not break off.
func TestWhole(t *testing.T) {
	paragraph := "<p>“The bridge is safe,” Mayor Eve Brown said on Monday in Oldport.</p>"
	for name, c := range map[string]struct {
		item string
		want bool
	}{
		"long content":         {"<content:encoded><![CDATA[" + strings.Repeat(paragraph, 20) + "]]></content:encoded>", true},
		"short content":        {"<content:encoded><![CDATA[" + paragraph + "]]></content:encoded>", false},
		"long description":     {"<description><![CDATA[" + strings.Repeat(paragraph, 45) + "]]></description>", true},
		"a paragraph or two":   {"<description><![CDATA[" + strings.Repeat(paragraph, 20) + "]]></description>", false},
		"breaks off":           {"<content:encoded><![CDATA[" + strings.Repeat(paragraph, 20) + "<p>The mayor of […]</p>]]></content:encoded>", false},
		"dots":                 {"<content:encoded><![CDATA[" + strings.Repeat(paragraph, 20) + "<p>The mayor of...</p>]]></content:encoded>", false},
		"an ellipsis inside":   {"<content:encoded><![CDATA[<p>“Well… yes.”</p>" + strings.Repeat(paragraph, 20) + "]]></content:encoded>", true},
		"an invitation":        {"<content:encoded><![CDATA[" + strings.Repeat(paragraph, 20) + `<p><a href="/x">Continue reading</a></p>]]></content:encoded>`, false},
		"WordPress's last row": {"<content:encoded><![CDATA[" + strings.Repeat(paragraph, 20) + "<p>It [&#8230;]</p><p>The post X appeared first on Y.</p>]]></content:encoded>", false},
	} {
		l, err := List([]byte(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>P</title><item><title>T</title><link>http://example.org/1</link>` + c.item + "</item></channel></rss>"))
		if err != nil || len(l.Entries) != 1 || l.Entries[0].Whole != c.want {
			t.Errorf("%s: %v %v", name, l, err)
		}
	}
}

// TestVersion: an entry has another version when its words or its day are others, and the same when only its markup is.
func TestVersion(t *testing.T) {
	version := func(day, text string) string {
		l, err := List([]byte(`<rss version="2.0"><channel><title>P</title><item><guid>tag:1</guid><pubDate>` + day + `</pubDate><description><![CDATA[` + text + `]]></description></item></channel></rss>`))
		if err != nil || len(l.Entries) != 1 {
			t.Fatalf("%v %v", l, err)
		}
		return l.Entries[0].Version
	}
	const monday, tuesday = "Mon, 06 May 2024 10:00:00 GMT", "Tue, 07 May 2024 10:00:00 GMT"
	first := version(monday, "<p>Ana Roy said yes.</p>")
	if version(monday, `<p class="x">Ana   Roy said yes.</p><input type="hidden" data-filter="1110">`) != first {
		t.Error("markup makes a version")
	}
	if version(tuesday, "<p>Ana Roy said yes.</p>") == first || version(monday, "<p>Ana Roy said no.</p>") == first {
		t.Error("a change makes none")
	}
}

// TestArchivedItem: an item that stands alone in an archive is the document that it is in its feed.
func TestArchivedItem(t *testing.T) {
	const feed = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Oldport Post</title><language>en</language>
<item><guid>tag:1</guid><title>Bridge &amp; tunnel</title><link>http://example.org/1</link><pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate>
<content:encoded><![CDATA[<h2>Near</h2><p>“The bridge is safe,” said <b>Ana</b> Roy.</p><p>It rained.</p>]]></content:encoded></item>
<item><title>Only a title</title></item><item><guid>8</guid><description>Plain words,
on two lines.</description></item></channel></rss>`
	l, err := List([]byte(feed))
	if err != nil || len(l.Entries) != 3 {
		t.Fatalf("%v %v", l, err)
	}
	var archive bytes.Buffer
	w := warc.NewWriter(&archive, true)
	for _, e := range l.Entries {
		if _, err := w.Write(warc.Conversion, warc.Header{{Name: "WARC-Target-URI", Value: "http://example.org/feed"}, {Name: "Content-Type", Value: ItemType}}, e.Item); err != nil {
			t.Fatal(err)
		}
	}
	said := func(in string) (all []string) {
		for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(in), Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			check(t, d)
			all = append(all, d.SHA256+"\n"+string(d.PublishedBasis)+"\n"+describe(d))
		}
		return all
	}
	if diff := cmp.Diff(said(feed), said(archive.String())); diff != "" {
		t.Error(diff)
	}
}

// TestHostileListings: what is too much is an error or a part, in little time and memory.
func TestHostileListings(t *testing.T) {
	for name, c := range map[string]struct {
		data    []byte
		entries int
		problem string
	}{
		"entries": {[]byte("<urlset>" + strings.Repeat("<url><loc>http://a.example/</loc></url>", 60_000) + "</urlset>"), maxSitemapEntries, "only the first 50000"},
		"depth":   {[]byte("<urlset>" + strings.Repeat("<url>", 100_000)), 0, "64 deep"},
		"outline": {[]byte("<opml>" + strings.Repeat("<outline>", 100_000)), 0, "64 deep"},
		"many":    {[]byte("<opml><body>" + strings.Repeat("<outline/>", 300_000)), 0, "over 200000 elements"},
		"feeds":   {feeds(12_000), maxOutlineFeeds, "only the first 10000"},
		"long":    {[]byte("<urlset><url><loc>http://a.example/" + strings.Repeat("a", 5<<20) + "</loc></url></urlset>"), 0, ""},
		"bomb":    {packed(t, make([]byte, 60<<20)), 0, "compressed ones"},
		"laughs":  {[]byte(`<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;" xmlUrl="http://a.example/"/></body></opml>`), 0, "declares entities"},
		"cut":     {packed(t, []byte("<urlset><url><loc>http://a.example/</loc></url></urlset>"))[:30], 0, "gzip"},
	} {
		l, err := List(c.data)
		n := 0
		if l != nil {
			n = len(l.Entries)
			if err == nil {
				err = l.Damage
			}
		}
		if n != c.entries || (err == nil) != (c.problem == "") || err != nil && !strings.Contains(err.Error(), c.problem) {
			t.Errorf("%s: %d entries, %v", name, n, err)
		}
		if err != nil && dixit.KindOf(err) == dixit.Internal {
			t.Errorf("%s: no kind: %v", name, err)
		}
	}
}

func feeds(n int) []byte {
	var b bytes.Buffer
	b.WriteString("<opml><body>")
	for i := range n {
		fmt.Fprintf(&b, `<outline xmlUrl="http://a.example/%d"/>`, i)
	}
	return b.Bytes()
}

// TestListingsAreNoDocuments: who gives a listing to be read is told what takes it.
func TestListingsAreNoDocuments(t *testing.T) {
	for _, data := range []string{"<urlset><url><loc>http://a.example/</loc></url></urlset>", `<?xml version="1.0"?><opml><body/></opml>`} {
		_, problems := all(t, strings.NewReader(data), Options{}, "-")
		if len(problems) != 1 || !strings.Contains(problems[0], "dixit fetch takes") {
			t.Errorf("%q", problems)
		}
	}
}

// FuzzList: whatever a listing holds, its entries are addresses of the web, told apart and bounded, and nothing panics.
func FuzzList(f *testing.F) {
	a, err := txtar.ParseFile("testdata/listings.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range a.Files {
		if !strings.HasSuffix(file.Name, ".want") {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := List(data)
		if err != nil && dixit.KindOf(err) == dixit.Internal {
			t.Errorf("no kind: %v", err)
		}
		if l == nil {
			return
		}
		for _, e := range l.Entries {
			if e.Key == "" || e.URL != "" && !strings.HasPrefix(e.URL, "http") || e.URL == "" && l.Kind != FeedListing {
				t.Errorf("%+v", e)
			}
		}
	})
}
