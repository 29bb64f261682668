package relational

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"dixit/ledger"
)

// flaw is a finding, and how to plan its repair; nil if it cannot be mended here.
type flaw struct {
	ledger.Finding
	mend func(*repairs)
}

// repairs are what is to be mended, by row ids.
type repairs struct {
	reindex  bool                      // the database's own indexes
	words    bool                      // the index of words, all of it
	gists    bool                      // what documents are found by, all of it
	lost     map[int64]ledger.Mend     // documents that can no longer be read
	struck   map[int64][]strike        // statements that no longer can, by document
	rewrite  map[int64]ledger.Mend     // documents whose rows do not say what their records do
	link     map[int64]ledger.Mend     // documents whose copies are looked for anew, with all of their clusters
	names    map[int64]ledger.Mend     // speakers
	entities map[namesake]ledger.Mend  // ids that nobody has
	orphans  map[reference]ledger.Mend // rows that belong to nothing
	said     map[string]ledger.Mend    // annotations that can no longer be read, by id
	leads    map[string]ledger.Mend    // redirects that lead where they must not, by code
	hear     bool                      // all statements are compared anew
	pages    map[int64]ledger.Mend     // documents whose pages are not all known
	forget   map[string]ledger.Mend    // progress, by path
	units    map[int64]ledger.Mend     // of work, by number
	helpless []ledger.Finding          // what cannot be mended here
}

// strike is a statement that can no longer be read.
type strike struct {
	ordinal int
	mend    ledger.Mend
}

// namesake is a speaker's name, by its row, under an id.
type namesake struct {
	entity  string
	speaker int64
}

// reference is a column of a table that holds the key of another.
type reference struct{ table, column, parent, key string }

func newRepairs() *repairs {
	return &repairs{
		lost: map[int64]ledger.Mend{}, struck: map[int64][]strike{}, rewrite: map[int64]ledger.Mend{}, link: map[int64]ledger.Mend{},
		names: map[int64]ledger.Mend{}, entities: map[namesake]ledger.Mend{}, orphans: map[reference]ledger.Mend{},
		said: map[string]ledger.Mend{}, leads: map[string]ledger.Mend{}, pages: map[int64]ledger.Mend{}, forget: map[string]ledger.Mend{}, units: map[int64]ledger.Mend{},
	}
}

// add plans the repair of a flaw.
func (r *repairs) add(f flaw) {
	if f.mend == nil {
		r.helpless = append(r.helpless, f.Finding)
		return
	}
	f.mend(r)
}

// plan is what is done, in the order in which it is done.
func (r *repairs) plan() []ledger.Mend {
	var list []ledger.Mend
	if r.reindex {
		list = append(list, ledger.Mend{Do: "reindex", Where: "file", Why: "indexes of the file do not fit its tables"})
	}
	list = append(list, values(r.lost)...)
	for _, doc := range ordered(r.struck) {
		for _, s := range r.struck[doc] {
			list = append(list, s.mend)
		}
	}
	for _, m := range r.orphans {
		list = append(list, m)
	}
	list = append(list, values(r.said)...)
	list = append(list, values(r.leads)...)
	list = append(list, values(r.rewrite)...)
	list = append(list, values(r.names)...)
	for _, m := range r.entities {
		list = append(list, m)
	}
	if r.words {
		list = append(list, ledger.Mend{Do: "index", Where: "all statements", Why: "the index does not hold their words"})
	}
	if r.gists {
		list = append(list, ledger.Mend{Do: "index", Where: "all documents", Why: "the index does not hold the words of their texts"})
	}
	list = append(list, values(r.link)...)
	list = append(list, values(r.pages)...)
	if r.hear {
		list = append(list, rehearing())
	}
	for _, m := range r.forget {
		list = append(list, m)
	}
	return append(list, values(r.units)...)
}

// mend is what is done to a place for a reason.
func mend(do, where, why string, args ...any) ledger.Mend {
	return ledger.Mend{Do: do, Where: where, Why: fmt.Sprintf(why, args...)}
}

// asideOf is m for what is taken out.
func asideOf(m ledger.Mend) ledger.Mend {
	m.Aside = true
	return m
}

func values[K cmp.Ordered](m map[K]ledger.Mend) []ledger.Mend {
	var list []ledger.Mend
	for _, k := range ordered(m) {
		list = append(list, m[k])
	}
	return list
}

// ordered are the keys of m.
func ordered[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
