package sqlite

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"dixit/ledger"
	"dixit/ledger/ledgertest"

	"github.com/google/go-cmp/cmp"
)

// What people say survives the repair of the document that they say it of, and ids that led to its statements lead there again.
func TestRepairAnnotated(t *testing.T) {
	s := closing(t, openAt(t, filepath.Join(t.TempDir(), "ledger.db")))
	for n := range 4 {
		putArticle(t, s, stockOrCopy(n))
	}
	doc, was, now, err := reread(3)
	if err != nil {
		t.Fatal(err)
	}
	list := remarks(doc, was)
	list = append(list, ledger.Annotation{
		Target: ledger.TargetOf(ledgertest.Records(doc, was)[0]), On: ledger.OnStruck, Value: ledger.Yes, By: "Kim",
		At: time.Date(2025, 7, 2, 0, 0, 0, 0, time.UTC),
	})
	if _, err := s.Annotate(t.Context(), list...); err != nil {
		t.Fatal(err)
	}
	if c, err := s.Replace(t.Context(), doc.SHA256, now); err != nil || c.Moved == 0 || c.Gone == 0 {
		t.Fatalf("%+v, %v", c, err)
	}
	kept := func() (string, []string) {
		t.Helper()
		if got := found(t, s); len(got) > 0 {
			t.Errorf("found %q", got)
		}
		rows, err := lines(t.Context(), s.write, "SELECT code, doc, target, version, model FROM redirects ORDER BY code")
		if err != nil || len(rows) < 2 {
			t.Fatalf("redirects %q, %v", rows, err)
		}
		return dumped(t, s), rows
	}
	before, led := kept()
	onTable("UPDATE statements SET act = 'x', region = 'y', annotated = 0, struck = 0, speaker = NULL WHERE doc = 4; DELETE FROM tags")(t, s)
	if got := found(t, s); !slices.Contains(got, "columns") || !slices.Contains(got, "annotations") {
		t.Errorf("found %q", got)
	}
	if _, err := s.Repair(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	after, leads := kept()
	if diff := cmp.Diff(before, after) + cmp.Diff(led, leads); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
	r := ledgertest.Records(doc, now)[1]
	if st, err := s.Statement(t.Context(), r.Statement.ID); err != nil || st.Record.Statement.Speaker.Name != "Eva Roth" || !slices.Equal(st.Record.Tags, []string{"peace"}) {
		t.Errorf("%+v, %v", st, err)
	}
}
