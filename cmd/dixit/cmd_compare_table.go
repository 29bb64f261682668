package main

import (
	"fmt"
	"slices"
	"strings"

	"dixit"
	"dixit/compare"
)

// comparisonTable is a comparison for a person to read.
func comparisonTable(t *terminal, c compare.Comparison) string {
	var b strings.Builder
	line := func(s string) {
		for _, l := range wrap(s, t.width) {
			b.WriteString(printable(s[l.Start:l.End]) + "\n")
		}
	}
	if a := c.Asked; a != nil && !a.InRow {
		line(fmt.Sprintf("No statement has these words in a row; the nearest has %d of %d:", a.Shared, a.Of))
	}
	line(list(": ", counted(c), strings.Join(c.Summary(), ", ")))
	line(firstOf(c))
	for _, w := range c.Witnesses {
		b.WriteString("\n" + witness(t, w))
	}
	if a := c.Asked; a != nil && len(a.Others) > 0 {
		b.WriteString("\n")
		line("Other statements share words with it: " + strings.Join(a.Others, " "))
	}
	return b.String()
}

// counted says how many have the words: "3 articles of 5 outlets, and 4 copies".
func counted(c compare.Comparison) string {
	s := plural(len(c.Witnesses), "article") + " of " + plural(c.Outlets(), "outlet")
	if n := c.Copies(); n > 0 {
		s += ", and " + plural(n, "copy")
	}
	return s
}

// plural is n of what.
func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if stem, ok := strings.CutSuffix(what, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// firstOf says who had the words first.
func firstOf(c compare.Comparison) string {
	i := slices.IndexFunc(c.Witnesses, func(w compare.Witness) bool { return w.Record.Statement.ID == c.First })
	if i < 0 || len(c.Witnesses) == 1 {
		return ""
	}
	s := "First: " + printedIn(c.Witnesses[i].Record.Doc)
	if same := sameDay(c); same > 1 {
		s += fmt.Sprintf(" (of %d on that day)", same)
	}
	return s
}

// printedIn is where and when a document stood.
func printedIn(d dixit.DocumentRef) string {
	return list(", ", dixit.Publisher(d.Outlet, d.URL, d.ID), d.Day())
}

// sameDay is how many witnesses have the day of the first one.
func sameDay(c compare.Comparison) int {
	n := 0
	for _, w := range c.Witnesses {
		if w.Record.Doc.Day() == c.Witnesses[0].Record.Doc.Day() {
			n++
		}
	}
	return n
}

// witness is an article's wording: where and when, who said it how, and the words.
func witness(t *terminal, w compare.Witness) string {
	var b strings.Builder
	r := w.Record
	b.WriteString(cut(printedIn(r.Doc)+"  ["+string(w.Form)+"]", t.width) + "\n")
	head, speaker := introduction(r.Statement)
	for _, l := range firstLines(wrap(head, t.width-len(indent)), 2) {
		b.WriteString(indent + styled(head, l, t.marks(mark{speaker, found})) + "\n")
	}
	text, marks := wording(w)
	for _, l := range wrap(text, t.width-len(indent)) {
		b.WriteString(indent + styled(text, l, t.marks(marks...)) + "\n")
	}
	chain := ""
	if names := dixit.Names(r.Statement.Chain); len(names) > 1 {
		chain = strings.Join(names, " → ")
	}
	below := list("; ", list("  ", r.Statement.ID, chain), originalOf(r.CopyOf), copiesIn(r.Copies))
	b.WriteString(indent + cut(below, t.width-len(indent)) + "\n")
	return b.String()
}

// wording is the words of a witness with what is otherwise in the baseline, as wdiff writes it, and how they look.
func wording(w compare.Witness) (text string, marks []mark) {
	var b strings.Builder
	put := func(s string, l look) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(s)
		if l != plain {
			marks = append(marks, mark{dixit.Span{Start: start, End: b.Len()}, l})
		}
	}
	for i, p := range w.Pieces {
		switch p.Op {
		case compare.Same:
			put(p.Own.Text(), plain)
		case compare.Outside:
			if i == 0 || w.Pieces[i-1].Op != compare.Outside {
				put("…", plain)
			}
		case compare.Dropped:
			put("[-"+shortened(p.Base.Text())+"-]", dropped)
		case compare.Changed:
			put("[-"+shortened(p.Base.Text())+"-]", dropped)
			put("{+"+p.Own.Text()+"+}", found)
		case compare.Added:
			put("{+"+p.Own.Text()+"+}", content)
		}
	}
	return b.String(), marks
}

// mostDropped is how many words that were left out are shown; of more the first and the last.
const mostDropped = 16

// shortened is s, without its middle if it is long.
func shortened(s string) string {
	words := strings.Fields(s)
	if len(words) <= mostDropped {
		return s
	}
	half := mostDropped / 2
	return strings.Join(words[:half], " ") + " … " + strings.Join(words[len(words)-half:], " ")
}
