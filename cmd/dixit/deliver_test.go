package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit/ledger"
	"dixit/ledger/sqlite"
	"dixit/read/warc"

	"github.com/google/go-cmp/cmp"
)

// webPage is an article as a page: those that ship as pages are as they are, of the others one is made.
type webPage struct {
	url, day, title string
	html            []byte
}

// webPages are some of the articles that ship.
func webPages(t *testing.T) []webPage {
	t.Helper()
	lines, err := os.ReadFile(filepath.Join(shipped(t), "wikinews.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	var list []webPage
	for d := json.NewDecoder(bytes.NewReader(lines)); len(list) < 3; {
		var row struct{ URL, Published, Title, Text string }
		if err := d.Decode(&row); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		fmt.Fprintf(&b, "<html lang=en><head><meta charset=utf-8><title>%s</title><link rel=canonical href=%q>"+
			"<meta property=\"article:published_time\" content=%q></head><body><article><h1>%[1]s</h1>", html.EscapeString(row.Title), row.URL, row.Published)
		for p := range strings.SplitSeq(row.Text, "\n") {
			if p = strings.TrimSpace(p); p != "" {
				b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
			}
		}
		list = append(list, webPage{row.URL, row.Published, row.Title, []byte(b.String() + "</article></body></html>")})
	}
	for _, n := range []string{"26861", "29698"} {
		data, err := os.ReadFile(filepath.Join(shipped(t), "kremlin-"+n+".html"))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, webPage{url: "http://en.kremlin.ru/events/president/news/" + n, html: data})
	}
	return list
}

// delivered writes each page into three files: a page, an archive, and a line of NDJSON.
func delivered(t *testing.T, pages []webPage) (dir string, paths []string) {
	t.Helper()
	dir = t.TempDir()
	for i, p := range pages {
		var archive bytes.Buffer
		message := slices.Concat([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"), p.html)
		if _, err := warc.NewWriter(&archive, true).Response(p.url, time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC), message); err != nil {
			t.Fatal(err)
		}
		row, err := json.Marshal(map[string]string{"url": p.url, "html": string(p.html)})
		if err != nil {
			t.Fatal(err)
		}
		for ending, data := range map[string][]byte{"html": p.html, "warc.gz": archive.Bytes(), "ndjson": row} {
			path := filepath.Join(dir, fmt.Sprintf("page%d.%s", i, ending))
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return dir, paths
}

// holding is what a ledger holds, apart from where it came from first.
type holding struct {
	Counts ledger.Counts
	All    []string // ids of statements
	Once   []string // of those that count
}

func held(t *testing.T, path string) (h holding) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if h.Counts, err = s.Counts(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, all := range []bool{true, false} {
		var ids []string
		for r, err := range s.Search(t.Context(), ledger.Filter{All: all}) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, r.Statement.ID+" "+r.Engine.Version)
		}
		slices.Sort(ids)
		if all {
			h.All = ids
		} else {
			h.Once = ids
		}
	}
	return h
}

// The same articles come three times, shuffled, from three kinds of source, a few at a time: as a page and in an archive an article
// is the same bytes, hence one document; in a line of NDJSON it is another, and a copy. Whatever the order, and whatever another
// engine found in them on the way, the statements have the same ids, and as many count.
func TestDelivered(t *testing.T) {
	if testing.Short() {
		t.Skip("ingests pages nine times over, and reads them again four times")
	}
	pages := webPages(t)
	dir, paths := delivered(t, pages)
	random := rand.New(rand.NewPCG(11, 12))
	var want holding
	for order := range 3 {
		store := filepath.Join(dir, fmt.Sprintf("ledger%d.db", order))
		for range 3 {
			turn := slices.Clone(paths)
			random.Shuffle(len(turn), func(i, j int) { turn[i], turn[j] = turn[j], turn[i] })
			for few := range slices.Chunk(turn, 6) {
				if code, _, complaints := capture(append([]string{"ingest", "--ledger", store}, few...)...); code != 0 {
					t.Fatal(complaints)
				}
			}
			if order > 0 { // the other engine, and this one again
				for _, again := range []func(...string) (int, string, string){captureNext, capture} {
					if code, _, complaints := again("reextract", "--ledger", store); code != 0 {
						t.Fatal(complaints)
					}
				}
			}
		}
		got := held(t, store)
		if order == 0 {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-first +order %d)\n%s", order, diff)
		}
	}
	if want.Counts.Documents != 2*len(pages) || len(want.Once) != want.Counts.Statements || len(want.All) != 2*len(want.Once) || len(want.Once) < 30 {
		t.Errorf("%+v, %d statements in all, %d once", want.Counts, len(want.All), len(want.Once))
	}
}
