package web_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestForeign proves that what others have made is what foreign.json says, that nothing else is there, and that its licences are told.
func TestForeign(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("foreign", "foreign.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []struct{ File, Name, Version, Licence, Source, Path, Integrity string }
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	notice, err := os.ReadFile(filepath.Join("foreign", "NOTICE.txt"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"foreign.json": true, "NOTICE.txt": true}
	for _, one := range list {
		known[one.File] = true
		file, err := os.ReadFile(filepath.Join("foreign", one.File))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha512.Sum384(file)
		if is := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); is != one.Integrity {
			t.Errorf("%s: %s, not %s", one.File, is, one.Integrity)
		}
		if one.Licence == "" || one.Source == "" || !strings.Contains(string(notice), one.Version+" (") || !strings.Contains(string(notice), one.File) {
			t.Errorf("%s %s is not told of", one.Name, one.Version)
		}
	}
	files, err := os.ReadDir("foreign")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[f.Name()] {
			t.Errorf("%s is not told of", f.Name())
		}
	}
}

// packed is how many bytes of a text are sent.
func packed(t *testing.T, text string) int {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, 5)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// TestWeight proves that a page with all that it loads is light, packed as it is sent, and so are its scripts; that a browser keeps them,
// takes no others than the page wants, and loads nothing from elsewhere.
func TestWeight(t *testing.T) {
	if testing.Short() {
		t.Skip("packs all pages and what they load")
	}
	s := newSite(t, sample()...)
	asset := regexp.MustCompile(`(?:src|href)="(/static/[^"]+)"( integrity="sha384-[^"]{64,}")?`)
	for _, path := range s.pages() {
		body := s.page(path)
		weight, scripts := packed(t, body), 0
		for _, m := range asset.FindAllStringSubmatch(body, -1) {
			status, header, file := s.get(m[1])
			if status != http.StatusOK || !strings.Contains(header.Get("Cache-Control"), "immutable") {
				t.Errorf("%s: %d %v", m[1], status, header)
			}
			weight += packed(t, file)
			if strings.HasSuffix(m[1], ".js") {
				scripts += packed(t, file)
				if m[2] == "" {
					t.Errorf("%s: %s may be any", path, m[1])
				}
			}
		}
		if weight > 100_000 || scripts > 30_000 {
			t.Errorf("%s weighs %d bytes, its scripts %d", path, weight, scripts)
		}
		if regexp.MustCompile(`(?:src|action)="https?:`).MatchString(body) {
			t.Errorf("%s loads something from elsewhere", path)
		}
	}
}
