package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dixit/ledger"
)

// nearTests are about the documents that may hold words.
func nearTests() []test {
	const said = "we will never give up the land that is ours because the people of the north will not have it"
	tiger := one("tiger", "2025-05-01", "Ana Roy", "it is a paper tiger and", "not a real bear")
	land := one("land", "2025-05-02", "Bo Roy", said)
	other := one("other", "2025-05-03", "Cy Roy", "the people of the north will give up what is ours because we have it")
	return []test{
		{"InARow", func(t *testing.T, l ledger.Ledger) {
			put(t, l, other, tiger, land)
			for words, want := range map[string]string{
				"paper tiger": "tiger", "Paper, TIGER!": "tiger", "tiger": "tiger", "a real bear": "tiger", said: "land",
			} {
				expect(t, words, nearest(t, l, words, 5), want)
			}
		}},
		{"NearlyInARow", func(t *testing.T, l ledger.Ledger) {
			put(t, l, other, tiger, land)
			for _, words := range []string{
				strings.Replace(said, "never ", "", 1),
				strings.Replace(said, "is ours", "was theirs", 1),
				"never give up the land … the people of the north will not have it",
			} {
				expect(t, words, nearest(t, l, words, 5), "land")
			}
			expect(t, "another animal", nearest(t, l, "a paper lion", 5), "tiger")
		}},
		{"Nowhere", func(t *testing.T, l ledger.Ledger) {
			put(t, l, tiger)
			for _, words := range []string{"", "…", "nobody knows", `" OR *`, "\x00"} {
				expect(t, words, nearest(t, l, words, 5), "")
			}
		}},
		{"Many", func(t *testing.T, l ledger.Ledger) {
			for n := range 6 {
				put(t, l, one(fmt.Sprint(n), "2025-05-01", "Ana Roy", "it is a paper tiger", fmt.Sprint("number ", n)))
			}
			for most, whole := range map[int]bool{5: false, 6: true, 7: true} {
				got, complete, err := l.Near(t.Context(), []string{"paper", "tiger"}, most)
				expect(t, fmt.Sprint(most, " at most"), []any{len(got), complete, err}, []any{min(6, most), whole, error(nil)})
			}
		}},
		{"CopiesToo", func(t *testing.T, l ledger.Ledger) {
			wire := story("flood", "2025-05-01", 20)
			put(t, l, wire, printed(wire, "Post", "2025-05-02"))
			doc, _ := build(t, wire)
			got, complete, err := l.Near(t.Context(), ledger.Words(doc.Text.Slice(doc.Blocks[3].Span)), 5)
			expect(t, "both", []any{len(got), complete, err}, []any{2, true, error(nil)})
		}},
		{"EveryHolder", everyHolder},
	}
}

// nearest is the id of the document that is nearest to words, "" for none. It is alone to hold them, if it does.
func nearest(t *testing.T, l ledger.Ledger, words string, most int) string {
	t.Helper()
	got, complete, err := l.Near(t.Context(), strings.Fields(words), most)
	if err != nil || !complete {
		t.Fatalf("%q: complete %v, %v", words, complete, err)
	}
	if len(got) == 0 {
		return ""
	}
	doc, err := l.Document(t.Context(), got[0])
	if err != nil {
		t.Fatal(err)
	}
	return doc.ID
}

// everyHolder looks for words in a row that a scan of all texts finds: every document that holds them is named, or it is said that
// some are missing, and nothing is named twice.
func everyHolder(t *testing.T, l ledger.Ledger) {
	chance := rand.New(rand.NewPCG(3, 4))
	words := []string{"it", "is", "a", "paper", "tiger", "Bear", "naïve", "U.S.", "we", "Мир"}
	row := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = words[chance.IntN(len(words))]
		}
		return strings.Join(out, " ")
	}
	texts := map[string]string{} // by address, folded
	for n := range 40 {
		a := one(fmt.Sprint(n), "2025-05-01", "Ana Roy", row(1+chance.IntN(20)))
		put(t, l, a)
		doc, _ := build(t, a)
		texts[doc.SHA256] = " " + strings.Join(ledger.Fold(doc.Text.String()), " ") + " "
	}
	for range 200 {
		quote, most := row(1+chance.IntN(5)), 1+chance.IntN(40)
		got, complete, err := l.Near(t.Context(), strings.Fields(quote), most)
		if err != nil || len(got) > most {
			t.Fatalf("%q: %d of %d at most, %v", quote, len(got), most, err)
		}
		if n := len(slices.Compact(slices.Sorted(slices.Values(got)))); n != len(got) {
			t.Fatalf("%q: one is named twice", quote)
		}
		for address, text := range texts {
			if strings.Contains(text, " "+strings.Join(ledger.Fold(quote), " ")+" ") && complete && !slices.Contains(got, address) {
				t.Fatalf("%q stands in %q, which is not named, and nothing is said to be missing", quote, text)
			}
		}
	}
}
