package compare

import (
	"cmp"
	"slices"

	"dixit"
	"dixit/copies/wordhash"
)

// Near is a statement that shares words with a quotation.
type Near struct {
	Record dixit.Record
	Row    int // words of the quotation that it has in a row
	Shared int // words of the quotation that it has, in their order
	Of     int // words of the quotation
}

// Nearest are the statements that share words with a quotation, the nearest first: those that have most of it in a row, then most
// of it at all, then the first (Said.Compare). One that has neither all of them nor two that bear meaning is left out.
func Nearest(quotation string, list []dixit.Record) []Near {
	words := loose(quotation)
	type near struct {
		Near
		said *Said
	}
	var all []near
	for _, r := range list {
		s := Of(r.Doc, r.Statement)
		n := near{Near{Record: r, Of: len(words)}, s}
		bearing := 0
		row := 0
		pairs := aligned(words, s.words)
		for i, p := range pairs {
			if words[p.base].bears {
				bearing++
			}
			if i > 0 && p == (pair{pairs[i-1].base + 1, pairs[i-1].own + 1}) {
				row++
			} else {
				row = 1
			}
			n.Row = max(n.Row, row)
		}
		if n.Shared = len(pairs); n.Shared > 0 && (n.Shared == n.Of || bearing >= leastWord) {
			all = append(all, n)
		}
	}
	slices.SortFunc(all, func(a, b near) int {
		return cmp.Or(cmp.Compare(b.Row, a.Row), cmp.Compare(b.Shared, a.Shared), a.said.Compare(b.said))
	})
	out := make([]Near, len(all))
	for i, n := range all {
		out[i] = n.Near
	}
	return out
}

// loose are the words of a text that is no statement.
func loose(s string) []word {
	var out []word
	for span, folded := range eachWord(s) {
		if len(out) == mostWords {
			break
		}
		out = append(out, word{span: span, text: folded, hash: wordhash.Of(folded), bears: !empty(folded)})
	}
	return out
}

// Bears counts the folded words that bear meaning.
func Bears(words []string) int {
	n := 0
	for _, w := range words {
		if !empty(w) {
			n++
		}
	}
	return n
}
