package read

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/read/warc"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// fetched is an archive that is being made.
type fetched struct {
	t   *testing.T
	out bytes.Buffer
	w   *warc.Writer
}

func newFetched(t *testing.T, compressed bool) *fetched {
	f := &fetched{t: t}
	f.w = warc.NewWriter(&f.out, compressed)
	return f
}

func (f *fetched) write(kind, address, contentType, block string, more ...warc.Field) {
	f.t.Helper()
	header := append(warc.Header{{Name: "WARC-Target-URI", Value: address}, {Name: "Content-Type", Value: contentType}}, more...)
	if _, err := f.w.Write(kind, header, []byte(block)); err != nil {
		f.t.Fatal(err)
	}
}

// response writes what came back: status, header lines and body.
func (f *fetched) response(address, message string, more ...warc.Field) {
	f.t.Helper()
	f.write(warc.Response, address, "application/http; msgtype=response", "HTTP/1.1 "+strings.ReplaceAll(message, "\n", "\r\n"), more...)
}

const road = "<html><head><title>Roads</title></head><body><p>Ada Lind said that the road would be mended.</p></body></html>"

// run reads paths and tells what came: texts, problems, and what was passed over.
func run(t *testing.T, follow Follow, paths ...string) (got []string) {
	t.Helper()
	follow.Skipped = func(s Skip) {
		line := "- " + s.URL + ": " + s.Reason
		if s.Of != "" {
			line += " [" + s.Of + "]"
		}
		got = append(got, line)
	}
	for d, err := range Documents(t.Context(), paths, nil, Options{Follow: follow}) {
		if err != nil {
			got = append(got, "! "+err.Error())
			continue
		}
		got = append(got, "+ "+d.URL+" "+d.Lang+" "+strings.Join(strings.Fields(d.Text.String()), " "))
	}
	return got
}

func file1(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestPassedOver proves that everything in an archive is accounted for, in words.
func TestPassedOver(t *testing.T) {
	f := newFetched(t, true)
	if _, err := f.w.Info("x", nil); err != nil {
		t.Fatal(err)
	}
	f.write(warc.Request, "http://a/1", "application/http; msgtype=request", "GET /1 HTTP/1.1\r\n\r\n")
	f.response("http://a/1", "200 OK\nContent-Type: text/html\n\n"+road, warc.Field{Name: "WARC-Record-ID", Value: "<urn:one>"}, warc.Field{Name: "WARC-Date", Value: "2024-05-01T00:00:00Z"})
	f.write(warc.Metadata, "http://a/1", "application/warc-fields", "via: x")
	f.response("http://a/1", "200 OK\nContent-Type: text/html\n\n"+road)
	f.response("http://a/2", "404 Not Found\nContent-Type: text/html\n\n"+road)
	f.response("http://a/3", "206 Partial Content\nContent-Type: text/html\n\n"+road)
	f.response("http://a/4", "203 OK\nContent-Type: text/html\n\n"+strings.Replace(road, "Ada", "Eve", 1))
	f.response("http://a/5.png", "200 OK\nContent-Type: image/png\n\n\x89PNG")
	f.response("http://a/6", "200 OK\nContent-Type: application/pdf\n\n%PDF-")
	f.response("http://a/robots.txt", "200 OK\nContent-Type: text/plain\n\nUser-agent: *")
	f.write(warc.Resource, "dns:a", "text/dns", "a. 1 IN A 1.1.1.1")
	f.write(warc.Resource, "ftp://a/b", "text/plain", "She said no.")
	f.write(warc.Response, "http://a/09", "application/http; msgtype=response", strings.Replace(road, "Ada", "Bea", 1))
	f.response("http://a/7", "200 OK\n\n"+strings.Replace(road, "Ada", "Cy", 1))
	f.response("http://a/8", "200 OK\nContent-Type: text/html\n\n<meta http-equiv=\"refresh\" content=\"0; url=/9\">Gone.")
	f.response("http://a/9", "200 OK\nContent-Type: text/html\n\n<noscript><meta http-equiv=\"refresh\" content=\"0; url=/10\"></noscript><p>He said yes.</p>")
	f.response("http://a/10", "200 OK\nContent-Type: text/html\n\n")
	f.write(warc.Revisit, "http://a/1", "application/http", "", warc.Field{Name: "WARC-Refers-To-Target-URI", Value: "http://a/1"}, warc.Field{Name: "WARC-Refers-To-Date", Value: "2024-05-01T00:00:00Z"})
	f.write(warc.Revisit, "http://a/11", "application/http", "", warc.Field{Name: "WARC-Refers-To", Value: "<urn:one>"})
	f.write(warc.Revisit, "http://a/12", "application/http", "")
	f.write(warc.Conversion, "http://a/13", "text/plain", "Es ist so.", warc.Field{Name: "WARC-Identified-Content-Language", Value: "deu,eng"})
	f.response("http://a/14", "200 OK\nContent-Type: text/plain; charset=iso-8859-2\n\n\xb1 he s", warc.Field{Name: "WARC-Record-ID", Value: "<urn:seg>"}, warc.Field{Name: "WARC-Segment-Number", Value: "1"})
	f.write(warc.Continuation, "http://a/14", "", "aid.", warc.Field{Name: "WARC-Segment-Origin-ID", Value: "<urn:seg>"},
		warc.Field{Name: "WARC-Segment-Number", Value: "2"}, warc.Field{Name: "WARC-Segment-Total-Length", Value: "75"})
	f.write(warc.Continuation, "http://a/15", "", "aid.", warc.Field{Name: "WARC-Segment-Origin-ID", Value: "<urn:gone>"}, warc.Field{Name: "WARC-Segment-Number", Value: "2"})
	path := file1(t, "crawl.warc.gz", f.out.Bytes())
	got := run(t, Follow{}, path)
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], path, "PATH")
		if at := strings.Index(got[i], "@"); at >= 0 {
			_, after, _ := strings.Cut(got[i], ": ")
			got[i] = "! " + after
		}
	}
	const mended = " said that the road would be mended."
	want := []string{
		"- : about the archive",
		"- http://a/1: a request",
		"+ http://a/1  Roads Ada Lind" + mended,
		"- http://a/1: metadata",
		"- http://a/1: fetched twice [http://a/1]",
		"- http://a/2: status 404",
		"- http://a/3: status 206",
		"+ http://a/4  Roads Eve Lind" + mended,
		"- http://a/5.png: a picture",
		"- http://a/6: pdf",
		"- http://a/robots.txt: robots.txt",
		"- dns:a: not of the web (dns)",
		"- ftp://a/b: not of the web (ftp)",
		"+ http://a/09  Roads Bea Lind" + mended,
		"+ http://a/7  Roads Cy Lind" + mended,
		"- http://a/8: a page that sends on to another",
		"+ http://a/9  He said yes.",
		"- http://a/10: an empty page",
		"- http://a/1: repeat of http://a/1 at 2024-05-01T00:00:00Z [http://a/1]",
		"- http://a/11: repeat of http://a/1 at 2024-05-01T00:00:00Z [http://a/1]",
		"- http://a/12: repeat of http://a/12 [http://a/12]",
		"+ http://a/13 de Es ist so.",
		"+ http://a/14  ą he said.",
		"! segment \"2\" of a record that does not come before it",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestResume proves that from every place that is told reading goes on with exactly what had not come yet.
func TestResume(t *testing.T) {
	for name, data := range placeable(t) {
		path := file1(t, name, data)
		var places []Place // before each thing that came
		var before []int
		var whole []string
		read := 0
		follow := Follow{
			At:    func(p Place) { places, before = append(places, p), append(before, len(whole)) },
			Bytes: func(n int) { read += n },
		}
		ended := false
		follow.End = func(all bool) { ended = all }
		follow.Skipped = func(s Skip) { whole = append(whole, "- "+s.URL+s.Reason) }
		for d, err := range Documents(t.Context(), []string{path}, nil, Options{Follow: follow}) {
			whole = append(whole, described(d, err))
		}
		if !ended || read != len(data) {
			t.Errorf("%s: %d bytes of %d, ended %t", name, read, len(data), ended)
		}
		if len(places) < len(whole)-1 || len(whole) < 6 {
			t.Fatalf("%s: %d places for %d things", name, len(places), len(whole))
		}
		for i, p := range places {
			var got []string
			read = 0
			again := Follow{Begin: func(*os.File, int64) (Place, bool) { return p, false }, Bytes: follow.Bytes}
			again.Skipped = func(s Skip) { got = append(got, "- "+s.URL+s.Reason) }
			for d, err := range Documents(t.Context(), []string{path}, nil, Options{Follow: again}) {
				got = append(got, described(d, err))
			}
			if diff := cmp.Diff(whole[before[i]:], got); diff != "" {
				t.Errorf("%s: from %+v (-want +got):\n%s", name, p, diff)
			}
			if read != len(data) {
				t.Errorf("%s: from %+v %d bytes of %d", name, p, read, len(data))
			}
		}
		over := run(t, Follow{Begin: func(*os.File, int64) (Place, bool) { return Place{}, true }}, path)
		if over != nil {
			t.Errorf("%s: passed over: %q", name, over)
		}
	}
}

func described(d *dixit.Document, err error) string {
	if err != nil {
		return "! " + err.Error()
	}
	return "+ " + d.Path + " " + d.Name + " " + d.URL
}

// placeable are files of all kinds that reading can be taken up in.
func placeable(t *testing.T) map[string][]byte {
	t.Helper()
	pages := func(compressed bool) []byte {
		f := newFetched(t, compressed)
		for i := range 6 {
			address := fmt.Sprintf("http://a/%d", i)
			f.write(warc.Request, address, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n")
			f.response(address, "200 OK\nContent-Type: text/html\n\n"+strings.Replace(road, "Ada", "Ada "+strings.Repeat("x", 100*i), 1))
		}
		f.response("http://a/14", "200 OK\nContent-Type: text/plain\n\nhe s", warc.Field{Name: "WARC-Record-ID", Value: "<urn:seg>"}, warc.Field{Name: "WARC-Segment-Number", Value: "1"})
		f.write(warc.Request, "http://a/15", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n")
		f.write(warc.Continuation, "http://a/14", "", "aid.", warc.Field{Name: "WARC-Segment-Origin-ID", Value: "<urn:seg>"},
			warc.Field{Name: "WARC-Segment-Number", Value: "2"}, warc.Field{Name: "WARC-Segment-Total-Length", Value: "53"})
		f.write(warc.Conversion, "http://a/13", "text/plain", "It is so.")
		return f.out.Bytes()
	}
	lines := "{\"id\":1,\"text\":\"One.\"}\n{\"text\":\"Two.\"}\r\n\nnot json\n{\"text\":\"Four.\"}\n\n{\"text\":\"Five.\"}\n{\"text\":\"Six.\"}"
	plain := pages(false)
	return map[string][]byte{
		"plain.warc": plain, "members.warc.gz": pages(true), "one.warc.gz": zipped(t, plain), "lines.ndjson": []byte(lines),
		"dictionary.warc.zst": withDictionary(t, plain),
	}
}

// withDictionary is a plain archive with each record a frame of zstd, and their dictionary in front.
func withDictionary(t *testing.T, plain []byte) []byte {
	t.Helper()
	var samples [][]byte
	for i := range 40 {
		samples = append(samples, fmt.Appendf(nil, "<p>Minister %d said on day %d that road %d would be mended, and so was bridge %d.</p>", i*7, i*i, i^5, 99*i))
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: samples, History: bytes.Join(samples[:10], nil), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dict))
	if err != nil {
		t.Fatal(err)
	}
	out := []byte{0x5d, 0x2a, 0x4d, 0x18, byte(len(dict)), byte(len(dict) >> 8), byte(len(dict) >> 16), 0}
	out = append(out, dict...)
	r := warc.NewReader("x", bytes.NewReader(plain), warc.Limits{})
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = enc.EncodeAll(plain[rec.Offset:rec.Offset+rec.Length], out)
	}
}

func zipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestIdentified(t *testing.T) {
	for field, want := range map[string]string{"eng": "en", "deu,eng": "de", "en": "en", " fra ": "fr", "": "", "und": "", "klingon": ""} {
		if got := identified(field); got != want {
			t.Errorf("%q: %q, want %q", field, got, want)
		}
	}
}
