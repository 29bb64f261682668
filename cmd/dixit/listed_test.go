package main

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestListed: lists are read as programs print them that people have, gzipped or not.
func TestListed(t *testing.T) {
	for name, c := range map[string]struct{ list, base, want string }{
		"Paths":       {"/a/b.warc.gz\n\n# mine\n  c d.txt  \n", "", "/a/b.warc.gz|c d.txt"},
		"CRLF":        {"a.txt\r\nb.txt\r\n", "", "a.txt|b.txt"},
		"Keys":        {"crawl-data/1.warc.gz\ncrawl-data/2.warc.gz\n", "https://data.example/", "https://data.example/crawl-data/1.warc.gz|https://data.example/crawl-data/2.warc.gz"},
		"Mounted":     {"crawl-data/1.warc.gz\n", "/mnt/crawl", "/mnt/crawl/crawl-data/1.warc.gz"},
		"Both":        {"/a/1\nhttps://x.example/2\n3\n", "/mnt", "/a/1|https://x.example/2|/mnt/3"},
		"AWS":         {"                           PRE sub/\n2025-05-01 10:00:00          0 sub/\n2025-05-01 10:00:00     123456 a b.warc.gz\n", "/mnt", "/mnt/a b.warc.gz"},
		"AWSHuman":    {"2020-11-02 11:27:26    8.8 MiB a.warc.gz\n2020-11-02 11:27:25  484 Bytes b.txt\n\nTotal Objects: 2\n   Total Size: 8.8 MiB\n", "", "a.warc.gz|b.txt"},
		"RcloneLsf":   {"sub/\nsub/a.warc.gz\n", "/mnt", "/mnt/sub/a.warc.gz"},
		"RcloneTSP":   {"2016-06-25 18:55:41;60295;a.warc.gz\n2016-06-25 18:55:41;0;sub/\n", "/mnt", "/mnt/a.warc.gz"},
		"Bucket":      {"s3://commoncrawl/crawl-data/1.warc.gz\ngs://b/2.warc.gz\n", "https://data.example", "https://data.example/crawl-data/1.warc.gz|https://data.example/2.warc.gz"},
		"NoBase":      {"s3://commoncrawl/crawl-data/1.warc.gz\n", "", "s3://commoncrawl/crawl-data/1.warc.gz"},
		"LooksLikeIt": {"2025-05-01 report.txt\n2025-05-01 10:00:00.txt\n", "", "2025-05-01 report.txt|2025-05-01 10:00:00.txt"},
	} {
		var zipped bytes.Buffer
		z := gzip.NewWriter(&zipped)
		if _, err := z.Write([]byte(c.list)); err != nil || z.Close() != nil {
			t.Fatal(err)
		}
		for _, list := range []string{c.list, zipped.String()} {
			var got []string
			for p, err := range listed("-", strings.NewReader(list), c.base) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, p)
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("%s (-want +got)\n%s", name, diff)
			}
		}
	}
}

// TestListDamaged: a list that ends too early says so, and what was before counts.
func TestListDamaged(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	if _, err := z.Write([]byte("a.txt\n")); err != nil || z.Flush() != nil {
		t.Fatal(err)
	}
	var got []string
	var failed error
	for p, err := range listed("-", &zipped, "") {
		if got = append(got, p); err != nil {
			failed = err
		}
	}
	if len(got) != 2 || got[0] != "a.txt" || failed == nil || !strings.Contains(failed.Error(), "list -: ") {
		t.Errorf("%q, %v", got, failed)
	}
}

// TestArchiveAddress: what is downloaded is told by its name.
func TestArchiveAddress(t *testing.T) {
	for address, want := range map[string]bool{
		"https://a.example/crawl/1.warc.gz": true, "https://a.example/1.WARC": true, "https://a.example/1.ndjson.zst?x=1.html": true, "https://a.example/1.parquet": true,
		"https://a.example/": false, "https://a.example/feed.xml": false, "https://a.example/sitemap.xml.gz": false, "https://a.example/x?f=1.warc.gz": false, "https://a.example/warc": false,
	} {
		if isArchive(address) != want {
			t.Errorf("%s: %t", address, !want)
		}
	}
}
