package verify_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"
	"dixit/ledger"
	"dixit/ledger/sqlite"
	"dixit/read"
	"dixit/verify"
)

// articles yields n articles: those of a corpus, and then the same with every tenth longer word another one in every round.
func articles(t testing.TB, n int) []*dixit.Document {
	t.Helper()
	path := casetest.Shared(t, "..", "corpora/articles-allsides/allsides.jsonl.gz")
	word := regexp.MustCompile(`[a-z]{6,}`)
	var texts []string
	for line := range casetest.Lines(t, path) {
		var a struct{ Text string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, a.Text)
	}
	var out []*dixit.Document
	for i := range n {
		s, round := texts[i%len(texts)], i/len(texts)
		k := 0
		if round > 0 {
			s = word.ReplaceAllStringFunc(s, func(w string) string {
				if k++; k%10 != round {
					return w
				}
				return w[1:] + string(rune('a'+round))
			})
		}
		doc, err := read.Bytes(fmt.Sprint(i, ".txt"), []byte(s), read.Options{})
		if err != nil {
			continue
		}
		out = append(out, doc)
	}
	return out
}

// BenchmarkKept verifies a draft with 30 quotations, two in three of them true and the others altered, against a ledger of 10,000
// articles, as they were put and after the rest that dixit ingest ends with. Nothing is left from one round to the next but what the system
// caches of files.
func BenchmarkKept(b *testing.B) {
	path := filepath.Join(b.TempDir(), "ledger.db")
	store, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	docs := articles(b, 10_000)
	for at := 0; at < len(docs); at += 200 {
		var entries []ledger.Entry
		for _, d := range docs[at:min(len(docs), at+200)] {
			entries = append(entries, ledger.Entry{Doc: d, Extraction: dixit.Extraction{Engine: dixit.Engine{Version: "test"}}})
		}
		if _, err := store.PutAll(b.Context(), entries); err != nil {
			b.Fatal(err)
		}
	}
	draft, ex := draftOf(b, docs, 0)
	verified := func(b *testing.B) {
		for b.Loop() {
			results, err := verify.Draft(b.Context(), draft, ex, verify.NewKept(store))
			if err != nil {
				b.Fatal(err)
			}
			right := 0
			for _, r := range results {
				if r.Verdict == verify.Exact || r.Verdict == verify.Normalised {
					right++
				}
			}
			if len(results) != 30 || right < 15 {
				b.Fatalf("%d results, %d right", len(results), right)
			}
		}
	}
	b.Run("put", verified)
	if err := store.Rest(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Run("rested", verified)
}

// draftOf is a draft with 30 quotations from docs of 8 to 25 words, the one of a number.
func draftOf(t testing.TB, docs []*dixit.Document, number uint64) (*dixit.Document, dixit.Extraction) {
	t.Helper()
	chance := rand.New(rand.NewPCG(1, 2+number))
	var b strings.Builder
	var spans []dixit.Span
	for len(spans) < 30 {
		d := docs[chance.IntN(len(docs))]
		words := strings.Fields(d.Text.Slice(d.Blocks[chance.IntN(len(d.Blocks))].Span))
		n := 8 + chance.IntN(18)
		if len(words) < n+2 || strings.ContainsAny(strings.Join(words, " "), "“”\"") {
			continue
		}
		from := chance.IntN(len(words) - n)
		quote := append([]string{}, words[from:from+n]...)
		if len(spans)%3 == 2 {
			quote[n/2] = "otherwise"
		}
		start := b.Len()
		b.WriteString("“" + strings.Join(quote, " ") + "”")
		spans = append(spans, dixit.Span{Start: start, End: b.Len()})
		b.WriteString("\n\n" + strings.Repeat("It rained. ", 20) + "\n\n")
	}
	doc, err := read.Bytes("draft.txt", []byte(b.String()), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var ex dixit.Extraction
	for _, s := range spans {
		f, err := doc.Text.Fragment(s)
		if err != nil {
			t.Fatal(err)
		}
		ex.Loose = append(ex.Loose, dixit.Quotation{Words: f, Open: "“", Close: "”", CloseOK: true, Why: "unattributed"})
	}
	return doc, ex
}
