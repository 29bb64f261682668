package across_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/extract"
	"dixit/internal/casetest"
	"dixit/ledger"
	"dixit/ledger/sqlite"
	"dixit/relate/across"
)

// keep puts articles, given as "DAY text" and parted by lines of dashes, into a new ledger.
func keep(t *testing.T, in string) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for i, part := range strings.Split(in, "\n---\n") {
		day, words, _ := strings.Cut(strings.TrimSpace(part), " ")
		text, err := dixit.NewText(words)
		if err != nil {
			t.Fatal(err)
		}
		doc := &dixit.Document{ID: fmt.Sprint(i), Name: fmt.Sprint(i), Source: []byte(words), Text: text, Published: day, MediaType: "text/plain"}
		doc.Blocks = []dixit.Block{{Span: dixit.Span{End: len(words)}, Kind: dixit.Paragraph, Region: dixit.Body}}
		doc.Address()
		ex, err := x.Extract(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Put(t.Context(), doc, ex); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// all are the statements of a ledger.
func all(ctx context.Context, t *testing.T, l ledger.Ledger) []dixit.Record {
	t.Helper()
	var out []dixit.Record
	for r, err := range l.Search(ctx, ledger.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// TestFind asks of each statement of small ledgers how it stands to those of other articles. What is found of one is found of the other
// from its side.
func TestFind(t *testing.T) {
	casetest.Spec{Glob: "testdata/*.txtar", AtLeast: 7, Find: func(t *testing.T, in string) string {
		store := keep(t, in)
		var b strings.Builder
		active, passive := 0, 0
		for _, r := range all(t.Context(), t, store) {
			found, err := across.Find(t.Context(), store, r)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				check(t, r, f.Own)
				check(t, f.Record, f.Words)
				if !f.Of {
					passive++
					continue
				}
				active++
				fmt.Fprintf(&b, "%s %s (%s) %s %s %s (%s)\n", r.Doc.Published, r.Statement.Speaker.Name, r.Statement.Text(), f.Type, f.Record.Doc.Published, f.Record.Statement.Speaker.Name, f.Record.Statement.Text())
			}
		}
		if active != passive {
			t.Errorf("%d relations from the one side, %d from the other", active, passive)
		}
		return b.String()
	}}.Run(t)
}

// check fails unless the words lie in what r says or how it is told.
func check(t *testing.T, r dixit.Record, words []dixit.Fragment) {
	t.Helper()
	for _, f := range words {
		if !r.Statement.Span().Contains(f.Span()) {
			t.Errorf("%q is not in %q", f.Text(), r.Statement.Text())
		}
	}
}
