package when_test

import (
	"fmt"
	"strings"
	"testing"

	"dixit/internal/casetest"
	"dixit/when"

	"pgregory.net/rapid"
)

// TestFind runs the cases of testdata. The first line of a case is the day of publication, or "-" for none; the text follows.
func TestFind(t *testing.T) {
	casetest.Spec{Glob: "testdata/*.txtar", AtLeast: 40, Find: func(_ *testing.T, in string) string {
		day, text, _ := strings.Cut(in, "\n")
		return show(text, when.Find(text, when.On(day)))
	}}.Run(t)
}

func show(text string, list []when.Expression) string {
	var b strings.Builder
	for _, e := range list {
		fmt.Fprintf(&b, "%s: %s %s", text[e.Span.Start:e.Span.End], e.EDTF, e.Basis)
		switch {
		case e.Anchored:
			b.WriteString(", from the date before")
		case e.Narrated:
			b.WriteString(", narrated")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestAnyText: whatever a text and a day are, dates are in order, in the text and the same again.
func TestAnyText(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"Sept", ".", " ", "24", "24th", ", ", "2025", "May ", "the ", "last ", "week ", "two ", "days ", "ago ", "from ", "to ", "between ", "and ", "-",
		"/", "Monday ", "1990s", "’s", "Q1", "of ", "first ", "31", "99999999999999999999", "in ", "next ", "a ", "month ", "0", "é", "\xff", "later ", "999 years ago",
		"weekend ", "few ", "end of ", "Mondays ", "03/04/2025 ", "century ", "before ", "the day after ", "yesterday ", "999 centuries ", "hundred ", "decades ago ",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), "")
		ref := when.On(rapid.SampledFrom([]string{"", "2025-09-24", "0001-01-01", "9999-12-31", "2024-02-29"}).Draw(t, "day"))
		found := when.Find(text, ref)
		end := 0
		for _, e := range found {
			if e.Span.Start < end || e.Span.End <= e.Span.Start || e.Span.End > len(text) {
				t.Fatalf("%q: span %v", text, e.Span)
			}
			if (e.EDTF == "") != (e.Basis == when.None) || e.First > e.Last {
				t.Fatalf("%q: %+v", text, e)
			}
			end = e.Span.End
		}
		if a, b := show(text, found), show(text, when.Find(text, ref)); a != b {
			t.Fatalf("not the same twice: %s %s", a, b)
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("Sept. 23-25, from 9 to 12 June 2014 to 2016, two days after the day before yesterday", "2025-09-24")
	f.Fuzz(func(_ *testing.T, text, day string) { when.Find(text, when.On(day)) })
}

// BenchmarkFind reads a text of ten sentences.
func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("The mayor said on Tuesday that the bridge would open in May, two years after it was closed. It was built in 1902. ", 5)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		when.Find(text, when.On("2025-09-24"))
	}
}

// BenchmarkLinear reports how many times as long eight times the text takes.
func BenchmarkLinear(b *testing.B) {
	for _, unit := range []string{"1 day and ", "from 1 to ", "the day after the day after ", "a ", "late ", "1-", "Monday of ", "two days before ", "first week of ", "between the end of ", "last few "} {
		b.Run(unit, func(b *testing.B) {
			small, large := strings.Repeat(unit, 2000), strings.Repeat(unit, 16000)
			for b.Loop() {
				when.Find(small, when.On("2025-09-24"))
				when.Find(large, when.On("2025-09-24"))
			}
		})
	}
}
