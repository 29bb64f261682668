package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// HTTP is the HTTP message in a request, response or revisit record.
type HTTP struct {
	Line   string // the first line
	Status int    // of a response; 0 for a request
	Header Header
	Raw    []byte // the body as it was sent, valid as long as the record's block

	limits Limits
}

// HTTP parses the record's block. It is ErrDamaged that there is no HTTP message in it. A response without a first line that is
// markup is one of HTTP/0.9, which has a body only.
func (r *Record) HTTP() (*HTTP, error) {
	if r.Type == Response && bytes.HasPrefix(bytes.TrimLeft(r.Block, " \t\r\n"), []byte("<")) {
		return &HTTP{Status: 200, Raw: r.Block, limits: r.limits.withDefaults()}, nil
	}
	head := r.Block[:min(len(r.Block), r.limits.withDefaults().Header)]
	end := headerEnd(head)
	if end < 0 {
		if len(head) < len(r.Block) {
			return nil, tooLarge("http: a header of over %d bytes", len(head))
		}
		end = len(r.Block) // a message without a body may lack the empty line
	}
	m := &HTTP{Raw: r.Block[end:], limits: r.limits.withDefaults()}
	m.Line, m.Header = split(r.Block[:end])
	if rest, ok := strings.CutPrefix(m.Line, "HTTP/"); ok {
		f := strings.Fields(rest)
		if len(f) < 2 {
			return nil, damaged("http: no status in %.40q", m.Line)
		}
		n, err := strconv.Atoi(f[1])
		if err != nil || n < 100 || n > 999 {
			return nil, damaged("http: status %.20q", f[1])
		}
		m.Status = n
	} else if !strings.Contains(m.Line, " HTTP/") {
		return nil, damaged("http: no message")
	}
	return m, nil
}

// MediaType is the type of the body in lower case without parameters, or "".
func (m *HTTP) MediaType() string { return mediaType(m.Header.Get("Content-Type")) }

func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

// Body is the body with its transfer and content encodings undone. Crawlers that undo them themselves often keep the headers
// that tell of them; a body that is plainly not encoded so is given as it is. What was cut off in transfer is given as far as
// it goes only if it was not compressed. It is ErrTooLarge that the body grows over the limits, ErrEncoding that the encoding
// is not read (more than one, or one that nobody knows), and ErrDamaged that it cannot be undone.
func (m *HTTP) Body() ([]byte, error) {
	body := m.Raw
	if strings.Contains(strings.ToLower(m.Header.Get("Transfer-Encoding")), "chunked") {
		body = unchunk(body)
	}
	var codings []string
	for name := range strings.SplitSeq(strings.ToLower(m.Header.Get("Content-Encoding")), ",") {
		if name = strings.TrimSpace(name); name != "" && name != "identity" && name != "none" {
			codings = append(codings, name)
		}
	}
	switch {
	case len(codings) == 0 || len(body) == 0:
		return body, nil
	case len(codings) > 1:
		return nil, &cause{ErrEncoding, "http: content-encoding " + strings.Join(codings, ", ") + ": more than one is not read"}
	}
	in, err := decoder(codings[0], body)
	if err != nil {
		return nil, err
	}
	if in == nil {
		return body, nil
	}
	defer in.Close()
	name := codings[0]
	if name == "br" {
		name = "brotli"
	}
	return m.drain(name, in, int64(len(body)))
}

// decoder undoes a content encoding. It is nil where the body is not encoded.
func decoder(coding string, body []byte) (io.ReadCloser, error) {
	switch coding {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, []byte("\x1f\x8b")) {
			return nil, nil
		}
		in, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, damaged("http: gzip: %v", err)
		}
		return in, nil
	case "deflate": // with or without the zlib header
		if in, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
			return in, nil
		}
		if body[0] == '<' || body[0]&6 == 6 { // a page, or a block of a kind that does not exist
			return nil, nil
		}
		return flate.NewReader(bytes.NewReader(body)), nil
	case "zstd":
		if formOf(body) != zstandard {
			return nil, nil
		}
		in, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window))
		if err != nil {
			return nil, damaged("http: zstd: %v", err)
		}
		return in.IOReadCloser(), nil
	case "br":
		if markup(body) {
			return nil, nil
		}
		return io.NopCloser(brotli.NewReader(bytes.NewReader(body))), nil
	}
	return nil, &cause{ErrEncoding, "http: content-encoding " + strconv.QuoteToASCII(coding) + " is not read"}
}

// markup reports whether a body is a page or a text of markup, and so not in brotli: that has no signature, but never begins
// with "<", which would be a block of a reserved kind. Behind white space it must be plain letters too.
func markup(body []byte) bool {
	rest := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(rest, []byte("<")) {
		return false
	}
	foreign := bytes.IndexFunc(rest[:min(len(rest), 32)], func(c rune) bool { return c < '\t' || c >= 0x7f })
	return len(rest) == len(body) || foreign < 0
}

// drain reads what a body of size bytes decompresses to.
func (m *HTTP) drain(coding string, in io.Reader, size int64) ([]byte, error) {
	limit := min(m.limits.Block, max(free, size*m.limits.Ratio))
	out, err := io.ReadAll(io.LimitReader(in, limit+1))
	switch {
	case int64(len(out)) > limit:
		return nil, tooLarge("http: %s: over %d bytes of %d compressed ones", coding, limit, size)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, damaged("http: truncated %s", coding)
	case err != nil:
		return nil, damaged("http: %s: %s", coding, strings.TrimPrefix(err.Error(), coding+": "))
	}
	return out, nil
}

// unchunk joins the chunks of a body. From where it is not in chunks on it is taken as it is.
func unchunk(body []byte) []byte {
	var out []byte
	for at, first := 0, true; ; first = false {
		line, rest, ok := bytes.Cut(body[at:], []byte("\n"))
		size, _, _ := strings.Cut(string(line[:min(len(line), 64)]), ";")
		n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 31)
		switch {
		case (!ok || err != nil) && first:
			return body
		case !ok || err != nil || n == 0:
			return out
		}
		piece := rest[:min(int(n), len(rest))]
		out = append(out, piece...)
		rest = rest[len(piece):]
		rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
		at = len(body) - len(rest)
	}
}
