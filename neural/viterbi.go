package neural

import "math"

// follows reports whether label b may stand after label a: an inside label only after a label of its own role.
func follows(a, b Label) bool {
	return b == Outside || b.Begins() || a.Role() == b.Role()
}

// decode returns the best label sequence of one paragraph, given Labels scores a word, and the probability of each chosen
// label by itself. Nothing is inside that did not begin: Viterbi (1967) over sequences in which every label may follow the
// one before it.
func decode(scores []float32) ([]Label, []float32) {
	n := len(scores) / int(Labels)
	if n == 0 {
		return nil, nil
	}
	from := make([][Labels]Label, n)
	best := [Labels]float32{}
	for b := range Labels {
		best[b] = scores[b]
		if !follows(Outside, b) {
			best[b] = float32(math.Inf(-1))
		}
	}
	for i := 1; i < n; i++ {
		var next [Labels]float32
		for b := range Labels {
			next[b] = float32(math.Inf(-1))
			for a := range Labels {
				if follows(a, b) && best[a] > next[b] {
					next[b], from[i][b] = best[a], a
				}
			}
			next[b] += scores[i*int(Labels)+int(b)]
		}
		best = next
	}
	labels, probabilities := make([]Label, n), make([]float32, n)
	for b := range Labels {
		if best[b] > best[labels[n-1]] {
			labels[n-1] = b
		}
	}
	for i := n - 1; i > 0; i-- {
		labels[i-1] = from[i][labels[i]]
	}
	for i, l := range labels {
		probabilities[i] = probability(scores[i*int(Labels):(i+1)*int(Labels)], l)
	}
	return labels, probabilities
}

// probability is the soft-max of scores at l.
func probability(scores []float32, l Label) float32 {
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(float64(s - scores[l]))
	}
	return float32(1 / sum)
}
