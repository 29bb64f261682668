package relate

import (
	"slices"
	"strings"

	"dixit"
)

// Pair is a word that two statements share, where it stands in each.
type Pair struct{ A, B dixit.Fragment }

// Subject is what two statements are both about.
type Subject struct {
	Shared []Pair  // names and content words, in any of their forms, in the order of a; each once
	Weight float64 // the sum of their weights: names and rare words tell more
	Plain  bool    // enough is shared for the two to be about the same thing, not just the same field
}

// plainly is the weight from which on two statements are about the same thing: two rare words, or more commoner ones.
const plainly = 2

// Same is what a and b are both about. Names of their speakers do not count: that two people speak of one of them makes no subject.
func Same(a, b dixit.Record) Subject { return Read(a.Statement).Same(Read(b.Statement)) }

// Same is what a and b are both about.
func (a *Said) Same(b *Said) Subject {
	var s Subject
	shared := a.shared(b)
	things := 0
	for _, p := range shared {
		s.Shared = append(s.Shared, Pair{part(a.words, p[0], p[0]), part(b.words, p[1], p[1])})
		if !a.words[p[0]].name {
			things++
		}
	}
	s.Weight = a.weigh(b, shared)
	s.Plain = s.Weight >= plainly && things > 0 && len(s.Shared) > 1
	return s
}

// weigh is how much places of shared words tell together. A name of several words tells hardly more than one of one.
func (a *Said) weigh(b *Said, shared [][2]int) (sum float64) {
	for i, p := range shared {
		x, y := a.words[p[0]], b.words[p[1]]
		weight := min(x.weight, y.weight)
		if i > 0 && x.name && y.name && p[0] == shared[i-1][0]+1 && p[1] == shared[i-1][1]+1 {
			weight = min(weight, 0.25)
		}
		sum += weight
	}
	return sum
}

// telling is the pair that tells most, the first of several.
func (a *Said) telling(b *Said) (Pair, bool) {
	best, weight := [2]int{}, 0.0
	for _, p := range a.shared(b) {
		if w := min(a.words[p[0]].weight, b.words[p[1]].weight); w > weight && !a.words[p[0]].name {
			best, weight = p, w
		}
	}
	if weight == 0 {
		return Pair{}, false
	}
	return Pair{part(a.words, best[0], best[0]), part(b.words, best[1], best[1])}, true
}

// shared are the places of the words that a and b share, each root once where it stands first, in the order of a.
func (a *Said) shared(b *Said) [][2]int {
	if a.overlap(b) == 0 {
		return nil
	}
	first := make(map[string]int, len(b.words))
	for i, w := range slices.Backward(b.words) {
		if w.weight > 0 {
			first[w.root] = i
		}
	}
	var out [][2]int
	for i, w := range a.words {
		if j, ok := first[w.root]; ok && w.weight > 0 && !a.names(w.root) && !b.names(w.root) {
			out = append(out, [2]int{i, j})
			delete(first, w.root)
		}
	}
	return out
}

// overlap is what the words that a and b share can weigh together at most: Same says what they do.
func (a *Said) overlap(b *Said) (sum float64) {
	for i, j := 0, 0; i < len(a.roots) && j < len(b.roots); {
		switch c := strings.Compare(a.roots[i].root, b.roots[j].root); {
		case c == 0:
			sum += min(a.roots[i].weight, b.roots[j].weight)
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return sum
}

// names reports whether a root is part of the speaker's name.
func (a *Said) names(root string) bool { return slices.Contains(a.own, root) }
