package compare

import "dixit"

// rows are words in a row of a wording, from one up to another.
type rows struct{ from, to int }

// piecesOf are the words of f against those of base, in order.
func piecesOf(base, f form) ([]Piece, error) {
	var out []Piece
	b, o := 0, 0
	gap := func(toB, toO int, end bool) error {
		list, err := gapPieces(base, f, rows{b, toB}, rows{o, toO}, end)
		out = append(out, list...)
		return err
	}
	for i := 0; i < len(f.pairs); {
		p := f.pairs[i]
		if err := gap(p.base, p.own, i == 0); err != nil {
			return nil, err
		}
		n := 1 // words in a row in one content of each
		for i+n < len(f.pairs) && f.pairs[i+n] == (pair{p.base + n, p.own + n}) &&
			base.said.words[p.base+n].piece == base.said.words[p.base].piece && f.said.words[p.own+n].piece == f.said.words[p.own].piece {
			n++
		}
		same := Piece{Op: Same}
		var err error
		if same.Base, err = base.cut(rows{p.base, p.base + n}); err != nil {
			return nil, err
		}
		if same.Own, err = f.cut(rows{p.own, p.own + n}); err != nil {
			return nil, err
		}
		out = append(out, same)
		b, o, i = p.base+n, p.own+n, i+n
	}
	return out, gap(len(base.said.words), len(f.said.words), true)
}

// fewWords is up to how many words at the ends of what two wordings share are taken to stand for each other ("I" and "she").
const fewWords = 3

// gapPieces are the pieces between two words that both have. At the ends of what they share, the baseline's words are outside, but
// for a few in whose place a few others stand.
func gapPieces(base, f form, b, o rows, end bool) ([]Piece, error) {
	var out []Piece
	if n, m := b.to-b.from, o.to-o.from; n > 0 && n <= fewWords && m > 0 && m <= fewWords {
		end = false
	}
	bases, err := base.cuts(b)
	if err != nil {
		return nil, err
	}
	owns, err := f.cuts(o)
	if err != nil {
		return nil, err
	}
	for i := range max(len(bases), len(owns)) {
		switch {
		case end && i < len(bases):
			out = append(out, Piece{Op: Outside, Base: bases[i]})
		case i < len(bases) && i < len(owns):
			out = append(out, Piece{Changed, bases[i], owns[i]})
		case i < len(bases):
			out = append(out, Piece{Op: Dropped, Base: bases[i]})
		}
		if i < len(owns) && (end || i >= len(bases)) {
			out = append(out, Piece{Op: Added, Own: owns[i]})
		}
	}
	return out, nil
}

// cuts are words in a row, a fragment for each content that they are in.
func (f form) cuts(r rows) ([]dixit.Fragment, error) {
	var out []dixit.Fragment
	for r.from < r.to {
		end := r.from + 1
		for end < r.to && f.said.words[end].piece == f.said.words[r.from].piece {
			end++
		}
		c, err := f.cut(rows{r.from, end})
		if err != nil {
			return nil, err
		}
		out = append(out, c)
		r.from = end
	}
	return out, nil
}

// cut is words in a row of one content.
func (f form) cut(r rows) (dixit.Fragment, error) {
	first, last := f.said.words[r.from], f.said.words[r.to-1]
	return f.record.Statement.Content[first.piece].Slice(dixit.Span{Start: first.span.Start, End: last.span.End})
}
