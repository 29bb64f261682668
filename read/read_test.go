package read

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// check checks what must hold for any document.
func check(t interface{ Fatalf(string, ...any) }, d *dixit.Document) {
	s, at := d.Text.String(), 0
	for i, b := range d.Blocks {
		switch {
		case b.Span.Start < at || b.Span.Len() <= 0 || b.Span.End > len(s):
			t.Fatalf("%s: block %d at %v after %d in a text of %d bytes", d.Path, i, b.Span, at, len(s))
		case !utf8.ValidString(d.Text.Slice(b.Span)):
			t.Fatalf("%s: block %d splits a character", d.Path, i)
		case strings.Trim(s[at:b.Span.Start], " \t\r\n\v\f\u00a0\u2002\u2003\u2009\u200b\ufeff") != "":
			t.Fatalf("%s: text between blocks %d and %d: %q", d.Path, i-1, i, s[at:b.Span.Start])
		case b.Kind == "" || b.Region == "":
			t.Fatalf("%s: block %d has kind %q and region %q", d.Path, i, b.Kind, b.Region)
		}
		at = b.Span.End
	}
	if d.ID == "" || d.Name == "" || len(d.SHA256) != 64 || strings.ContainsAny(d.Name, `/\`) {
		t.Fatalf("%s: id %q, name %q, address %q", d.Path, d.ID, d.Name, d.SHA256)
	}
}

// all reads paths and returns the texts of the documents, and the errors as they are shown.
func all(t *testing.T, stdin io.Reader, opt Options, paths ...string) (texts, problems []string) {
	t.Helper()
	for d, err := range Documents(t.Context(), paths, stdin, opt) {
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s (%s)", err, dixit.KindOf(err)))
			continue
		}
		check(t, d)
		texts = append(texts, d.Text.String())
	}
	return texts, problems
}

func write(t *testing.T, dir, name, data string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write(t, dir, "in/b.txt", "Ada Lind said yes.")
	write(t, dir, "in/a.html", "<p>Ada Lind said no.</p>")
	write(t, dir, "in/sub/c", `{"id":"x","text":"Ada Lind said so."}`)
	write(t, dir, "in/README.md", "not a document")
	write(t, dir, "in/.hidden", "not a document")
	write(t, dir, "in/z.pdf", "%PDF-1.7 ...")
	write(t, dir, "empty/LICENSE", "none")
	texts, problems := all(t, nil, Options{}, "in", "empty", "missing")
	if diff := cmp.Diff([]string{"Ada Lind said no.", "Ada Lind said yes.", "Ada Lind said so."}, texts); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	want := []string{
		"in/z.pdf: pdf is not read; give text, html, docx, json, csv, parquet, a feed, warc, zip or tar (unreadable)",
		"empty: no documents in the folder (unreadable)",
		"missing: no such file or directory (unreadable)",
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestSideFile(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.txt", "The bridge\n\nAda Lind said yes.\n")
	write(t, dir, "a.meta.json", `{"url":"https://example.org/a","published":"2024-05-01","outlet":"Example","title":"The bridge","lang":"en"}`)
	for d, err := range Documents(t.Context(), []string{dir}, nil, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		got := []string{d.URL, d.Published, d.Outlet, d.Title, d.Lang, string(d.Blocks[0].Region)}
		if diff := cmp.Diff([]string{"https://example.org/a", "2024-05-01", "Example", "The bridge", "en", "headline"}, got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestNDJSON(t *testing.T) {
	in := strings.Join([]string{
		`{"id":"a","text":"One.","published":"2024-05-01","authors":["Ada","Bo"]}`,
		`{"id":"b","text":`,
		``,
		`{"id":"c","text":"x","text":"y"}`,
		`{"id":"d"}`,
		`{"id":"e","text":"` + strings.Repeat("long ", 400) + `"}`,
		`{"id":"f","text":"bad ` + "\xff" + `"}`,
		`{"id":7,"html":"<title>T</title><p>Two.</p>"}`,
		strings.Repeat("[", 20000),
		`{"id":"g","text":"Three."}`,
	}, "\n")
	texts, problems := all(t, strings.NewReader(in), Options{MaxBytes: 1000}, "-")
	if diff := cmp.Diff([]string{"One.", "T\n\nTwo.", "Three."}, texts); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	if len(problems) != 6 {
		t.Errorf("%d problems, want 6:\n%s", len(problems), strings.Join(problems, "\n"))
	}
	for i, part := range []string{"line 2: ", "line 4: duplicate object member name", "line 5: an object without text or html", "line 6: over 1500 bytes (too large)", "line 7: ", "line 9: "} {
		if i < len(problems) && (!strings.HasPrefix(problems[i], "ndjson stdin line ") || !strings.Contains(problems[i], part) || strings.Contains(problems[i], "\n")) {
			t.Errorf("problem %d is %q, want %q in it", i, problems[i], part)
		}
	}
}

// TestStreaming: each document is handed on before more is read than it stands in.
func TestStreaming(t *testing.T) {
	given, got := 0, 0
	in := reader(func(p []byte) (int, error) {
		if given > got {
			t.Errorf("more is read after line %d, of which no document came", given)
		}
		if given == 3 {
			return 0, io.EOF
		}
		given++
		return copy(p, fmt.Sprintf("{\"id\":\"d%d\",\"text\":\"One.\"}\n", given)), nil
	})
	for d, err := range Documents(t.Context(), []string{"-"}, in, Options{}) {
		if got++; err != nil || d.ID != fmt.Sprintf("d%d", got) {
			t.Fatalf("document %d: %v", got, err)
		}
	}
	if got != 3 {
		t.Errorf("%d documents", got)
	}
}

// reader is a function that reads.
type reader func(p []byte) (int, error)

func (r reader) Read(p []byte) (int, error) { return r(p) }

// counting counts what is read of an endless input.
type counting struct {
	next func([]byte)
	n    int64
}

func (c *counting) Read(p []byte) (int, error) {
	c.next(p)
	c.n += int64(len(p))
	return len(p), nil
}

// TestBounded: of endless rubbish only a bounded part is read or kept.
func TestBounded(t *testing.T) {
	r := rand.NewChaCha8([32]byte{1})
	noise := &counting{next: func(p []byte) { _, _ = r.Read(p) }}
	_, problems := all(t, noise, Options{}, "-")
	if diff := cmp.Diff([]string{"stdin: binary data is not read; give text, html, docx, json, csv, parquet, a feed, warc, zip or tar (unreadable)"}, problems); diff != "" || noise.n > 1<<20 {
		t.Errorf("%d bytes read\n%s", noise.n, diff)
	}
	letters := &counting{next: func(p []byte) { copy(p, bytes.Repeat([]byte("word "), len(p)/5+1)) }}
	_, problems = all(t, letters, Options{MaxBytes: 100_000}, "-")
	if diff := cmp.Diff([]string{"stdin: over 100000 bytes (too large)"}, problems); diff != "" || letters.n > 1<<20 {
		t.Errorf("%d bytes read\n%s", letters.n, diff)
	}
	long := io.MultiReader(strings.NewReader(`{"id":"a","text":"`), io.LimitReader(letters, 10<<20), strings.NewReader("\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n"))
	texts, problems := all(t, long, Options{MaxBytes: 1 << 20}, "-")
	if len(texts) != 1 || len(problems) != 1 || !strings.Contains(problems[0], "line 1: over 1572864 bytes") {
		t.Errorf("a line of 10 MB: texts %q, problems %q", texts, problems)
	}
}

func TestForms(t *testing.T) {
	for data, want := range map[string]string{
		"":                               "empty",
		" \n\t":                          "empty",
		"PK\x03\x04rest":                 "zip",
		"\x1f\x8b\x08":                   "gzip",
		"\x00\x01\x02text":               "binary",
		"{\\rtf1 hello}":                 "rtf",
		"[\n {\"text\":\"One.\"}]":       "a json array",
		"\x89PNG\r\n":                    "a picture",
		"<html><body></body></html>":     "no text in the page",
		"\ufeff":                         "empty",
		strings.Repeat("<div>", 300):     "no text",
		strings.Repeat("word ", 500_000): "a paragraph of 2499999 bytes",
	} {
		if _, err := Bytes("x", []byte(data), Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: error %v, want %q in it", data, err, want)
		}
	}
	for data, want := range map[string]string{
		"caf\xe9 \x93yes\x94 she said, and no more than that": "café “yes” she said, and no more than that",
		"\xff\xfeH\x00i\x00":                 "Hi",
		"{\n \"text\": \"One.\"\n}\n":        "One.",
		"\ufeffOne.":                         "\ufeffOne.",
		"One.\r\nTwo.\r\n":                   "One.\r\nTwo.\r\n",
		"<p>caf&eacute;&nbsp;<b>yes</b></p>": "café\u00a0yes",
	} {
		d, err := Bytes("x", []byte(data), Options{Published: "2024-05-01"})
		if err != nil {
			t.Errorf("%q: %v", data, err)
			continue
		}
		check(t, d)
		if got := d.Text.String(); got != want || d.Published != "2024-05-01" {
			t.Errorf("%q: text %q, want %q; published %q", data, got, want, d.Published)
		}
	}
}

// TestCraftedPage: a page that is nothing but depth or count is refused or read, and does not hang or overflow.
func TestCraftedPage(t *testing.T) {
	for _, unit := range []string{"<div>", "<b>", "<table><tr><td>", "<a href=x><p>", "<!--<html>", "<svg><p>", "</p>x", "<ul><li>"} {
		data := "<html><body>" + strings.Repeat(unit, 64<<10/len(unit)) + "<p>Ada Lind said yes.</p>"
		if d, err := Bytes("x.html", []byte(data), Options{}); err == nil {
			check(t, d)
		}
	}
}

func TestAnyBytes(t *testing.T) {
	piece := rapid.SampledFrom([]string{"One. ", "\n", "\n\n", "\r\n", "“yes”", "<p>", "</p>", "<h1>", "<li>", "<br>", "<a href=x>", "{", "\"text\":", "\"a\"", "}", "\xff", "\u00a0", "* x", "https://x.org", "é"})
	rapid.Check(t, func(t *rapid.T) {
		data := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
		if d, err := Bytes("x", []byte(data), Options{}); err == nil {
			check(t, d)
		}
	})
}
