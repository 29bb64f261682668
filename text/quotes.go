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

// Quotes finds the quotations of the blocks of t, in order of their starts, outer before inner. Text outside the blocks is
// passed over. The spans of blocks must be in order and inside t.
//
// News text opens and closes marks by convention, and the conventions are broken all the time. So this is no grammar but one
// pass with a stack for each paragraph, and rules for what is left over; each rule is a habit of people who write:
//
//   - A mark's form and its neighbours say whether it can open, close, or either (marks.go). If either, it closes what its
//     family has open, and opens otherwise: straight marks alternate.
//   - A closing mark closes the innermost open mark of its family, and with it everything opened inside: whatever a person
//     forgot, the outer mark still ends where it ends. A mark of another form but the same family closes too, and CloseOK
//     says that it is the wrong one (“win“, "mixed”).
//   - A mark that can only open, while its family is open, is nested if the open one is still closed after it. If the marks
//     that are left do not reach so far, the open one was never closed and ends here, before the new one. So a typing error
//     does not swallow the next speaker. Two things weigh more than the count: a pair “…” inside a straight mark is nested,
//     because who writes both forms tells them apart; and a reporting clause right before the new mark (“Yes, he said. “No)
//     shows what was forgotten, and where.
//   - A single mark counts only if it is closed in its paragraph: most are apostrophes. ’ after an s and before a word may be
//     a possessive, and is one if another closing mark is left. Only in a document that quotes in single marks (most of its
//     paragraphs that begin with a mark begin with a single one) may one that begins a paragraph stay open.
//   - Families are kept apart, so that an apostrophe closes nothing; but where one side of a quotation is missing and there is
//     a mark of the other size in its place (‘Yes,” or “Yes,’ after a comma or stop), it was the wrong key.
//   - A closing double mark with nothing open ends a quotation that began with the paragraph, unless one was closed before it
//     in the paragraph: then it is a stray.
//   - What is open at the end of a paragraph ends there. If the next paragraph opens with the same mark, that was the rule
//     of newspapers: a quotation of several paragraphs opens each and closes the last. Continues links them. A paragraph that
//     ends with a reporting clause, before one whose marks come out even, is no such thing: there a mark was forgotten, and
//     the next paragraph is the next speaker's.
//   - In a list, an item without marks between an item that opens and one that closes is part of the quotation.
//
// Nothing looks back: a mark is met once, what comes after it in its paragraph is counted beforehand, the stack is bounded, and
// the evidence of words is sought in a bounded stretch. So the work grows with the text whatever the text is.
func Quotes(t string, blocks []dixit.Block) []Quote {
	ev := make([][]event, len(blocks))
	for i, b := range blocks {
		ev[i] = events(t, b.Span)
	}
	p := parser{t: t, blocks: blocks, ev: ev, carried: -1, british: british(t, blocks, ev)}
	listed := closingItems(blocks, ev)
	for i := range blocks {
		p.block(i, listed[i])
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
	doubted bool  // a single mark, or one that may be none: dropped if it is never closed
	reach   int   // the furthest end of what stands in it
	stray   event // the first closing mark of the wrong size in it, zero if there is none
}

// parser holds the state between blocks.
type parser struct {
	t       string
	blocks  []dixit.Block
	ev      [][]event // by block
	british bool      // the document quotes in single marks
	quotes  []Quote
	dropped []bool // quotes that turned out to be none
	stack   []open
	carried int    // the outermost quotation left open at the end of the block before, -1 if there is none
	family  family // its family
	loose   event  // a single mark that opens, with no single one to close it, and nothing opened since; zero if there is none
}

// deepest is how many marks may be open at once; further ones are read as text.
const deepest = 8

// block reads block i. inList says that a list's closing mark lies ahead.
func (p *parser) block(i int, inList bool) {
	b, ev := p.blocks[i], p.ev[i]
	carried := p.carried
	p.stack, p.carried, p.loose = p.stack[:0], -1, event{}
	first := len(p.quotes)
	if carried >= 0 {
		switch {
		case leads(p.t, b.Span, ev) && ev[0].mark(p.t) == p.quotes[carried].Open:
		case b.Kind == dixit.ListItem && inList:
			p.push(event{at: b.Span.Start, end: b.Span.Start, family: p.family}, false)
		default:
			carried = -1
		}
	}
	for j := range ev {
		p.event(i, j, first)
	}
	p.end(i)
	if carried >= 0 && first < len(p.quotes) && !p.dropped[first] {
		p.quotes[first].Continues = carried
		p.quotes[carried].CloseOK = true
	}
}

// event lets mark j of block b open, close, or be text. first is the number of the block's first quotation.
func (p *parser) event(b, j, first int) {
	e := p.ev[b][j]
	i := p.openOf(e.family)
	switch {
	case i >= 0 && e.closes && !p.possessive(e):
		p.close(i, e)
	case e.opens && e.family == single:
		p.openSingle(e, j == 0 && leads(p.t, p.blocks[b].Span, p.ev[b]))
	case e.opens:
		if i >= 0 && !e.closes && p.unclosed(i, b, e) {
			p.cut(i, e.at, true)
		}
		p.push(e, !e.must)
	case e.family == single:
		p.wrongSize(e)
	case e.closes && e.must && len(p.stack) == 0:
		p.unopened(p.blocks[b].Span, e, first)
	}
}

// openSingle opens a single mark if it is closed, or may stay open because it leads a paragraph where single marks quote.
func (p *parser) openSingle(e event, leads bool) {
	switch {
	case e.closable > 0:
		p.push(e, true)
	case p.british && leads:
		p.push(e, false)
	case len(p.stack) == 0:
		p.loose = e
	}
}

// unclosed reports whether the quotation at place i of the stack ends before e, which opens another of its family in block b.
func (p *parser) unclosed(i, b int, e event) bool {
	o := p.quotes[p.stack[i].quote]
	mark := e.mark(p.t)
	switch {
	case mark == "„":
		return false
	case p.clauseEnd(p.stack[i], p.trimmed(o.Inner.Start, e.at)) >= 0:
		return true
	case mark == "“" && (o.Open == `"` || o.Open == "''") && e.next >= 0 && p.ev[b][e.next].mark(p.t) == "”":
		return false
	}
	return e.low >= 0
}

// wrongSize notes a single mark that closes nothing of its own size, after a comma or stop inside a double one.
func (p *parser) wrongSize(e event) {
	if n := len(p.stack); n > 0 && e.closes && p.stack[n-1].family == double && p.stack[n-1].stray == (event{}) &&
		strings.IndexByte(",.?!", p.t[e.at-1]) >= 0 {
		p.stack[n-1].stray = e
	}
}

// unopened closes with e what was opened by a mark of the wrong size, or else what began with block b.
func (p *parser) unopened(b dixit.Span, e event, first int) {
	switch {
	case p.loose != event{} && e.family == double:
		p.push(p.loose, false)
	case first == len(p.quotes) && strings.TrimSpace(p.t[b.Start:e.at]) != "":
		p.push(event{at: b.Start, end: b.Start}, false)
	default:
		return
	}
	p.close(0, e)
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

// end ends block b: what is open ends with it, and the outermost may go on in the next.
func (p *parser) end(b int) {
	at := p.blocks[b].Span.End
	outer := 0
	for outer < len(p.stack) && p.stack[outer].doubted {
		outer++
	}
	if outer == len(p.stack) {
		p.cut(0, at, false)
		return
	}
	o := p.stack[outer]
	p.cut(0, at, !p.runsOn(b, o))
	if q := p.quotes[o.quote]; !p.dropped[o.quote] && q.Close == "" && q.Inner.End == p.trimmed(q.Inner.Start, at) {
		p.carried, p.family = o.quote, o.family
	}
}

// runsOn reports whether the block after b opens with o's mark and leaves it open too, as a quotation of several paragraphs
// does.
func (p *parser) runsOn(b int, o open) bool {
	if b+1 == len(p.blocks) {
		return false
	}
	next := p.ev[b+1]
	return leads(p.t, p.blocks[b+1].Span, next) && next[0].mark(p.t) == p.quotes[o.quote].Open && !even(next, o.family)
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
	case "‘‘":
		return b == "’’"
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

// longest is the size in bytes above which a quotation of one paragraph is none: its mark has lost its partner. It also keeps
// what is written of a document in proportion to it, since every statement comes with the quotations around it.
const longest = 32 << 10

// finish removes what turned out to be no quotation, and counts depths.
func (p *parser) finish() []Quote {
	number := make([]int, len(p.quotes)) // of a kept quotation in the result; of a dropped one, its nearest kept parent's
	out := make([]Quote, 0, len(p.quotes))
	for i, q := range p.quotes {
		if q.Parent >= 0 {
			q.Parent = number[q.Parent]
		}
		if p.dropped[i] = p.dropped[i] || q.Span.Len() > longest; p.dropped[i] {
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
