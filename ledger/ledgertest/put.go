package ledgertest

import (
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
)

// harbour is an article with a little of everything.
func harbour() Article {
	return Article{
		ID: "harbour", URL: "https://example.org/harbour", Outlet: "The Example", Title: "Harbour to stay open",
		Published: "2025-03-04T09:30:00+02:00",
		Says: []Say{
			{Speaker: "Ana Núñez", Cue: "promised", Parts: []string{"The harbour stays open", "whatever they say"}, Chain: []string{"Radio Two"}},
			{Speaker: "Ana Núñez", Cue: "added", Parts: []string{"𝕬 𝔫ew pier — at last"}, Kind: dixit.Mixed},
			{Speaker: "the minister", Cue: "had asked", Parts: []string{"Who pays?"}, Kind: dixit.Question, Inside: true},
			{Speaker: "", Cue: "was announced", Parts: []string{"Work begins in May"}, Kind: dixit.Indirect},
			{Speaker: "Lev Oz", Cue: "shrugged", Kind: dixit.Nonverbal},
		},
		Loose: "super-harbour",
	}
}

func putTests() []test {
	return []test{
		{"OK", func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, harbour())
			has, err := l.Has(t.Context(), doc.SHA256)
			if has || err != nil {
				t.Errorf("has before: %t, %v", has, err)
			}
			put(t, l, harbour())
			if has, err = l.Has(t.Context(), doc.SHA256); !has || err != nil {
				t.Errorf("has after: %t, %v", has, err)
			}
			got, err := l.Document(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "document", got, doc)
			expect(t, "records", find(t, l, ledger.Filter{}), Records(doc, ex))
			counts(t, l, ledger.Counts{Documents: 1, Statements: 5, Speakers: 3})
		}},
		{"Twice", func(t *testing.T, l ledger.Ledger) {
			put(t, l, harbour())
			before := find(t, l, ledger.Filter{})
			doc, ex := build(t, harbour())
			doc.Title, ex.Statements = "another title", ex.Statements[:1]
			if got, err := l.Put(t.Context(), doc, ex); got.Added || err != nil {
				t.Errorf("second put: added %t, %v", got.Added, err)
			}
			expect(t, "records", find(t, l, ledger.Filter{}), before)
			counts(t, l, ledger.Counts{Documents: 1, Statements: 5, Speakers: 3})
		}},
		{"NoStatements", func(t *testing.T, l ledger.Ledger) {
			put(t, l, Article{ID: "silence", Title: "Nobody said a word"})
			counts(t, l, ledger.Counts{Documents: 1})
			expect(t, "records", find(t, l, ledger.Filter{}), []dixit.Record{})
		}},
		{"NoText", func(t *testing.T, l ledger.Ledger) {
			doc := &dixit.Document{}
			doc.Address()
			if got, err := l.Put(t.Context(), doc, dixit.Extraction{}); !got.Added || err != nil {
				t.Fatalf("added %t, %v", got.Added, err)
			}
			got, err := l.Document(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "document", got, doc)
		}},
		{"SameTextOtherAddress", func(t *testing.T, l ledger.Ledger) {
			other := harbour()
			other.Note = "<!-- printed -->"
			put(t, l, harbour(), other)
			counts(t, l, ledger.Counts{Documents: 2, Statements: 5, Speakers: 3})
		}},
		{"SameURLOtherText", func(t *testing.T, l ledger.Ledger) {
			other := harbour()
			other.Title = "Harbour to close"
			put(t, l, harbour(), other)
			counts(t, l, ledger.Counts{Documents: 2, Statements: 5, Speakers: 3})
		}},
		{"HostileStrings", func(t *testing.T, l ledger.Ledger) {
			a := one("a'); DROP TABLE documents; --\x00\"", "2025-01-01\x00; DROP", "\x00 %_*\" OR 1=1", "\x00\x01\u2028\U0010FFFF\uE000")
			doc, ex := build(t, a)
			put(t, l, a)
			got, err := l.Document(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "document", got, doc)
			expect(t, "records", find(t, l, ledger.Filter{}), Records(doc, ex))
		}},
		{"UnknownDocument", func(t *testing.T, l ledger.Ledger) {
			for _, address := range []string{"", "x", strings.Repeat("0", 64)} {
				_, err := l.Document(t.Context(), address)
				refused(t, "document", err, dixit.NotFound)
			}
		}},
	}
}

// Records are the records that a ledger must keep of doc.
func Records(doc *dixit.Document, ex dixit.Extraction) []dixit.Record {
	var list []dixit.Record
	for _, s := range ex.Statements {
		list = append(list, dixit.Record{Doc: doc.Ref(), Statement: s, Engine: ex.Engine})
	}
	return list
}

func counts(t *testing.T, l ledger.Ledger, want ledger.Counts) {
	t.Helper()
	got, err := l.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "counts", got, want)
}

// refuseTests put what must not be kept, and see to it that nothing of it is.
func refuseTests() []test {
	spoil := func(name string, f func(t *testing.T, doc *dixit.Document, ex *dixit.Extraction)) test {
		return test{name, func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, harbour())
			f(t, doc, &ex)
			got, err := l.Put(t.Context(), doc, ex)
			if got.Added {
				t.Error("added")
			}
			refused(t, "put", err, dixit.Invalid)
			counts(t, l, ledger.Counts{})
			put(t, l, harbour()) // what was wrong with one put does not stop the next
		}}
	}
	return []test{
		spoil("NoAddress", func(_ *testing.T, doc *dixit.Document, _ *dixit.Extraction) { doc.SHA256 = "" }),
		spoil("OtherSource", func(_ *testing.T, doc *dixit.Document, _ *dixit.Extraction) { doc.Source = []byte("x") }),
		spoil("TitleNotUTF8", func(_ *testing.T, doc *dixit.Document, _ *dixit.Extraction) { doc.Title = "\xff" }),
		spoil("BlockOutsideText", func(_ *testing.T, doc *dixit.Document, _ *dixit.Extraction) {
			doc.Blocks = []dixit.Block{{Span: dixit.Span{Start: 0, End: doc.Text.Len() + 1}}}
		}),
		spoil("NotSealed", func(_ *testing.T, _ *dixit.Document, ex *dixit.Extraction) { ex.Statements[4].ID = "" }),
		spoil("Twice", func(_ *testing.T, _ *dixit.Document, ex *dixit.Extraction) { ex.Statements[4] = ex.Statements[1] }),
		spoil("NoSuchParent", func(_ *testing.T, _ *dixit.Document, ex *dixit.Extraction) { ex.Statements[4].Parent = "aaaa" }),
		spoil("NoSuchAct", func(_ *testing.T, _ *dixit.Document, ex *dixit.Extraction) { ex.Statements[4].Act = "sing" }),
		spoil("SealedForAnother", func(t *testing.T, _ *dixit.Document, ex *dixit.Extraction) {
			other := harbour()
			other.Note = " "
			_, foreign := build(t, other)
			ex.Statements[4] = foreign.Statements[4]
		}),
		spoil("OfAnotherText", func(t *testing.T, doc *dixit.Document, ex *dixit.Extraction) {
			foreign := one("x", "", "Somebody", strings.Repeat("quite another text ", 100))
			_, other := build(t, foreign)
			s, err := other.Statements[0].Seal(doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			ex.Statements[4] = s
		}),
		spoil("LooseOfAnotherText", func(t *testing.T, _ *dixit.Document, ex *dixit.Extraction) {
			_, other := build(t, Article{Loose: "elsewhere"})
			ex.Loose = other.Loose
		}),
	}
}
