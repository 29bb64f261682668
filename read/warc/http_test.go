package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// squeeze compresses s.
func squeeze(t *testing.T, s string, open func(io.Writer) io.WriteCloser) string {
	t.Helper()
	var b bytes.Buffer
	w := open(&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBody(t *testing.T) {
	const page = "<p>She said yes.</p>"
	zipped := squeeze(t, page, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	zlibbed := squeeze(t, page, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	deflated := squeeze(t, page, func(w io.Writer) io.WriteCloser {
		z, _ := flate.NewWriter(w, 6)
		return z
	})
	zs := squeeze(t, page, func(w io.Writer) io.WriteCloser {
		z, _ := zstd.NewWriter(w)
		return z
	})
	brotlied := squeeze(t, page, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	for _, c := range []struct {
		name, header, body, want string
		err                      error
	}{
		{"as it is", "", page, page, nil},
		{"gzip", "Content-Encoding: gzip", zipped, page, nil},
		{"x-gzip in capitals", "content-encoding: X-GZIP", zipped, page, nil},
		{"deflate with a header", "Content-Encoding: deflate", zlibbed, page, nil},
		{"deflate without", "Content-Encoding: deflate", deflated, page, nil},
		{"zstd", "Content-Encoding: zstd", zs, page, nil},
		{"undone by the crawler", "Content-Encoding: gzip", page, page, nil},
		{"deflate undone by the crawler", "Content-Encoding: deflate", page, page, nil},
		{"identity", "Content-Encoding: identity", page, page, nil},
		{"brotli", "Content-Encoding: br", brotlied, page, nil},
		{"brotli cut off", "Content-Encoding: br", brotlied[:len(brotlied)-3], "", ErrDamaged},
		{"brotli damaged", "Content-Encoding: br", "\xff\xff" + brotlied, "", ErrDamaged},
		{"brotli undone by the crawler", "Content-Encoding: br", page, page, nil},
		{"brotli undone, behind white space", "Content-Encoding: br", "\r\n" + page, "\r\n" + page, nil},
		{"brotli in chunks", "Content-Encoding: br\r\nTransfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(brotlied), brotlied), page, nil},
		{"two", "Content-Encoding: gzip, gzip", zipped, "", ErrEncoding},
		{"unknown", "Content-Encoding: rot13", page, "", ErrEncoding},
		{"cut off", "Content-Encoding: gzip", zipped[:len(zipped)-12], "", ErrDamaged},
		{"damaged", "Content-Encoding: gzip", zipped[:15] + "xxx" + zipped[18:], "", ErrDamaged},
		{"empty", "Content-Encoding: gzip", "", "", nil},
		{"chunked", "Transfer-Encoding: chunked", "8\r\n<p>She s\r\nc;a=b\r\naid yes.</p>\r\n0\r\n\r\n", page, nil},
		{"chunks with line feeds alone", "Transfer-Encoding: chunked", "8\n<p>She s\nC\naid yes.</p>\n0\n\n", page, nil},
		{"chunks undone by the crawler", "Transfer-Encoding: chunked", page, page, nil},
		{"chunks cut off", "Transfer-Encoding: chunked", "8\r\n<p>She s\r\nc0\r\naid yes.</p>", page, nil},
		{"a chunk without an end of numbers", "Transfer-Encoding: chunked", "ffffffffffffffffffff\r\n" + page, "ffffffffffffffffffff\r\n" + page, nil},
	} {
		header := "HTTP/1.1 200 OK\r\n"
		if c.header != "" {
			header += c.header + "\r\n"
		}
		m, err := (&Record{Block: []byte(header + "\r\n" + c.body)}).HTTP()
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got, err := m.Body()
		if string(got) != c.want || !errors.Is(err, c.err) || m.Status != 200 {
			t.Errorf("%s: %q, %v; want %q, %v", c.name, got, err, c.want, c.err)
		}
	}
}

// A body that grows beyond all proportion is given up, in brotli too.
func TestBrotliBomb(t *testing.T) {
	var bomb bytes.Buffer
	w := brotli.NewWriter(&bomb)
	_, _ = io.CopyN(w, endless('a'), 30<<20)
	_ = w.Close()
	m, err := (&Record{Block: append([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n"), bomb.Bytes()...)}).HTTP()
	if err != nil {
		t.Fatal(err)
	}
	if body, err := m.Body(); !errors.Is(err, ErrTooLarge) || body != nil {
		t.Errorf("%d bytes of %d, %v", len(body), bomb.Len(), err)
	}
}

// A response that is markup from its first byte on is one of HTTP/0.9; anything else that is no message is damaged.
func TestHTTP09(t *testing.T) {
	m, err := (&Record{Type: Response, Block: []byte("<html><p>Yes.</p>")}).HTTP()
	if err != nil || m.Status != 200 || string(m.Raw) != "<html><p>Yes.</p>" || m.MediaType() != "" {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := (&Record{Type: Response, Block: []byte("Yes.")}).HTTP(); !errors.Is(err, ErrDamaged) {
		t.Errorf("a text: %v", err)
	}
}

func TestHTTP(t *testing.T) {
	for block, want := range map[string]error{
		"HTTP/1.1 200 OK\nContent-Type: text/html\n\nbody": nil,
		"HTTP/1.1 404\r\n\r\n":                             nil,
		"HTTP/1.0 304 Not Modified":                        nil,
		"GET / HTTP/1.1\r\nHost: a\r\n\r\n":                nil,
		"":                                                 ErrDamaged,
		"Just a text.":                                     ErrDamaged,
		"HTTP/1.1\r\n\r\n":                                 ErrDamaged,
		"HTTP/1.1 yes\r\n\r\n":                             ErrDamaged,
		strings.Repeat("a: b\r\n", 40_000):                 ErrTooLarge,
	} {
		if _, err := (&Record{Block: []byte(block)}).HTTP(); !errors.Is(err, want) {
			t.Errorf("%.40q: %v, want %v", block, err, want)
		}
	}
}
