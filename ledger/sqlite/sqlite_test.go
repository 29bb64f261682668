package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/internal/casetest"
	"dixit/ledger"
	"dixit/ledger/ledgertest"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) {
	casetest.FastTemp()
	if path := os.Getenv(childEnv); path != "" {
		os.Exit(child(path))
	}
	goleak.VerifyTestMain(m)
}

func TestLedger(t *testing.T) {
	blank := filepath.Join(t.TempDir(), "blank.db")
	if err := openAt(t, blank).Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(blank)
	if err != nil {
		t.Fatal(err)
	}
	ledgertest.Run(t, func(t *testing.T) ledger.Ledger { // a copy of an empty one: to make one takes ten times as long
		path := filepath.Join(t.TempDir(), "ledger.db")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return openAt(t, path)
	})
}

func openAt(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// closing closes s when the test ends.
func closing(t *testing.T, s *Store) *Store {
	t.Helper()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func putArticle(t *testing.T, s *Store, a ledgertest.Article) (*dixit.Document, dixit.Extraction) {
	t.Helper()
	doc, ex, err := a.Build()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Put(t.Context(), doc, ex); err != nil || !got.Added {
		t.Fatalf("put: added %t, %v", got.Added, err)
	}
	return doc, ex
}

// everything is all the statements that are kept.
func everything(ctx context.Context, s *Store) ([]dixit.Record, error) {
	var list []dixit.Record
	for r, err := range s.Search(ctx, ledger.Filter{All: true}) {
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

func TestOpenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b", "odd ?#%41 é&x=1.db")
	s := openAt(t, path)
	doc, ex := putArticle(t, s, stock(3))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(left) != 1 || left[0] != path {
		t.Errorf("files left after Close: %q, %v", left, err)
	}
	if info, err := os.Stat(filepath.Dir(filepath.Dir(path))); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v, %v; want it for its owner only", info.Mode(), err)
	}
	s = closing(t, openAt(t, path))
	got, err := everything(t.Context(), s)
	if diff := cmp.Diff(ledgertest.Records(doc, ex), got, ledgertest.Equal()); err != nil || diff != "" {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
}

// A commit must be on disk when Put returns, and a lock must be waited for: both hang on settings of the connection.
func TestSettings(t *testing.T) {
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	for _, c := range []struct {
		db           *sql.DB
		pragma, want string
	}{
		{s.write, "journal_mode", "wal"},
		{s.write, "synchronous", "2"},
		{s.write, "fullfsync", "1"},
		{s.write, "foreign_keys", "1"},
		{s.write, "cache_size", "-16384"},
		{s.write, "busy_timeout", "10000"},
		{s.read, "busy_timeout", "10000"},
		{s.read, "query_only", "1"},
		{s.read, "cache_size", "-4096"},
		{s.read, "application_id", fmt.Sprint(applicationID)},
	} {
		var got string
		if err := c.db.QueryRow("PRAGMA " + c.pragma).Scan(&got); err != nil || got != c.want {
			t.Errorf("%s: %s, %v; want %s", c.pragma, got, err, c.want)
		}
	}
}

// What a search reads comes from an index in the order of a search: a sort would read all before it yields the first.
func TestPlans(t *testing.T) {
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	word, beginning := ledger.Term{Text: "a"}, ledger.Term{Text: "b", Prefix: true}
	since, until := ledger.Days{Field: ledger.Published, First: "2025-01-01"}, ledger.Days{Field: ledger.Published, Last: "2025-01-01"}
	direct, denied := ledger.Value{Field: ledger.OfKind, Is: "direct"}, ledger.Value{Field: ledger.OfAct, Is: "deny"}
	by := ledger.Term{Field: ledger.Speaker, Text: "x y"}
	for _, e := range []ledger.Expr{
		nil, since,
		ledger.All{direct, until},
		ledger.All{word, since},
		ledger.All{beginning, direct},
		ledger.Any{word, beginning, by},
		ledger.All{word, beginning, word, by, direct, ledger.Not{X: word}},
		denied,
		ledger.All{denied, direct, ledger.Any{word, since}},
		ledger.Not{X: word},
		ledger.Number{Field: ledger.Depth, Min: 2, Max: 9},
		ledger.Days{Field: ledger.SaidOn, First: "2025-01-01"},
	} {
		query, args, err := s.Plan(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := s.read.Query("EXPLAIN QUERY PLAN "+query, args...)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(detail, "FOR ORDER BY") {
				t.Errorf("%+v: %s", e, detail)
			}
		}
	}
}

func TestRoundTrip(t *testing.T) {
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	words := rapid.StringN(1, 40, -1)
	says := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) ledgertest.Say {
		return ledgertest.Say{
			Speaker: rapid.String().Draw(t, "speaker"),
			Cue:     words.Draw(t, "cue"),
			Parts:   rapid.SliceOfN(words, 0, 3).Draw(t, "parts"),
			Kind:    rapid.SampledFrom(dixit.Kinds()).Draw(t, "kind"),
			Chain:   rapid.SliceOfN(rapid.String(), 0, 2).Draw(t, "chain"),
		}
	}), 0, 5)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++ // no document comes twice, nor as a copy of another
		a := ledgertest.Article{
			ID: rapid.String().Draw(t, "id"), Title: fmt.Sprint(n, " ", rapid.String().Draw(t, "title")),
			Published: rapid.OneOf(rapid.String(), rapid.Just("2025-01-02")).Draw(t, "published"),
			Says:      says.Draw(t, "says"), Loose: rapid.String().Draw(t, "loose"), Note: fmt.Sprint("#", n),
		}
		doc, ex, err := a.Build()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := s.Put(context.Background(), doc, ex); err != nil || !got.Added {
			t.Fatalf("put: added %t, %v", got.Added, err)
		}
		got, err := s.Document(context.Background(), doc.SHA256)
		if diff := cmp.Diff(doc, got, ledgertest.Equal()); err != nil || diff != "" {
			t.Fatalf("document: %v (-want +got)\n%s", err, diff)
		}
		for _, want := range ledgertest.Records(doc, ex) {
			got, err := s.Statement(context.Background(), want.Statement.ID)
			if diff := cmp.Diff(want, got.Record, ledgertest.Equal()); err != nil || diff != "" {
				t.Fatalf("statement: %v (-want +got)\n%s", err, diff)
			}
		}
	})
	if err := check(t.Context(), s); err != nil {
		t.Error(err)
	}
}

// While another process writes, a ledger can be opened and read; a put waits, and gives up in the end or when told to.
func TestLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	first := closing(t, openAt(t, path))
	putArticle(t, first, stock(1))
	tx, err := first.write.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := open(t.Context(), path, 50*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, second)
	if _, err := everything(t.Context(), second); err != nil {
		t.Errorf("search: %v", err)
	}
	doc, ex, err := stock(2).Build()
	if err != nil {
		t.Fatal(err)
	}
	_, err = second.Put(t.Context(), doc, ex)
	wantError(t, err, dixit.Unavailable, path, "another program is writing to it")

	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if got, err := second.Put(t.Context(), doc, ex); !got.Added || err != nil {
		t.Errorf("put after the lock is gone: %t, %v", got.Added, err)
	}
}

// wantError fails unless err is of the kind, is one line, and says all of the parts.
func wantError(t *testing.T, err error, kind dixit.ErrorKind, parts ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want one of kind %v", kind)
		return
	}
	if dixit.KindOf(err) != kind || strings.Contains(err.Error(), "\n") {
		t.Errorf("%q is of kind %v, want %v and one line", err, dixit.KindOf(err), kind)
	}
	for _, p := range parts {
		if !strings.Contains(err.Error(), p) {
			t.Errorf("%q does not say %q", err, p)
		}
	}
}
