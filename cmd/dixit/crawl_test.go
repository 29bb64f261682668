package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dixit/internal/casetest"
	"dixit/read/warc"
)

// crawlPages are real pages of many makers, which are not part of the repository: about 20 MB of them.
func crawlPages(t testing.TB) [][]byte {
	t.Helper()
	var pages [][]byte
	for _, pattern := range []string{"pages-news/html/*.gz", "pages-postlight/html/*.gz", "pages-readability/*/source.html.gz"} {
		files, err := filepath.Glob(filepath.Join(casetest.Shared(t, filepath.Join("..", ".."), "corpora"), filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Skipf("no pages in %s: %v", pattern, err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			z, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			page, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, page)
		}
	}
	return pages
}

// writeCrawl writes an archive of some size in decompressed bytes: the pages over and over, with other words in each round so
// that no two documents are alike, and requests, pages not found and pages fetched twice among them. It gives how many pages
// there are.
func writeCrawl(t testing.TB, path string, pages [][]byte, size int64) int {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := warc.NewWriter(f, true)
	date := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	written, n := int64(0), 0
	check := func(_ warc.Place, err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for ; written < size; n++ {
		address := fmt.Sprintf("http://site%d.example.org/%d", n%len(pages), n)
		message := append([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"), altered(pages[n%len(pages)], n/len(pages))...)
		check(w.Request(address, date, []byte("GET / HTTP/1.1\r\n\r\n")))
		check(w.Response(address, date, message))
		switch n % 20 {
		case 3:
			check(w.Response(address, date, message))
		case 7:
			check(w.Response(address+"x", date, []byte("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No.</p>")))
		}
		written += int64(len(message))
	}
	return n
}

// longWord is a word in lower case that is no part of a tag, an attribute or a script, as far as that matters here.
var longWord = regexp.MustCompile(`[ >][a-z]{6,}[ .,<]`)

// altered is a page in which every tenth long word is another one, in every round.
func altered(page []byte, round int) []byte {
	if round == 0 {
		return page
	}
	i := 0
	return longWord.ReplaceAllFunc(page, func(w []byte) []byte {
		if i++; i%10 != 0 {
			return w
		}
		return fmt.Appendf(nil, "%c%s%s%c", w[0], w[1:len(w)-1], strings.Repeat("a", round%7)+fmt.Sprintf("%c%c", 'a'+round%26, 'a'+round/26%26), w[len(w)-1])
	})
}
