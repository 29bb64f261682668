package verify

import (
	"slices"
	"strings"
)

// What a step from the source's words to the draft's costs, in hundredths of a word. A pair of words costs less than one dropped and
// one added, and less again if they look related, so that the diff a person sees has what belongs together side by side.
const (
	costDropped = 90
	costAdded   = 105
	costPair    = 100
	costRelated = 70
	costCase    = 5
	costMark    = 8
	costShown   = 60 // a word added in brackets
	costEnd     = 120
	tooDear     = 1 << 28
)

// row is what a quotation is compared by: its elements with the words in brackets one by one.
type row struct {
	element
	shown         bool // in brackets
	person, modal bool // the word is one of those
}

func newRow(e element, shown bool) row {
	return row{e, shown, grammaticalPerson(e.tok.key), modal(e.tok.key)}
}

func (p *pattern) rows() []row {
	var out []row
	for _, k := range p.leading {
		out = append(out, newRow(element{tok: k}, true))
	}
	for _, e := range p.elements {
		if e.kind != inserted {
			out = append(out, newRow(e, false))
			continue
		}
		for _, k := range e.in {
			out = append(out, newRow(element{tok: k}, true))
		}
	}
	return out
}

// pair is one step of an alignment: row and token, either -1.
type pair struct{ row, token int }

// align finds the cheapest way from a stretch of the tokens from lo to before hi of s to the rows, both ends of the stretch free. It
// is the plain table, with one byte a cell to find the way back; the stretch is only as long as a window.
func align(rows []row, s *Source, lo, hi int) (pairs []pair, cost int32) {
	n := hi - lo
	const diagonal, down, right = 1, 2, 3 // both, a row alone (added), a token alone (dropped)
	way := make([]byte, (len(rows)+1)*(n+1))
	col := make([]int32, n+1)
	for i := range rows {
		r := &rows[i]
		w := way[(i+1)*(n+1):]
		before := col[0]
		col[0] += added(r)
		w[0] = down
		for j := 1; j <= n; j++ {
			t := &s.tokens[lo+j-1]
			best, by := before+r.replaces(t), byte(diagonal)
			if c := col[j] + added(r); c < best {
				best, by = c, down
			}
			if c := col[j-1] + r.drops(t); c < best {
				best, by = c, right
			}
			before, col[j], w[j] = col[j], best, by
		}
	}
	end := 0
	for j, c := range col {
		if c < col[end] {
			end = j
		}
	}
	for i, j := len(rows), end; i > 0; {
		switch way[i*(n+1)+j] {
		case diagonal:
			i, j = i-1, j-1
			pairs = append(pairs, pair{i, lo + j})
		case down:
			i--
			pairs = append(pairs, pair{i, -1})
		default:
			j--
			pairs = append(pairs, pair{-1, lo + j})
		}
	}
	for a, b := 0, len(pairs)-1; a < b; a, b = a+1, b-1 {
		pairs[a], pairs[b] = pairs[b], pairs[a]
	}
	return pairs, col[end]
}

// added is what it costs that the source does not have r.
func added(r *row) int32 {
	switch {
	case r.kind == gap:
		return 0
	case r.outer:
		return 1 // so that one is taken where there is one
	case r.tok.class != word:
		return costMark
	case r.shown:
		return costShown
	}
	return costAdded
}

// drops is what it costs that the draft leaves t out after r.
func (r *row) drops(t *token) int32 {
	switch {
	case t.class == border:
		return costEnd
	case r.kind == gap:
		return 0
	case t.class != word:
		return costMark
	}
	return costDropped
}

// replaces is what it costs that the draft has r for t.
func (r *row) replaces(t *token) int32 {
	switch {
	case t.class == border || r.kind == gap && t.class != dots:
		return tooDear
	case r.kind == gap || r.same(*t):
		return 0
	case (t.class == word) != (r.tok.class == word):
		return tooDear
	case t.class != word:
		return costMark + 2
	case t.hash == r.tok.hash:
		return costCase
	case r.related(t.key):
		return costRelated
	}
	return costPair
}

// related reports whether the source's word looks as if r had been made of it.
func (r *row) related(word string) bool {
	const head = 3
	own := r.tok.key
	return len(word) >= head && len(own) >= head && word[:head] == own[:head] || digit(rune(word[0])) && digit(rune(own[0])) ||
		r.person && grammaticalPerson(word) || r.modal && modal(word)
}

// placed is a window compared word by word.
type placed struct {
	src      *Source
	from, to int // tokens, to included
	ops      []Op
	cost     int32
	edits    int    // words that differ, but in case and spelling
	crosses  bool   // what is left out takes in the end of a paragraph, or of the source's quotation
	wording  string // the source's words, folded
	unsure   bool   // see lookalike
}

// compare aligns the quotation with the tokens from lo to before hi of s.
func (p *pattern) compare(rows []row, s *Source, lo, hi int) placed {
	pairs, cost := align(rows, s, lo, hi)
	for len(pairs) > 0 && pairs[0].row < 0 {
		pairs = pairs[1:]
	}
	out := placed{src: s, from: -1, cost: cost}
	for _, x := range pairs {
		if x.token >= 0 {
			if out.from < 0 {
				out.from = x.token
			}
			out.to = x.token
		}
	}
	if out.from < 0 {
		return out
	}
	d := differ{p: p, rows: rows, src: s}
	d.read(pairs)
	out.ops, out.edits, out.crosses = d.ops, d.edits, d.crosses
	var words []string
	for _, t := range s.tokens[out.from : out.to+1] {
		if t.class == word {
			words = append(words, strings.ToLower(t.key))
		}
	}
	out.wording = strings.Join(words, " ")
	out.unsure = lookalike(pairs, rows, s) && slices.ContainsFunc(out.ops, namesAnother)
	return out
}
