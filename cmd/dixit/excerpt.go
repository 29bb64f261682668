package main

import (
	"fmt"
	"strings"

	"dixit"
)

// mostLines is how many lines of a statement's words an excerpt shows.
const mostLines = 8

// indent stands before the words of an excerpt.
const indent = "    "

// excerpt is a statement as a person would like to read it: who, in what role, how; the words; its id, where and when.
// The marks are places in the statement's text.
func excerpt(t *terminal, r dixit.Record, marks []mark) string {
	var b strings.Builder
	s := r.Statement
	head, speaker := introduction(s)
	for _, line := range firstLines(wrap(head, t.width), 2) {
		b.WriteString(styled(head, line, t.marks(mark{speaker, found})) + "\n")
	}
	text := s.Text()
	lines := wrap(text, t.width-len(indent))
	from := 0
	if len(lines) > mostLines && len(marks) > 0 {
		from = min(lineOf(lines, marks[0].span.Start), len(lines)-mostLines)
	}
	to := min(from+mostLines, len(lines))
	for i, line := range lines[from:to] {
		before, after := indent, ""
		if i == 0 && from > 0 {
			before = indent[:len(indent)-2] + "… "
		}
		if from+i == to-1 && to < len(lines) {
			after = "…"
		}
		b.WriteString(before + styled(text, line, t.marks(marks...)) + after + "\n")
	}
	fmt.Fprintf(&b, "%s%s\n", indent, cut(s.ID+"  "+titleOf(r.Doc, ""), t.width-len(indent)))
	if note := list("; ", originalOf(r.CopyOf), copiesIn(r.Copies)); note != "" {
		fmt.Fprintf(&b, "%s%s\n", indent, cut(note, t.width-len(indent)))
	}
	if note := remarked(r); note != "" {
		fmt.Fprintf(&b, "%s%s\n", indent, cut(note, t.width-len(indent)))
	}
	return b.String()
}

// lineOf is the line that holds the byte at, or the last one before it.
func lineOf(lines []dixit.Span, at int) int {
	for i, l := range lines {
		if at < l.End {
			return i
		}
	}
	return len(lines) - 1
}

func firstLines(lines []dixit.Span, n int) []dixit.Span { return lines[:min(len(lines), n)] }
