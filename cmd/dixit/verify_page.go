package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dixit"
	"dixit/verify"
	verdicts "dixit/verify/report"
)

// Lines that a quotation, and what stands around a place, may take at most.
const (
	quoteLines   = 4
	contextLines = 2 // on either side
	othersShown  = 3
)

// writeVerdicts writes what was found about drafts for a person to read.
func writeVerdicts(b *bytes.Buffer, t *terminal, drafts []verdicts.Draft) {
	for i, d := range drafts {
		if i > 0 {
			b.WriteString("\n")
		}
		own := false
		for n, r := range d.Results {
			if r.Verdict == "" {
				own = own || r.Nearest != nil
				continue
			}
			writeVerdict(b, t, d, n, r)
		}
		if own {
			fmt.Fprintf(b, "In the draft's own words, with the nearest evidence and no verdict:\n\n")
		}
		for n, r := range d.Results {
			if r.Verdict == "" && r.Nearest != nil {
				writeVerdict(b, t, d, n, r)
			}
		}
	}
	fmt.Fprintf(b, "%s\n", tallied(drafts))
}

// tallied is one line on all drafts.
func tallied(drafts []verdicts.Draft) string {
	tally := verdicts.Tally(drafts...)
	total, own := 0, tally[""]
	var parts []string
	for _, v := range verify.Verdicts() {
		if n := tally[v]; n > 0 {
			total += n
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	line := count(total, "quotation")
	if len(parts) > 0 {
		line += ": " + strings.Join(parts, ", ")
	}
	if own > 0 {
		line += "; " + count(own, "indirect statement")
	}
	return line + "."
}

// writeVerdict writes result number n of d.
func writeVerdict(b *bytes.Buffer, t *terminal, d verdicts.Draft, n int, r verify.Result) {
	head := fmt.Sprintf("%d %s", n+1, r.Verdict)
	if r.Verdict == "" {
		head = fmt.Sprintf("%d indirect", n+1)
	}
	marks := t.marks(mark{dixit.Span{End: len(head)}, found})
	head += "  " + placeInDraft(d, r)
	if r.Quote.Speaker.Name != "" {
		head += ", given to " + r.Quote.Speaker.Name
	}
	if len(r.Normalised) > 0 {
		head += " (but for: " + joined(r.Normalised) + ")"
	}
	for _, line := range wrap(head, t.width) {
		b.WriteString(styled(head, line, marks) + "\n")
	}
	writeWrapped(b, t, quotationOf(r), quoteLines)
	best := r.Best
	if best != nil && len(best.Diff) > 0 && changed(best.Diff) {
		words, marks := difference(best.Diff)
		writeMarked(b, t, words, marks)
	}
	for _, l := range r.Lost {
		writeWrapped(b, t, "left out, "+l.Kind+": "+l.Words.Text(), quoteLines)
	}
	if r.Why != "" && r.Verdict != verify.Exact {
		writeWrapped(b, t, r.Why, quoteLines)
	}
	if best == nil && r.Nearest != nil {
		best = r.Nearest
		if r.Verdict != "" {
			b.WriteString(indent + "nearest, and no match:\n")
		}
	}
	if best != nil {
		writePlace(b, t, d, *best, r.Verdict != verify.Exact && r.Verdict != verify.Normalised)
	}
	for _, o := range r.Others[:min(len(r.Others), othersShown)] {
		writeWrapped(b, t, "also: "+whereOf(d, o), 2)
	}
	if more := len(r.Others) - othersShown; more > 0 {
		fmt.Fprintf(b, "%sand %d more\n", indent, more)
	}
	b.WriteString("\n")
}

// placeInDraft is the file, line and column of r, as compilers write them.
func placeInDraft(d verdicts.Draft, r verify.Result) string {
	line, column := d.At(r)
	return fmt.Sprintf("%s:%d:%d", d.Name, line, column)
}

// quotationOf is the quotation of r with its marks.
func quotationOf(r verify.Result) string { return r.Quote.Words.Text() }

// writePlace writes where the words of a source stand, and if it is asked for what stands around them.
func writePlace(b *bytes.Buffer, t *terminal, d verdicts.Draft, p verify.Place, around bool) {
	if c := p.Context; around && !c.IsZero() && c.Span().Contains(p.Words.Span()) {
		at := dixit.Span{Start: p.Words.Span().Start - c.Span().Start, End: p.Words.Span().End - c.Span().Start}
		lines := wrap(c.Text(), t.width-2*len(indent))
		from, to := lineOf(lines, at.Start), lineOf(lines, max(at.Start, at.End-1))
		from, to = max(0, from-contextLines), min(len(lines), min(to, from+quoteLines)+contextLines+1)
		for _, line := range lines[from:to] {
			b.WriteString(indent + "| " + styled(c.Text(), line, t.marks(mark{at, content})) + "\n")
		}
	}
	writeWrapped(b, t, whereOf(d, p), quoteLines)
}

// whereOf is whose the words at p are, in which document, through which chain, and where that is to be found.
func whereOf(d verdicts.Draft, p verify.Place) string {
	who := p.Speaker.Name
	if who != "" && p.Speaker.Role != "" {
		who += " (" + p.Speaker.Role + ")"
	}
	chain := ""
	if len(p.Chain) > 1 {
		chain = "by way of " + strings.Join(dixit.Names(p.Chain[:len(p.Chain)-1]), " → ")
	}
	link := p.Doc.URL
	if d.Link != nil {
		if found := d.Link(p); found != "" {
			link = found
		}
	}
	id := p.Statement
	if id != "" {
		id = "statement " + id
	}
	return list("; ", list(", ", who, titleOf(p.Doc, ""), chain), fmt.Sprintf("%d–%d", p.Words.Start(), p.Words.End()), id, link)
}

// writeWrapped writes a text in lines, so many at most.
func writeWrapped(b *bytes.Buffer, t *terminal, s string, most int) {
	lines := wrap(s, t.width-len(indent))
	for i, line := range firstLines(lines, most) {
		end := ""
		if i == most-1 && len(lines) > most {
			end = "…"
		}
		b.WriteString(indent + styled(s, line, nil) + end + "\n")
	}
}

// writeMarked writes a text in lines with its marks, where the terminal can show them.
func writeMarked(b *bytes.Buffer, t *terminal, s string, marks []mark) {
	for _, line := range firstLines(wrap(s, t.width-len(indent)), 2*quoteLines) {
		b.WriteString(indent + styled(s, line, t.marks(marks...)) + "\n")
	}
}

// changed reports whether a difference has any.
func changed(diff []verify.Op) bool {
	return slices.ContainsFunc(diff, func(op verify.Op) bool { return op.Change != verify.Same })
}

// difference is a difference in words: what the source has and the draft does not in [- -], what the draft has instead in {+ +}.
// Of what is the same and long, its ends are left.
func difference(diff []verify.Op) (string, []mark) {
	const ends = 8 // words
	var b strings.Builder
	var marks []mark
	for i, op := range diff {
		if first, _ := utf8.DecodeRuneInString(cmp.Or(op.Source, op.Draft)); b.Len() > 0 && !strings.ContainsRune(",.;:!?", first) {
			b.WriteByte(' ')
		}
		if op.Change == verify.Same {
			words := strings.Fields(op.Source)
			switch {
			case len(words) <= 2*ends+1:
				b.WriteString(strings.Join(words, " "))
			case i == 0:
				b.WriteString("… " + strings.Join(words[len(words)-ends:], " "))
			case i == len(diff)-1:
				b.WriteString(strings.Join(words[:ends], " ") + " …")
			default:
				b.WriteString(strings.Join(words[:ends], " ") + " … " + strings.Join(words[len(words)-ends:], " "))
			}
			continue
		}
		start := b.Len()
		if op.Source != "" {
			b.WriteString("[-" + op.Source + "-]")
		}
		if op.Draft != "" {
			b.WriteString("{+" + op.Draft + "+}")
		}
		marks = append(marks, mark{dixit.Span{Start: start, End: b.Len()}, found})
	}
	return b.String(), marks
}

// joined are steps in a row.
func joined(steps []verify.Step) string {
	out := make([]string, len(steps))
	for i, s := range steps {
		out[i] = string(s)
	}
	return strings.Join(out, ", ")
}
