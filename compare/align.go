package compare

import "slices"

// pair is a word of a baseline and the same word of a wording that is set against it.
type pair struct{ base, own int }

// What a word that both have counts in an alignment. A word that bears no meaning weighs little, so that no "the" is preferred to
// what the sentence is about; one that follows a pair weighs more, so that words stay together.
const (
	weighs   = 8
	follows  = 3
	isLittle = 2
)

// aligned pairs the words that two wordings have in common, in order, each once: the heaviest such pairing (Needleman and Wunsch
// 1970, without a price for gaps). Pairs of words without meaning that stand alone between others are left out. The same wordings
// give the same pairs.
func aligned(base, own []word) []pair {
	// best[i][j] is the weight of what can be paired from base[i] and own[j] on; with[i][j] the same if these two are a pair.
	wide := len(own) + 1
	best, with := make([]int32, (len(base)+1)*wide), make([]int32, (len(base)+1)*wide)
	for i := len(base) - 1; i >= 0; i-- {
		for j := len(own) - 1; j >= 0; j-- {
			at := i*wide + j
			next := at + wide + 1
			if base[i].hash == own[j].hash {
				w := int32(isLittle)
				if base[i].bears {
					w = weighs
				}
				with[at] = w + max(best[next], with[next]+follows*min(with[next], 1))
			}
			best[at] = max(best[at+wide], best[at+1], with[at])
		}
	}
	var out []pair
	for i, j, inRow := 0, 0, false; i < len(base) && j < len(own); {
		at := i*wide + j
		switch {
		case with[at] > 0 && (with[at] == best[at] || inRow && with[at]+follows >= best[at]):
			out = append(out, pair{i, j})
			i, j, inRow = i+1, j+1, true
		case best[at+wide] >= best[at+1]:
			i, inRow = i+1, false
		default:
			j, inRow = j+1, false
		}
	}
	return withoutStray(base, out)
}

// withoutStray leaves out the rows of pairs that bear no meaning and touch no other row, in the baseline or in the wording.
func withoutStray(base []word, list []pair) []pair {
	var out []pair
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j] == (pair{list[j-1].base + 1, list[j-1].own + 1}) {
			j++
		}
		touches := len(out) > 0 && touch(out[len(out)-1], list[i]) || j < len(list) && touch(list[j-1], list[j])
		if touches || slices.ContainsFunc(list[i:j], func(p pair) bool { return base[p.base].bears }) {
			out = append(out, list[i:j]...)
		}
		i = j
	}
	return out
}

// touch reports whether q comes straight after p in one of the two.
func touch(p, q pair) bool { return q.base == p.base+1 || q.own == p.own+1 }
