package ledgertest

import (
	"testing"

	"dixit"
	"dixit/compare"
	"dixit/ledger"
)

// clustersAreThose proves that the clusters that a ledger knows are those of all its statements (compare.Clusters).
func clustersAreThose(t *testing.T, l ledger.Ledger) {
	t.Helper()
	var list []*compare.Said
	for address, err := range l.Addresses(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		doc, err := l.Document(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		ex, err := l.Extraction(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range ex.Statements {
			list = append(list, compare.Of(doc.Ref(), s))
		}
	}
	want, got := map[string]string{}, map[string]string{}
	for i, b := range compare.Clusters(list) {
		want[list[i].ID] = b.Cluster
	}
	for _, r := range find(t, l, ledger.Filter{All: true, Where: ledger.Any{is(ledger.OfStruck, ledger.No), is(ledger.OfStruck, ledger.Yes)}}) {
		got[r.Statement.ID] = r.Cluster
	}
	expect(t, "clusters", got, want)
}

// told is an article in which a speaker is quoted in one paragraph.
func told(outlet, published, speaker, cue string, parts ...string) Article {
	return Article{ID: outlet, Outlet: outlet, Title: "Page of " + outlet, Published: published, Says: []Say{{Speaker: speaker, Cue: cue, Parts: parts}}}
}

const (
	toll   = "The ministry paid twelve million crowns for broken harbour cranes"
	bridge = "Nobody asked four Danish companies about rusty northern bridges"
)

func echoTests() []test {
	return []test{
		{"SameWords", func(t *testing.T, l ledger.Ledger) {
			put(t, l, told("Times", "2025-05-02", "Ann Moe", "claimed", toll), told("Post", "2025-05-01", "Moe", "said", toll, bridge),
				told("Echo", "2025-05-03", "Ann Moe", "warned", "The ferry is late again"))
			var first dixit.Record
			for _, r := range find(t, l, ledger.Filter{}) {
				switch r.Doc.Outlet {
				case "Post":
					first = r
				case "Echo":
					expect(t, "cluster of the other", r.Cluster, "")
				}
			}
			expect(t, "of the cluster", outletsOf(find(t, l, ledger.Filter{Where: is(ledger.OfCluster, first.Statement.ID)})), []string{"Times", "Post"})
			expect(t, "not of it", outletsOf(find(t, l, ledger.Filter{Where: ledger.Not{X: is(ledger.OfCluster, first.Statement.ID)}})), []string{"Echo"})
			expect(t, "of it and a word", outletsOf(find(t, l, ledger.Filter{Where: ledger.All{is(ledger.OfCluster, first.Statement.ID), words("Danish")}})), []string{"Post"})
			expect(t, "of none", len(find(t, l, ledger.Filter{Where: is(ledger.OfCluster, "aaaaaaaaaaaaaaaa")})), 0)
			st, err := l.Statement(t.Context(), first.Statement.ID)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "by its id", st.Record.Cluster, first.Statement.ID)
			clustersAreThose(t, l)
		}},
		{"CalledByTheFirst", func(t *testing.T, l ledger.Ledger) {
			for _, day := range []string{"2025-05-04", "2025-05-06", "", "2025-05-02", "2025-05-05"} {
				put(t, l, told("Post"+day, day, "Ann Moe", "said", toll))
				clustersAreThose(t, l)
			}
		}},
		{"OneStoryInManyOutlets", long(func(t *testing.T, l ledger.Ledger) {
			wire := story("flood", "2025-05-01", 12)
			put(t, l, wire)
			for i, a := range outlets200(wire) {
				doc, ex := build(t, a)
				got, err := l.Put(t.Context(), doc, ex)
				if err != nil || got.Counted != 0 {
					t.Fatalf("%d: counted %d, %v", i, got.Counted, err)
				}
			}
			list := find(t, l, ledger.Filter{})
			expect(t, "statements that count", len(list), len(wire.Says))
			for _, r := range list[:2] {
				all := find(t, l, ledger.Filter{All: true, Where: is(ledger.OfCluster, r.Cluster)})
				expect(t, "witnesses", len(all), 1+len(r.Copies))
				expect(t, "statements of the cluster that count", len(find(t, l, ledger.Filter{Where: is(ledger.OfCluster, r.Cluster)})), 1)
			}
			expect(t, "witnesses of the first statement", len(list[0].Copies), 199)
		})},
		{"ReadAnew", func(t *testing.T, l ledger.Ledger) {
			both := told("Post", "2025-05-01", "Ann Moe", "said", toll, bridge)
			put(t, l, told("Times", "2025-05-02", "Ann Moe", "said", toll), told("Herald", "2025-05-02", "Ann Moe", "said", bridge), told("Mail", "2025-05-03", "Ann Moe", "said", bridge), both)
			clustersAreThose(t, l)
			doc, was := build(t, both)
			for _, now := range []dixit.Extraction{{Engine: dixit.Engine{Version: "next"}}, was} {
				replace(t, l, doc, now)
				clustersAreThose(t, l)
			}
		}},
		{"CorrectionsMoveNothing", func(t *testing.T, l ledger.Ledger) {
			a := told("Times", "2025-05-02", "Ann Moe", "said", toll)
			put(t, l, a, told("Post", "2025-05-01", "Moe", "said", toll))
			annotate(t, l, remark(t, a, 0, 1, ledger.OnSpeaker, "Bo Li"))
			clustersAreThose(t, l)
		}},
	}
}

// outlets200 are 199 outlets' prints of a story, each of which begins with its first paragraph.
func outlets200(wire Article) []Article {
	var out []Article
	for i := range 199 {
		a := printed(wire, "paper"+string(rune('a'+i/26))+string(rune('a'+i%26)), "2025-05-02")
		out = append(out, cut(a, 0, len(wire.Says)-i%8))
	}
	return out
}

func outletsOf(list []dixit.Record) []string {
	out := []string{}
	for _, r := range list {
		out = append(out, r.Doc.Outlet)
	}
	return out
}
