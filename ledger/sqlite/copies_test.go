package sqlite

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit/ledger/ledgertest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// testdata/00001.db.gz was written by dixit when it knew nothing of copies: of each of eight articles and their copies, the
// copies are of one number or another, in two outlets.
func before() []ledgertest.Article {
	var list []ledgertest.Article
	for n := range 8 {
		post, times := stock(13*n), stock(13*n)
		post.Note, post.Outlet, post.URL = "printed", "Post", ""
		times.Note, times.Outlet, times.URL, times.Published = "printed again", "Times", "", ""
		list = append(list, stock(n), post, times)
	}
	return list
}

// unpacked is the path of a ledger of the first schema.
func unpacked(t *testing.T) string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "00001.db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// copiesIn is all that the ledger holds of copies.
func copiesIn(t *testing.T, s *Store) []string {
	t.Helper()
	text, err := answers(t.Context(), s, copyQueries())
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(text, "\n")
}

// A ledger that was kept before there were copies holds the same of them, once it is opened, as one that is made now.
func TestUpgrade(t *testing.T) {
	old := closing(t, openAt(t, unpacked(t)))
	if err := check(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	fresh := closing(t, openAt(t, filepath.Join(t.TempDir(), "fresh.db")))
	for _, a := range before() {
		putArticle(t, fresh, a)
	}
	if diff := cmp.Diff(copiesIn(t, fresh), copiesIn(t, old)); diff != "" {
		t.Errorf("(-fresh +upgraded)\n%s", diff)
	}
	want, errWant := fresh.Counts(t.Context())
	got, errGot := old.Counts(t.Context())
	if errWant != nil || errGot != nil || got != want || want.Documents != len(before()) {
		t.Errorf("%+v, %v; want %+v, %v", got, errGot, want, errWant)
	}
	a := printed(3, "printed now", "2024-01-01")
	doc, ex, err := a.Build()
	if err != nil {
		t.Fatal(err)
	}
	receipt, err := old.Put(t.Context(), doc, ex)
	if err != nil || receipt.Counted != 0 {
		t.Errorf("a copy of what was there: %d more statements count, %v; want none", receipt.Counted, err)
	}
}

// Whoever is stopped while a ledger is brought up to date, or finds something damaged in it, goes on with the rest.
func TestUpgradeDamaged(t *testing.T) {
	path := unpacked(t)
	tamper(t, path, "UPDATE documents SET text = x'00' WHERE id = 2", "UPDATE statements SET record = '{' WHERE doc = 1")
	s := closing(t, openAt(t, path))
	left, err := lines(t.Context(), s.read, "SELECT doc FROM unsketched")
	if err != nil || len(left) > 0 {
		t.Errorf("not looked at: %v, %v", left, err)
	}
	clusters, err := lines(t.Context(), s.read, "SELECT count(DISTINCT cluster) FROM clusters")
	if err != nil || clusters[0] != "8" {
		t.Errorf("%v clusters, %v; want 8", clusters, err)
	}
}

// A notice that stands in everything makes nothing a copy, and is kept for the first documents only.
func TestNotice(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	const documentsOfPrint = 64 // that are kept
	var notice []string
	for i := range 90 {
		notice = append(notice, fmt.Sprint("notice", i))
	}
	for n := range documentsOfPrint + 20 {
		var own []string
		for i := range 160 {
			own = append(own, fmt.Sprint("word", n, "x", i))
		}
		putArticle(t, s, ledgertest.Article{
			ID: fmt.Sprint(n), Title: fmt.Sprint("Report ", n),
			Says: []ledgertest.Say{{Speaker: "A", Cue: "said", Parts: []string{strings.Join(own, " "), strings.Join(notice, " ")}}},
		})
	}
	for query, want := range map[string]string{
		"SELECT count(*) FROM clusters":                                        "0",
		"SELECT max(n) FROM (SELECT count(*) AS n FROM prints GROUP BY print)": fmt.Sprint(documentsOfPrint),
	} {
		got, err := lines(t.Context(), s.read, query)
		if err != nil || got[0] != want {
			t.Errorf("%s: %v, %v; want %s", query, got, err, want)
		}
	}
}

// Whatever is put in whatever order, the statements that count are those that would be chosen if all were looked at anew.
func TestCounted(t *testing.T) {
	speakers := []string{"", "Ann Lee", "Lee", "Bo Ray", "Ray"}
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++ // no story comes twice
		for n := range rapid.IntRange(2, 5).Draw(t, "documents") {
			a := ledgertest.Article{Title: fmt.Sprint("Copy ", run, " ", n), Published: fmt.Sprintf("2025-01-%02d", rapid.IntRange(1, 5).Draw(t, "day"))}
			for i := range 4 {
				said := strings.Repeat(fmt.Sprintf("word%dx%d ", run, i), 5)
				a.Says = append(a.Says, ledgertest.Say{Cue: "said", Parts: []string{said, said + " more"}})
			}
			for range rapid.IntRange(1, 3).Draw(t, "times") {
				a.Says = append(a.Says, ledgertest.Say{Cue: "said", Parts: []string{"yes"}, Speaker: rapid.SampledFrom(speakers).Draw(t, "speaker")})
			}
			doc, ex, err := a.Build()
			if err != nil {
				t.Fatal(err)
			}
			before, err := s.Counts(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			got, err := s.Put(context.Background(), doc, ex)
			if err != nil {
				t.Fatal(err)
			}
			after, err := s.Counts(context.Background())
			if err != nil || after.Statements-before.Statements != got.Counted {
				t.Fatalf("%d statements count, %d did, put says %d more: %v", after.Statements, before.Statements, got.Counted, err)
			}
		}
	})
	if err := check(t.Context(), s); err != nil {
		t.Error(err)
	}
}
