package read

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixit/read/warc"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// memberFile is a member of an archive.
type memberFile struct{ name, data string }

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func zstandard(s string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(s), nil))
}

// bzipped is "{"text":"It rained."}" and a line end in bzip2, which Go does not write.
func bzipped(t *testing.T) string {
	data, err := base64.StdEncoding.DecodeString("QlpoOTFBWSZTWa9VgP4AAApdgAAQUAEAEAAgJiEUSiAAIiBo9QeKFMABNGYy9cELyBRT2Hb4u5IpwoSFeqwH8A==")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func zipOf(members ...memberFile) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		f, _ := w.Create(m.name)
		_, _ = f.Write([]byte(m.data))
	}
	_ = w.Close()
	return b.String()
}

func tarOf(members ...memberFile) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		_ = w.WriteHeader(&tar.Header{Name: m.name, Mode: 0o600, Size: int64(len(m.data)), Typeflag: tar.TypeReg})
		_, _ = w.Write([]byte(m.data))
	}
	_ = w.Close()
	return b.String()
}

// news are members as archives of news have them.
func news() []memberFile {
	return []memberFile{
		{"a.txt", "Ada Lind said yes."},
		{"2024/b.html", "<html><p>Ada Lind said that the road would be mended before winter.</p></html>"},
		{"2024/c.ndjson.gz", gzipped("{\"text\":\"It rained.\"}\n{\"text\":\"It snowed.\"}\n")},
		{"2024/.hidden", "No."},
		{"__MACOSX/a.txt", "No."},
		{"LICENSE", "No."},
		{"d.csv", "title,text\nThaw,It thawed.\n"},
		{"e.pdf", "%PDF-1.7"},
	}
}

// TestContainers reads the same members from every container, from a file and from a pipe.
func TestContainers(t *testing.T) {
	zipped, tarred := zipOf(news()...), tarOf(news()...)
	for name, data := range map[string]string{
		"x.zip": zipped, "x.tar": tarred, "x.tgz": gzipped(tarred), "x.tar.zst": zstandard(tarred), "x": tarred, "x.zip.gz": gzipped(zipped),
		"two.gz": gzipped(tarred[:700]) + gzipped(tarred[700:]),
	} {
		dir := t.TempDir()
		write(t, dir, name, data)
		for _, path := range []string{filepath.Join(dir, name), "-"} {
			var got []string
			for d, err := range Documents(t.Context(), []string{path}, strings.NewReader(data), Options{}) {
				if err != nil {
					got = append(got, strings.ReplaceAll(err.Error(), path, "X"))
					continue
				}
				check(t, d)
				got = append(got, strings.Replace(d.Path, path, "X", 1)+" "+strings.TrimPrefix(d.Name, nameOf(path))+" "+d.Text.String())
			}
			in := "X"
			if path == "-" {
				in = "stdin"
			}
			want := []string{
				in + "!/a.txt -a Ada Lind said yes.",
				in + "!/2024/b.html -2024_b Ada Lind said that the road would be mended before winter.",
				in + "!/2024/c.ndjson.gz -2024_c-1 It rained.",
				in + "!/2024/c.ndjson.gz -2024_c-2 It snowed.",
				in + "!/d.csv -d-2 It thawed.",
				in + "!/e.pdf: pdf is not read; give text, html, docx, json, csv, parquet, a feed, warc, zip or tar",
			}
			if path == "-" {
				for i := range got {
					got[i] = strings.ReplaceAll(got[i], "stdin-", "-")
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s from %s (-want +got):\n%s", name, path, diff)
			}
		}
	}
}

// TestCompressed: what is compressed is read as what it is; what is compressed twice, or in a way that is not read, is refused.
func TestCompressed(t *testing.T) {
	line := "{\"text\":\"It rained.\"}\n"
	for name, c := range map[string]struct {
		data     string
		text     string
		problems string
	}{
		"gzip":       {gzipped(line), "It rained.", ""},
		"zstd":       {zstandard(line), "It rained.", ""},
		"frames":     {zstandard(line) + zstandard(line), "It rained. It rained.", ""},
		"bzip2":      {bzipped(t), "It rained.", ""},
		"text":       {gzipped("It rained."), "It rained.", ""},
		"empty":      {gzipped(""), "", "stdin: empty"},
		"pdf":        {gzipped("%PDF-1.7"), "", "stdin: pdf is not read"},
		"twice":      {gzipped(gzipped(line)), "", "stdin: gzip inside a compression is not read"},
		"mixed":      {zstandard(gzipped(line)), "", "stdin: gzip inside a compression is not read"},
		"xz":         {"\xfd7zXZ\x00\x00", "", "stdin: xz is not read"},
		"7z":         {"7z\xbc\xaf\x27\x1c\x00", "", "stdin: a 7z archive is not read"},
		"rar":        {"Rar!\x1a\x07\x00", "", "stdin: a rar archive is not read"},
		"cut":        {gzipped(line + strings.Repeat(line, 100))[:60], "*", "cut off"},
		"cut header": {"\x1f\x8b\x08\x00", "", "stdin: gzip @4: cut off"},
		"garbage":    {gzipped(line) + "garbage and more of it", "It rained.", "not gzip from here on"},
		"damaged":    {strings.Replace(gzipped(line), "\xff\xff", "\x00\x00", 1), "*", "*"},
		"checksum":   {gzipped(line)[:len(gzipped(line))-8] + "12345678", "*", "stdin: gzip @"},
		"zstd cut":   {zstandard(strings.Repeat(line, 3))[:20], "*", "stdin: zstd @"},
		"no bzip2":   {"BZh is how it begins, and then it goes on.", "BZh is how it begins, and then it goes on.", ""},
		"bad bzip2":  {"BZh9\x00\x01\x02\x03\x04\x05", "", "stdin: bzip2 @"},
	} {
		texts, problems := all(t, strings.NewReader(c.data), Options{}, "-")
		got := strings.Join(problems, "; ")
		if c.text != "*" && strings.Join(texts, " ") != c.text || c.problems != "*" && !strings.Contains(got, c.problems) || c.problems == "" && got != "" || len(problems) > 1 {
			t.Errorf("%s: texts %q, problems %q, want %q and %q", name, texts, problems, c.text, c.problems)
		}
	}
}

// TestCutDump: what stands before the damage is kept, and the damage is one error.
func TestCutDump(t *testing.T) {
	var lines strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&lines, "{\"id\":\"%d\",\"text\":\"It rained %x.\"}\n", i, crc32.ChecksumIEEE([]byte{byte(i), byte(i >> 8)}))
	}
	for name, data := range map[string]string{
		"gzip": gzipped(lines.String()), "zstd": zstandard(lines.String()),
		"tar": gzipped(tarOf(memberFile{"a.ndjson", lines.String()}, memberFile{"b.txt", "It snowed."})),
	} {
		texts, problems := all(t, strings.NewReader(data[:len(data)*2/3]), Options{}, "-")
		if name != "zstd" && len(texts) < 1000 || len(problems) != 1 || !strings.Contains(problems[0], "@") {
			t.Errorf("%s: %d texts, problems %q", name, len(texts), problems)
		}
	}
}

// TestWarcStaysRaw: a web archive whose records are compressed is read by its own reader, inside a tar too.
func TestWarcStaysRaw(t *testing.T) {
	var b bytes.Buffer
	w := warc.NewWriter(&b, true)
	for _, s := range []string{"It rained.", "It snowed."} {
		if _, err := w.Response("http://example.org/"+s[3:4], time.Now(), []byte("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"+s)); err != nil {
			t.Fatal(err)
		}
	}
	for _, data := range []string{b.String(), tarOf(memberFile{"a.warc.gz", b.String()}), zipOf(memberFile{"a.warc.gz", b.String()})} {
		texts, problems := all(t, strings.NewReader(data), Options{}, "-")
		if diff := cmp.Diff([]string{"It rained.", "It snowed."}, texts); diff != "" || len(problems) > 0 {
			t.Errorf("%q\n%s", problems, diff)
		}
	}
}

// TestArchiveForms: office documents are no archives, archives in archives are refused, and what is no file is.
func TestArchiveForms(t *testing.T) {
	stored := func(members ...memberFile) string {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, m := range members {
			f, _ := w.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Store})
			_, _ = f.Write([]byte(m.data))
		}
		_ = w.Close()
		return b.String()
	}
	inner := zipOf(memberFile{"a.txt", "No."})
	var odd bytes.Buffer
	w := tar.NewWriter(&odd)
	for _, h := range []tar.Header{
		{Name: "dir/", Typeflag: tar.TypeDir},
		{Name: "link", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"},
		{Name: "hard", Typeflag: tar.TypeLink, Linkname: "a.txt"},
		{Name: "dev", Typeflag: tar.TypeChar},
		{Name: "fifo", Typeflag: tar.TypeFifo},
		{Name: "a.txt", Typeflag: tar.TypeReg, Size: 10},
	} {
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = w.Write([]byte("It rained."))
	_ = w.Close()
	for name, c := range map[string]struct {
		data     string
		texts    int
		problems []string
	}{
		"docx":      {zipOf(memberFile{"[Content_Types].xml", "x"}, memberFile{"word/document.xml", "x"}), 0, []string{"stdin: docx: no text in it"}},
		"xlsx":      {zipOf(memberFile{"[Content_Types].xml", "x"}, memberFile{"xl/workbook.xml", "x"}), 0, []string{"stdin: a spreadsheet (xlsx) is not read"}},
		"odt":       {stored(memberFile{"mimetype", "application/vnd.oasis.opendocument.text"}), 0, []string{"stdin: an opendocument text (odt) is not read"}},
		"epub":      {stored(memberFile{"mimetype", "application/epub+zip"}), 0, []string{"stdin: an e-book (epub) is not read"}},
		"late docx": {zipOf(memberFile{"a.xml", "x"}, memberFile{"[Content_Types].xml", "x"}), 0, []string{"stdin: an office document"}},
		"docx in":   {zipOf(memberFile{"a.docx", zipOf(memberFile{"[Content_Types].xml", "x"}, memberFile{"word/document.xml", "x"})}, memberFile{"b.txt", "It rained."}), 1, []string{"stdin!/a.docx: docx: no text in it"}},
		"zip in":    {zipOf(memberFile{"a.zip", inner}, memberFile{"b.txt", "It rained."}), 1, []string{"stdin!/a.zip: an archive inside an archive is not read"}},
		"tgz in":    {tarOf(memberFile{"a.tgz", gzipped(tarOf(memberFile{"a.txt", "No."}))}, memberFile{"b.txt", "It rained."}), 1, []string{"stdin!/a.tgz: an archive inside an archive is not read"}},
		"empty zip": {zipOf(), 0, []string{"stdin: no documents in the archive"}},
		"no news":   {zipOf(memberFile{"README.md", "x"}, memberFile{"d/", ""}), 0, []string{"stdin: no documents in the archive"}},
		"zip cut":   {inner[:len(inner)-10], 0, []string{"stdin: zip: damaged"}},
		"no tar":    {"It rained." + strings.Repeat(" ", 600), 1, nil},
		"odd":       {odd.String(), 1, []string{"stdin!/link: a link", "stdin!/hard: a link", "stdin!/dev: a device", "stdin!/fifo: a device"}},
		"sparse":    {sparseTar(), 1, []string{"stdin!/sparse: a sparse file is not read"}},
	} {
		texts, problems := all(t, strings.NewReader(c.data), Options{}, "-")
		ok := len(texts) == c.texts && len(problems) == len(c.problems)
		for i := range problems {
			ok = ok && strings.HasPrefix(problems[i], c.problems[i])
		}
		if !ok {
			t.Errorf("%s: texts %q, problems %q, want %d and %q", name, texts, problems, c.texts, c.problems)
		}
	}
}

// sparseTar is an archive with a file of 1 TB of which nothing is there, and another.
func sparseTar() string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	_ = w.WriteHeader(&tar.Header{Name: "sparse", Typeflag: tar.TypeReg, Size: 512, PAXRecords: map[string]string{}, Format: tar.FormatGNU})
	_, _ = w.Write(make([]byte, 512))
	_ = w.WriteHeader(&tar.Header{Name: "a.txt", Typeflag: tar.TypeReg, Size: 10})
	_, _ = w.Write([]byte("It rained."))
	_ = w.Close()
	data := b.Bytes()
	data[156] = tar.TypeGNUSparse
	copy(data[386:], "00000000000\x0000000001000\x00") // one piece of 512 bytes at 0
	copy(data[483:], "20000000000\x00")                // of 2 GB
	sum := 8 * int(' ')
	for i, c := range data[:512] {
		if i < 148 || i >= 156 {
			sum += int(c)
		}
	}
	copy(data[148:], fmt.Sprintf("%06o\x00 ", sum))
	return string(data)
}
