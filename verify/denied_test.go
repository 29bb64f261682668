package verify

import (
	"testing"

	"dixit"
	"dixit/read"
)

// TestDenied: what a source says was not said, or is not so, is not simply there.
func TestDenied(t *testing.T) {
	for _, c := range []struct {
		source, quote string
		draft         Quotation
		want          Verdict
	}{
		{source: "Ann Lind denied saying “the river is dead.”", quote: "the river is dead", want: Partial},
		{source: "Ann Lind denied that she had said “the mine is a grave.”", quote: "the mine is a grave", want: Partial},
		{source: "Ann Lind denied having called the council “a band of thieves.”", quote: "a band of thieves", want: Partial},
		{source: "Ann Lind denied that the mine was “a grave for men.”", quote: "a grave for men", want: Partial},
		{source: "Ann Lind denied that the mine was “a grave for men.”", quote: "a grave for men", draft: Quotation{Before: "She denied that it was "}, want: Exact},
		{source: "Ann Lind denied the report as “nonsense from end to end.”", quote: "nonsense from end to end", want: Exact},
		{source: "Ann Lind denied it. “The mine is no grave,” she said.", quote: "The mine is no grave", want: Exact},
		{source: "“The mine is no grave,” Ann Lind denied.", quote: "The mine is no grave", want: Exact},
	} {
		d, err := read.Bytes("a.txt", []byte(c.source+"\n\nThe council met in the evening.\n"), read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		q := c.draft
		q.Text, q.Speaker = c.quote, dixit.Speaker{Name: "Ann Lind", Kind: dixit.Person}
		if r := Check(q, prepared(t, []*dixit.Document{d})); r.Verdict != c.want {
			t.Errorf("%q of %q: %s (%s), want %s", c.quote, c.source, r.Verdict, r.Why, c.want)
		}
	}
}
