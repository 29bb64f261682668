package read

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"github.com/google/go-cmp/cmp"
)

// TestFeeds runs the feeds of testdata/feeds.txtar.
func TestFeeds(t *testing.T) {
	casetest.Spec{Glob: "testdata/feeds.txtar", AtLeast: 15, Find: func(t *testing.T, in string) string {
		var b strings.Builder
		for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(in), Options{}) {
			if err != nil {
				fmt.Fprintf(&b, "error: %v\n", err)
				continue
			}
			check(t, d)
			fmt.Fprintf(&b, "id: %s\n%s", d.ID, describe(d))
		}
		return b.String()
	}}.Run(t)
}

// TestFeedEncodings: a feed is read in the encoding of its declaration, whatever parses it later.
func TestFeedEncodings(t *testing.T) {
	const feed = `<rss version="2.0"><channel><title>P</title><item><title>T</title><description>“Yes,” said Zoë</description></item></channel></rss>`
	for name, data := range map[string]string{
		"utf-8":        `<?xml version="1.0" encoding="utf-8"?>` + feed,
		"no label":     encoded(t, "windows-1252", feed),
		"windows-1252": `<?xml version='1.0' encoding='windows-1252'?>` + encoded(t, "windows-1252", feed),
		"iso-8859-1":   `<?xml version="1.0" encoding="ISO-8859-1"?>` + encoded(t, "windows-1252", feed),
		"wrong label":  `<?xml version="1.0" encoding="ISO-8859-1"?>` + feed,
		"gb18030":      encoded(t, "gb18030", `<?xml version="1.0" encoding="gb18030"?>`+feed),
		"utf-16le":     "\xff\xfe" + encoded(t, "utf-16le", `<?xml version="1.0" encoding="utf-16"?>`+feed),
		"utf-16be":     encoded(t, "utf-16be", `<?xml version="1.0" encoding="utf-16"?>`+feed),
	} {
		texts, problems := all(t, strings.NewReader(data), Options{}, "-")
		if diff := cmp.Diff([]string{"T\n\n“Yes,” said Zoë"}, texts); diff != "" || len(problems) > 0 {
			t.Errorf("%s: %q\n%s", name, problems, diff)
		}
	}
	for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(strings.ReplaceAll(feed, "Yes", "Y\xffs")), Options{}) {
		if err != nil || len(d.Warnings) != 1 {
			t.Errorf("torn: %v", err)
		}
	}
}

// TestItemOnce: an item that stands in several files of a run is read once; numbers count within their feed only; and the
// same item in another run is the same document.
func TestItemOnce(t *testing.T) {
	dir := t.TempDir()
	rss := func(site string, items ...string) string {
		s := `<rss version="2.0"><channel><title>` + site + `</title>`
		for _, it := range items {
			s += `<item><guid isPermaLink="false">` + it + `</guid><title>` + it + `</title><description>It rained.</description></item>`
		}
		return s + `</channel></rss>`
	}
	write(t, dir, "1.xml", rss("A", "tag:a:2", "tag:a:1", "7"))
	write(t, dir, "2.xml", rss("A", "tag:a:3", "tag:a:2", "7"))
	write(t, dir, "3.xml", rss("B", "tag:a:1", "7"))
	var ids []string
	addresses := map[string]bool{}
	for range 2 {
		for d, err := range Documents(t.Context(), []string{dir}, nil, Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, d.ID)
			addresses[d.SHA256] = true
		}
	}
	once := []string{"tag:a:2", "tag:a:1", "7", "tag:a:3", "7"}
	if diff := cmp.Diff(append(once, once...), ids); diff != "" || len(addresses) != 5 {
		t.Errorf("%d addresses\n%s", len(addresses), diff)
	}
}

// TestHostileFeeds: depth, number, entities and damage are an error or are read, and nothing hangs or overflows.
func TestHostileFeeds(t *testing.T) {
	const head = `<rss version="2.0"><channel><title>T</title>`
	for name, c := range map[string]struct {
		data      string
		documents int
		problem   string
	}{
		"deep":       {head + "<item>" + strings.Repeat("<a:b>", 1_000_000), 0, "256 deep (too large)"},
		"elements":   {head + "<item><title>It rained.</title>" + strings.Repeat("<a/>", 300_000), 0, "over 200000 elements"},
		"many atom":  {`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>` + strings.Repeat("<entry><title>It rained.</title></entry>", 5001) + "</feed>", 5000, "only the first 5000"},
		"objects":    {`{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat(`{},`, 300_000) + `{"title":"x"}]}`, 0, "over 200000 objects"},
		"many json":  {`{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat(`{"title":"It rained."},`, 5001) + `{"title":"x"}]}`, 5000, "only the first 5000"},
		"deep words": {head + "<item><description>" + strings.Repeat("&lt;div&gt;", 100_000) + "It rained.</description></item></channel></rss>", 0, ""},
		"many":       {head + strings.Repeat("<item><title>It rained.</title></item>", 20_000) + "</channel></rss>", 5000, "only the first 5000 items are read (too large)"},
		"entities": {
			`<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>` +
				head + "<item><title>Rain &b; &x;</title><description>It rained.</description></item></channel></rss>", 0, "declares entities",
		},
		"cut":      {head + "<item><title>Rain</title><description>It rai", 0, "unreadable"},
		"no items": {head + "</channel></rss>", 0, "a feed without items"},
		"script":   {head + "<item><link>javascript:alert(1)</link><guid>javascript:alert(2)</guid><title>It rained.</title></item></channel></rss>", 1, ""},
		"json":     {`{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1"`, 0, "unreadable"},
		"null":     {`{"version":"https://jsonfeed.org/version/1.1","items":[null,{"id":"1","title":"It rained.","authors":[null]}]}`, 0, ""},
		"nothing":  {head + "<item></item><item><title>It rained.</title></item></channel></rss>", 1, "feed stdin item 1: "},
		"big":      {head + "<item><description>" + strings.Repeat("word ", 500_000) + "</description></item></channel></rss>", 0, "a paragraph of"},
	} {
		n := 0
		var problems []string
		for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(c.data), Options{}) {
			if err != nil {
				problems = append(problems, fmt.Sprintf("%v (%s)", err, dixit.KindOf(err)))
				continue
			}
			check(t, d)
			n++
			if strings.Contains(d.URL, "javascript") || strings.Contains(d.Text.String(), "aaaaaaaaaa") || strings.Contains(d.Text.String(), "root:") {
				t.Errorf("%s: address %q, text %.200q", name, d.URL, d.Text.String())
			}
		}
		got := strings.Join(problems, "; ")
		if c.problem != "" && (n != c.documents || !strings.Contains(got, c.problem)) || c.documents > 0 && n != c.documents || strings.Contains(got, "\n") {
			t.Errorf("%s: %d documents, %q, want %d and %q", name, n, got, c.documents, c.problem)
		}
	}
}

// TestStateDepartment reads 200 successive snapshots of a feed as one run: each item once, none without words.
func TestStateDepartment(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(casetest.Shared(t, "..", "corpora/transcripts-state-rss"), "snapshots", "*.rss.gz"))
	if err != nil || len(files) != 200 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	ids, words := map[string]int{}, 0
	for d, err := range Documents(t.Context(), files, nil, Options{}) {
		if err != nil {
			t.Error(err)
			continue
		}
		check(t, d)
		ids[d.ID]++
		words += len(strings.Fields(d.Text.String()))
		if d.Title == "" || d.PublishedBasis != dixit.BasisFeed || !isURL(d.URL) || len(d.Warnings) > 0 || strings.Contains(d.Text.String(), "function(") {
			t.Errorf("%s: title %q, basis %q, url %q, warnings %q", d.ID, d.Title, d.PublishedBasis, d.URL, d.Warnings)
		}
	}
	for id, n := range ids {
		if n != 1 {
			t.Errorf("%s: %d times", id, n)
		}
	}
	if len(ids) != 179 {
		t.Errorf("%d items, want 179", len(ids))
	}
	t.Logf("%d items, %d words", len(ids), words)
}

// TestGofeed reads the test feeds of gofeed, which are mostly there to be odd. As many items as gofeed wants are documents, or
// are refused because there are no words in them.
func TestGofeed(t *testing.T) {
	z, err := zip.OpenReader(filepath.Join(casetest.Shared(t, "..", "corpora/feeds-gofeed"), "gofeed-testdata.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	feeds, documents, wordless := 0, 0, 0
	for _, f := range z.File {
		wanted, err := z.Open(strings.TrimSuffix(f.Name, ".xml") + ".json")
		if filepath.Ext(f.Name) != ".xml" || err != nil {
			continue
		}
		var want struct{ Items, Entries []any }
		if err := json.NewDecoder(wanted).Decode(&want); err != nil {
			continue
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		feeds++
		found, empty := 0, 0
		for d, err := range Documents(t.Context(), []string{"-"}, in, Options{}) {
			switch {
			case err == nil:
				check(t, d)
				found++
			case strings.HasSuffix(err.Error(), ": an item without words"):
				empty++
			case !strings.HasSuffix(err.Error(), ": a feed without items"):
				t.Errorf("%s: %v", f.Name, err)
			}
		}
		documents, wordless = documents+found, wordless+empty
		if n := len(want.Items) + len(want.Entries); found+empty != n {
			t.Errorf("%s: %d items and %d without words, want %d", f.Name, found, empty, n)
		}
	}
	t.Logf("%d feeds, %d documents, %d items without words", feeds, documents, wordless)
}
