package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/ledger"
)

// around is how many bytes of its paragraphs are shown on either side of a statement.
const around = 600

// mostPageLines is how many lines of the document a page shows.
const mostPageLines = 200

// page is a statement with its surroundings and all that is known of it, more of which stands behind it.
func page(t *terminal, stored ledger.Stored, more ...fact) string {
	var b strings.Builder
	s := stored.Record.Statement
	writeHead(&b, t, s)
	surroundings(&b, t, stored)
	if !t.styled {
		fmt.Fprintf(&b, "%s(= source  ~ cue  ^ content)\n\n", indent)
	}
	writeFacts(&b, t, append(facts(stored.Record), more...), widest(more, 10))
	return b.String()
}

// writeHead writes who said s and how.
func writeHead(b *strings.Builder, t *terminal, s dixit.Statement) {
	head, speaker := introduction(s)
	for _, line := range wrap(head, t.width) {
		b.WriteString(styled(head, line, t.marks(mark{speaker, found})) + "\n")
	}
	b.WriteByte('\n')
}

// widest is the width of the names of facts and a space, width at least.
func widest(facts []fact, width int) int {
	for _, f := range facts {
		width = max(width, len(f.name)+1)
	}
	return width
}

// writeFacts writes facts in two columns, the first so wide. What has no space in it, as an address, stays in one piece.
func writeFacts(b *strings.Builder, t *terminal, facts []fact, width int) {
	for _, f := range facts {
		name := pad(f.name, width)
		lines := []dixit.Span{{End: len(f.value)}}
		if strings.ContainsFunc(f.value, unicode.IsSpace) {
			lines = wrap(f.value, max(minWidth, t.width-len(indent)-width))
		}
		for _, line := range lines {
			b.WriteString(strings.TrimRight(name+styled(f.value, line, nil), " ") + "\n")
			name = strings.Repeat(" ", width)
		}
	}
}

// surroundings writes the paragraphs that a statement stands in, or what is near it in long ones.
func surroundings(b *strings.Builder, t *terminal, stored ledger.Stored) {
	text, s := stored.Doc.Text.String(), stored.Record.Statement
	marks := evidence(s)
	whole := s.Span()
	lines := 0
	for _, block := range stored.Doc.Blocks {
		if !block.Span.Overlaps(whole) || block.Turn.Len() > 0 && !slices.ContainsFunc(marks, func(m mark) bool { return m.span.Overlaps(block.Span) }) {
			continue // in a transcript, what lies between a label and a later paragraph of its turn
		}
		shown := near(text, block.Span, whole)
		paragraph := text[shown.Start:shown.End]
		for _, line := range wrap(paragraph, t.width-len(indent)) {
			if lines++; lines > mostPageLines {
				b.WriteString(indent + "…\n\n")
				return
			}
			writeLine(b, t, paragraph, line, moved(marks, -shown.Start))
		}
		b.WriteByte('\n')
	}
}

// writeLine writes a line of a paragraph with its marks: as the terminal shows them, or below it.
func writeLine(b *strings.Builder, t *terminal, paragraph string, line dixit.Span, marks []mark) {
	b.WriteString(indent + styled(paragraph, line, t.marks(marks...)) + "\n")
	if below := underline(paragraph, line, marks); below != "" && !t.styled {
		b.WriteString(indent + below + "\n")
	}
}

// near is the part of block that is no further than around from s, cut at spaces where there are any.
func near(text string, block, s dixit.Span) dixit.Span {
	out := block
	if from := s.Start - around; from > block.Start {
		out.Start = from
		if i := strings.IndexByte(text[from:s.Start], ' '); i >= 0 {
			out.Start += i + 1
		}
	}
	if to := s.End + around; to < block.End {
		out.End = to
		if i := strings.LastIndexByte(text[s.End:to], ' '); i >= 0 {
			out.End = s.End + i
		}
	}
	for !utf8.RuneStart(text[out.Start]) {
		out.Start++
	}
	for out.End < len(text) && !utf8.RuneStart(text[out.End]) {
		out.End++
	}
	return out
}

// evidence marks the source, the cue and the content of s in its document.
func evidence(s dixit.Statement) []mark {
	var out []mark
	for _, f := range s.Content {
		out = append(out, mark{f.Span(), content})
	}
	for _, f := range s.Cue {
		out = append(out, mark{f.Span(), cue})
	}
	if !s.Mention.IsZero() {
		out = append(out, mark{s.Mention.Span(), source})
	}
	return out
}

// moved are marks in a text that begins by bytes later.
func moved(marks []mark, by int) []mark {
	out := make([]mark, len(marks))
	for i, m := range marks {
		out[i] = mark{dixit.Span{Start: m.span.Start + by, End: m.span.End + by}, m.look}
	}
	return out
}

// fact is a line of what is known of a statement.
type fact struct{ name, value string }

// facts is what is known of a statement, in the order of interest.
func facts(r dixit.Record) []fact {
	s := r.Statement
	var out []fact
	add := func(name, value string) {
		if value != "" {
			out = append(out, fact{name, value})
		}
	}
	add("document", titleOf(r.Doc, ""))
	add("", r.Doc.URL)
	for _, a := range r.AlsoAt {
		add("also at", foundAt(a))
	}
	add("copied", list("; ", originalOf(r.CopyOf)+likeness(r.CopyOf), copiesIn(r.Copies)))
	add("speaker", list(", ", s.Speaker.Name, s.Speaker.Role, string(s.Speaker.Kind)))
	add("chain", strings.Join(dixit.Names(s.Chain), " → "))
	add("to", strings.Join(dixit.Names(s.Addressee), ", "))
	add("setting", s.Setting)
	add("about", labelsOf(s.About))
	if s.When.EDTF != "" {
		add("said on", s.When.EDTF+" ("+s.When.Basis+")")
	}
	kind := list(", ", string(s.Kind), string(s.Act), string(s.Region), fmt.Sprintf("tier %d", s.Tier), fmt.Sprintf("confidence %.2f", s.Confidence))
	if s.Negated {
		kind += ", not said"
	}
	add("kind", kind)
	out = append(out, remarks(r)...)
	if !s.Mention.IsZero() {
		add("source", place(s.Mention))
	}
	for _, f := range s.Cue {
		add("cue", place(f))
	}
	for _, f := range s.Content {
		add("content", place(f))
	}
	add("inside", s.Parent)
	add("why", s.Why)
	add("engine", list(", model ", r.Engine.Version, r.Engine.Model))
	add("sha256", r.Doc.SHA256)
	add("id", s.ID)
	return out
}

// place is where a fragment is and what it says: its beginning, if it is long.
func place(f dixit.Fragment) string {
	return fmt.Sprintf("%d–%d  %s", f.Start(), f.End(), cut(f.Text(), 120))
}

// list is the parts that are not empty, with between in between.
func list(between string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, between)
}
