package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dixit"
	"dixit/ledger"

	"github.com/google/go-cmp/cmp"
)

// found is a story found at a place, where it may say another day of publication.
func found(t *testing.T, a Article, url, path, published string) ledger.Entry {
	t.Helper()
	doc, ex := build(t, a)
	doc.URL, doc.Path, doc.Published, doc.Outlet = url, path, published, "Paper of "+url
	return ledger.Entry{Doc: doc, Extraction: ex}
}

// foundInAnyOrder proves that of documents of the same bytes the same one is kept, with the same addresses and copies, in whatever
// order they come, and however often.
func foundInAnyOrder(t *testing.T, open func(t *testing.T) ledger.Ledger) {
	a := story("flood", "2025-05-01", 12)
	b := printed(a, "Post", "2025-05-03")
	c := Article{ID: "c", Title: "Another", Says: []Say{{Speaker: "Bo Li", Cue: "said", Parts: []string{"Nothing of that is so"}}}}
	var list []ledger.Entry
	for i, x := range []Article{a, b, c} {
		list = append(list,
			found(t, x, "https://example.org/"+x.ID, "/in/a.warc@9", "2025-05-02"),
			found(t, x, "https://example.org/"+x.ID, "/in/a.warc@10", "2025-05-02"),
			found(t, x, "https://example.org/other-"+x.ID, "/in/b.warc@1", "2025-05-02"),
			found(t, x, "https://example.org/early-"+x.ID, "/in/b.warc@2", fmt.Sprintf("2025-05-0%d", 1+i/2)),
			found(t, x, "https://example.org/undated-"+x.ID, "/in/b.warc@3", ""),
			found(t, x, "", "/in/c.html", "2025-05-02"))
	}
	var want any
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 6 {
		l := open(t)
		if round%2 == 1 {
			if _, err := l.PutAll(t.Context(), list[:len(list)*2/3]); err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range list {
			if wanted, err := l.Wants(t.Context(), e.Doc); err != nil || !wanted && round == 0 && e.Doc.Path == "/in/a.warc@9" {
				t.Fatalf("wants: %t, %v", wanted, err)
			}
			if _, err := l.Put(t.Context(), e.Doc, e.Extraction); err != nil {
				t.Fatal(err)
			}
			if wanted, err := l.Wants(t.Context(), e.Doc); wanted || err != nil {
				t.Errorf("%s is kept, and wanted: %v", e.Doc.Path, err)
			}
		}
		got := placesOf(t, l, a, b, c)
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got, Equal()); diff != "" {
			t.Errorf("round %d: (-first +now)\n%s", round, diff)
		}
		sound(t, l)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
}

// placesOf is what is kept of articles: the documents, what else is known of them, and all that a search finds.
func placesOf(t *testing.T, l ledger.Ledger, articles ...Article) any {
	t.Helper()
	out := map[string]any{}
	for _, a := range articles {
		doc, _ := build(t, a)
		kept, err := l.Document(t.Context(), doc.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		copies, err := l.Copies(t.Context(), doc.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		out[a.ID] = []any{kept, copies}
	}
	var found []dixit.Record
	for r, err := range l.Search(t.Context(), ledger.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, r)
	}
	out["found"] = found
	return out
}

// sound fails if a check of the ledger finds anything.
func sound(t *testing.T, l ledger.Ledger) {
	t.Helper()
	checker, ok := l.(ledger.Checker)
	if !ok {
		return
	}
	for f, err := range checker.Check(t.Context(), ledger.CheckOptions{Deep: true}) {
		t.Errorf("check: %+v, %v", f, err)
	}
}
