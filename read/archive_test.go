package read

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit/read/warc"

	"github.com/google/go-cmp/cmp"
)

func TestArchive(t *testing.T) {
	date := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	const page = "<html><head><title>Roads</title></head><body><p>Ada Lind said that the road would be mended.</p></body></html>"
	for _, compressed := range []bool{false, true} {
		var out bytes.Buffer
		w := warc.NewWriter(&out, compressed)
		response := func(path, status, contentType, body string) warc.Place {
			p, err := w.Response("http://example.org"+path, date, fmt.Appendf(nil, "HTTP/1.1 %s\r\nContent-Type: %s\r\n%s", status, contentType, body))
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		if _, err := w.Info("x", nil); err != nil {
			t.Fatal(err)
		}
		at := response("/a", "200 OK", "text/html", "\r\n"+page)
		response("/b", "404 Not Found", "text/html", "\r\n"+page)
		response("/c.png", "200 OK", "image/png", "\r\n\x89PNG")
		response("/robots.txt", "200 OK", "text/plain", "\r\nUser-agent: *")
		br := response("/d", "200 OK", "text/html", "Content-Encoding: br\r\n\r\n\x0b")
		response("/e", "200 OK", "text/plain; charset=iso-8859-2", "\r\n\xb1 he said.")
		if _, err := w.Write(warc.Conversion, warc.Header{{Name: "WARC-Target-URI", Value: "http://example.org/f"}, {Name: "Content-Type", Value: "text/plain"}}, []byte("It was said.")); err != nil {
			t.Fatal(err)
		}
		good := slices.Clone(out.Bytes())
		texts, problems := all(t, bytes.NewReader(good), Options{}, "-")
		if diff := cmp.Diff([]string{"Roads\n\nAda Lind said that the road would be mended.", "ą he said.", "It was said."}, texts); diff != "" {
			t.Errorf("texts (-want +got):\n%s", diff)
		}
		want := fmt.Sprintf("warc stdin @%d: http: truncated brotli (unreadable)", br.Offset)
		if diff := cmp.Diff([]string{want}, problems); diff != "" {
			t.Errorf("problems (-want +got):\n%s", diff)
		}
		for d, err := range Documents(t.Context(), []string{"-"}, bytes.NewReader(good), Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			if d.URL != "http://example.org/a" || d.Published != "" || d.Name != fmt.Sprintf("stdin-%d", at.Offset) || d.MediaType != "text/html" {
				t.Errorf("url %s, published %q, name %s, media type %s", d.URL, d.Published, d.Name, d.MediaType)
			}
			break
		}
		good[at.Offset+20] ^= 0xff // damage costs the record
		if texts, problems := all(t, bytes.NewReader(good), Options{}, "-"); len(texts) < 2 || compressed && len(problems) != 2 {
			t.Errorf("damaged: texts %q, problems %q", texts, problems)
		}
	}
	var none bytes.Buffer
	if _, err := warc.NewWriter(&none, true).Info("x", nil); err != nil {
		t.Fatal(err)
	}
	if _, problems := all(t, &none, Options{}, "-"); len(problems) != 1 || !strings.Contains(problems[0], "no pages in the archive") {
		t.Errorf("an archive without pages: %q", problems)
	}
}
