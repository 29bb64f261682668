package text

import (
	"strings"

	"dixit"
)

// openOf is the place on the stack of the innermost open quotation of a family, -1 if there is none.
func (p *parser) openOf(f family) int {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.stack[i].family == f {
			return i
		}
	}
	return -1
}

// push opens a quotation with e. A doubted one is dropped if it is never closed.
func (p *parser) push(e event, doubted bool) {
	if len(p.stack) == deepest {
		return
	}
	parent := -1
	if n := len(p.stack); n > 0 {
		parent = p.stack[n-1].quote
	}
	p.loose = event{}
	p.stack = append(p.stack, open{quote: len(p.quotes), family: e.family, doubted: doubted})
	p.dropped = append(p.dropped, false)
	p.quotes = append(p.quotes, Quote{
		Span: dixit.Span{Start: e.at, End: e.end}, Inner: dixit.Span{Start: e.end, End: e.end},
		Open: p.t[e.at:e.end], Parent: parent, Continues: -1,
	})
}

// pop takes the innermost quotation off the stack once its span is known.
func (p *parser) pop() {
	n := len(p.stack) - 1
	o := p.stack[n]
	p.stack = p.stack[:n]
	p.loose = event{}
	if n > 0 {
		p.stack[n-1].reach = max(p.stack[n-1].reach, o.reach, p.quotes[o.quote].Span.End)
	}
}

// close ends the quotation at place i of the stack with e, and what was opened inside it right before e.
func (p *parser) close(i int, e event) {
	p.cut(i+1, e.at, true)
	q := &p.quotes[p.stack[i].quote]
	q.Inner.End, q.Span.End = e.at, e.end
	q.Close = p.t[e.at:e.end]
	q.CloseOK = q.Open != "" && rightClose(q.Open, q.Close) || q.Open == "" && q.Close != "“"
	p.pop()
}

// cut ends everything from place i of the stack on at byte at, without a closing mark, or earlier where a mark of the wrong
// size or (if clauses is set) a reporting clause shows that it was over.
func (p *parser) cut(i, at int, clauses bool) {
	for len(p.stack) > i {
		o := p.stack[len(p.stack)-1]
		q := &p.quotes[o.quote]
		end := p.trimmed(q.Inner.Start, at)
		q.Inner.End, q.Span.End = end, end
		if o.doubted || q.Inner.Len() == 0 {
			p.dropped[o.quote] = true
		} else if o.stray.at > 0 && o.reach <= o.stray.at {
			q.Inner.End, q.Span.End, q.Close = o.stray.at, o.stray.end, o.stray.mark(p.t)
		} else if said := p.clauseEnd(o, end); clauses && said >= 0 {
			q.Inner.End, q.Span.End = said, said
		}
		p.pop()
	}
}

// clauseEnd is where o ends if it is followed, up to byte at, by a reporting clause; -1 if it is not.
func (p *parser) clauseEnd(o open, at int) int {
	end := reporting(p.t, p.quotes[o.quote].Inner.Start, at)
	if end < o.reach || o.family == single {
		return -1
	}
	return end
}

// trimmed is at, or the end of p.t[start:at] without white space at its end.
func (p *parser) trimmed(start, at int) int {
	return start + len(strings.TrimRight(p.t[start:max(at, start)], " \t\r\n\u00a0"))
}
