package ledgertest

import (
	"slices"
	"testing"

	"dixit"
	"dixit/ledger"
)

// extractionTests are about taking out again what was put.
func extractionTests() []test {
	return []test{
		{"AsPut", func(t *testing.T, l ledger.Ledger) {
			put(t, l, harbour())
			doc, ex := build(t, harbour())
			got, err := l.Extraction(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "extraction", got, ex)
		}},
		{"Nothing", func(t *testing.T, l ledger.Ledger) {
			silence := Article{ID: "silence", Title: "Nobody said a word"}
			put(t, l, silence)
			doc, ex := build(t, silence)
			got, err := l.Extraction(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "extraction", got, ex)
			records, err := l.Records(t.Context(), doc.SHA256)
			expect(t, "records", []any{len(records), err}, []any{0, error(nil)})
		}},
		{"Bare", func(t *testing.T, l ledger.Ledger) {
			put(t, l, harbour())
			doc, ex := build(t, harbour())
			whole, err := l.Document(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			got, err := l.Bare(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			whole.Source = nil
			expect(t, "document", got, whole)
			records, err := l.Records(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			var said []dixit.Statement
			for _, line := range records {
				r, err := dixit.DecodeRecord(line, got.Text)
				if err != nil {
					t.Fatal(err)
				}
				said = append(said, r.Statement)
			}
			expect(t, "statements", said, ex.Statements)
		}},
		{"NotKept", func(t *testing.T, l ledger.Ledger) {
			_, err := l.Extraction(t.Context(), "00")
			refused(t, "extraction", err, dixit.NotFound)
			_, err = l.Bare(t.Context(), "00")
			refused(t, "document", err, dixit.NotFound)
			_, err = l.Records(t.Context(), "00")
			refused(t, "records", err, dixit.NotFound)
		}},
		{"Addresses", func(t *testing.T, l ledger.Ledger) {
			expect(t, "addresses of an empty ledger", addresses(t, l), []string{})
			articles := append(week(), harbour(), Article{ID: "silence", Title: "Nobody said a word"})
			for _, hour := range []string{"T08:00:00Z", "T23:00:00Z", "T09:00:00+05:00", ""} {
				articles = append(articles, one("at"+hour, "2025-06-03"+hour, "A", "hour "+hour))
			}
			put(t, l, articles...)
			var docs []*dixit.Document
			for _, a := range articles {
				doc, _ := build(t, a)
				docs = append(docs, doc)
			}
			slices.SortFunc(docs, func(a, b *dixit.Document) int { return ledger.PlaceOf(a).Compare(ledger.PlaceOf(b)) })
			want := []string{}
			for _, d := range docs {
				want = append(want, d.SHA256)
			}
			expect(t, "addresses", addresses(t, l), want)
			for range l.Addresses(t.Context()) {
				break
			}
			put(t, l, one("after", "2025-06-03", "A", "nothing is held"))
		}},
	}
}

// addresses are those of all documents.
func addresses(t *testing.T, l ledger.Ledger) []string {
	t.Helper()
	list := []string{}
	for address, err := range l.Addresses(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, address)
	}
	return list
}
