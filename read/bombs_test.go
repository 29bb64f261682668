package read

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"
)

// endless gives the same bytes over and over, n of them.
type endless struct {
	unit []byte
	n    int64
	at   int // in unit
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n <= 0 {
		return 0, io.EOF
	}
	p = p[:min(int64(len(p)), e.n)]
	for i := 0; i < len(p); {
		n := copy(p[i:], e.unit[e.at:])
		i, e.at = i+n, (e.at+n)%len(e.unit)
	}
	e.n -= int64(len(p))
	return len(p), nil
}

// bomb is head and then gigabytes of a unit, compressed as they are read: a member of a few megabytes over and over.
func bomb(t *testing.T, head, unit string, size int64) io.Reader {
	t.Helper()
	var member bytes.Buffer
	w, _ := gzip.NewWriterLevel(&member, gzip.BestCompression)
	const each = 2 << 20
	if _, err := io.Copy(w, &endless{unit: []byte(unit), n: each}); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return io.MultiReader(strings.NewReader(gzipped(head)), &endless{unit: member.Bytes(), n: size / each * int64(member.Len())})
}

// TestBombs: 10 GB that come out of nearly nothing are refused after a few megabytes, whatever they look like.
func TestBombs(t *testing.T) {
	const size = 10 << 30
	zeros := tarHeader("a.txt", size)
	for name, c := range map[string]struct {
		head, unit string
		texts      int // -1 for some
	}{
		"zeros":           {"", "\x00", 0},
		"one line":        {"{\"text\":\"It rained.\"}\n{\"text\":\"", "0", 1},
		"empty lines":     {"{\"text\":\"It rained.\"}\n", "\n", 1},
		"documents":       {"{\"text\":\"It rained.\"}\n", "{\"text\":\"It rained.\"}\n", -1},
		"a list":          {"[{\"text\":\"It rained.\"},\n", "[", 1},
		"rows":            {"title,text\nRain,It rained.\nRain,\"", "0", 1},
		"text":            {"It rained.", " ", 0},
		"a page":          {"<html><p>It rained.", "<p>", 0},
		"a feed":          {"<rss version=\"2.0\"><channel>", "<item></item>", 0},
		"a tar":           {zeros, "\x00", 0},
		"a tar of spaces": {zeros, " ", 0},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		in := &counter{r: bomb(t, c.head, c.unit, size)}
		texts, problems := all(t, in, Options{}, "-")
		runtime.ReadMemStats(&after)
		last := problems[max(0, len(problems)-1)]
		if in.n > 2<<20 || c.texts >= 0 && len(texts) != c.texts || len(problems) > 2 || after.HeapAlloc > before.HeapAlloc+100<<20 ||
			!strings.Contains(last, "(too large)") && !strings.Contains(last, "binary") {
			t.Errorf("%s: %d bytes read, %d documents, %d MB, problems %q", name, in.n, len(texts), int64(after.HeapAlloc-before.HeapAlloc)>>20, problems)
		}
	}
}

// tarHeader is the header of a member of a size.
func tarHeader(name string, size int64) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	_ = w.WriteHeader(&tar.Header{Name: name, Typeflag: tar.TypeReg, Size: size, Mode: 0o600})
	return b.String()
}

// TestNegativeSize: a member whose size is below zero or beyond all sizes ends its archive with an error.
func TestNegativeSize(t *testing.T) {
	first := tarOf(memberFile{"a.txt", "It rained."})[:1024]
	for _, size := range []string{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xf0", "\x80\x00\x00\x00\x7f\xff\xff\xff\xff\xff\xff\xff", "-0000000001\x00"} {
		header := []byte(tarHeader("b.txt", 10))
		copy(header[124:136], size)
		sum := 8 * int(' ')
		for i, c := range header[:512] {
			if i < 148 || i >= 156 {
				sum += int(c)
			}
		}
		copy(header[148:], fmt.Sprintf("%06o\x00 ", sum))
		texts, problems := all(t, strings.NewReader(first+string(header)+strings.Repeat("x", 1024)), Options{}, "-")
		if len(texts) != 1 || len(problems) != 1 {
			t.Errorf("%q: texts %q, problems %q", size, texts, problems)
		}
	}
}

// rawZip is a zip archive whose members are data with sizes as they are claimed.
func rawZip(members ...zip.FileHeader) (*bytes.Buffer, *zip.Writer) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range members {
		m := &members[i]
		f, _ := w.CreateRaw(m)
		_, _ = io.WriteString(f, m.Comment)
	}
	return &b, w
}

// deflated is n bytes of a unit.
func deflated(unit string, n int64) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	_, _ = io.Copy(w, &endless{unit: []byte(unit), n: n})
	_ = w.Close()
	return b.String()
}

// TestZipBombs: a member that grows out of proportion, one that is larger than it says, and members that share their bytes.
func TestZipBombs(t *testing.T) {
	spaces := deflated(" ", 4<<20)
	member := func(name, data string, size uint64) zip.FileHeader {
		return zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: uint64(len(data)), UncompressedSize64: size, CRC32: crc32.ChecksumIEEE(nil), Comment: data}
	}
	rain := zip.FileHeader{Name: "z.txt", CompressedSize64: 10, UncompressedSize64: 10, CRC32: crc32.ChecksumIEEE([]byte("It rained.")), Comment: "It rained."}
	for name, c := range map[string]struct {
		first zip.FileHeader
		want  string
	}{
		"honest":     {member("a.txt", spaces, 4<<20), "stdin!/a.txt: 4194304 bytes out of "},
		"says 10 GB": {member("a.txt", spaces, 10<<30), "stdin!/a.txt: 10737418240 bytes out of "},
		"says 1 kB":  {member("a.txt", spaces, 1<<10), "stdin!/a.txt: "},
		"encrypted":  {zip.FileHeader{Name: "a.txt", Flags: 1, CompressedSize64: 3, UncompressedSize64: 3, Comment: "abc"}, "stdin!/a.txt: an encrypted file is not read"},
		"method":     {zip.FileHeader{Name: "a.txt", Method: 98, CompressedSize64: 3, UncompressedSize64: 3, Comment: "abc"}, "stdin!/a.txt: zip: "},
		"checksum":   {zip.FileHeader{Name: "a.txt", CRC32: 1, CompressedSize64: 3, UncompressedSize64: 3, Comment: "abc"}, "stdin!/a.txt: zip: checksum error"},
	} {
		b, w := rawZip(c.first, rain)
		_ = w.Close()
		texts, problems := all(t, b, Options{}, "-")
		if len(texts) != 1 || texts[0] != "It rained." || len(problems) != 1 || !strings.HasPrefix(problems[0], c.want) {
			t.Errorf("%s: texts %.100q, problems %q, want %q", name, texts, problems, c.want)
		}
	}
}

// TestZipOverlap: entries of the list that point at the same bytes give them once.
func TestZipOverlap(t *testing.T) {
	data := []byte(zipOf(memberFile{"a.txt", "It rained."}, memberFile{"b.txt", "It snowed."}, memberFile{"c.txt", "It thawed."}))
	const entry = "PK\x01\x02" // in the list; 42 bytes on, where its member begins
	at := bytes.Index(data, []byte(entry))
	for n := 0; n < 2; n++ {
		at += 4 + bytes.Index(data[at+4:], []byte(entry))
		copy(data[at+42:], []byte{0, 0, 0, 0})
	}
	texts, problems := all(t, bytes.NewReader(data), Options{}, "-")
	if len(texts) != 1 || len(problems) != 2 || !strings.Contains(problems[0], "lies across another member") {
		t.Errorf("texts %q, problems %q", texts, problems)
	}
}

// TestZipDirectory: a list of members that is nearly all of a large file is not taken in.
func TestZipDirectory(t *testing.T) {
	var list bytes.Buffer
	entry := append([]byte("PK\x01\x02"), make([]byte, 42)...)
	const n = 600_000
	for range n {
		list.Write(entry)
	}
	end := append([]byte("PK\x05\x06"), make([]byte, 18)...)
	binary.LittleEndian.PutUint16(end[8:], 0xffff)
	binary.LittleEndian.PutUint16(end[10:], 0xffff)
	binary.LittleEndian.PutUint32(end[12:], uint32(list.Len()))
	list.Write(end)
	in := append([]byte("PK\x03\x04"), list.Bytes()...)
	binary.LittleEndian.PutUint32(in[len(in)-6:], 4)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	texts, problems := all(t, bytes.NewReader(in), Options{}, "-")
	runtime.ReadMemStats(&after)
	if len(texts) != 0 || len(problems) != 1 || !strings.Contains(problems[0], "a list of members of over") || after.TotalAlloc-before.TotalAlloc > 200<<20 {
		t.Errorf("texts %q, problems %q, %d MB", texts, problems, (after.TotalAlloc-before.TotalAlloc)>>20)
	}
}
