package verify

import (
	"strings"

	"dixit"
)

// differ makes operations of pairs.
type differ struct {
	p       *pattern
	rows    []row
	src     *Source
	ops     []Op
	edits   int
	crosses bool
	gap     bool // inside what an ellipsis leaves out
	spans   [2]dixit.Span
}

func (d *differ) read(pairs []pair) {
	for _, x := range pairs {
		var a, b *token
		if x.token >= 0 {
			a = &d.src.tokens[x.token]
		}
		if x.row >= 0 {
			d.gap = d.rows[x.row].kind == gap
			if d.gap {
				continue
			}
			b = &d.rows[x.row].tok
		}
		d.step(a, b, x)
	}
	d.contractions()
}

// step adds the operation of one pair.
func (d *differ) step(a, b *token, x pair) {
	if a != nil && b == nil && d.gap || a == nil && d.rows[x.row].outer {
		return
	}
	if a != nil && b != nil && d.rows[x.row].same(*a) {
		d.add(Op{Change: Same}, a, b)
		return
	}
	op := Op{Change: Replaced, Harm: harmOf(a, b, a != nil && d.inner(x.token) || a == nil && x.row > 0)}
	switch {
	case a == nil:
		op.Change = Added
		if k := x.row; isWord(b) && (k > 0 && d.rows[k-1].tok.hash == b.hash || k+1 < len(d.rows) && d.rows[k+1].tok.hash == b.hash) {
			op.Harm = Repeat
		}
	case b == nil:
		op.Change = Dropped
		if a.class == border || a.class == quote && d.src.outerMark(a.span) {
			d.crosses = true
		}
		if k := x.token; isWord(a) && (k > 0 && d.src.tokens[k-1].hash == a.hash || k+1 < len(d.src.tokens) && d.src.tokens[k+1].hash == a.hash) {
			op.Harm = Repeat
		}
	}
	if (isWord(a) || isWord(b)) && op.Harm != Case && op.Harm != Spelling {
		d.edits++
	}
	d.add(op, a, b)
}

// inner reports whether token i does not begin a sentence.
func (d *differ) inner(i int) bool {
	for i--; i >= 0 && d.src.tokens[i].class == quote; i-- {
	}
	if i < 0 {
		return false
	}
	t := d.src.tokens[i]
	return t.class != border && t.class != dots && !t.is(".") && !t.is("?") && !t.is("!") && !t.is(":")
}

// outerMark reports whether the mark at span begins or ends a quotation of the source that stands in no other.
func (s *Source) outerMark(span dixit.Span) bool {
	for _, q := range s.quotes {
		if q.Depth == 0 && (q.Span.Start == span.Start || q.Span.End == span.End) {
			return !s.turns
		}
	}
	return false
}

// add adds op with the words of a and b, or lengthens the last one by them.
func (d *differ) add(op Op, a, b *token) {
	if a != nil && a.class == border {
		return
	}
	n := len(d.ops)
	joined := n > 0 && d.ops[n-1].Change == op.Change && d.ops[n-1].Harm == op.Harm && (op.Change == Same || op.Harm == Word && op.Change != Replaced)
	if !joined {
		d.spans = [2]dixit.Span{}
		d.ops = append(d.ops, op)
		n++
	}
	grow := func(s *dixit.Span, t *token) {
		if t == nil {
			return
		}
		if s.Len() == 0 {
			s.Start = t.span.Start
		}
		s.End = t.span.End
	}
	grow(&d.spans[0], a)
	grow(&d.spans[1], b)
	d.ops[n-1].Source = d.src.doc.Text.Slice(d.spans[0])
	if s := d.spans[1]; s.End <= len(d.p.text) {
		d.ops[n-1].Draft = d.p.text[s.Start:s.End]
	}
}

// contractions renames the harms of do not for don’t and of a while for awhile, and the other way round, which say the same.
func (d *differ) contractions() {
	for i := 0; i+1 < len(d.ops); i++ {
		a, b := &d.ops[i], &d.ops[i+1]
		if a.Change == Same || b.Change == Same {
			continue
		}
		x, y := strings.Fields(a.Source+" "+b.Source), strings.Fields(a.Draft+" "+b.Draft)
		if len(x) > len(y) {
			x, y = y, x
		}
		if len(x) == 1 && len(y) == 2 && (expands(x[0], y[0], y[1]) || strings.EqualFold(x[0], y[0]+y[1])) {
			a.Harm, b.Harm = Spelling, Spelling
		}
	}
}

// expands reports whether the contraction w is the words a and b.
func expands(w, a, b string) bool {
	w = strings.ToLower(strings.Map(func(c rune) rune {
		if apostrophe(c) {
			return '\''
		}
		return c
	}, w))
	a, b = strings.ToLower(a), strings.ToLower(b)
	if w == "cannot" {
		return a == "can" && b == "not"
	}
	if stem, ok := strings.CutSuffix(w, "n't"); ok {
		switch stem {
		case "wo":
			stem = "will"
		case "ca":
			stem = "can"
		case "sha":
			stem = "shall"
		}
		return stem == a && b == "not"
	}
	stem, end, ok := strings.Cut(w, "'")
	if !ok || stem != a {
		return false
	}
	switch end {
	case "m":
		return b == "am"
	case "re":
		return b == "are"
	case "ll":
		return b == "will"
	case "ve":
		return b == "have"
	case "s":
		return b == "is" || b == "has"
	case "d":
		return b == "would" || b == "had"
	}
	return false
}
