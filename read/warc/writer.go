package warc

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// Place is where a record stands in an archive: the offset of its member and how many bytes it takes.
type Place struct{ Offset, Length int64 }

// Writer writes WARC 1.1. It is not safe for concurrent use.
type Writer struct {
	out    io.Writer
	gzip   *gzip.Writer // nil for plain archives
	offset int64
	buf    bytes.Buffer
}

// NewWriter writes to out, each record a gzip member if compressed is set.
func NewWriter(out io.Writer, compressed bool) *Writer {
	w := &Writer{out: out}
	if compressed {
		w.gzip = gzip.NewWriter(nil)
	}
	return w
}

// Info writes the warcinfo record that begins an archive.
func (w *Writer) Info(filename string, fields Header) (Place, error) {
	var b strings.Builder
	for _, f := range fields {
		fmt.Fprintf(&b, "%s: %s\r\n", oneLine(f.Name), oneLine(f.Value))
	}
	return w.Write(Warcinfo, Header{{"WARC-Filename", filename}, {"Content-Type", "application/warc-fields"}}, []byte(b.String()))
}

// Request writes what was sent to an address, headers and body.
func (w *Writer) Request(url string, date time.Time, message []byte) (Place, error) {
	return w.Write(Request, Header{
		{"WARC-Target-URI", url}, {"WARC-Date", stamp(date)}, {"Content-Type", "application/http; msgtype=request"},
	}, message)
}

// Response writes what came back, headers and body as they were sent.
func (w *Writer) Response(url string, date time.Time, message []byte) (Place, error) {
	return w.Write(Response, Header{
		{"WARC-Target-URI", url}, {"WARC-Date", stamp(date)}, {"Content-Type", "application/http; msgtype=response"},
	}, message)
}

// Write writes a record of any type. What the header lacks of type, id, date, digests and length is added; a line end in a
// field becomes a space.
func (w *Writer) Write(kind string, header Header, block []byte) (Place, error) {
	h := append(Header{{"WARC-Type", kind}}, header...)
	w.complete(&h, block)
	w.buf.Reset()
	w.buf.WriteString("WARC/1.1\r\n")
	for _, f := range h {
		fmt.Fprintf(&w.buf, "%s: %s\r\n", oneLine(f.Name), oneLine(f.Value))
	}
	w.buf.WriteString("\r\n")
	counted := &counter{out: w.out}
	out := io.Writer(counted)
	if w.gzip != nil {
		w.gzip.Reset(counted)
		out = w.gzip
	}
	at := w.offset
	for _, part := range [][]byte{w.buf.Bytes(), block, []byte("\r\n\r\n")} {
		if _, err := out.Write(part); err != nil {
			return Place{}, fmt.Errorf("warc @%d: %w", at, err)
		}
	}
	if w.gzip != nil {
		if err := w.gzip.Close(); err != nil {
			return Place{}, fmt.Errorf("warc @%d: %w", at, err)
		}
	}
	w.offset += counted.n
	return Place{at, counted.n}, nil
}

// complete adds the fields that a record must have, and its digests.
func (w *Writer) complete(h *Header, block []byte) {
	missing := func(name, value string) {
		if h.Get(name) == "" {
			h.Set(name, value)
		}
	}
	missing("WARC-Record-ID", newID())
	missing("WARC-Date", stamp(time.Now()))
	h.Set("WARC-Block-Digest", digest(block))
	if strings.HasPrefix(h.Get("Content-Type"), "application/http") {
		if end := headerEnd(block); end >= 0 {
			missing("WARC-Payload-Digest", digest(block[end:]))
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(block)))
}

// stamp is an instant as WARC 1.1 writes it.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// newID is a random UUID as an address.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func oneLine(s string) string {
	return strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ").Replace(s)
}

// counter counts what is written.
type counter struct {
	out io.Writer
	n   int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.out.Write(p)
	c.n += int64(n)
	return n, err
}
