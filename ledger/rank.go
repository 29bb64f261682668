package ledger

import (
	"cmp"
	"math/bits"
	"slices"
)

// Order is in which order a search gives what it finds.
type Order int

// The orders.
const (
	Newest Order = iota // by place
	Best                // the best match first: see Ranking
)

// Bounds on what a ranked search looks at.
const (
	MaxRanked    = 500  // statements, the newest that are found; the rest follow them, the newest first
	MaxFrequency = 4096 // statements that are counted to see how common a term is
)

// Ranking says how well statements match what is asked for, by the Okapi BM25 of Robertson and others over several fields: a term
// that few statements have weighs more, a term that a statement has again weighs less each time, and one in few words weighs more
// than one in many. Words in what was said weigh more than those in the speaker's name, and these more than those in the title.
//
// All is integers, so that every store and processor comes to the same. Lengths are measured against usual ones, not against those in
// the ledger, so that a statement's score does not change when others come, unless a term becomes more common.
type Ranking struct {
	terms   []Term
	weights []int64
}

// NewRanking is the ranking by terms, which Sought gives, each of which so many statements of the ledger have, copies and struck
// ones included; MaxFrequency stands for more. Beginnings of words are not counted: they weigh as what is common.
func NewRanking(terms []Term, frequencies []int) Ranking {
	r := Ranking{terms: terms}
	for i, t := range terms {
		n := MaxFrequency
		if !t.Prefix {
			n = min(max(1, frequencies[i]), MaxFrequency)
		}
		r.weights = append(r.weights, one+log2(MaxFrequency)-log2(n))
	}
	return r
}

// one is 1 as a fraction is kept here.
const one = 1 << 10

// log2 is the binary logarithm of n in parts of one, with a straight line between powers of two.
func log2(n int) int64 {
	whole := bits.Len(uint(n)) - 1
	return int64(whole)<<10 + (int64(n)<<10)>>whole - one
}

// Sought are the terms of e that help a statement to be found, each once: not those that must not be in it.
func Sought(e Expr) []Term {
	var out []Term
	add := func(list ...Term) {
		for _, t := range list {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	switch e := e.(type) {
	case All:
		for _, x := range e {
			add(Sought(x)...)
		}
	case Any:
		for _, x := range e {
			add(Sought(x)...)
		}
	case Near:
		add(e.A, e.B)
	case Term:
		add(e)
	}
	return out
}

// Score is how well a statement matches; 0 if it has none of the terms.
func (r Ranking) Score(s *Subject) (score int64) {
	const saturation = one * 6 / 5 // k1
	for i, t := range r.terms {
		var n int64
		for _, f := range fieldsOf(t.Field) {
			row := s.row(f)
			if count := int64(len(places(t, f, row))); count > 0 {
				n += count * boost(f) * 2 * usual(f) / (usual(f) + int64(len(row.folded)))
			}
		}
		score += r.weights[i] * n * (one + saturation) / (n + saturation) / one
	}
	return score
}

// boost is what a word in a field weighs.
func boost(f Field) int64 {
	switch f {
	case name:
		return one * 3 / 4
	case Title:
		return one / 2
	}
	return one
}

// usual is how many words a field usually has. Half of a count is by the length (b).
func usual(f Field) int64 {
	switch f {
	case Said, InNote:
		return 20
	case Title, Via:
		return 10
	}
	return 2
}

// Ranked is how a statement stands in a ranked search.
type Ranked struct {
	Score int64
	Place
}

// Compare is negative if r comes before q: the better one, of equal ones the one that comes first in a search by place.
func (r Ranked) Compare(q Ranked) int {
	return cmp.Or(cmp.Compare(q.Score, r.Score), r.Place.Compare(q.Place))
}
