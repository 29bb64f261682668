// Package ledgertest is the suite that every ledger must pass, and the documents it is made of. It tests what the interface
// promises, not how a store keeps it: durability and damage are for each store's own tests.
package ledgertest

import (
	"testing"

	"dixit"
	"dixit/ledger"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Run runs the suite. Open returns a new, empty ledger, which Run closes.
func Run(t *testing.T, open func(t *testing.T) ledger.Ledger) {
	groups := []struct {
		name  string
		tests []test
	}{
		{"Put", putTests()},
		{"Batch", batchTests()},
		{"Refuse", refuseTests()},
		{"Statement", statementTests()},
		{"Order", orderTests()},
		{"Words", wordTests()},
		{"Filter", filterTests()},
		{"Plain", plainTests()},
		{"Named", namedTests()},
		{"Long", longTests()},
		{"Rank", rankTests()},
		{"Annotate", annotateTests()},
		{"Page", pageTests()},
		{"Sequence", sequenceTests()},
		{"Together", togetherTests()},
		{"Copies", copyTests()},
		{"Near", nearTests()},
		{"Again", againTests()},
		{"Echoes", echoTests()},
		{"Extraction", extractionTests()},
		{"Replace", replaceTests()},
		{"Redirect", redirectTests()},
		{"Version", versionTests()},
		{"Arrival", arrivalTests()},
		{"Gain", gainTests()},
		{"Work", workTests()},
		{"Health", healthTests()},
	}
	for _, g := range groups {
		t.Run(g.name, func(t *testing.T) {
			for _, test := range g.tests {
				t.Run(test.name, func(t *testing.T) {
					l := open(t)
					t.Cleanup(func() {
						if err := l.Close(); err != nil {
							t.Error(err)
						}
					})
					test.run(t, l)
				})
			}
		})
	}
	t.Run("AnyOrder", func(t *testing.T) { anyOrder(t, open) })
	t.Run("FoundInAnyOrder", func(t *testing.T) { foundInAnyOrder(t, open) })
	t.Run("Moved", func(t *testing.T) { moved(t, open) })
	t.Run("ReplacedInAnyOrder", func(t *testing.T) { replacedInAnyOrder(t, open) })
}

type test struct {
	name string
	run  func(t *testing.T, l ledger.Ledger)
}

// Equal are the options under which go-cmp compares documents and records as a ledger must keep them: exactly, but for the
// difference between an empty list and none.
func Equal() cmp.Options {
	return cmp.Options{cmp.AllowUnexported(dixit.Text{}, dixit.Fragment{}), cmpopts.EquateEmpty()}
}

// build makes an article's document.
func build(t *testing.T, a Article) (*dixit.Document, dixit.Extraction) {
	t.Helper()
	doc, ex, err := a.Build()
	if err != nil {
		t.Fatal(err)
	}
	return doc, ex
}

// put puts articles that are not there yet.
func put(t *testing.T, l ledger.Ledger, articles ...Article) {
	t.Helper()
	for _, a := range articles {
		doc, ex := build(t, a)
		if got, err := l.Put(t.Context(), doc, ex); err != nil || !got.Added {
			t.Fatalf("put %s: added %t, %v", a.ID, got.Added, err)
		}
	}
}

// find is all that f finds.
func find(t *testing.T, l ledger.Ledger, f ledger.Filter) []dixit.Record {
	t.Helper()
	var list []dixit.Record
	for r, err := range l.Search(t.Context(), f) {
		if err != nil {
			t.Fatalf("search %+v: %v", f, err)
		}
		list = append(list, r)
	}
	return list
}

// said is what the statements that f finds say, in order.
func said(t *testing.T, l ledger.Ledger, f ledger.Filter) []string {
	t.Helper()
	list := []string{}
	for _, r := range find(t, l, f) {
		list = append(list, r.Statement.Text())
	}
	return list
}

// expect fails unless got is want.
func expect(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, Equal()); diff != "" {
		t.Errorf("%s: (-want +got)\n%s", what, diff)
	}
}

// refused fails unless err is of the kind.
func refused(t *testing.T, what string, err error, kind dixit.ErrorKind) {
	t.Helper()
	if err == nil || dixit.KindOf(err) != kind {
		t.Errorf("%s: %v (%v), want an error of kind %v", what, err, dixit.KindOf(err), kind)
	}
}

// one is an article in which speaker says words.
func one(id, published, speaker string, words ...string) Article {
	return Article{ID: id, Title: "Page " + id, Published: published, Says: []Say{{Speaker: speaker, Cue: "said", Parts: words}}}
}

func isNotFound(err error) bool { return dixit.KindOf(err) == dixit.NotFound }

// times is how often a test is to try what chance makes: a fifth as often in short mode, as under the race detector.
func times(n int) int {
	if testing.Short() {
		return max(1, n/5)
	}
	return n
}

// long is a test that is left out in short mode: much work on one goroutine.
func long(run func(*testing.T, ledger.Ledger)) func(*testing.T, ledger.Ledger) {
	return func(t *testing.T, l ledger.Ledger) {
		if testing.Short() {
			t.Skip("long")
		}
		run(t, l)
	}
}
