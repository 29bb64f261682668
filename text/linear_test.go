package text

import (
	"runtime"
	"strings"
	"testing"

	"dixit"
)

// marksOnly and stopsOnly are texts that invite looking back or ahead again and again.
func marksOnly() []string {
	return []string{
		`"`, "“", "”", "‘", "’", "“ ", `"a `, "s’ a", "“a” ", "«", "“‘\"«", "* “\n", "\n“a", "“, he said ", "“,", ", ‘", "1\"", "'1\"", "\u202a“",
	}
}

func stopsOnly() []string {
	return []string{"a.", "A.A", "1. a ", ".'a", ". (", ".\" ", "[1", ".[1", "? ", "“a?” A ", "a.m. ", "… "}
}

// TestQuotesAllocate counts allocated bytes: twice the text may cost little more than twice.
func TestQuotesAllocate(t *testing.T) {
	cost := func(unit string, n int) uint64 {
		s := strings.Repeat(unit, n/len(unit))
		blocks := paragraphs(s)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		Quotes(s, blocks)
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	for _, unit := range marksOnly() {
		if small, large := cost(unit, 500_000), cost(unit, 1_000_000); large > 3*small+1<<20 {
			t.Errorf("%q: %d bytes for 500 kB, %d for 1 MB", unit, small, large)
		}
	}
}

// TestHostile reads texts of a megabyte, behind white space that is easily trimmed once a mark too often. It compares no times
// and is done in seconds; work that grows with the square of the length makes it take minutes, or run into the test's limit.
func TestHostile(t *testing.T) {
	for _, unit := range append(marksOnly(), stopsOnly()...) {
		s := strings.Repeat(" ", 500_000) + strings.Repeat(unit, 1_000_000/len(unit))
		blocks := []dixit.Block{{Span: dixit.Span{End: len(s)}, Kind: dixit.Paragraph}}
		checkQuotes(t, s, blocks, Quotes(s, blocks))
		checkSentences(t, s)
		if len(Words(s)) == 0 {
			t.Errorf("%q: no words", unit)
		}
	}
}
