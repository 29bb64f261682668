package verify

import "unicode/utf8"

// A look-alike is a sentence that differs from the quotation in a word that names something else: "the northern bridge" where the
// draft has "the southern bridge". It may be what was altered. It may as well be another sentence, of a pair of which the sources no
// longer hold the one that was quoted; nothing in either tells. So it is never offered as the quotation's place, unless
// another sentence of the quotation stands beside it word for word and pins it down, or the words changed are of the kinds that
// alterations are made of and other sentences less: what denies, numbers, names, persons, tenses, words like "would", words
// dropped or added, words that name nothing, slips.
//
// namesAnother reports whether o has a word that names something for one that names something else.
func namesAnother(o Op) bool {
	return o.Change == Replaced && o.Harm == Word && (!function(o.Source) || !function(o.Draft)) && utf8.RuneCountInString(o.Source) > 1
}

// lookalike reports whether no sentence pins the alignment down, and it does more than put words in another order.
func lookalike(pairs []pair, rows []row, s *Source) bool {
	const enough = 4 // words of a sentence that pins a place down
	pinned := false
	moved := map[uint64]int{}              // words replaced, less those in their place: none is left over where they only changed places
	words, differ, left := 0, false, false // of the sentence; left: inside what an ellipsis leaves out
	for i, x := range pairs {
		if x.row >= 0 && rows[x.row].kind == gap {
			pinned = pinned || !differ && words >= enough
			words, differ, left = 0, false, true
			continue
		}
		if left && x.row < 0 {
			continue
		}
		left = false
		if x.token >= 0 && x.row >= 0 && s.tokens[x.token].class == word {
			a, b := s.tokens[x.token], rows[x.row].tok
			words++
			if !rows[x.row].same(a) {
				differ = true
				moved[a.hash]++
				moved[b.hash]--
			}
		} else if x.token >= 0 && s.tokens[x.token].class == word || x.row >= 0 && rows[x.row].tok.class == word {
			differ = true
		}
		if end := x.token >= 0 && (s.tokens[x.token].is(".") || s.tokens[x.token].is("?") || s.tokens[x.token].is("!")); end || i == len(pairs)-1 {
			pinned = pinned || !differ && words >= enough
			words, differ = 0, false
		}
	}
	for _, n := range moved {
		if n != 0 {
			return !pinned
		}
	}
	return false
}
