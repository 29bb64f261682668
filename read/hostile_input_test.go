//go:build unix

package read

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"
)

// linearInputs are files of any size that readers might be slow at.
func linearInputs(t *testing.T) map[string]func(size int) string {
	repeated := func(before, unit, after string) func(int) string {
		return func(size int) string { return before + strings.Repeat(unit, size/len(unit)) + after }
	}
	korean := encoded(t, "euc-kr", "<p>“네” 하고 말했다</p>\n")
	return map[string]func(size int) string{
		"quotation marks":   repeated("It rained. ", "\"", ""),
		"curly marks":       repeated("It rained. ", "“", ""),
		"lines":             repeated("It rained.\n", "a b\n\n", ""),
		"lines, wrapped":    repeated("It rained.\n", "and it rained and rained again, and then\n", ""),
		"line ends":         repeated("It rained.", "\n", "x"),
		"spaces":            repeated("It rained.\n\n", " ", "x"),
		"no-break spaces":   repeated("It rained.\n\n", "\u00a0", "x"),
		"brackets":          repeated("[[", "[(", ""),
		"labels":            repeated("", "Photo: a\nREAD MORE: b\n\n", ""),
		"addresses":         repeated("", "https://x.org/a\n", ""),
		"days":              repeated("", "2024-05-01\n", ""),
		"zero bytes, late":  repeated(strings.Repeat("It rained.\n", sniffed/11+1), "a\x00b\n", ""),
		"torn utf-8":        repeated("It rained. ", "ééé\xff\n", ""),
		"torn utf-16":       repeated("\xff\xfeI\x00t\x00", "a\x00\n\x00\x00\xd8", ""),
		"torn page":         repeated("<meta charset=euc-kr><p>x", korean+"\xff", ""),
		"iso-2022-jp":       repeated("<meta charset=iso-2022-jp><p>x", "\x1b$B\x1b(B<p>x</p>", ""),
		"ndjson":            repeated("", `{"text":"It rained."}`+"\n", ""),
		"ndjson, damaged":   repeated("", "{\n", ""),
		"ndjson, escapes":   repeated(`{"text":"`, `\u0041`, `"}`),
		"ndjson, members":   repeated(`{"text":"It rained."`, `,"a":1`, `}`),
		"ndjson, deep":      repeated(`{"text":`, `[`, ``),
		"ndjson, page":      repeated(`{"html":"`, `<b>`, `x"}`),
		"feed":              repeated("<rss><channel>", "<item><title>It rained.</title></item>", "</channel></rss>"),
		"feed, elements":    repeated("<rss><channel><item><title>It rained.</title>", "<a/>", "</item></channel></rss>"),
		"feed, depth":       repeated("<rss><channel><item>", "<a>", ""),
		"feed, attributes":  repeated("<rss><channel><item ", "a='b' ", "><title>It rained.</title></item></channel></rss>"),
		"feed, spaces":      repeated("<rss><channel><item ", " ", "><title>It rained.</title></item></channel></rss>"),
		"feed, markup":      repeated("<rss><channel><item><description>", "&lt;b&gt;", "x</description></item></channel></rss>"),
		"feed, one id":      repeated("<rss><channel>", "<item><guid>a</guid><title>It rained.</title></item>", "</channel></rss>"),
		"feed, directive":   repeated("<!DOCTYPE rss ", "<a ", "><rss><channel><item/></channel></rss>"),
		"feed, comments":    repeated("", "<!-- -->", "<rss><channel><item><title>It rained.</title></item></channel></rss>"),
		"feed, namespaces":  repeated("<rss ", "xmlns:a='b' ", "><channel><item><title>It rained.</title></item></channel></rss>"),
		"json feed":         repeated(`{"version":"https://jsonfeed.org/version/1","items":[`, `{"title":"It rained."},`, `{}]}`),
		"json feed, deep":   repeated(`{"version":"https://jsonfeed.org/version/1","items":`, `[`, ``),
		"archive":           repeated("WARC/1.0\r\nWARC-Type: response\r\n", "a: b\r\n", "\r\n"),
		"archive, versions": repeated("", "WARC/1.0\r\n\r\n", ""),
		"archive, lengths":  repeated("", "WARC/1.0\r\nContent-Length: 999\r\n\r\n", ""),
	}
}

// TestLinearInputs: files of every form take time in proportion to their size, whatever is in them.
func TestLinearInputs(t *testing.T) {
	if testing.Short() {
		t.Skip("measures")
	}
	for name, input := range linearInputs(t) {
		exponent := steep(t, func(size int) {
			for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(input(2*size)), Options{}) {
				if err == nil {
					check(t, d)
				}
			}
		})
		t.Logf("%s: %.2f", name, exponent)
		if exponent > steepest {
			t.Errorf("%s: grows with the power %.2f of the size", name, exponent)
		}
	}
}

// TestEndlessLine: a line of a billion bytes is refused without being held, and what comes after it is read.
func TestEndlessLine(t *testing.T) {
	if testing.Short() {
		t.Skip("a billion bytes")
	}
	letters := func() io.Reader {
		unit := bytes.Repeat([]byte("word "), 1000)
		return io.LimitReader(&counting{next: func(p []byte) {
			for n := 0; n < len(p); {
				n += copy(p[n:], unit)
			}
		}}, 1<<30)
	}
	allocated := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.TotalAlloc
	}
	for name, c := range map[string]struct {
		in        io.Reader
		documents int
	}{
		"text":   {letters(), 0},
		"ndjson": {io.MultiReader(strings.NewReader(`{"text":"`), letters(), strings.NewReader("\"}\n{\"text\":\"It rained.\"}\n")), 1},
		"page":   {io.MultiReader(strings.NewReader(`<html><p>`), letters()), 0},
		"feed":   {io.MultiReader(strings.NewReader(`<rss><title>`), letters()), 0},
	} {
		before := allocated()
		texts, problems := all(t, c.in, Options{MaxBytes: 1 << 20}, "-")
		if len(texts) != c.documents || len(problems) != 1 || !strings.Contains(problems[0], "too large") {
			t.Errorf("%s: %d documents, problems %.300q", name, len(texts), problems)
		}
		if got := (allocated() - before) >> 20; got > 32 {
			t.Errorf("%s: %d MB were allocated", name, got)
		}
	}
}

// TestKeptAsItIs: nothing is taken out of a text without a word: zero bytes, controls, and letters that turn the direction of
// writing stay where they are.
func TestKeptAsItIs(t *testing.T) {
	far := strings.Repeat("It rained. ", sniffed/11+1)
	for _, odd := range []string{"a\u202eb\u2066c\u2069", "a\x1b[31mb", "a\u009b31mb", "a\u200bb\u00adc\u2060", "a\ufffdb", "e\u0301 \U000e0041\U0001f600", far + "a\x00b"} {
		words := "It rained on Monday, and on Tuesday, and on all the days after that, and then it was dry. " + odd
		d, err := Bytes("x.txt", []byte(words), Options{})
		if err != nil || d.Text.String() != words {
			t.Errorf("%.40q: %v", words, err)
		}
		json := `{"text":"` + strings.NewReplacer("\x00", `\u0000`, "\x1b", `\u001b`).Replace(words) + `"}`
		if d, err = Bytes("x", []byte(json), Options{}); err != nil || d.Text.String() != words {
			t.Errorf("%.40q in JSON: %v", words, err)
		}
	}
}

// TestGarbage: bytes that are not what they say they are are an error or a text, and never one that is not valid.
func TestGarbage(t *testing.T) {
	noise := strings.Repeat("\x00\xd8\xdc\xff\xfe\x1b$B\x81\x30\x89\x8e\xa1\xff", 500)
	for _, begins := range []string{
		"\xff\xfe", "\xfe\xff", "\xef\xbb\xbf", "<html><meta charset=utf-16><p>", "<html><meta charset=gb18030><p>", "<html><meta charset=iso-2022-jp><p>",
		"<html><meta charset=big5><p>", "<html><meta charset=shift_jis><p>", "<html><meta charset=x-user-defined><p>", "<?xml encoding='utf-16'?><html><p>",
		"<?xml version='1.0' encoding='euc-jp'?><rss><channel><item><title>", "It rained. ", "{\"text\":\"", "WARC/1.0\r\n",
	} {
		for cut := range 5 {
			for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(begins+noise[cut:]), Options{}) {
				if err == nil {
					check(t, d)
					if !utf8.ValidString(d.Text.String()) {
						t.Errorf("%q: not valid", begins)
					}
				}
			}
		}
	}
}

// TestFileNames: a file may be called anything, and a document's name stays in its folder.
func TestFileNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a\nb.txt", "\x1b[2J.txt", "a\u202eb.txt", "-rf", "%s%n.txt", strings.Repeat("n", 200), " ", "~", "$(id).txt", "con.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("It rained."), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for d, err := range Documents(t.Context(), []string{dir}, nil, Options{}) {
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		check(t, d)
		if n++; strings.ContainsAny(d.Name, "\n\x1b/\\") || len(d.Name) > 120 || d.Path == "" {
			t.Errorf("%q: name %q", d.Path, d.Name)
		}
	}
	if n != 10 {
		t.Errorf("%d documents", n)
	}
	if _, err := Bytes("a\nb", nil, Options{}); dixit.KindOf(err) != dixit.Unreadable {
		t.Errorf("%v", err)
	}
}
