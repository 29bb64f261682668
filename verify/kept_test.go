package verify_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/extract"
	"dixit/ledger"
	"dixit/ledger/ledgertest"
	"dixit/ledger/sqlite"
	"dixit/read"
	"dixit/verify"
)

// exhaustive is every source there is, whatever is looked for.
type exhaustive []*verify.Source

func (e exhaustive) Near(context.Context, []string, int) ([]*verify.Source, bool, error) {
	return e, true, nil
}

// shelf is what a ledger is filled with: the articles that ship, and made ones that say the same things again and again, two or three times
// in one outlet and another, some a word apart.
func shelf(t *testing.T) (entries []ledger.Entry) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for doc, err := range read.Documents(t.Context(), []string{"../examples"}, nil, read.Options{}) {
		if err != nil {
			continue // what is no article
		}
		ex, err := x.Extract(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, ledger.Entry{Doc: doc, Extraction: ex})
	}
	chance := rand.New(rand.NewPCG(5, 6))
	vocabulary := strings.Fields("we they will would not never pay open close the a of in and bridge river toll price harbour minister council north south May June 20 million people")
	sentence := func() string {
		out := make([]string, 6+chance.IntN(14))
		for i := range out {
			out[i] = vocabulary[chance.IntN(len(vocabulary))]
		}
		return strings.Join(out, " ")
	}
	var said []string
	for n := range 60 {
		a := ledgertest.Article{ID: fmt.Sprint("made", n), Title: fmt.Sprint("Report ", n), Outlet: fmt.Sprint("Outlet ", n%3), Published: fmt.Sprintf("2025-%02d-01", 1+n%12)}
		for i := range 4 {
			s := sentence()
			if len(said) > 0 && chance.IntN(3) == 0 {
				s = said[chance.IntN(len(said))]
				if chance.IntN(2) == 0 {
					s = strings.Replace(s, " the ", " a ", 1)
				}
			}
			said = append(said, s)
			a.Says = append(a.Says, ledgertest.Say{Speaker: fmt.Sprint("Ann Lind", []string{"", "er", "ley"}[(n+i)%3]), Cue: "said", Parts: []string{s, sentence()}})
		}
		doc, ex, err := a.Build()
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, ledger.Entry{Doc: doc, Extraction: ex})
	}
	return entries
}

// TestKeptIsExhaustive: what stands in a ledger has the verdict that it has among all documents of the ledger, each read whole, to the
// letter; and so has nearly all else. It does not matter whether the ledger has rested.
func TestKeptIsExhaustive(t *testing.T) {
	entries := shelf(t)
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	var all exhaustive
	var docs []*dixit.Document
	for i, e := range entries {
		if i%8 == 0 {
			if _, err := store.PutAll(t.Context(), entries[i:min(i+8, len(entries))]); err != nil {
				t.Fatal(err)
			}
		}
		all, docs = append(all, verify.NewSource(e.Doc, e.Extraction)), append(docs, e.Doc)
	}
	there, elsewhere, differ := 0, 0, 0
	for round := range uint64(12) {
		if round == 6 {
			if err := store.Rest(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		draft, ex := draftOf(t, docs, round)
		want, got := lines(t, draft, ex, all), lines(t, draft, ex, verify.NewKept(store))
		for i, w := range want {
			switch {
			case w.Best != nil && len(w.Best.Diff) == 0 && w.Verdict != verify.Spliced:
				if there++; w.line != got[i].line {
					t.Errorf("among all\n%s\nin the ledger\n%s", w.line, got[i].line)
				}
			case w.line != got[i].line:
				differ++
				fallthrough
			default:
				elsewhere++
			}
		}
	}
	t.Logf("%d there, %d not, of which %d are told otherwise", there, elsewhere, differ)
	if there < 150 || elsewhere < 80 || 20*differ > elsewhere {
		t.Errorf("%d there, %d not, of which %d are told otherwise", there, elsewhere, differ)
	}
}

// TestKeptOutlivesWhoAsks: a source that one draft asked for serves the next, also if the former was given up before its statements were.
func TestKeptOutlivesWhoAsks(t *testing.T) {
	entries := shelf(t)
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.PutAll(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	var docs []*dixit.Document
	for _, e := range entries {
		docs = append(docs, e.Doc)
	}
	draft, ex := draftOf(t, docs, 1)
	kept := verify.NewKept(store)
	ctx, giveUp := context.WithCancel(t.Context())
	quoted, _ := verify.Quotations(draft, ex)
	for _, q := range quoted {
		if _, _, err := kept.Near(ctx, verify.Fold(q.Text), 50); err != nil {
			t.Fatal(err)
		}
	}
	giveUp()
	want, got := lines(t, draft, ex, verify.NewKept(store)), lines(t, draft, ex, kept)
	for i, w := range want {
		if w.line != got[i].line {
			t.Errorf("anew\n%s\nafter one who gave up\n%s", w.line, got[i].line)
		}
	}
}

// told is a result, and how it is written.
type told struct {
	verify.Result
	line string
}

// lines are the results of a draft.
func lines(t *testing.T, draft *dixit.Document, ex dixit.Extraction, in verify.Index) []told {
	t.Helper()
	results, err := verify.Draft(t.Context(), draft, ex, in)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]told, len(results))
	for i, r := range results {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = told{r, string(line)}
	}
	return out
}
