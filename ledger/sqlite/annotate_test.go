package sqlite

import (
	"path/filepath"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/ledgertest"
)

// remarks are annotations of all kinds of the statements of a document.
func remarks(doc *dixit.Document, ex dixit.Extraction) []ledger.Annotation {
	var list []ledger.Annotation
	for i, r := range ledgertest.Records(doc, ex) {
		for j, x := range []ledger.Annotation{
			{On: ledger.OnSpeaker, Value: "Eva Roth", Entity: "rothe"},
			{On: ledger.OnAct, Value: "deny"},
			{On: ledger.OnNote, Value: "see there"},
			{On: ledger.OnTag, Value: "peace"},
			{On: ledger.OnStruck, Value: ledger.Yes},
			{On: ledger.OnStruck, Undo: true},
		} {
			x.Target, x.By, x.At = ledger.TargetOf(r), "Kim", time.Date(2025, 7, 1, i, j, 0, 0, time.UTC)
			list = append(list, x)
		}
	}
	return list
}

// TestAnnotatedBeforeAndAfter proves that a ledger is the same whether annotations came before or after their document.
func TestAnnotatedBeforeAndAfter(t *testing.T) {
	var dumps [2]string
	for i := range dumps {
		s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
		putArticle(t, s, stock(1)) // of whose speakers some are those of the other
		doc, ex, err := stock(3).Build()
		if err != nil {
			t.Fatal(err)
		}
		annotate := func() {
			list := remarks(doc, ex)
			if n, err := s.Annotate(t.Context(), list...); n != len(list) || err != nil {
				t.Fatalf("%d, %v", n, err)
			}
		}
		if i == 0 {
			annotate()
		}
		putArticle(t, s, stock(3))
		if i == 1 {
			annotate()
		}
		if err := check(t.Context(), s); err != nil {
			t.Error(err)
		}
		if dumps[i], err = dump(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if dumps[0] != dumps[1] {
		t.Errorf("before:\n%s\nafter:\n%s", dumps[0], dumps[1])
	}
}

// TestCarryOver proves that it makes no difference how often what is said of a document is put in force, and that annotations wait
// for their document when its statements go, and are in force again when they are back.
func TestCarryOver(t *testing.T) {
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	doc, ex := putArticle(t, s, stock(3))
	if _, err := s.Annotate(t.Context(), remarks(doc, ex)...); err != nil {
		t.Fatal(err)
	}
	before, err := dump(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	often := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	putArticle(t, often, stock(3))
	for _, a := range remarks(doc, ex) {
		if _, err := often.Annotate(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if after, err := dump(t.Context(), often); after != before || err != nil {
		t.Errorf("carried over more than once: %v\n%s\nwas\n%s", err, after, before)
	}
	for _, query := range []string{
		"DELETE FROM terms WHERE rowid IN (SELECT id FROM statements)",
		"DELETE FROM gists WHERE rowid IN (SELECT id FROM documents)",
		"DELETE FROM phrases",
		"DELETE FROM documents WHERE address = '" + doc.SHA256 + "'",
		"DELETE FROM speakers",
	} {
		if _, err := s.write.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	if err := check(t.Context(), s); err != nil {
		t.Error(err)
	}
	putArticle(t, s, stock(3))
	if after, err := dump(t.Context(), s); after != before || err != nil {
		t.Errorf("put again: %v\n%s\nwas\n%s", err, after, before)
	}
}
