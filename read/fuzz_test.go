package read

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"

	"golang.org/x/text/transform"
)

// most is how many bytes of text n bytes of a file give at most: one byte may become three, and a title stands in front once more.
func most(n int) int { return 8*n + 1000 }

// checkRead checks what must hold for any document that was read from data.
func checkRead(t *testing.T, d *dixit.Document, data int) {
	t.Helper()
	check(t, d)
	if d.Text.Len() > most(data) {
		t.Fatalf("%d bytes of text from %d", d.Text.Len(), data)
	}
	for i, b := range d.Blocks {
		if b.Source.Start < 0 || b.Source.Len() < 0 || b.Source.End > len(d.Source) {
			t.Fatalf("block %d comes from %v of %d bytes", i, b.Source, len(d.Source))
		}
	}
	if d.URL != "" && !ofTheWeb(d.URL) {
		t.Fatalf("address %q", d.URL)
	}
}

// FuzzPage: any bytes, under any label, are an error or a page whose blocks are in order.
func FuzzPage(f *testing.F) {
	for _, part := range quadraticPages() {
		f.Add([]byte(part[0]+strings.Repeat(part[1], 3)+part[2]), "")
	}
	f.Add([]byte(`<html lang=en><meta charset=koi8-r><script type="application/ld+json">{"@type":"NewsArticle","headline":"T"}</script><p>x`), "utf-8")
	f.Add([]byte(`<article><h1>T</h1><p>“It rained,” Ada Lind said.<blockquote>It rained.</blockquote><figure><figcaption>Photo: a</figcaption></figure></article>`), "")
	f.Fuzz(func(t *testing.T, data []byte, label string) {
		d := &dixit.Document{Path: "x", Name: "x", Source: data}
		if webPage(d, data, label) == nil && bounded(d) == nil {
			checkRead(t, finish(d, Options{}), len(data))
		}
	})
}

// FuzzFeed: any text is an error or a feed, whose items are documents.
func FuzzFeed(f *testing.F) {
	for _, feed := range hostileFeeds() {
		if len(feed) < 1000 {
			f.Add(feed)
		}
	}
	f.Add(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><content type="xhtml"><div><p>x</p></div></content></entry></feed>`)
	f.Add(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"x"}]}`)
	f.Fuzz(func(t *testing.T, data string) {
		n := 0
		feed(t.Context(), "x", strings.NewReader(data), Options{MaxBytes: 1 << 20}, func(d *dixit.Document, err error) bool {
			if n++; err == nil {
				check(t, d)
			} else if strings.Contains(err.Error(), "\n") {
				t.Fatalf("an error of two lines: %q", err)
			}
			return true
		})
		if n > maxItems+1 {
			t.Fatalf("%d documents", n)
		}
	})
}

// FuzzCharset: any bytes, under any label, are an error or valid text, whose places lead back to bytes in their order.
func FuzzCharset(f *testing.F) {
	for name, letters := range alphabets() {
		e := []byte(letters)
		if out, _, err := transform.Bytes(decoderOf(name)(), e); err == nil {
			f.Add(out, name, true)
		}
		f.Add(e, name, false)
	}
	f.Add([]byte("<?xml encoding='gbk'?>\x81\x30\x81\x30"), "", true)
	f.Add([]byte("\xff\xfea\x00\x00\xd8"), "utf-16", false)
	f.Fuzz(func(t *testing.T, data []byte, label string, markup bool) {
		d := &dixit.Document{}
		s, o, err := retraceable(d, data, markup, label)
		if err != nil {
			return
		}
		if !utf8.ValidString(s) || len(s) > 3*len(data) {
			t.Fatalf("%d bytes of text from %d", len(s), len(data))
		}
		if strings.Contains(s, replacement) && len(d.Warnings) == 0 && !strings.Contains(string(data), replacement) {
			t.Fatal("what was lost is not told")
		}
		before := 0
		for at := range s {
			from := o.source(at)
			if from < before || from > len(data) || at == 0 && from > len("\ufeff") && o.fresh == nil {
				t.Fatalf("place %d leads to byte %d, the one before to %d, of %d", at, from, before, len(data))
			}
			before = from
		}
		if end := o.source(len(s)); end < before || end > len(data) {
			t.Fatalf("the end leads to byte %d of %d", end, len(data))
		}
	})
}

// FuzzFile: any bytes, as a file, are an error or documents.
func FuzzFile(f *testing.F) {
	for _, data := range []string{
		"The bridge\n\nAda Lind said yes.", "{\"html\":\"<p>x\"}\n{\"text\":\"x\",\"lang\":\"de\",\"url\":\"javascript:x\"}\n{", "<p>x", "<rss><item><title>x",
		"[{\"text\":\"x\"}]", "WARC/1.0\r\nWARC-Type: response\r\n\r\n", "\xff\xfex\x00", "Photo: a\nREAD MORE: b\n2024-05-01\n", "{\n\"text\": \"x\"\n}",
	} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(string(data)), Options{MaxBytes: 1 << 20}) {
			if err == nil {
				checkRead(t, d, len(data))
			}
		}
	})
}
