package ledgertest

import (
	"errors"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
)

// redirectTests are about ids that statements had before another engine read their document.
func redirectTests() []test {
	leads := func(t *testing.T, l ledger.Ledger, from, to string) {
		t.Helper()
		got, err := l.Statement(t.Context(), from)
		if err != nil {
			t.Errorf("%s: %v", from, err)
			return
		}
		expect(t, from+" leads", got.Record.Statement.ID, to)
		was := ""
		if from != to {
			was = from
		}
		expect(t, "was", got.Was, was)
	}
	return []test{
		{"ToTheSuccessor", func(t *testing.T, l ledger.Ledger) {
			put(t, l, harbour())
			doc, was, now := reread(t, harbour(), "next")
			replace(t, l, doc, now)
			for i, to := range map[int]int{0: 0, 1: 1, 2: 2, 4: 3} {
				leads(t, l, was.Statements[i].ID, now.Statements[to].ID)
			}
			_, err := l.Statement(t.Context(), was.Statements[3].ID)
			refused(t, "gone", err, dixit.NotFound)
			if !errors.Is(err, ledger.ErrGone) || !strings.Contains(err.Error(), "no longer found by engine next") {
				t.Errorf("gone: %v", err)
			}
		}},
		{"ByItsBeginning", func(t *testing.T, l ledger.Ledger) {
			put(t, l, harbour())
			doc, was, now := reread(t, harbour(), "next")
			replace(t, l, doc, now)
			got, err := l.Statement(t.Context(), " "+strings.ToUpper(was.Statements[1].ID[:9]))
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "was", got.Was, was.Statements[1].ID)
			expect(t, "is", got.Record.Statement.ID, now.Statements[1].ID)
			_, err = l.Statement(t.Context(), was.Statements[3].ID[:9])
			refused(t, "gone", err, dixit.NotFound)
		}},
		{"OverSeveralEngines", func(t *testing.T, l ledger.Ledger) {
			put(t, l, harbour())
			doc, was, now := reread(t, harbour(), "next")
			replace(t, l, doc, now)
			last, err := Reread(doc, now, "last") // of the four the second is shorter still, the fourth is not found
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "change", replace(t, l, doc, last), ledger.Change{Same: 2, Moved: 1, Gone: 1, Counted: -1})
			leads(t, l, was.Statements[1].ID, last.Statements[1].ID)
			leads(t, l, now.Statements[1].ID, last.Statements[1].ID)
			leads(t, l, was.Statements[2].ID, last.Statements[2].ID)
			_, err = l.Statement(t.Context(), was.Statements[4].ID)
			refused(t, "gone at last", err, dixit.NotFound)
		}},
		{"Back", func(t *testing.T, l ledger.Ledger) {
			put(t, l, harbour())
			doc, was, now := reread(t, harbour(), "next")
			replace(t, l, doc, now)
			replace(t, l, doc, was)
			for _, s := range was.Statements {
				leads(t, l, s.ID, s.ID)
			}
			leads(t, l, now.Statements[1].ID, was.Statements[1].ID)
			leads(t, l, now.Statements[2].ID, was.Statements[2].ID)
		}},
		{"AfterOne", func(t *testing.T, l ledger.Ledger) {
			put(t, l, harbour())
			doc, was, now := reread(t, harbour(), "next")
			replace(t, l, doc, now)
			got := find(t, l, ledger.Filter{After: was.Statements[1].ID})
			expect(t, "after", got, Records(doc, now)[2:])
		}},
	}
}

// versionTests are about documents of one address.
func versionTests() []test {
	page := func(note, published string) Article {
		a := one("page"+note, published, "Somebody", "Something "+note)
		a.URL = "https://www.example.org/a?b=c"
		return a
	}
	ids := func(t *testing.T, l ledger.Ledger, url string) string {
		t.Helper()
		list, err := l.Versions(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for i, v := range list {
			out = append(out, v.Doc.ID)
			if i > 0 && v.Added == list[i-1].Added {
				t.Errorf("%s and %s were put at once", v.Doc.ID, list[i-1].Doc.ID)
			}
		}
		return strings.Join(out, " ")
	}
	return []test{
		{"InOrder", func(t *testing.T, l ledger.Ledger) {
			put(t, l, page("6", ""), page("2", "2025-01-02"), page("1", "2025-01-01T23:00:00Z"), page("4", "2025-01-02T04:00:00Z"),
				page("3", "2025-01-02"), page("5", "2025-01-02T05:00:00+00:00"), page("7", ""), one("other", "2025-01-01", "A", "b"))
			for _, url := range []string{"https://www.example.org/a?b=c", "http://Example.org/a/?b=c#d"} {
				expect(t, url, ids(t, l, url), "page1 page2 page3 page4 page5 page6 page7")
			}
			expect(t, "another address", ids(t, l, "https://example.org/a"), "")
			_, err := l.Versions(t.Context(), "page1")
			refused(t, "no URL", err, dixit.Invalid)
		}},
		{"FoundThereAgain", func(t *testing.T, l ledger.Ledger) {
			put(t, l, page("1", "2025-01-01"), page("2", "2025-01-02"))
			doc, ex := build(t, page("2", "2025-01-02"))
			doc.URL = "https://mirror.example/x"
			if _, err := l.Put(t.Context(), doc, ex); err != nil {
				t.Fatal(err)
			}
			expect(t, "mirror", ids(t, l, "http://mirror.example/x"), "page2")
			expect(t, "page", ids(t, l, page("", "").URL), "page1 page2")
		}},
		{"Many", func(t *testing.T, l ledger.Ledger) {
			var entries []ledger.Entry
			for i := range 200 {
				doc, ex := build(t, page(strings.Repeat("x", i+1), "2025-01-01"))
				entries = append(entries, ledger.Entry{Doc: doc, Extraction: ex})
			}
			if _, err := l.PutAll(t.Context(), entries); err != nil {
				t.Fatal(err)
			}
			list, err := l.Versions(t.Context(), page("", "").URL)
			if err != nil || len(list) != 200 {
				t.Fatalf("%d versions, %v", len(list), err)
			}
			for i, v := range list {
				expect(t, "version", v.Doc.SHA256, entries[i].Doc.SHA256)
			}
		}},
	}
}
