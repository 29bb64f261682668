package read

import (
	"slices"
	"strings"
	"unicode"

	"dixit"
)

// partAt makes a block of its own of each turn that begins inside one, and returns the labels with their blocks. Of parts of a block
// nobody knows more of where they come from than of the whole.
func partAt(d *dixit.Document, labels []label) []label {
	var out []dixit.Block
	next := 0
	for i, b := range d.Blocks {
		for ; next < len(labels) && labels[next].block == i; next++ {
			l := &labels[next]
			if l.inside {
				before := b
				before.Span.End = b.Span.Start + len(strings.TrimRightFunc(d.Text.String()[b.Span.Start:l.line], unicode.IsSpace))
				b.Span.Start = l.line
				if before.Span.Len() > 0 {
					out = append(out, before)
				}
			}
			l.block = len(out)
		}
		out = append(out, b)
	}
	d.Blocks = out
	return labels
}

// take gives every block that somebody speaks in the label of its turn.
func take(d *dixit.Document, labels []label) {
	var turn label
	speaking, next, longest, since := false, 0, 0, 0
	official := slices.ContainsFunc(labels, func(l label) bool { return l.form == office || l.form == named })
	article := !labels[0].top && !official
	sure := slices.ContainsFunc(labels, func(l label) bool { return l.form == office })
	for i := range d.Blocks {
		b := &d.Blocks[i]
		s := d.Text.Slice(b.Span)
		labelled := next < len(labels) && labels[next].block == i
		switch {
		case labelled:
			turn = labels[next]
			next++
			longest, since, speaking = max(longest, since), 0, true
			if d.Title == strings.Join(strings.Fields(s), " ") {
				d.Title = "" // it was taken from there
			}
			b.Kind, b.Region = dixit.Paragraph, dixit.Body
		case !speaking, b.Region == dixit.Caption, b.Region == dixit.LinkLine, b.Region == dixit.Boilerplate:
			continue
		case remark(s), b.Kind == dixit.BlockQuote && opensQuote(s): // a passage repeated as an ornament
			continue
		case b.Region == dixit.Headline, closes(s), !sure && quotes(s), narrates(s, turn), b.Kind == dixit.Heading && heads(d, s),
			(article || !official && next == len(labels)) && reports(s), article && asksNext(d, labels, next, i):
			speaking = false
			continue
		case !official && next == len(labels) && next >= fewTurns && since >= max(longest, 2):
			speaking = false // what comes after the last answer of an interview is the outlet's again
			continue
		case b.Kind == dixit.Heading:
			b.Kind = dixit.Paragraph
		}
		since++
		b.Turn = turn.name
	}
}

// fewTurns is how many turns a conversation must have for the longest of them to tell how long the last may be.
const fewTurns = 5

// asksNext reports whether block i, which has no label, is a question that the next label answers: the outlet's own, which some
// interviews set in bold instead of labelling it.
func asksNext(d *dixit.Document, labels []label, next, i int) bool {
	return next < len(labels) && labels[next].block == i+1 && strings.HasSuffix(d.Text.Slice(d.Blocks[i].Span), "?")
}

// heads reports whether a block that was taken for a heading is one, inside a transcript. A page says so itself. In plain text,
// where it was told by its looks, it must be in capitals: a sentence of a speech may lack its stop.
func heads(d *dixit.Document, s string) bool {
	return d.MediaType != "text/plain" && d.MediaType != "application/json" || s == strings.ToUpper(s) || !strings.ContainsFunc(s, unicode.IsLower)
}

// remark reports whether a paragraph is a remark of whoever wrote the transcript: all of it in brackets.
func remark(s string) bool {
	s = strings.Trim(s, "*_ \u00a0")
	switch {
	case s == "":
		return false
	case omission(s):
		return true
	}
	end := map[byte]byte{'(': ')', '[': ']'}[s[0]]
	return end != 0 && strings.IndexByte(s, end) == len(strings.TrimRight(s, "."))-1
}

// omission reports whether a line says that words are left out: "<…>".
func omission(s string) bool {
	return strings.ContainsAny(s, "….") && strings.Trim(s, "<>[]() ….") == ""
}

// closes reports whether a line ends a transcript or a part of one: "END 2:05 P.M. EDT", "* * *", the time of day alone.
func closes(s string) bool {
	const longest = 120
	if len(s) > longest {
		return false
	}
	s = strings.TrimSpace(s)
	if !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		return true // "* * *", "###"
	}
	words := strings.Fields(strings.ToLower(strings.Trim(s, "()[]*_-–—#. ")))
	switch {
	case len(words) == 0 || clock(words) > 0 && len(words) <= clock(words)+1:
		return true
	case words[0] == "end" && (len(words) == 1 || words[1] == "of" && len(words) < 6 || clock(words[1:]) > 0), words[len(words)-1] == "ends" && len(words) < 4:
		return true
	case words[0] == "this" && len(words) > 3 && (words[1] == "interview" || words[1] == "transcript" || words[1] == "conversation"):
		return words[2] == "has" || words[2] == "was"
	}
	return (words[0] == "interview" || words[0] == "interviewed" || words[0] == "transcript" || words[0] == "translated") && len(words) > 2 &&
		(has(words[1:], "by") && !has(words, "i"))
}

func has(list []string, word string) bool { return slices.Contains(list, word) }

// quotes reports whether a paragraph is a name, a colon and a quotation, as articles give what somebody says.
func quotes(s string) bool {
	head, rest, ok := cutColon(s[:min(len(s), longestLabel)])
	if !ok || !opensQuote(rest) {
		return false
	}
	_, ok = nameLabel(head)
	return ok
}

// narrates reports whether a paragraph tells of the one whose turn it would be as one tells of another: "Lind said". It is the
// outlet's own.
func narrates(s string, turn label) bool {
	const fewest = 3 // letters of a name
	if len(turn.key) < fewest || turn.form == office && turn.role {
		return false
	}
	before := ""
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, ".,;:?!()”“\"")
		switch w {
		case "said", "told", "says", "added", "tells":
			if strings.EqualFold(strings.TrimSuffix(before, ","), turn.key) && !strings.Contains(s, "I ") {
				return true
			}
		}
		before = w
	}
	return false
}

// reports reports whether a paragraph of an article that holds a transcript is the article's: nobody talks in it outside
// quotation marks, and it tells what somebody said.
func reports(s string) bool {
	spoken := talk{}
	spoken.add(s)
	if spoken.persons > 0 {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		switch strings.Trim(w, ".,;:?!()”“\"") {
		case "said", "says", "told", "added", "according", "writes", "wrote", "claims", "claimed", "suggests":
			return true
		}
	}
	return false
}
