package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dixit"
)

// stretch is a piece of a document's text that is marked in one way.
type stretch struct {
	Text   string
	Class  string  // how it is marked; "" if not
	Of     int     // the number of the statement that it belongs to, the innermost one; 0 for none
	Begins []begun // statements whose words begin here
	Title  string  // what somebody is told who points at it
}

// begun is a statement at the place where its words begin.
type begun struct {
	N     int
	ID    string
	Spoke string // "statement 3, Ana Roy, direct", for those who do not see how it is marked
}

// marking is what of a document is marked, and how.
type marking struct {
	text  string
	marks []spanMark
	first map[int]dixit.Span // where the words of a statement begin, by its number
	begun map[int]begun
}

// spanMark is a span and its mark.
type spanMark struct {
	span  dixit.Span
	class string
	of    int
	title string
}

// newMarking marks records, numbered from 1, and quotations that belong to none.
func newMarking(text string, records []dixit.Record, loose []dixit.Quotation) *marking {
	m := &marking{text: text, first: map[int]dixit.Span{}, begun: map[int]begun{}}
	for i, r := range records {
		m.statement(i+1, r.Statement)
	}
	for _, q := range loose {
		m.marks = append(m.marks, spanMark{q.Words.Span(), "loose", 0, looseTitle(q)})
		m.quotation(q)
	}
	return m
}

// statement marks a statement of a number.
func (m *marking) statement(n int, s dixit.Statement) {
	class := "say " + string(s.Kind)
	if s.Parent != "" {
		class += " nested"
	}
	for _, f := range s.Content {
		m.marks = append(m.marks, spanMark{f.Span(), class, n, ""})
	}
	for _, f := range s.Cue {
		m.marks = append(m.marks, spanMark{f.Span(), "cue", n, ""})
	}
	if !s.Mention.IsZero() {
		m.marks = append(m.marks, spanMark{s.Mention.Span(), "source", n, ""})
	}
	for _, q := range s.Quotes {
		m.quotation(q)
	}
	at := s.Span()
	if len(s.Content) > 0 {
		at = s.Content[0].Span()
	}
	who := s.Speaker.Name
	if who == "" {
		who = "no named source"
	}
	m.first[n] = at
	m.begun[n] = begun{n, s.ID, fmt.Sprintf("statement %d, %s, %s", n, who, s.Kind)}
}

// quotation marks a closing mark that is not the right one.
func (m *marking) quotation(q dixit.Quotation) {
	if q.CloseOK || q.Close == "" {
		return
	}
	end := q.Words.Span().End
	m.marks = append(m.marks, spanMark{dixit.Span{Start: end - len(q.Close), End: end}, "badmark", 0, "closing mark typed " + q.Close})
}

// looseTitle says why a quotation belongs to no statement.
func looseTitle(q dixit.Quotation) string { return "not counted: " + looseWhy(q.Why) }

func looseWhy(why string) string {
	switch why {
	case "scare":
		return "marks around a word that the writer keeps at a distance"
	case "title":
		return "the title of a work"
	case "nickname":
		return "a nickname"
	}
	return "words in quotation marks that the text gives to nobody"
}

// cut is a part of the text in stretches over which the marks are the same. The work grows with the marks in the part and with how many
// lie over each other.
func (m *marking) cut(part dixit.Span) []stretch {
	edges := []int{part.Start, part.End}
	var here []spanMark
	for _, k := range m.marks {
		if k.span.Overlaps(part) {
			here = append(here, k)
			edges = append(edges, max(k.span.Start, part.Start), min(k.span.End, part.End))
		}
	}
	begins := map[int][]begun{}
	for n, at := range m.first {
		if part.Start <= at.Start && at.Start < part.End {
			edges = append(edges, at.Start)
			begins[at.Start] = append(begins[at.Start], m.begun[n])
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	slices.SortStableFunc(here, func(a, b spanMark) int { return cmp.Compare(a.span.Start, b.span.Start) })
	var out []stretch
	var over []spanMark
	for i := range len(edges) - 1 {
		at := dixit.Span{Start: edges[i], End: edges[i+1]}
		over = slices.DeleteFunc(over, func(k spanMark) bool { return k.span.End <= at.Start })
		for len(here) > 0 && here[0].span.Start <= at.Start {
			over, here = append(over, here[0]), here[1:]
		}
		one := stretchOf(over)
		one.Text, one.Begins = shown(m.text[at.Start:at.End]), begins[at.Start]
		slices.SortFunc(one.Begins, func(a, b begun) int { return cmp.Compare(a.N, b.N) })
		out = append(out, one)
	}
	return out
}

// stretchOf is how a piece of text looks over which marks lie.
func stretchOf(marks []spanMark) stretch {
	var out stretch
	var classes []string
	said := false
	for _, k := range slices.SortedStableFunc(slices.Values(marks), func(a, b spanMark) int { return cmp.Compare(a.span.Len(), b.span.Len()) }) {
		if say := strings.HasPrefix(k.class, "say "); say && said {
			continue // the innermost statement alone
		} else if say {
			said = true
		}
		classes = append(classes, k.class)
		out.Of = cmp.Or(out.Of, k.of)
		out.Title = cmp.Or(out.Title, k.title)
	}
	out.Class = strings.Join(classes, " ")
	return out
}

// shown is a text in which characters are seen that turn the direction of writing: what an article says must not look like something
// else than it is.
func shown(s string) string {
	if !strings.ContainsFunc(s, turns) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if turns(r) {
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// turns reports whether a character turns the direction of writing, or is part of a hidden tag.
func turns(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r >= 0xE0000 && r <= 0xE007F || r == utf8.RuneError
}
