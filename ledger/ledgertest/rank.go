package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
)

// best is a filter for what e wants, the best match first.
func best(e ledger.Expr) ledger.Filter { return ledger.Filter{Where: e, Order: ledger.Best} }

// rankTests are about searches that give the best match first.
func rankTests() []test {
	any := func(list ...string) ledger.Expr {
		var out ledger.Any
		for _, w := range list {
			out = append(out, ledger.Term{Text: w})
		}
		return out
	}
	return []test{
		{"Order", func(t *testing.T, l ledger.Ledger) {
			article := func(id, day, title, speaker, words string) Article {
				return Article{ID: id, Title: title, Published: day, Says: []Say{{Speaker: speaker, Cue: "said", Parts: []string{words}}}}
			}
			put(
				t, l,
				article("1", "2025-01-01", "News", "Ann Moe", "a tunnel and another tunnel under the river"),
				article("2", "2025-01-02", "News", "Ann Moe", "nothing else but a ferry under a bridge"),
				article("3", "2025-01-03", "News", "Ann Moe", "a tunnel under the river is what we need in this town and nothing else will do for us who live here"),
				article("4", "2025-01-04", "News", "Ann Moe", "tunnels"),
				article("5", "2025-01-05", "The tunnel under the river will cost more this year", "Ann Moe", "we wait"),
				article("6", "2025-01-06", "News", "Bo Tunnel", "we wait"),
				article("7", "2025-01-07", "News", "Ann Moe", "a river for a ferry"),
				article("8", "2025-01-08", "News", "Ann Moe", "a river, a river"),
				article("9", "2025-01-09", "News", "Ann Moe", "a river for us"),
			)
			ids := func(f ledger.Filter) (out []string) {
				for _, r := range find(t, l, f) {
					out = append(out, r.Doc.ID)
				}
				return out
			}
			// Said twice, then in few words, in many, the name, the title.
			expect(t, "one word", ids(best(words("tunnel"))), []string{"1", "4", "3", "6", "5"})
			expect(t, "newest first", ids(ledger.Filter{Where: words("tunnel")}), []string{"6", "5", "4", "3", "1"})
			expect(t, "nothing to rank by", ids(best(is(ledger.OfKind, "direct"))), []string{"9", "8", "7", "6", "5", "4", "3", "2", "1"})
			expect(t, "everything", len(ids(best(nil))), 9)
			var many []Article
			for i := range 40 {
				many = append(many, one(fmt.Sprint("old", i), "2024-01-01", "Li Wei", fmt.Sprint("water ", i)))
			}
			put(t, l, many...)
			put(t, l, article("10", "2023-01-01", "News", "Ann Moe", "a ferry on the water"), article("11", "2023-01-01", "News", "Ann Moe", "nothing else but a ferry beside a bridge"))
			// A word that few have outweighs one that many have.
			expect(t, "rare and common", ids(best(any("ferry", "water")))[:4], []string{"10", "7", "2", "11"})
			expect(t, "without what must not be", ids(best(ledger.All{ledger.Term{Text: "river"}, ledger.Not{X: ledger.Term{Text: "tunnel"}}})), []string{"8", "9", "7"})
			expect(t, "some", ids(ledger.Filter{Where: words("tunnel"), Order: ledger.Best, Limit: 2}), []string{"1", "4"})
			refused(t, "no order", firstError(t, l, ledger.Filter{Order: 7}), dixit.Invalid)
			refused(t, "after nothing", firstError(t, l, ledger.Filter{Order: ledger.Best, After: "aaaaaaaaaaaaaaaa"}), dixit.NotFound)
		}},
		{"Copies", func(t *testing.T, l ledger.Ledger) {
			wire := story("flood", "2025-05-01", 12)
			put(t, l, wire, printed(wire, "Post", "2025-05-02"))
			plain, ranked := find(t, l, ledger.Filter{Where: words("newswire")}), find(t, l, best(words("newswire")))
			expect(t, "once each", len(ranked), len(plain))
			for _, r := range ranked {
				if !slices.ContainsFunc(plain, func(p dixit.Record) bool { return p.Statement.ID == r.Statement.ID }) {
					t.Errorf("%s is found only if it is ranked", r.Statement.ID)
				}
			}
		}},
		{"AsPlain", rankedAsPlain},
		{"Many", rankedMany},
	}
}

// firstError is the first error of a search.
func firstError(t *testing.T, l ledger.Ledger, f ledger.Filter) error {
	for _, err := range l.Search(t.Context(), f) {
		if err != nil {
			return err
		}
	}
	return nil
}

// rankedAsPlain holds a store to the plain meaning of a ranking, on expressions made by chance, and page by page.
func rankedAsPlain(t *testing.T, l ledger.Ledger) {
	chance := rand.New(rand.NewPCG(9, 10))
	var articles []Article
	for i := range 25 {
		articles = append(articles, byChance(chance, i))
	}
	put(t, l, articles...)
	annotate(t, l, remarksByChance(t, chance, articles, 20)...)
	all := find(t, l, wanting(ledger.Any{is(ledger.OfStruck, ledger.Yes), is(ledger.OfStruck, ledger.No)}))
	for range times(80) {
		e := anyExpr(chance, 2)
		if ledger.Check(e) != nil {
			continue
		}
		terms := ledger.Sought(e)
		frequencies := make([]int, len(terms))
		for i, term := range terms {
			frequencies[i] = len(find(t, l, wanting(ledger.All{term, ledger.Any{is(ledger.OfStruck, ledger.Yes), is(ledger.OfStruck, ledger.No)}})))
		}
		by := ledger.NewRanking(terms, frequencies)
		want := find(t, l, wanting(e))
		slices.SortStableFunc(want, func(a, b dixit.Record) int {
			return int(by.Score(ledger.NewSubject(b)) - by.Score(ledger.NewSubject(a)))
		})
		expect(t, fmt.Sprintf("%#v", e), find(t, l, best(e)), want)
		f := ledger.Filter{Where: e, Order: ledger.Best, Limit: 3}
		var paged []dixit.Record
		for {
			page := find(t, l, f)
			paged = append(paged, page...)
			if len(page) < f.Limit {
				break
			}
			f.After = page[len(page)-1].Statement.ID
		}
		expect(t, fmt.Sprintf("pages of %#v", e), paged, want)
	}
	if len(all) < 25 {
		t.Errorf("%d statements", len(all))
	}
}

// rankedMany finds more than are ranked: the newest are, and the rest follow as they do otherwise, also page by page.
func rankedMany(t *testing.T, l ledger.Ledger) {
	const more = 20
	var entries []ledger.Entry
	first := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for day := range (ledger.MaxRanked + more) / 10 {
		a := Article{ID: fmt.Sprint(day), Title: fmt.Sprint("Day ", day), Published: first.AddDate(0, 0, day).Format(time.DateOnly)}
		for i := range 10 {
			words := fmt.Sprint("peace ", 10*day+i)
			if day == 50 && i == 5 || day == 0 && i == 2 { // the second of them is not among the newest
				words = "peace, peace and nothing but peace"
			}
			a.Says = append(a.Says, Say{Speaker: "Ann Moe", Cue: "said", Parts: []string{words}})
		}
		doc, ex := build(t, a)
		entries = append(entries, ledger.Entry{Doc: doc, Extraction: ex})
	}
	if _, err := l.PutAll(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	plain, ranked := said(t, l, wanting(words("peace"))), said(t, l, best(words("peace")))
	expect(t, "found", len(ranked), ledger.MaxRanked+more)
	expect(t, "best", ranked[0], "peace, peace and nothing but peace")
	expect(t, "the others that are ranked", slices.Contains(ranked[1:ledger.MaxRanked], ranked[0]), false)
	expect(t, "the rest", ranked[ledger.MaxRanked:], plain[ledger.MaxRanked:])
	expect(t, "the second best is among the rest", slices.Contains(ranked[ledger.MaxRanked:], ranked[0]), true)
	f := best(words("peace"))
	f.Limit = 300
	var paged []string
	for {
		page := find(t, l, f)
		for _, r := range page {
			paged = append(paged, r.Statement.Text())
		}
		if len(page) < f.Limit {
			break
		}
		f.After = page[len(page)-1].Statement.ID
	}
	expect(t, "page by page", paged, ranked)
}
