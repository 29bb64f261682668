package warc

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
)

// A page of some length that compresses as pages do.
func body(i int) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!doctype html><title>Page %d</title>", i)
	for j := range 20 + i%7 {
		fmt.Fprintf(&b, "<p>Minister %d said on day %d that road %d would be mended.</p>\n", i*j, j*j+i, i^j)
	}
	return b.String()
}

// made is an archive of n pages with a warcinfo in front, in one of the forms.
func made(t testing.TB, n int, f form) []byte {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out, false)
	var places []keptRecord
	add := func(p Place, err error) {
		if err != nil {
			t.Fatal(err)
		}
		places = append(places, keptRecord{Offset: p.Offset, Length: p.Length})
	}
	add(w.Info("made.warc", Header{{"software", "dixit"}}))
	for i := range n {
		url := fmt.Sprintf("http://example.org/%d", i)
		date := time.Date(2024, 5, 1, 0, i, 0, 0, time.UTC)
		add(w.Request(url, date, fmt.Appendf(nil, "GET /%d HTTP/1.1\r\nHost: example.org\r\n\r\n", i)))
		add(w.Response(url, date, []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+body(i))))
	}
	switch f {
	case gzipped:
		return members(t, out.Bytes(), places, func(p []byte) []byte {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			_, _ = z.Write(p)
			_ = z.Close()
			return b.Bytes()
		})
	case zstandard:
		return recompress(t, out.Bytes(), places)
	}
	return out.Bytes()
}

// members compresses each record of an archive for itself.
func members(t testing.TB, data []byte, records []keptRecord, compress func([]byte) []byte) []byte {
	t.Helper()
	var out []byte
	for _, r := range records {
		out = append(out, compress(data[r.Offset:r.Offset+r.Length])...)
	}
	return out
}

// recompress makes a zstd frame of each record or member of an archive.
func recompress(t testing.TB, data []byte, records []keptRecord) []byte {
	t.Helper()
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	return members(t, data, records, func(p []byte) []byte {
		if z, err := gzip.NewReader(bytes.NewReader(p)); err == nil {
			p, err = io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
		}
		return enc.EncodeAll(p, nil)
	})
}
