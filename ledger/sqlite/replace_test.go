package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"dixit"
	"dixit/ledger/ledgertest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// next is the engine whose reading takes the place of the stock's.
const next = "next"

// reread is what the next engine finds in article number n of the stock.
func reread(n int) (doc *dixit.Document, was, now dixit.Extraction, err error) {
	doc, was, err = stockOrCopy(n).Build()
	if err == nil {
		now, err = ledgertest.Reread(doc, was, next)
	}
	return doc, was, now, err
}

// A ledger whose documents another engine has read again holds what it would hold had that engine read them first, and once the
// first has read them again, what it held before, but for the redirects.
func TestReplacedAsFresh(t *testing.T) {
	if testing.Short() {
		t.Skip("reads sixty documents six times")
	}
	const documents = 60
	s, fresh := closing(t, openAt(t, filepath.Join(t.TempDir(), "s.db"))), closing(t, openAt(t, filepath.Join(t.TempDir(), "fresh.db")))
	for n := range documents {
		putArticle(t, s, stockOrCopy(n))
		doc, _, now, err := reread(n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fresh.Put(t.Context(), doc, now); err != nil {
			t.Fatal(err)
		}
	}
	same := func(what, want string) {
		t.Helper()
		if err := check(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if diff := cmp.Diff(want, dumped(t, s)); diff != "" {
			t.Fatalf("%s (-want +got)\n%s", what, diff)
		}
	}
	before, after := dumped(t, s), dumped(t, fresh)
	random := rand.New(rand.NewPCG(7, 8))
	turn := func(of func(was, now dixit.Extraction) dixit.Extraction) {
		for _, n := range random.Perm(documents) {
			doc, was, now, err := reread(n)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Replace(t.Context(), doc.SHA256, of(was, now)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 2 {
		turn(func(_, now dixit.Extraction) dixit.Extraction { return now })
		same("by the next engine", after)
		turn(func(was, _ dixit.Extraction) dixit.Extraction { return was })
		same("by the first again", before)
	}
}

// Whatever an engine finds, and whatever another found before, a ledger holds of it what it would hold had it never held anything
// else, and each id that ever was leads to a statement of its document or is said to be gone.
func TestReplaceAnything(t *testing.T) {
	const documents = 9
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "s.db")))
	last := make([]dixit.Extraction, documents)
	ids := map[string]string{} // the document of each
	for n := range documents {
		doc, ex := putArticle(t, s, stockOrCopy(n))
		last[n] = ex
		for _, st := range ex.Statements {
			ids[st.ID] = doc.SHA256
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, documents-1).Draw(t, "document")
		doc, was, err := stockOrCopy(n).Build()
		if err != nil {
			t.Fatal(err)
		}
		ex := dixit.Extraction{Engine: dixit.Engine{Version: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "version")}}
		for _, st := range was.Statements {
			if rapid.Bool().Draw(t, "found") {
				st.Speaker = dixit.Speaker{Name: rapid.SampledFrom([]string{"", "Ann", "Bo", "Speaker 1"}).Draw(t, "name"), ID: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "id")}
				if rapid.Bool().Draw(t, "no source") {
					st.Mention = dixit.Fragment{}
				}
				st.Content = st.Content[rapid.IntRange(0, 1).Draw(t, "from"):]
				if st, err = st.Seal(doc.SHA256); err != nil {
					t.Fatal(err)
				}
				ex.Statements = append(ex.Statements, st)
				ids[st.ID] = doc.SHA256
			}
		}
		if rapid.Bool().Draw(t, "loose") {
			ex.Loose = was.Loose
		}
		if _, err := s.Replace(context.Background(), doc.SHA256, ex); err != nil {
			t.Fatal(err)
		}
		last[n] = ex
		followAll(t, s, ids)
	})
	fresh := closing(t, openAt(t, filepath.Join(t.TempDir(), "fresh.db")))
	for n := range documents {
		doc, _, err := stockOrCopy(n).Build()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fresh.Put(t.Context(), doc, last[n]); err != nil {
			t.Fatal(err)
		}
	}
	if err := check(t.Context(), s); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(dumped(t, fresh), dumped(t, s)); diff != "" {
		t.Errorf("(-fresh +replaced)\n%s", diff)
	}
}

// followAll fails unless each id leads into its document or is gone.
func followAll(t *rapid.T, s *Store, ids map[string]string) {
	for id, address := range ids {
		got, err := s.Statement(context.Background(), id)
		switch {
		case err == nil && got.Doc.SHA256 != address:
			t.Fatalf("%s leads into another document", id)
		case err == nil && (got.Was == "") != (got.Record.Statement.ID == id):
			t.Fatalf("%s leads to %s, and was %q", id, got.Record.Statement.ID, got.Was)
		case err != nil && dixit.KindOf(err) != dixit.NotFound:
			t.Fatal(err)
		}
	}
}

func dumped(t *testing.T, s *Store) string {
	t.Helper()
	text, err := dump(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Replace changes nothing that it cannot write whole.
func TestReplaceFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	s := closing(t, openAt(t, path))
	doc, ex := putArticle(t, s, stock(3))
	for n := range 40 { // so much that it does not fit into what room there is
		st := ex.Statements[n%len(ex.Statements)]
		st.Why = fmt.Sprint(rand.New(rand.NewPCG(1, uint64(n))).Perm(2000))
		ex.Statements[n%len(ex.Statements)] = st
	}
	ex.Engine.Version = next
	before := dumped(t, s)
	for _, c := range []struct{ broken, mended, want string }{
		{"PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "the disk is full"},
		{"PRAGMA query_only = 1", "PRAGMA query_only = 0", "may not be written"},
	} {
		if _, err := s.write.Exec(c.broken); err != nil {
			t.Fatal(err)
		}
		_, err := s.Replace(t.Context(), doc.SHA256, ex)
		wantError(t, err, dixit.Unavailable, path, c.want)
		if _, err := s.write.Exec(c.mended); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, dumped(t, s)); diff != "" {
			t.Errorf("%s (-before +after)\n%s", c.want, diff)
		}
	}
	if c, err := s.Replace(t.Context(), doc.SHA256, ex); err != nil || c.Same != len(ex.Statements) {
		t.Errorf("%+v, %v", c, err)
	}
}

// What is damaged of a document's statements is whole once they are replaced.
func TestReplaceMends(t *testing.T) {
	s, fresh := closing(t, openAt(t, filepath.Join(t.TempDir(), "s.db"))), closing(t, openAt(t, filepath.Join(t.TempDir(), "fresh.db")))
	for n := range 6 {
		putArticle(t, s, stockOrCopy(n))
		putArticle(t, fresh, stockOrCopy(n))
	}
	for n := range 6 {
		doc, ex, err := stockOrCopy(n).Build()
		if err != nil {
			t.Fatal(err)
		}
		damage := []string{"x''", "substr(records, 5)", "(SELECT records FROM documents WHERE id = 1)"}[n%3]
		if _, err := s.write.Exec("UPDATE documents SET records = "+damage+" WHERE address = ?", doc.SHA256); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Replace(t.Context(), doc.SHA256, ex); err != nil {
			t.Fatal(err)
		}
	}
	if err := check(t.Context(), s); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(dumped(t, fresh), dumped(t, s)); diff != "" {
		t.Errorf("(-fresh +mended)\n%s", diff)
	}
}
