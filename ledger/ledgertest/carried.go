package ledgertest

import (
	"testing"

	"dixit/ledger"
)

// annotatedAndReplaced sees to it that what people say of statements stays with those that another engine finds in their place, and
// that it is there again when the first one does.
func annotatedAndReplaced(t *testing.T, l ledger.Ledger) {
	a := harbour()
	doc, was, now := reread(t, a, "next")
	put(t, l, a)
	for i := range was.Statements {
		annotate(t, l, remark(t, a, i, i, ledger.OnTag, "kept"), remark(t, a, i, i, ledger.OnSpeaker, "Eva Roth"))
	}
	for range 2 {
		replace(t, l, doc, now)
		tagged := find(t, l, ledger.Filter{Where: ledger.All{is(ledger.Tagged, "kept"), by("roth")}})
		expect(t, "of those that were found again", len(tagged), len(now.Statements))
		counts(t, l, ledger.Counts{Documents: 1, Statements: len(now.Statements), Speakers: 1})
		replace(t, l, doc, was)
		tagged = find(t, l, ledger.Filter{Where: ledger.All{is(ledger.Tagged, "kept"), by("roth")}})
		expect(t, "of all", len(tagged), len(was.Statements))
	}
}
