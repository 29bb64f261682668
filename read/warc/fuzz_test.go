package warc

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

// FuzzWARC: any bytes are read to their end, record by record, each further on than the one before, within the limits; and what
// was read is written and read again.
func FuzzWARC(f *testing.F) {
	for _, form := range []form{plain, gzipped, zstandard} {
		f.Add(made(f, 1, form))
	}
	f.Add([]byte("filedesc://a 1.1.1.1 20140216050221 text/plain 4\n1 0\n\nhttp://a/ 1.1.1.1 20140216050221 text/html 3\nabc\n"))
	f.Add([]byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 70\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n"))
	limits := Limits{Block: 1 << 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader("x", bytes.NewReader(data), limits)
		offset, within := int64(0), int64(-1)
		for range len(data) + 2 {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				if e, ok := errors.AsType[*RecordError](err); !ok || e.Offset < 0 || e.Offset > int64(len(data)) {
					t.Fatalf("%v", err)
				}
				continue
			}
			if rec.Offset < offset || rec.Offset == offset && rec.Within <= within || rec.Offset+rec.Length > int64(len(data)) {
				t.Fatalf("record at %d-%d of %d bytes, after %d-%d in %d", rec.Offset, rec.Within, rec.Length, offset, within, len(data))
			}
			offset, within = rec.Offset, rec.Within
			whole(t, rec, limits)
		}
		t.Error("more records than bytes")
	})
}

// whole checks what must hold for any record.
func whole(t *testing.T, rec *Record, limits Limits) {
	if int64(len(rec.Block)) > limits.Block {
		t.Fatalf("a block of %d bytes", len(rec.Block))
	}
	if m, err := rec.HTTP(); err == nil {
		if body, err := m.Body(); err == nil && int64(len(body)) > limits.Block {
			t.Fatalf("a body of %d bytes", len(body))
		}
	}
	_, _, _ = CDXJ(rec, "x"), rec.Verify(), rec.Date()
	if rec.Type != Response || bytes.IndexByte([]byte(rec.URL()), '\n') >= 0 {
		return
	}
	var out bytes.Buffer
	w := NewWriter(&out, true)
	if _, err := w.Response("http://example.org/", rec.Date(), rec.Block); err != nil {
		t.Fatal(err)
	}
	got, err := NewReader("y", &out, Limits{Ratio: 1 << 20}).Next()
	if err != nil || !bytes.Equal(got.Block, rec.Block) {
		t.Fatalf("written and read again: %v", err)
	}
}
