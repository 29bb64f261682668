package read_test

import (
	"bytes"
	std "cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/read"
	"dixit/read/warc"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"
)

// found is a document as a part gives it.
type found struct{ Path, Name, URL, SHA256, Title string }

// inParts is what the parts of a file hold.
func inParts(t *testing.T, path string, at []int64) []found {
	t.Helper()
	var all []found
	for i := range len(at) + 1 {
		var p read.Part
		if i > 0 {
			p.From = at[i-1]
		}
		if i < len(at) {
			p.To = at[i]
		}
		list, _ := parted(t, path, p)
		all = append(all, list...)
	}
	return once(all)
}

// once is a list in the order of the places, without what is found again at one address. A record in segments comes after those
// between them, unless they are in the next part.
func once(list []found) []found {
	place := func(f found) (n int) {
		_, digits, _ := strings.Cut(f.Path, "@")
		_, _ = fmt.Sscan(digits, &n) // none is 0
		return n
	}
	slices.SortStableFunc(list, func(a, b found) int { return std.Compare(place(a), place(b)) })
	seen := map[string]bool{}
	var all []found
	for _, f := range list {
		if key := f.URL + " " + f.SHA256; f.URL == "" || !seen[key] {
			seen[key] = true
			all = append(all, f)
		}
	}
	return all
}

// parted is what a part of a file holds.
func parted(t *testing.T, path string, p read.Part) (list []found, failed []string) {
	t.Helper()
	for d, err := range read.Documents(t.Context(), []string{path}, nil, read.Options{Part: p}) {
		if err != nil {
			failed = append(failed, err.Error())
			continue
		}
		list = append(list, found{d.Path, d.Name, d.URL, d.SHA256, d.Title})
	}
	return list, failed
}

// page is the response to a request for a page of a number.
func page(n int) []byte {
	body := fmt.Sprintf("<html><title>Page %d</title><body><p>%s</p>", n, strings.Repeat(fmt.Sprintf("“It is so,” said Ana Roy, %d. ", n), 1+n%40))
	return []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body)
}

// archiveOf draws an archive of records of all kinds, in a form.
func archiveOf(t *rapid.T, form string) []byte {
	var out bytes.Buffer
	w := warc.NewWriter(&out, form == "gzip")
	date := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	for i := range rapid.IntRange(1, 25).Draw(t, "records") {
		n := rapid.IntRange(0, 12).Draw(t, "page")
		url := fmt.Sprintf("http://example.org/%d", n)
		switch rapid.IntRange(0, 6).Draw(t, "kind") {
		case 0:
			_, _ = w.Request(url, date, []byte("GET / HTTP/1.1\r\n\r\n"))
		case 1:
			_, _ = w.Write(warc.Revisit, warc.Header{{Name: "WARC-Target-URI", Value: url}, {Name: "WARC-Refers-To-Target-URI", Value: url}}, nil)
		case 2:
			segments(w, fmt.Sprintf("urn:uuid:%d", i), fmt.Sprintf("http://example.org/s%d", i), page(100+n), rapid.IntRange(2, 4).Draw(t, "segments"), func() {
				if rapid.Bool().Draw(t, "between") {
					_, _ = w.Response(url, date, page(n))
				}
			})
		default:
			_, _ = w.Response(url, date, page(n))
		}
		if form == "plain" && rapid.IntRange(0, 9).Draw(t, "ends") == 0 { // as some write them
			out.Truncate(out.Len() - 3)
		}
	}
	switch form {
	case "one member":
		var z bytes.Buffer
		c := gzip.NewWriter(&z)
		_, _ = c.Write(out.Bytes())
		_ = c.Close()
		return z.Bytes()
	case "zstd":
		return framed(out.Bytes())
	}
	return out.Bytes()
}

// segments writes a record in segments, with others between them.
func segments(w *warc.Writer, id, url string, block []byte, n int, between func()) {
	size := len(block)/n + 1
	number := 0
	for piece := range slices.Chunk(block, size) {
		if number++; number == 1 {
			_, _ = w.Write(warc.Response, warc.Header{
				{Name: "WARC-Record-ID", Value: "<" + id + ">"},
				{Name: "WARC-Target-URI", Value: url},
				{Name: "WARC-Segment-Number", Value: "1"},
				{Name: "Content-Type", Value: "application/http; msgtype=response"},
			}, piece)
			continue
		}
		between()
		h := warc.Header{{Name: "WARC-Target-URI", Value: url}, {Name: "WARC-Segment-Number", Value: fmt.Sprint(number)}, {Name: "WARC-Segment-Origin-ID", Value: "<" + id + ">"}}
		if number*size >= len(block) {
			h = append(h, warc.Field{Name: "WARC-Segment-Total-Length", Value: fmt.Sprint(len(block))})
		}
		_, _ = w.Write(warc.Continuation, h, piece)
	}
}

// framed is a plain archive with each record in a frame of zstd.
func framed(plain []byte) []byte {
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	var out []byte
	for i, piece := range bytes.Split(plain, []byte("WARC/1.1\r\n")) {
		if i > 0 {
			out = enc.EncodeAll(append([]byte("WARC/1.1\r\n"), piece...), out)
		}
	}
	return out
}

// linesOf draws a file of NDJSON.
func linesOf(t *rapid.T) []byte {
	var out bytes.Buffer
	out.WriteString("{\"text\":\"First.\"}\n")
	for i := range rapid.IntRange(1, 40).Draw(t, "lines") {
		switch rapid.IntRange(0, 8).Draw(t, "line") {
		case 0:
			out.WriteByte('\n')
		case 1:
			out.WriteString("damage\n")
		default:
			fmt.Fprintf(&out, "{\"title\":\"T %d\",\"text\":%q}\r\n", i, strings.Repeat("So it is. ", i))
		}
	}
	if rapid.Bool().Draw(t, "cut") {
		out.Truncate(out.Len() - 1)
	}
	return out.Bytes()
}

// TestParts proves that whatever the bytes are at which a file is parted, its parts hold together what the whole holds, in its order,
// and nothing twice.
func TestParts(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		form := rapid.SampledFrom([]string{"plain", "gzip", "zstd", "one member", "ndjson"}).Draw(rt, "form")
		data := []byte(nil)
		if form == "ndjson" {
			data = linesOf(rt)
		} else {
			data = archiveOf(rt, form)
		}
		path := filepath.Join(dir, "in")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			rt.Fatal(err)
		}
		at := rapid.SliceOfNDistinct(rapid.Int64Range(1, int64(len(data))+3), 0, 6, rapid.ID).Draw(rt, "at")
		slices.Sort(at)
		list, _ := parted(t, path, read.Part{})
		whole := once(list)
		if diff := cmp.Diff(whole, inParts(t, path, at)); diff != "" {
			rt.Fatalf("%s of %d bytes parted at %v (-whole +parts)\n%s", form, len(data), at, diff)
		}
		about := rapid.Int64Range(1, int64(len(data))).Draw(rt, "about")
		parts, _, err := read.Parts(t.Context(), path, about)
		if err != nil {
			rt.Fatal(err)
		}
		at = at[:0]
		for _, p := range parts[1:] {
			at = append(at, p.From)
		}
		if diff := cmp.Diff(whole, inParts(t, path, at)); diff != "" {
			rt.Fatalf("%s of %d bytes in parts of about %d, %v (-whole +parts)\n%s", form, len(data), about, parts, diff)
		}
	})
}

// What has no parts says so.
func TestPartsOfOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, bytes.Repeat([]byte("So it is.\n"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	parts, why, err := read.Parts(t.Context(), path, 100)
	if err != nil || len(parts) != 1 || parts[0] != (read.Part{}) || why != "text is read from its beginning to its end" {
		t.Errorf("%v, %q, %v", parts, why, err)
	}
	if list, failed := parted(t, path, read.Part{From: 10}); len(list) > 0 || len(failed) != 1 || !strings.Contains(failed[0], "text has no parts") {
		t.Errorf("%v, %q", list, failed)
	}
	_, _, err = read.Parts(t.Context(), path+"x", 100)
	if dixit.KindOf(err) != dixit.NotFound && dixit.KindOf(err) != dixit.Unreadable {
		t.Error(err)
	}
}
