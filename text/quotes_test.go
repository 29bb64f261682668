package text

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"
	"dixit/internal/casetest"

	"pgregory.net/rapid"
)

// knownFailures are cases whose wanted result is right and is not found yet. One that passes must leave the list.
var knownFailures = map[string]string{
	"names/letter-and-name":       "vitamin C. Lind looks like an initial and a name",
	"british/possessive-unclosed": "a possessive closes a single mark that is closed nowhere else",
}

// paragraphs makes a block of every line that has text; a line that begins with "* " is an item of a list.
func paragraphs(t string) []dixit.Block {
	var out []dixit.Block
	at := 0
	for _, line := range strings.SplitAfter(t, "\n") {
		b := dixit.Block{Span: dixit.Span{Start: at, End: at + len(strings.TrimRight(line, "\r\n"))}, Kind: dixit.Paragraph}
		if strings.HasPrefix(line, "* ") {
			b.Kind, b.Span.Start = dixit.ListItem, at+2
		}
		if b.Span.Len() > 0 {
			out = append(out, b)
		}
		at += len(line)
	}
	return out
}

// show writes a quotation a line: its depth, its words, and what is not as it should be.
func show(t string, quotes []Quote) string {
	var b strings.Builder
	for _, q := range quotes {
		var notes []string
		if q.Open == "" {
			notes = append(notes, "no opening mark")
		}
		switch {
		case q.Close == "" && q.CloseOK:
			notes = append(notes, "goes on")
		case q.Close == "":
			notes = append(notes, "no closing mark")
		case !q.CloseOK:
			notes = append(notes, "wrong closing mark")
		}
		if q.Continues >= 0 {
			notes = append(notes, fmt.Sprintf("continues %q", t[quotes[q.Continues].Span.Start:][:min(12, quotes[q.Continues].Span.Len())]))
		}
		fmt.Fprintf(&b, "%d %s", q.Depth, t[q.Span.Start:q.Span.End])
		if len(notes) > 0 {
			fmt.Fprintf(&b, "  [%s]", strings.Join(notes, "; "))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestQuotes runs the cases of testdata/marks: NAME is a text of a paragraph a line, NAME.want its quotations.
func TestQuotes(t *testing.T) {
	casetest.Spec{Glob: "testdata/marks/*.txtar", AtLeast: 120, Known: knownFailures, Find: func(t *testing.T, in string) string {
		quotes := Quotes(in, paragraphs(in))
		checkQuotes(t, in, paragraphs(in), quotes)
		return show(in, quotes)
	}}.Run(t)
}

// checkQuotes checks what must hold for any text.
func checkQuotes(t interface{ Fatalf(string, ...any) }, s string, blocks []dixit.Block, quotes []Quote) {
	valid := utf8.ValidString(s)
	border := func(i int) bool { return !valid || i == len(s) || utf8.RuneStart(s[i]) }
	blockOf := blockNumbers(blocks, quotes)
	goesOn := make([]bool, len(quotes))
	var around []int // the quotations that are open where quotes[i] begins
	for i, q := range quotes {
		for len(around) > 0 && quotes[around[len(around)-1]].Span.End <= q.Span.Start {
			around = around[:len(around)-1]
		}
		parent := -1
		if len(around) > 0 {
			parent = around[len(around)-1]
		}
		switch {
		case blockOf[i] < 0:
			t.Fatalf("quotation %d at %v: not in a block", i, q.Span)
		case q.Span.Len() <= 0 || !q.Span.Contains(q.Inner) || q.Inner.Len() < 0:
			t.Fatalf("quotation %d: span %v, inside %v", i, q.Span, q.Inner)
		case s[q.Span.Start:q.Inner.Start] != q.Open || s[q.Inner.End:q.Span.End] != q.Close:
			t.Fatalf("quotation %d: marks %q and %q are not where it begins and ends", i, q.Open, q.Close)
		case !border(q.Span.Start) || !border(q.Inner.Start) || !border(q.Inner.End) || !border(q.Span.End):
			t.Fatalf("quotation %d at %v: splits a character", i, q.Span)
		case i > 0 && quotes[i-1].Span.Start > q.Span.Start:
			t.Fatalf("quotation %d begins before the one before it", i)
		case q.Parent != parent || q.Depth != len(around):
			t.Fatalf("quotation %d: parent %d and depth %d, stands in %v", i, q.Parent, q.Depth, around)
		case parent >= 0 && !quotes[parent].Inner.Contains(q.Span):
			t.Fatalf("quotation %d crosses the end of quotation %d", i, parent)
		case q.Continues >= i || q.Continues >= 0 && blockOf[q.Continues]+1 != blockOf[i]:
			t.Fatalf("quotation %d goes on from %d, which is not in the block before", i, q.Continues)
		}
		if q.Continues >= 0 {
			goesOn[q.Continues] = true
		}
		around = append(around, i)
	}
	for i, q := range quotes {
		if goesOn[i] != (q.CloseOK && q.Close == "") {
			t.Fatalf("quotation %d: close %q, ok %v, goes on %v", i, q.Close, q.CloseOK, goesOn[i])
		}
	}
}

// blockNumbers is the number of the block that holds each quotation, -1 if none does.
func blockNumbers(blocks []dixit.Block, quotes []Quote) []int {
	out := make([]int, len(quotes))
	b := 0
	for i, q := range quotes {
		for b < len(blocks) && blocks[b].Span.End <= q.Span.Start {
			b++
		}
		out[i] = -1
		if b < len(blocks) && blocks[b].Span.Contains(q.Span) {
			out[i] = b
		}
	}
	return out
}

// anyText draws texts that are mostly marks.
func anyText() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		`"`, "“", "”", "‘", "’", "'", "„", "«", "»", "‹", "›", "``", "''", "「", "」", " ", " ", "a", "B", "s", "don’t", "5", "\n", "\n",
		"* ", ",", ".", "—", "(", ")", "é", "\u00a0", "said", ", he said", "?", "’’", "‘‘", "6'2", "\u202a", "\xff",
	})
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), "") })
}

func TestQuotesOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "text")
		blocks := paragraphs(s)
		checkQuotes(t, s, blocks, Quotes(s, blocks))
	})
}

func FuzzQuotes(f *testing.F) {
	f.Add("“A ‘b’ c,” he said.\n“And")
	f.Add(`"6'2" tall," it's 'fine'`)
	f.Add("‘A,\" said B. \"C.\n\"D “e” f.\n\"G,\" he said.")
	f.Add("'''a''' ’’’ ‘‘ \u202a”x» \xe2\x80")
	f.Fuzz(func(t *testing.T, s string) {
		blocks := paragraphs(s)
		checkQuotes(t, s, blocks, Quotes(s, blocks))
	})
}
