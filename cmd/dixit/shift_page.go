package main

import (
	"bufio"
	"fmt"
	"strings"

	"dixit"
	"dixit/shift"
)

// Bounds on what is shown.
const (
	shownTopics = 20
	shownLine   = 40
	twoColumns  = 80 // columns from which on both sides of a turn stand beside each other
)

// writeShift writes a report for a person to read.
func writeShift(out *bufio.Writer, t *terminal, opts shiftOptions, who *somebody, r shift.Report) {
	head := who.name
	if opts.about != "" {
		head += " on " + opts.about
	}
	total := len(r.Line.Said) + len(r.Line.Undated)
	fmt.Fprintf(out, "%s: %s, %s for a turn\n", printable(head), count(total, "statement"), count(len(r.Turns), "candidate"))
	if !r.Whole {
		fmt.Fprintf(out, "Too many to look at all pairs: those of rare topics among the newest %d were.\n", shift.MostStatements)
	}
	if opts.about == "" {
		writeTopics(out, t, r.Topics)
	}
	for i, turn := range r.Turns {
		fmt.Fprintf(out, "\n%d  ", i+1)
		writeTurn(out, t, turn)
	}
	if opts.about != "" {
		writeLineOf(out, t, r.Line)
	}
}

// writeTopics writes what somebody speaks about most.
func writeTopics(out *bufio.Writer, t *terminal, topics []shift.Topic) {
	fmt.Fprintf(out, "\n%8s  %5s  ABOUT\n", "SAID", "TURNS")
	for _, topic := range topics[:min(len(topics), shownTopics)] {
		turns := ""
		if topic.Turns > 0 {
			turns = fmt.Sprint(topic.Turns)
		}
		fmt.Fprintf(out, "%8d  %5s  %s\n", topic.N, turns, cut(topic.Label, t.width-17))
	}
	if more := len(topics) - shownTopics; more > 0 {
		fmt.Fprintf(out, "%17sand %d more\n", "", more)
	}
}

// writeTurn writes both sides of a turn, beside each other if there is room.
func writeTurn(out *bufio.Writer, t *terminal, turn shift.Turn) {
	day := ""
	if turn.Day != "" {
		day = ", " + turn.Day
	}
	fmt.Fprintf(out, "%s\n", cut(labelsOf(turn.Topics)+day, t.width-4))
	before, after := turn.Before[0], turn.After[0]
	if t.width >= twoColumns {
		width := (t.width - len(indent) - 3) / 2
		left, right := sideOf(before, "before", width), sideOf(after, "after", width)
		for i := range max(len(left), len(right)) {
			out.WriteString(strings.TrimRight(indent+pad(lineAt(left, i), width)+" | "+lineAt(right, i), " ") + "\n")
		}
	} else {
		for _, side := range [][]string{sideOf(before, "before", t.width-len(indent)), sideOf(after, "after", t.width-len(indent))} {
			for _, line := range side {
				fmt.Fprintf(out, "%s%s\n", indent, line)
			}
		}
	}
	for _, f := range turnFacts(turn) {
		name := pad(f.name, 10)
		for _, line := range wrap(f.value, max(minWidth, t.width-len(indent)-10)) {
			fmt.Fprintf(out, "%s%s%s\n", indent, name, printable(f.value[line.Start:line.End]))
			name = strings.Repeat(" ", 10)
		}
	}
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// sideOf is one side of a turn in lines of a width: when it was said and how, the words, the document and the id.
func sideOf(d shift.Dated, side string, width int) []string {
	s := d.Record.Statement
	lines := []string{cut(strings.ToUpper(side)+"  "+d.Days()+"  "+string(s.Act), width)}
	text := s.Text()
	if cue := dixit.TextOf(s.Cue); cue != "" {
		text = "(" + cue + ") " + text
	}
	wrapped := wrap(text, width)
	for i, line := range firstLines(wrapped, mostLines) {
		l := printable(text[line.Start:line.End])
		if i == mostLines-1 && len(wrapped) > mostLines {
			l = cut(l, width-1) + "…"
		}
		lines = append(lines, l)
	}
	return append(lines, cut(titleOf(d.Record.Doc, ""), width), cut(s.ID, width))
}

// turnFacts is what is known of a turn beside its two sides.
func turnFacts(turn shift.Turn) []fact {
	var out []fact
	var signs, told []string
	for _, s := range turn.Signs {
		signs = append(signs, s.Why)
	}
	if len(signs) > 0 {
		out = append(out, fact{"signs", strings.Join(signs, "; ")})
	}
	for _, m := range turn.Marks {
		told = append(told, "“"+m.Words.Text()+"”")
	}
	if len(told) > 0 {
		out = append(out, fact{"told", strings.Join(told, ", ")})
	}
	for _, d := range turn.Before[1:] {
		out = append(out, fact{"before", quoteOf(d)})
	}
	for _, d := range turn.After[1:] {
		out = append(out, fact{"after", quoteOf(d)})
	}
	for _, d := range turn.Qualifiers {
		out = append(out, fact{"but", quoteOf(d)})
	}
	for _, r := range turn.Reactions {
		out = append(out, fact{string(r.Type), speakerOf(r.Record.Statement) + ": " + cut(r.Record.Statement.Text(), 160) + "  " + r.Record.Statement.ID})
	}
	return append(out, fact{"evidence", turn.Strength()})
}

// quoteOf is a statement in one line.
func quoteOf(d shift.Dated) string {
	return d.Days() + "  " + cut(d.Record.Statement.Text(), 160) + "  " + d.Record.Statement.ID
}

// writeLineOf writes what was said in the order of saying, the newest of very much.
func writeLineOf(out *bufio.Writer, t *terminal, line shift.Line) {
	said := line.Said
	if more := len(said) - shownLine; more > 0 {
		fmt.Fprintf(out, "\n%d earlier statements are not shown; --json has them.\n", more)
		said = said[more:]
	} else {
		fmt.Fprintln(out)
	}
	for _, d := range said {
		fmt.Fprintf(out, "%s\n", cut(fmt.Sprintf("%-22s  %-9s  %s", d.Days(), d.Record.Statement.Act, d.Record.Statement.Text()), t.width))
	}
	if len(line.Undated) > 0 {
		fmt.Fprintf(out, "\nOf unknown day: %d\n", len(line.Undated))
		for _, d := range line.Undated[:min(len(line.Undated), shownLine)] {
			fmt.Fprintf(out, "%s\n", cut(fmt.Sprintf("%-9s  %s", d.Record.Statement.Act, d.Record.Statement.Text()), t.width))
		}
	}
}
