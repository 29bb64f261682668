package ledgertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"
	"dixit/ledger"
)

// Reread is what another engine, of this version, finds in a document: of five statements in a row the first as before, the second
// with less of its content, the third with another source and speaker, the fourth not at all, the fifth with another act. What
// stood in no statement is not seen, nor how statements stand to each other.
func Reread(doc *dixit.Document, ex dixit.Extraction, version string) (dixit.Extraction, error) {
	out := dixit.Extraction{Engine: dixit.Engine{Version: version, Model: "other"}}
	ids := map[string]string{}
	for i, s := range ex.Statements {
		id, err := s.ID, error(nil)
		switch i % 5 {
		case 1:
			s.Content, err = shorter(doc.Text, s.Content)
		case 2:
			s.Mention, s.Speaker = dixit.Fragment{}, dixit.Speaker{Name: "Another " + s.Speaker.Name, Kind: dixit.Person, ID: "another"}
			s.Chain = []dixit.Link{{Name: s.Speaker.Name}}
		case 3:
			continue
		case 4:
			s.Act = "claim"
		}
		if err != nil {
			return out, err
		}
		if s, err = s.Seal(doc.SHA256); err != nil {
			return out, err
		}
		ids[id], s.Parent, s.Relations = s.ID, ids[s.Parent], nil
		out.Statements = append(out.Statements, s)
	}
	return out, nil
}

// shorter is a content without its last character.
func shorter(t dixit.Text, content []dixit.Fragment) ([]dixit.Fragment, error) {
	if len(content) == 0 {
		return nil, nil
	}
	last := content[len(content)-1].Span()
	_, n := utf8.DecodeLastRuneInString(t.Slice(last))
	f, err := t.Fragment(dixit.Span{Start: last.Start, End: last.End - n})
	return append(slices.Clone(content[:len(content)-1]), f), err
}

// reread is Reread of an article, with its document and what was found in it first.
func reread(t *testing.T, a Article, version string) (doc *dixit.Document, was, now dixit.Extraction) {
	t.Helper()
	doc, was = build(t, a)
	now, err := Reread(doc, was, version)
	if err != nil {
		t.Fatal(err)
	}
	return doc, was, now
}

// replace replaces what is kept of articles.
func replace(t *testing.T, l ledger.Ledger, doc *dixit.Document, ex dixit.Extraction) ledger.Change {
	t.Helper()
	c, err := l.Replace(t.Context(), doc.SHA256, ex)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// replaceTests are about what another engine finds in documents that are kept.
func replaceTests() []test {
	return []test{
		{"Same", func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, harbour())
			put(t, l, harbour())
			expect(t, "change", replace(t, l, doc, ex), ledger.Change{Same: 5})
			expect(t, "records", find(t, l, ledger.Filter{}), Records(doc, ex))
		}},
		{"OtherEngineAlone", func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, harbour())
			put(t, l, harbour())
			ex.Engine.Version = "next"
			expect(t, "change", replace(t, l, doc, ex), ledger.Change{Same: 5})
			expect(t, "records", find(t, l, ledger.Filter{}), Records(doc, ex))
		}},
		{"Other", func(t *testing.T, l ledger.Ledger) {
			doc, _, now := reread(t, harbour(), "next")
			put(t, l, harbour(), one("b", "2025-03-04", "Bo", "This too"))
			expect(t, "change", replace(t, l, doc, now), ledger.Change{Same: 2, Moved: 2, Gone: 1, Counted: -1})
			by := ledger.Term{Field: ledger.Outlet, Text: "example"}
			expect(t, "records", find(t, l, ledger.Filter{Where: by}), Records(doc, now))
			counts(t, l, ledger.Counts{Documents: 2, Statements: 5, Speakers: 4})
			kept, err := l.Document(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "document", kept, doc)
			for _, c := range []struct {
				term ledger.Term
				n    int
			}{{ledger.Term{Text: "May"}, 0}, {ledger.Term{Field: ledger.Speaker, Text: "another"}, 1}, {ledger.Term{Text: "harbour"}, 4}} {
				expect(t, "found by "+c.term.Text, len(find(t, l, ledger.Filter{Where: c.term})), c.n)
			}
		}},
		{"Nothing", func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, harbour())
			put(t, l, harbour())
			expect(t, "change", replace(t, l, doc, dixit.Extraction{Engine: ex.Engine}), ledger.Change{Gone: 5, Counted: -5})
			counts(t, l, ledger.Counts{Documents: 1})
			expect(t, "back", replace(t, l, doc, ex), ledger.Change{Added: 5, Counted: 5})
			expect(t, "records", find(t, l, ledger.Filter{}), Records(doc, ex))
		}},
		{"Refused", func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, harbour())
			put(t, l, harbour())
			_, other := build(t, one("b", "2025-03-04", "Bo", "This too"))
			for name, bad := range map[string]dixit.Extraction{
				"another's": other, "twice": {Statements: append(slices.Clone(ex.Statements), ex.Statements[0])},
				"without its parent": {Statements: ex.Statements[2:]},
			} {
				_, err := l.Replace(t.Context(), doc.SHA256, bad)
				refused(t, name, err, dixit.Invalid)
			}
			expect(t, "records", find(t, l, ledger.Filter{}), Records(doc, ex))
		}},
		{"UnknownDocument", func(t *testing.T, l ledger.Ledger) {
			_, err := l.Replace(t.Context(), strings.Repeat("0", 64), dixit.Extraction{})
			refused(t, "replace", err, dixit.NotFound)
		}},
		{"Outdated", outdated},
		{"ReadersMeanwhile", readersMeanwhile},
	}
}

// outdated asks which documents another engine has read.
func outdated(t *testing.T, l ledger.Ledger) {
	var all []string
	var entries []ledger.Entry
	for i := range 300 {
		doc, ex := build(t, one(fmt.Sprint("doc", i), "2025-01-02", fmt.Sprint("Speaker ", i%3), "This"))
		entries, all = append(entries, ledger.Entry{Doc: doc, Extraction: ex}), append(all, doc.SHA256)
	}
	if _, err := l.PutAll(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	ask := func(e dixit.Engine, where ledger.Expr) []string {
		var list []string
		for address, err := range l.Outdated(t.Context(), e, where) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, address)
		}
		return list
	}
	next := dixit.Engine{Version: "test", Model: "next"}
	expect(t, "everything", ask(dixit.Engine{}, nil), all)
	expect(t, "of this engine", ask(dixit.Engine{Version: "test", Model: "none"}, nil), []string{})
	expect(t, "of the next", ask(next, nil), all)
	expect(t, "by a query", len(ask(next, ledger.Term{Field: ledger.Speaker, Text: "1"})), 100)
	n := 0
	for address, err := range l.Outdated(t.Context(), next, nil) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%10 != 0 {
			continue
		}
		if n == 290 {
			break
		}
		if _, err := l.Replace(t.Context(), address, dixit.Extraction{Engine: next}); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, "the rest", len(ask(next, nil)), 300-28)
	for _, err := range l.Outdated(t.Context(), next, ledger.Term{}) {
		refused(t, "a term without a word", err, dixit.Invalid)
	}
}

// readersMeanwhile replaces documents by turns while others read: of each they see what the one engine found, or the other.
func readersMeanwhile(t *testing.T, l ledger.Ledger) {
	type readings struct{ was, now []string }
	docs := map[string]readings{}
	var turns []func()
	ids := func(ex dixit.Extraction) (list []string) {
		for _, s := range ex.Statements {
			list = append(list, ex.Engine.Version+" "+s.ID)
		}
		return list
	}
	for i := range 4 {
		a := story(fmt.Sprint("s", i), "2025-05-01", 11)
		put(t, l, a)
		doc, was, now := reread(t, a, "next")
		docs[doc.SHA256] = readings{ids(was), ids(now)}
		for range 3 {
			turns = append(turns, func() { replace(t, l, doc, now) }, func() { replace(t, l, doc, was) })
		}
	}
	done, readers := make(chan struct{}), make(chan error)
	for range 3 {
		go func() {
			readers <- func() error {
				for {
					select {
					case <-done:
						return nil
					default:
					}
					seen := map[string][]string{}
					for r, err := range l.Search(t.Context(), ledger.Filter{}) {
						if err != nil {
							return err
						}
						seen[r.Doc.SHA256] = append(seen[r.Doc.SHA256], r.Engine.Version+" "+r.Statement.ID)
					}
					for address, d := range docs {
						if !slices.Equal(seen[address], d.was) && !slices.Equal(seen[address], d.now) {
							return fmt.Errorf("document %s is seen as %v", address, seen[address])
						}
					}
				}
			}()
		}()
	}
	for _, turn := range turns {
		turn()
	}
	close(done)
	for range 3 {
		if err := <-readers; err != nil {
			t.Error(err)
		}
	}
}
