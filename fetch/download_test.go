package fetch

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dixit"
)

// brittle is a server of one file whose answers break off after some bytes.
type brittle struct {
	data   []byte
	after  int  // bytes of an answer
	etag   bool // it says which version it gives, and gives ranges of it
	robots string
	status []int // of the first answers, before any bytes
	ranges []string
}

func (s *brittle) RoundTrip(r *http.Request) (*http.Response, error) {
	resp := &http.Response{StatusCode: 200, Status: "200 OK", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Request: r}
	if r.URL.Path == "/robots.txt" {
		resp.Body = io.NopCloser(strings.NewReader(s.robots))
		return resp, nil
	}
	if r.URL.Path == "/moved" {
		resp.StatusCode, resp.Body = 302, http.NoBody
		resp.Header.Set("Location", "/file")
		return resp, nil
	}
	s.ranges = append(s.ranges, r.Header.Get("Range"))
	if len(s.status) > 0 {
		resp.StatusCode, resp.Body, s.status = s.status[0], http.NoBody, s.status[1:]
		return resp, nil
	}
	from := 0
	if s.etag {
		resp.Header.Set("ETag", `"1"`)
		if begin, ok := strings.CutPrefix(r.Header.Get("Range"), "bytes="); ok && r.Header.Get("If-Range") == `"1"` {
			from, _ = strconv.Atoi(strings.TrimSuffix(begin, "-"))
			resp.StatusCode = 206
			resp.Header.Set("Content-Range", "bytes "+begin+strconv.Itoa(len(s.data)-1)+"/"+strconv.Itoa(len(s.data)))
		}
	}
	rest := s.data[from:]
	resp.ContentLength = int64(len(rest))
	resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader(rest[:min(len(rest), s.after)]), breaks{len(rest) > s.after}))
	return resp, nil
}

// breaks is the end of a body, or of its connection.
type breaks struct{ early bool }

func (b breaks) Read([]byte) (int, error) {
	if b.early {
		return 0, errors.New("connection reset")
	}
	return 0, io.EOF
}

// TestDownload: a file is whole or there is an error; what breaks off is taken up where the server can, else begun anew.
func TestDownload(t *testing.T) {
	data := bytes.Repeat([]byte("0123456789"), 1000)
	for name, c := range map[string]struct {
		server brittle
		path   string
		ranges string
		wrong  string
		kind   dixit.ErrorKind
	}{
		"Whole":      {brittle{after: 1 << 20}, "/moved", "", "", 0},
		"TakenUp":    {brittle{after: 3000, etag: true}, "/file", ",bytes=3000-,bytes=6000-,bytes=9000-", "", 0},
		"NoRanges":   {brittle{after: 3000}, "/file", ",,", "connection reset", dixit.Unreadable},
		"Busy":       {brittle{after: 1 << 20, status: []int{503, 429}}, "/file", ",,", "", 0},
		"AlwaysBusy": {brittle{after: 1 << 20, status: []int{503, 503, 503}}, "/file", ",,", "503 Service", 0},
		"Gone":       {brittle{status: []int{404}}, "/file", "", "404 Not Found", 0},
		"Forbidden":  {brittle{robots: "User-agent: *\nDisallow: /file"}, "/file", "", "robots.txt does not allow it", dixit.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := os.Create(filepath.Join(t.TempDir(), "file"))
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			if _, err := file.WriteString("what was there"); err != nil {
				t.Fatal(err)
			}
			server := c.server
			server.data = data
			synctest.Test(t, func(t *testing.T) {
				err = newTestFetcher(t, Options{Transport: &server}).Download(t.Context(), "https://files.example"+c.path, file)
			})
			if got := strings.Join(server.ranges, ","); got != c.ranges {
				t.Errorf("asked for %q, want %q", got, c.ranges)
			}
			if c.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), c.wrong) || dixit.KindOf(err) != c.kind && c.kind != 0 {
					t.Errorf("%v, want %s", err, c.wrong)
				}
				return
			}
			if got, read := os.ReadFile(file.Name()); err != nil || read != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes, %v, %v", len(got), err, read)
			}
		})
	}
}

// TestSharedHosts: two fetchers that share their hosts ask one of them no faster than one does.
func TestSharedHosts(t *testing.T) {
	w := newWeb(map[string]answer{"http://a.example/1": article("bridge"), "http://a.example/2": article("tunnel")})
	synctest.Test(t, func(t *testing.T) {
		hosts := NewHosts()
		one, two := newTestFetcher(t, Options{Transport: w, Hosts: hosts}), newTestFetcher(t, Options{Transport: w, Hosts: hosts})
		if r := poll(t, one, "http://a.example/1"); r.Pages != 1 {
			t.Errorf("%+v", r)
		}
		if r := poll(t, two, "http://a.example/2"); r.Pages != 1 {
			t.Errorf("%+v", r)
		}
	})
	if len(w.calls) != 3 || w.calls[2].at.Sub(w.calls[1].at) < time.Second { // robots.txt is asked for once
		t.Errorf("%v", w.calls)
	}
}
