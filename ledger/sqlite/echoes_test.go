package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"dixit/ledger"
	"dixit/ledger/ledgertest"
)

// Of a saying that comes in more wordings than are parted into clusters, all that come are still kept, in one bundle, and the ledger
// is sound.
func TestManyWordings(t *testing.T) {
	if testing.Short() {
		t.Skip("a hundred and fifty wordings")
	}
	s := openAt(t, filepath.Join(t.TempDir(), "ledger.db"))
	defer s.Close()
	const saying = "The ministry paid twelve million crowns for broken harbour cranes"
	var entries []ledger.Entry
	for n := range 150 {
		doc, ex, err := ledgertest.Article{
			ID: fmt.Sprint(n), Title: "Cranes", Published: fmt.Sprintf("2025-01-%02d", 1+n%28),
			Says: []ledgertest.Say{{Speaker: "Ann Moe", Cue: "said", Parts: []string{saying, fmt.Sprint("number ", n)}}},
		}.Build()
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, ledger.Entry{Doc: doc, Extraction: ex})
	}
	if _, err := s.PutAll(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	got, err := lines(t.Context(), s.read, "SELECT count(*), count(DISTINCT bundle), count(first) FROM echoes")
	if err != nil || got[0] != "150 | 1 | 150" {
		t.Errorf("%q, %v", got, err)
	}
	if err := check(t.Context(), s); err != nil {
		t.Error(err)
	}
}
