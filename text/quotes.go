package text

import (
	"strings"

	"dixit"
)

// Quote is a stretch of one block in quotation marks.
type Quote struct {
	Span      dixit.Span // bytes, marks included
	Inner     dixit.Span // bytes between the marks
	Open      string     // the opening mark as it stands, "" if there is none
	Close     string     // the closing mark as it stands, "" if there is none
	CloseOK   bool       // the closing mark is the right one, or there is rightly none: the next paragraph opens again
	Depth     int        // how many quotations it stands in
	Parent    int        // number of the quotation around it, -1 if there is none
	Continues int        // number of the quotation in the block before that it goes on from, -1 if there is none
}

// Quotes finds the quotations of the blocks of t, in order of their starts, outer before inner.
//
// News text opens and closes marks by convention, and the conventions are broken all the time. So this is no grammar but one
// pass with a stack for each paragraph, and rules for what is left over; each rule is a habit of people who write:
//
//   - A mark's form and its neighbours say whether it can open, close, or either (marks.go). If either, it closes what its
//     family has open, and opens otherwise: straight marks alternate.
//   - A closing mark closes the innermost open mark of its family, and with it everything opened inside: whatever a person
//     forgot, the outer mark still ends where it ends. A mark of another form but the same family closes too, and CloseOK
//     says that it is the wrong one (“win“, "mixed”).
//   - A mark that can only open, while its family is open: if enough closing marks are left in the paragraph for both it is
//     nested; if not, the open one was never closed and ends here, before the new one. So a typing error does not swallow the
//     next speaker.
//   - A single mark counts only if it is closed in its paragraph: most are apostrophes. ’ after an s and before a word may be
//     a possessive, and is one if another closing mark is left.
//   - A closing double mark with nothing open ends a quotation that began with the paragraph, unless one was closed before it
//     in the paragraph: then it is a stray.
//   - What is open at the end of a paragraph ends there. If the next paragraph opens with the same family, that was the rule
//     of newspapers: a quotation of several paragraphs opens each and closes the last. Continues links them.
//   - In a list, an item without marks between an item that opens and one that closes is part of the quotation.
func Quotes(t string, blocks []dixit.Block) []Quote {
	p := parser{t: t, carried: -1}
	ev := make([][]event, len(blocks))
	for i, b := range blocks {
		ev[i] = events(t, b.Span)
	}
	reach := closingItems(blocks, ev)
	for i, b := range blocks {
		p.block(b, ev[i], reach[i])
	}
	return p.finish()
}

// closingItems tells for each block whether, in its run of list items, the first item from it on that has marks begins with
// one that can only close.
func closingItems(blocks []dixit.Block, ev [][]event) []bool {
	out := make([]bool, len(blocks)+1)
	for i := len(blocks) - 1; i >= 0; i-- {
		switch {
		case blocks[i].Kind != dixit.ListItem:
		case len(ev[i]) == 0:
			out[i] = out[i+1]
		default:
			out[i] = ev[i][0].closes && !ev[i][0].opens && ev[i][0].family != single
		}
	}
	return out
}

// open is a quotation on the stack.
type open struct {
	quote   int // in parser.quotes
	family  family
	doubted bool // a single mark, or inches: dropped if it is never closed
}

// parser holds the state between blocks.
type parser struct {
	t       string
	quotes  []Quote
	dropped []bool // quotes that turned out to be none
	stack   []open
	carried int // the outermost quotation left open at the end of the block before, -1 if there is none
	family  family
}

// deepest is how many marks may be open at once; further ones are read as text.
const deepest = 8

// block reads one block. inList says that a list's closing mark lies ahead.
func (p *parser) block(b dixit.Block, ev []event, inList bool) {
	carried := p.carried
	p.stack, p.carried = p.stack[:0], -1
	first := len(p.quotes)
	if carried >= 0 {
		switch {
		case len(ev) > 0 && ev[0].opens && p.t[ev[0].at:ev[0].end] == p.quotes[carried].Open && strings.TrimSpace(p.t[b.Span.Start:ev[0].at]) == "":
			p.quotes[carried].CloseOK = true
		case b.Kind == dixit.ListItem && inList:
			p.push(event{at: b.Span.Start, end: b.Span.Start, family: p.family})
			p.quotes[carried].CloseOK = true
		default:
			carried = -1
		}
	}
	for _, e := range ev {
		p.event(e, b.Span, first)
	}
	p.end(b.Span)
	if carried >= 0 && first < len(p.quotes) {
		p.quotes[first].Continues = carried
	}
}

// event lets one mark open, close, or be text.
func (p *parser) event(e event, b dixit.Span, first int) {
	i := p.openOf(e.family)
	switch {
	case i >= 0 && e.closes && !p.possessive(e):
		p.close(i, e)
	case e.opens && i >= 0 && p.t[e.at:e.end] != "„" && !e.closes && e.closable < p.openCount(e.family)+1 && e.family != single:
		p.cut(i, e.at)
		p.push(e)
	case e.opens:
		if e.family != single || e.closable > 0 {
			p.push(e)
		}
	case e.closes && e.must && e.family != single && len(p.stack) == 0 && first == len(p.quotes) && strings.TrimSpace(p.t[b.Start:e.at]) != "":
		p.push(event{at: b.Start, end: b.Start, family: e.family})
		p.close(0, e)
	}
}

// possessive reports whether a single mark after an s is more likely to be an apostrophe: ‘the Smiths’ house is gone’, where a
// closing mark is left that no opening one needs.
func (p *parser) possessive(e event) bool {
	if e.family != single || e.closable <= e.openable || e.at == 0 || p.t[e.at-1]|0x20 != 's' {
		return false
	}
	after := p.t[e.end:]
	return len(after) > 1 && after[0] == ' ' && 'a' <= after[1]|0x20 && after[1]|0x20 <= 'z'
}

// openOf is the place on the stack of the innermost open quotation of a family, -1 if there is none.
func (p *parser) openOf(f family) int {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.stack[i].family == f {
			return i
		}
	}
	return -1
}

func (p *parser) openCount(f family) int {
	n := 0
	for _, o := range p.stack {
		if o.family == f {
			n++
		}
	}
	return n
}

func (p *parser) push(e event) {
	if len(p.stack) == deepest {
		return
	}
	parent := -1
	if n := len(p.stack); n > 0 {
		parent = p.stack[n-1].quote
	}
	p.stack = append(p.stack, open{quote: len(p.quotes), family: e.family, doubted: e.end > e.at && (e.family == single || !e.must)})
	p.dropped = append(p.dropped, false)
	p.quotes = append(p.quotes, Quote{
		Span: dixit.Span{Start: e.at, End: e.end}, Inner: dixit.Span{Start: e.end, End: e.end},
		Open: p.t[e.at:e.end], Parent: parent, Continues: -1,
	})
}

// close ends the quotation at place i of the stack with e, and what was opened inside it right before e.
func (p *parser) close(i int, e event) {
	p.cut(i+1, e.at)
	q := &p.quotes[p.stack[i].quote]
	q.Inner.End, q.Span.End = e.at, e.end
	q.Close = p.t[e.at:e.end]
	q.CloseOK = q.Open != "" && rightClose(q.Open, q.Close) || q.Open == "" && q.Close != "“"
	p.stack = p.stack[:i]
}

// cut ends everything from place i of the stack on at byte at, without a closing mark.
func (p *parser) cut(i, at int) {
	for ; len(p.stack) > i; p.stack = p.stack[:len(p.stack)-1] {
		o := p.stack[len(p.stack)-1]
		q := &p.quotes[o.quote]
		end := q.Inner.Start + len(strings.TrimRight(p.t[q.Inner.Start:max(at, q.Inner.Start)], " \t\r\n\u00a0"))
		q.Inner.End, q.Span.End = end, end
		if o.doubted || q.Inner.Len() == 0 {
			p.dropped[o.quote] = true
		}
	}
}

// end ends the block: what is open ends with it, and the outermost may go on in the next.
func (p *parser) end(b dixit.Span) {
	for _, o := range p.stack {
		if !o.doubted {
			p.carried, p.family = o.quote, o.family
			break
		}
	}
	p.cut(0, b.End)
	if p.carried >= 0 && p.dropped[p.carried] {
		p.carried = -1
	}
}

// rightClose reports whether b is the mark that closes a.
func rightClose(a, b string) bool {
	switch a {
	case "“", "‟", "”":
		return b == "”"
	case "„":
		return b == "“" || b == "”"
	case "‘", "‛":
		return b == "’"
	case "‚":
		return b == "‘" || b == "’"
	case "`":
		return b == "'"
	case "``":
		return b == "''" || b == `"`
	case "«":
		return b == "»"
	case "»":
		return b == "«" || b == "»"
	case "‹":
		return b == "›"
	case "›":
		return b == "‹" || b == "›"
	case "「":
		return b == "」"
	case "『":
		return b == "』"
	}
	return a == b
}

// finish removes what turned out to be no quotation, and counts depths.
func (p *parser) finish() []Quote {
	number := make([]int, len(p.quotes)) // of a kept quotation in the result; of a dropped one, its nearest kept parent's
	out := make([]Quote, 0, len(p.quotes))
	for i, q := range p.quotes {
		if q.Parent >= 0 {
			q.Parent = number[q.Parent]
		}
		if p.dropped[i] {
			number[i] = q.Parent
			continue
		}
		if q.Parent >= 0 {
			q.Depth = out[q.Parent].Depth + 1
		}
		if q.Continues >= 0 {
			if p.dropped[q.Continues] {
				q.Continues = -1
			} else {
				q.Continues = number[q.Continues]
			}
		}
		number[i] = len(out)
		out = append(out, q)
	}
	return out
}
