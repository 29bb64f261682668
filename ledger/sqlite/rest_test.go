package sqlite

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dixit/ledger"
)

// TestRest: a store that has rested goes on as before, and its writes are counted.
func TestRest(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	before := s.Writes()
	for n := range int64(3) {
		if err := s.Rest(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.PutAll(t.Context(), nil, ledger.Progress{Path: "x", Digest: "d", Offset: n}); err != nil {
			t.Fatal(err)
		}
	}
	if p, err := s.Progress(t.Context(), "x"); err != nil || p.Offset != 2 {
		t.Errorf("%+v %v", p, err)
	}
	w := s.Writes()
	if w.Committed-before.Committed != 3 || w.Failed != before.Failed || w.Took <= before.Took || w.Waited < before.Waited {
		t.Errorf("%+v after %+v", w, before)
	}
}

// TestRestGathers: what documents are found by is in one segment after a rest, whatever they were put in, and finds the same. What came
// since is left alone while it is little.
func TestRestGathers(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := func(from, to int) {
		var list []ledger.Entry
		for n := from; n < to; n++ {
			doc, ex, err := stock(n).Build()
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, ledger.Entry{Doc: doc, Extraction: ex})
		}
		if _, err := s.PutAll(t.Context(), list); err != nil {
			t.Fatal(err)
		}
	}
	near := func() (list []string) {
		for n := range 40 {
			found, complete, err := s.Near(t.Context(), []string{"thing", "0", "of", strconv.Itoa(n)}, 5)
			if err != nil || !complete || len(found) == 0 {
				t.Fatalf("%d: %v %v %v", n, found, complete, err)
			}
			list = append(list, strings.Join(found, " "))
		}
		return list
	}
	segments := func() (n int) {
		t.Helper()
		if err := s.write.QueryRow("SELECT count(DISTINCT segid) FROM gists_idx").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for n := 0; n < 400; n += 20 {
		put(n, n+20)
	}
	before, were := near(), segments()
	if err := s.Rest(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := segments(); were < 2 || n != 1 {
		t.Errorf("%d segments, %d after a rest", were, n)
	}
	if after := near(); !slices.Equal(before, after) {
		t.Errorf("found %q, and after a rest %q", before, after)
	}
	put(400, 401)
	if err := s.Rest(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := segments(); n != 2 {
		t.Errorf("%d segments after one more and a rest", n)
	}
	if err := check(t.Context(), s); err != nil {
		t.Error(err)
	}
}
