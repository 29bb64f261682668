package sqlite

import (
	"path/filepath"
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
