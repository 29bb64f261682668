package warc

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func TestRoundTrip(t *testing.T) {
	date := time.Date(2024, 5, 1, 10, 20, 30, 123_000_000, time.UTC)
	const url = "http://www.example.org/News?b=2&a=1"
	response := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>She said yes.</p>"
	for _, compressed := range []bool{false, true} {
		var out bytes.Buffer
		w := NewWriter(&out, compressed)
		var places []Place
		add := func(p Place, err error) {
			if err != nil {
				t.Fatal(err)
			}
			places = append(places, p)
		}
		add(w.Info("a.warc", Header{{"software", "dixit\r\nWARC/1.1"}}))
		add(w.Request(url, date, []byte("GET /News HTTP/1.1\r\n\r\n")))
		add(w.Response(url, date, []byte(response)))
		add(w.Write(Metadata, Header{{"WARC-Target-URI", url}}, nil))

		r := NewReader("a", &out, Limits{})
		for i, kind := range []string{Warcinfo, Request, Response, Metadata} {
			rec, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			if rec.Type != kind || rec.Offset != places[i].Offset || rec.Length != places[i].Length || rec.Version != "WARC/1.1" {
				t.Errorf("record %d: %s %s at %d, %d bytes; want %s at %v", i, rec.Version, rec.Type, rec.Offset, rec.Length, kind, places[i])
			}
			if err := rec.Verify(); err != nil || !strings.HasPrefix(rec.ID(), "urn:uuid:") {
				t.Errorf("record %d: id %q, %v", i, rec.ID(), err)
			}
			if kind != Response {
				continue
			}
			if string(rec.Block) != response || rec.URL() != url || !rec.Date().Equal(date) {
				t.Errorf("response %q of %s at %v", rec.Block, rec.URL(), rec.Date())
			}
			line := CDXJ(rec, "a.warc")
			if want := `org,example)/news?a=1&b=2 20240501102030 {"url":"http://www.example.org/News?b=2\u0026a=1","mime":"text/html","status":"200","digest":"sha1:`; !strings.HasPrefix(line, want) {
				t.Errorf("cdxj\n%s, want\n%s…", line, want)
			}
			rec.Block[3]++
			if err := rec.Verify(); !errors.Is(err, ErrDamaged) {
				t.Errorf("a changed block: %v", err)
			}
		}
		if _, err := r.Next(); !errors.Is(err, io.EOF) {
			t.Error(err)
		}
	}
}

// An ARC file of either version.
func TestARC(t *testing.T) {
	data := "filedesc://a.arc 0.0.0.0 20140216050221 text/plain 76\n1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n" +
		"\nhttp://a.org/x y 1.2.3.4 20140216050222 text/html 20\nHTTP/1.1 200 OK\n\nabc" +
		"\nhttp://a.org/2 1.2.3.4 20140216050223 text/html 200 - - 77 a.arc 20\nHTTP/1.1 200 OK\n\ndef\n"
	records, problems := readAll(t, "a.arc", []byte(data), Limits{})
	if problems != nil || len(records) != 3 {
		t.Fatalf("%d records, %q", len(records), problems)
	}
	if records[0].Type != Warcinfo || records[1].URL != "http://a.org/x y" || !strings.HasSuffix(records[2].Block, "def") {
		t.Errorf("records %+v", records)
	}
}

func BenchmarkReader(b *testing.B) {
	for name, f := range map[string]form{"plain": plain, "gzip": gzipped, "zstd": zstandard} {
		data := made(b, 200, f)
		b.Run(name, func(b *testing.B) {
			content := int64(0)
			for b.Loop() {
				content = 0
				r := NewReader("x", bytes.NewReader(data), Limits{})
				for {
					rec, err := r.Next()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
					content += int64(len(rec.Block))
				}
			}
			b.SetBytes(content)
		})
	}
}
