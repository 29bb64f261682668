package fetch

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit"

	"github.com/google/go-cmp/cmp"
)

// TestState: what is saved is what is read again, in a file that is replaced whole.
func TestState(t *testing.T) {
	dir := t.TempDir()
	s, err := openState(dir)
	if err != nil {
		t.Fatal(err)
	}
	c := newChanges()
	c.Pages["http://a.example/"] = page{ETag: `W/"1"`, Digest: "sha1:X", Record: "<urn:uuid:1>", Date: "2025-09-25T00:00:00Z", At: 7}
	c.Seen["k"] = entry{Version: "v", Tries: 1, At: 8}
	c.Feeds["http://a.example/feed"] = schedule{Next: 9, Changed: 8, Failures: 2, Every: 60, At: 8}
	s.add(c)
	if err := s.save(); err != nil {
		t.Fatal(err)
	}
	again, err := openState(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s.known, again.known); diff != "" {
		t.Error(diff)
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*")); len(files) != 1 {
		t.Errorf("%q", files)
	}
}

// TestDamagedState: a state that cannot be read is an error that says what to do, and never an empty one.
func TestDamagedState(t *testing.T) {
	for _, data := range []string{"", "{", "[]", "null", "{}", `{"dixit_fetch_state":2,"pages":{},"entries":{},"feeds":{},"hosts":{}}`, `{"dixit_fetch_state":1,"pages":null}`, "\x00\xff"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "state.json"), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := New(Options{Folder: dir}); dixit.KindOf(err) != dixit.Unavailable || !strings.Contains(err.Error(), "delete it") {
			t.Errorf("%q: %v", data, err)
		}
	}
}

// TestStateBounds: what was seen longest ago is forgotten first.
func TestStateBounds(t *testing.T) {
	m := map[string]entry{}
	for i := range 1001 {
		m[fmt.Sprint(i)] = entry{At: int64(i)}
	}
	newest(m, 1000, func(e entry) int64 { return e.At })
	if _, old := m["100"]; old || len(m) != 900 || m["1000"].At != 1000 {
		t.Errorf("%d entries", len(m))
	}
}

// TestLocked: a folder has one fetcher at a time.
func TestLocked(t *testing.T) {
	dir := t.TempDir()
	f := newTestFetcher(t, Options{Folder: dir})
	if _, err := New(Options{Folder: dir}); dixit.KindOf(err) != dixit.Unavailable || !strings.Contains(err.Error(), "another dixit") {
		t.Errorf("%v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	g, err := New(Options{Folder: dir})
	if err != nil {
		t.Fatal(err)
	}
	f.unlock = func() error { return nil } // the test's own end closes it again
	if err := g.Close(); err != nil {
		t.Error(err)
	}
}

// TestNotCommitted: what a poll has learned and nobody committed, because the process was killed, comes again.
func TestNotCommitted(t *testing.T) {
	w := newWeb(map[string]answer{"http://a.example/feed": rss("1=http://a.example/1", "2==words"), "http://a.example/1": article("one")})
	folder := t.TempDir()
	for run, commit := range []bool{false, false, true, true} {
		bubble(t, w, Options{Folder: folder}, func(t *testing.T, f *Fetcher) {
			r := f.Poll(t.Context(), "http://a.example/feed")
			if want := map[bool]int{true: 2}[run < 3]; r.New() != want {
				t.Errorf("run %d: %+v", run, r)
			}
			if commit {
				if err := f.Commit(r); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// TestTornArchive: an archive whose writing broke off is one with fewer records, and the next one begins anew.
func TestTornArchive(t *testing.T) {
	w := newWeb(map[string]answer{"http://a.example/1": article("one"), "http://a.example/2": article("two")})
	folder := t.TempDir()
	bubble(t, w, Options{Folder: folder}, func(t *testing.T, f *Fetcher) {
		f.Poll(t.Context(), "http://a.example/1")
		if err := f.archive.file.Close(); err != nil { // the disk is gone
			t.Fatal(err)
		}
		if r := f.Poll(t.Context(), "http://a.example/2"); dixit.KindOf(r.Err) != dixit.Unavailable {
			t.Errorf("%+v", r)
		}
		if r := f.Poll(t.Context(), "http://a.example/2"); r.Pages != 1 || r.Err != nil {
			t.Errorf("%+v", r)
		}
	})
	files := archives(t, folder)
	if len(files) != 2 {
		t.Fatalf("%q", files)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[0], data[:len(data)-20], 0o600); err != nil { // in the middle of the last record, a request
		t.Fatal(err)
	}
	names, _ := records(t, files[1])
	if len(names) != 3 || len(documents(t, files[1])) != 1 {
		t.Errorf("%q", names)
	}
}
