package read

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dixit"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// parquetRow is a row as data sets have them.
type parquetRow struct {
	Article struct {
		Body string `parquet:"body,zstd"`
	} `parquet:"article"`
	Headline *string   `parquet:"headline,optional,dict"`
	Link     string    `parquet:"link,snappy"`
	Day      int32     `parquet:"day,date"`
	At       time.Time `parquet:"at,timestamp(millisecond)"`
	Author   []string  `parquet:"author,list"`
	Count    int64     `parquet:"count"`
}

// parquetFileOf writes rows, so many to a row group.
func parquetFileOf[T any](t *testing.T, perGroup int, rows []T, options ...parquet.WriterOption) []byte {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[T](&out, append(options, parquet.MaxRowsPerRowGroup(int64(perGroup)))...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func parquetRows(n int) []parquetRow {
	rows := make([]parquetRow, n)
	for i := range rows {
		r := &rows[i]
		r.Article.Body = fmt.Sprintf("Ada Lind said on day %d that it rained.", i)
		if title := fmt.Sprint("Rain ", i%3); i%2 == 0 {
			r.Headline = &title
		}
		r.Link = fmt.Sprintf("https://example.org/%d", i)
		r.Day, r.At = int32(17533+i), time.Date(2018, 1, 2, 10, 11, 12, 0, time.UTC)
		r.Author = [][]string{nil, {"Ada Lind"}, {"Ada Lind", "Bo Ek", "Cy Falk"}}[i%3]
	}
	return rows
}

// TestParquet reads nested columns, days, instants, lists and nulls, over several pages and row groups, from a file and a pipe.
func TestParquet(t *testing.T) {
	data := parquetFileOf(t, 40, parquetRows(100), parquet.PageBufferSize(2000))
	dir := t.TempDir()
	write(t, dir, "a.parquet", string(data))
	for _, path := range []string{dir + "/a.parquet", "-"} {
		n := 0
		for d, err := range Documents(t.Context(), []string{path}, bytes.NewReader(data), Options{Map: Map{"text": "Article.Body", "published": "day"}}) {
			if err != nil {
				t.Fatal(err)
			}
			check(t, d)
			title, authors := "", []string(nil)
			if n%2 == 0 {
				title = fmt.Sprint("Rain ", n%3)
			}
			if n%3 > 0 {
				authors = []string{"Ada Lind", "Bo Ek", "Cy Falk"}[:1+2*(n%3-1)]
			}
			got := []any{d.Text.String(), d.Title, d.URL, d.Day(), d.Authors, strings.HasSuffix(d.Name, fmt.Sprint("-", n+1)), d.MediaType}
			want := []any{
				fmt.Sprintf("Ada Lind said on day %d that it rained.", n), title, fmt.Sprintf("https://example.org/%d", n),
				time.Unix(int64(17533+n)*24*3600, 0).UTC().Format(time.DateOnly), authors, true, "application/json",
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("row %d (-want +got):\n%s", n, diff)
			}
			again, err := Bytes("again", d.Source, Options{}) // its source is a document
			if err != nil || again.SHA256 != d.SHA256 || again.Text.String() != d.Text.String() {
				t.Fatalf("row %d: its source: %v", n, err)
			}
			n++
		}
		if n != 100 {
			t.Errorf("%s: %d documents, want 100", path, n)
		}
	}
	_, problems := all(t, bytes.NewReader(data), Options{Map: Map{"text": "body"}}, "-")
	want := "stdin: parquet: no column body; the columns are article.body, headline, link, day, at, author, count (unreadable)"
	if diff := cmp.Diff([]string{want}, problems); diff != "" {
		t.Error(diff)
	}
	for d, err := range Documents(t.Context(), []string{"-"}, bytes.NewReader(data), Options{Map: Map{"text": "article.body", "published": "at"}}) {
		if err != nil || d.Published != "2018-01-02T10:11:12Z" {
			t.Fatalf("%v, %v", d, err)
		}
	}
}

// TestParquetDamage changes bytes of a file: some rows are lost, nothing else happens.
func TestParquetDamage(t *testing.T) {
	good := parquetFileOf(t, 20, parquetRows(60), parquet.PageBufferSize(500))
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		data := bytes.Clone(good)
		for range 1 + random.IntN(4) {
			data[random.IntN(len(data))] ^= 1 << random.IntN(8)
		}
		if random.IntN(8) == 0 {
			data = data[:random.IntN(len(data))]
		}
		for d, err := range Documents(t.Context(), []string{"-"}, bytes.NewReader(data), Options{Map: Map{"text": "article.body"}}) {
			if err == nil {
				check(t, d)
			} else if dixit.KindOf(err) == dixit.Internal || strings.Contains(err.Error(), "\n") {
				t.Fatal(err)
			}
		}
	}
}

// TestParquetBounds: a file that asks for more room than it has is refused before the library sees it.
func TestParquetBounds(t *testing.T) {
	footer := func(thrift string) string {
		n := len(thrift)
		return "PAR1" + thrift + string([]byte{byte(n), byte(n >> 8), byte(n >> 16), 0}) + "PAR1"
	}
	for name, data := range map[string]string{
		"a list longer than the file":   footer("\x15\x02\x29\xfc\xff\xff\xff\xff\x07\x00"),
		"a string longer than the file": footer("\x18\xff\xff\xff\xff\x07\x00"),
		"more structures than bytes":    footer("\x15\x02\x19\xfc\xff\xff\x01" + strings.Repeat("\x00", 40_000) + "\x00"),
		"deep":                          footer(strings.Repeat("\x1c", 10_000)),
		"an unknown type":               footer("\x1e\x00"),
	} {
		_, problems := all(t, strings.NewReader(data), Options{}, "-")
		if diff := cmp.Diff([]string{"stdin: parquet: the footer is damaged or says too much (unreadable)"}, problems); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
	for name, data := range map[string]string{
		"a page of zeros":     "\x15\x00\x15\x80\x80\x80\x20\x15\x80\x01\x00" + strings.Repeat("\x00", 64),
		"a page of 2 GB":      "\x15\x00\x15\xfe\xff\xff\xff\x0f\x15\xfe\xff\xff\xff\x0f\x00",
		"delta":               "\x15\x00\x15\x10\x15\x10\x2c\x15\x02\x15\x0e\x00\x00",
		"a header that ends":  "\x15\x00\x15",
		"2 billion values":    "\x15\x00\x15\x10\x15\x10\x2c\x15\xfe\xff\xff\xff\x0f\x00\x00",
		"a negative length":   "\x15\x00\x15\x01\x15\x10\x00",
		"a long one in stats": "\x15\x00\x15\x10\x15\x10\x2c\x15\x02\x15\x00\x15\x00\x15\x00\x1c\x18\xff\xff\xff\xff\x07",
	} {
		if err := boundPages(strings.NewReader(data), 0, int64(len(data))); err == nil || dixit.KindOf(err) == dixit.Internal {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestParquetRepeated: few bytes that stand for a text over and over do not give more than compression may.
func TestParquetRepeated(t *testing.T) {
	type row struct {
		Text string `parquet:"text,dict,zstd"`
	}
	rows := make([]row, 3000)
	long := strings.Repeat("It rained. ", 3000)
	for i := range rows {
		rows[i].Text = long
	}
	data := parquetFileOf(t, 10_000, rows)
	texts, problems := all(t, bytes.NewReader(data), Options{}, "-")
	if len(texts)*len(long) > maxGrowth*len(data)+2<<20 || len(problems) != 1 || !strings.Contains(problems[0], "bytes out of") {
		t.Errorf("%d texts, problems %q", len(texts), problems)
	}
}
