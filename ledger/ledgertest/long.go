package ledgertest

import (
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
)

// longTests are about what no sensible article has, and an index may have bounds for: a word said hundreds of times, tens of thousands
// of words, words and names as long as a page, characters that a database may not want.
func longTests() []test {
	word, name := strings.Repeat("harbour", 500), strings.Repeat("Ana ", 1500)
	often := strings.Repeat("peace talks ", 300) + "deal peace now"
	many := manyWords(17_000) + " bridge over water"
	a := Article{
		ID: "long", Title: "Long", Outlet: strings.Repeat("Gazette ", 600), Published: "2025-03-01",
		URL: "https://example.org/" + strings.Repeat("a", 5000),
		Says: []Say{
			{Speaker: "Bo Li", Cue: "said", Parts: []string{often}},
			{Speaker: "Bo Li", Cue: "said", Parts: []string{many}},
			{Speaker: name + "Roy", Cue: "said", Parts: []string{"short", word + " end"}},
			{Speaker: "Al Fox", ID: strings.Repeat("fox", 1500), Cue: "said", Parts: []string{"deal peace later"}},
			{Speaker: "Foxy", ID: strings.Repeat("fox", 1500), Cue: "said", Parts: []string{"talks talks"}},
			{Speaker: word + " Zed", Cue: "said", Parts: []string{"deal"}},
		},
	}
	phrase := func(s string) ledger.Term { return ledger.Term{Text: s} }
	begin := func(s string) ledger.Term { return ledger.Term{Text: s, Prefix: true} }
	return []test{
		{"Words", func(t *testing.T, l ledger.Ledger) {
			put(t, l, a, harbour())
			all := find(t, l, ledger.Filter{})
			for _, e := range []ledger.Expr{
				phrase("deal peace now"), phrase("deal peace"), phrase("talks deal"), phrase("over water"), phrase("w16999 bridge"), phrase("w16999"),
				phrase(word), begin("harbour"), begin(word[:3000]), phrase("harbourharbour"), phrase("short end"),
				ledger.Not{X: phrase("deal peace now")},
				ledger.All{phrase("deal"), ledger.Not{X: phrase("over water")}},
				ledger.Near{A: phrase("deal"), B: phrase("now"), Within: 1},
				ledger.Near{A: phrase("w3"), B: phrase("water"), Within: 64},
				ledger.Any{phrase("bridge over"), by("Roy")},
				by("Ana Roy"), by("Zed"), by(word), by("Fox"),
				ledger.Term{Field: ledger.Speaker, Text: word[:2000], Prefix: true},
				ledger.Term{Field: ledger.Outlet, Text: "Gazette Gazette"},
			} {
				var want []dixit.Record
				for _, r := range all {
					spelled := []string{}
					if r.Statement.Speaker.ID != "" {
						spelled = []string{"Al Fox", "Foxy"}
					}
					if ledger.NewSubject(r, spelled...).Matches(e) {
						want = append(want, r)
					}
				}
				got := find(t, l, ledger.Filter{Where: e})
				expect(t, fmt.Sprintf("%.100q", fmt.Sprint(e)), ids(got), ids(want))
				counted, err := l.Facets(t.Context(), e)
				if err != nil || counted.Total != len(want) {
					t.Errorf("%.100q: %d counted, %v; want %d", fmt.Sprint(e), counted.Total, err, len(want))
				}
				some := 0
				for _, err := range l.Outdated(t.Context(), dixit.Engine{}, e) {
					if err != nil {
						t.Fatal(err)
					}
					some++
				}
				if docs := documentsOf(want); some != docs {
					t.Errorf("%.100q: %d documents to be read again, want %d", fmt.Sprint(e), some, docs)
				}
			}
		}},
		{"Kept", func(t *testing.T, l ledger.Ledger) {
			doc, ex := build(t, a)
			put(t, l, a)
			got, err := l.Document(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "document", got, doc)
			list, err := l.Extraction(t.Context(), doc.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "extraction", list, ex)
			again := a
			again.URL += "again"
			doc, ex = build(t, again)
			for range 2 {
				if _, err := l.Put(t.Context(), doc, ex); err != nil {
					t.Fatal(err)
				}
			}
			seen, err := l.Copies(t.Context(), doc.SHA256)
			if err != nil || len(seen.Addresses) != 1 || seen.Addresses[0].URL != again.URL {
				t.Errorf("%d other addresses, %v; want 1", len(seen.Addresses), err)
			}
		}},
		{"Odd", oddCharacters},
	}
}

// oddCharacters are kept as they are.
func oddCharacters(t *testing.T, l ledger.Ledger) {
	odd := "\x00a\x01b\x02c\x03\uFFFD\U0010FFFF\u202E\\'\"?1 ?%s"
	a := Article{
		ID: odd, Title: odd, Outlet: odd, Agency: odd, URL: "https://example.org/" + odd, Published: "2025-03-01",
		Says: []Say{{Speaker: odd, Cue: "said", Parts: []string{odd}, Chain: []string{odd}, To: odd, ID: odd}}, Loose: odd,
	}
	doc, ex := build(t, a)
	put(t, l, a)
	got, err := l.Document(t.Context(), doc.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "document", got, doc)
	list := find(t, l, ledger.Filter{Where: ledger.Term{Field: ledger.Speaker, Text: "c"}})
	expect(t, "statements", list, Records(doc, ex))
	facets, err := l.Facets(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "speakers", facets.Values[ledger.Speaker], []ledger.Count{{Value: odd, N: 1}})
	path := "/tmp/\xff\xfe\x00\x01\x80" // a file may be called so
	for at := range int64(2) {
		want := ledger.Progress{Path: path, Digest: "x", Offset: at}
		if _, err := l.PutAll(t.Context(), nil, want); err != nil {
			t.Fatal(err)
		}
		got, err := l.Progress(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		expect(t, "progress", got, want)
	}
	if other, err := l.Progress(t.Context(), path[:8]); err != nil || other.Path != "" {
		t.Errorf("progress of another file: %+v, %v", other, err)
	}
}

func manyWords(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint("w", i)
	}
	return strings.Join(words, " ")
}

func ids(list []dixit.Record) []string {
	out := []string{}
	for _, r := range list {
		out = append(out, r.Statement.ID)
	}
	return out
}

func documentsOf(list []dixit.Record) int {
	seen := map[string]bool{}
	for _, r := range list {
		seen[r.Doc.SHA256] = true
	}
	return len(seen)
}
