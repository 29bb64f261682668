package ledgertest

import (
	"math/rand/v2"
	"testing"

	"dixit"
	"dixit/ledger"
)

// orders is how many orders are tried, fewer in short mode.
const orders = 4

// anyOrder puts the same documents in several orders into a ledger each, most of them more than once: what is a copy of what, what
// counts and what is found must be the same.
func anyOrder(t *testing.T, open func(t *testing.T) ledger.Ledger) {
	articles := tangle()
	r := rand.New(rand.NewPCG(3, 4))
	remarks := remarksByChance(t, r, articles, 60)
	var want known
	for n := range 1 + times(orders-1) {
		l := open(t)
		waiting := r.Perm(len(remarks))
		for n, i := range r.Perm(len(articles)) {
			put(t, l, articles[i])
			for _, at := range waiting[n*len(remarks)/len(articles) : (n+1)*len(remarks)/len(articles)] { // some before, some after
				annotate(t, l, remarks[at])
			}
			doc, ex := build(t, articles[r.IntN(i+1)])
			if has, err := l.Has(t.Context(), doc.SHA256); err != nil || !has {
				continue // its turn comes
			}
			if got, err := l.Put(t.Context(), doc, ex); got.Added || err != nil {
				t.Fatalf("put again: %+v, %v", got, err)
			}
		}
		got := knownOf(t, l, articles)
		if n == 0 {
			want = got
		}
		expect(t, "known", got, want)
		clustersAreThose(t, l)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}

// tangle are articles that hang together in many ways.
func tangle() []Article {
	a, b := story("alpha", "2025-05-03", 12), story("beta", "2025-05-02", 8)
	both := printed(a, "digest", "2025-05-04") // brings two stories together
	both.Says = append(both.Says, b.Says...)
	names := printed(a, "names", "2025-05-02")
	names.Says[0].Speaker, names.Says[1].Speaker, names.Says[3].Speaker = "", "Source", "Nobody"
	early := printed(a, "early", "2025-04-30")
	early.Says[0].Speaker, early.Says[3].Speaker = "Nobody", ""
	twice := printed(a, "twice", "2025-05-02")
	twice.Says = append(twice.Says, twice.Says[0], twice.Says[0])
	thrice := printed(twice, "thrice", "2025-05-01")
	named := printed(b, "named", "")
	named.Agency = "Reuters"
	version := rewritten(a)
	return []Article{
		a, b, both, names, early, twice, thrice, named, version,
		cut(printed(a, "begin", "2025-05-01"), 0, 5), cut(printed(a, "end", "2025-05-01"), 7, 12),
		edited(printed(a, "edited", "2025-05-03T01:00:00Z"), 3), edited(printed(a, "also-edited", "2025-05-03T00:30:00Z"), 3),
		with(printed(b, "more", "2025-05-02"), 3), renamed(b, "again"), story("gamma", "2025-05-02", 6),
	}
}

// known is all that a ledger says of documents and their copies.
type known struct {
	Copies map[string]ledger.Copies
	Counts ledger.Counts
	Found  map[string][]dixit.Record
}

func knownOf(t *testing.T, l ledger.Ledger, articles []Article) known {
	t.Helper()
	k := known{Copies: map[string]ledger.Copies{}, Found: map[string][]dixit.Record{}}
	for _, a := range articles {
		k.Copies[a.ID] = copiesOf(t, l, a)
	}
	for name, f := range map[string]ledger.Filter{
		"everything": {}, "all": {All: true}, "struck": {Where: is(ledger.OfStruck, ledger.Yes)}, "tagged": {Where: is(ledger.Tagged, "peace")}, "late": {Where: published("2025-05-03", "")}, "by title": {Where: words("calls")}, "by speaker": {Where: by("source")},
	} {
		k.Found[name] = find(t, l, f)
	}
	var err error
	if k.Counts, err = l.Counts(t.Context()); err != nil {
		t.Fatal(err)
	}
	return k
}

// replacedInAnyOrder puts the same documents in several orders, three times each, and lets another engine read them somewhere on
// the way: it must be as if the other engine had read them from the first.
func replacedInAnyOrder(t *testing.T, open func(t *testing.T) ledger.Ledger) {
	articles := tangle()
	r := rand.New(rand.NewPCG(5, 6))
	l := open(t)
	for _, a := range articles {
		doc, _, now := reread(t, a, "next")
		if _, err := l.Put(t.Context(), doc, now); err != nil {
			t.Fatal(err)
		}
	}
	want := knownOf(t, l, articles)
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	for range times(orders) {
		l := open(t)
		n := 0
		var turns []int
		for range 3 {
			turns = append(turns, r.Perm(len(articles))...)
		}
		for at, i := range turns {
			doc, was, now := reread(t, articles[i], "next")
			got, err := l.Put(t.Context(), doc, was)
			if err != nil {
				t.Fatal(err)
			}
			n += got.Counted
			if r.IntN(3) == 0 || at >= 2*len(articles) {
				n += replace(t, l, doc, now).Counted
			}
			if at < len(articles) && r.IntN(4) == 0 {
				n += replace(t, l, doc, was).Counted
			}
		}
		got := knownOf(t, l, articles)
		expect(t, "known", got, want)
		expect(t, "counted in all", n, got.Counts.Statements)
		clustersAreThose(t, l)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}
