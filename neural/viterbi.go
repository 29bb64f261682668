package neural

import "math"

// decode gives words the labels of the best sequence at a level, and the probability of each label by itself. scores has
// Labels numbers for the first word, and those of the next word stride further on. Nothing is inside that did not begin:
// Viterbi (1967) over sequences in which an inside label stands only after a label of its own role, and every other label
// after any.
func decode(s *scratch, words []Word, scores []float32, stride, level int) {
	if len(words) == 0 {
		return
	}
	s.from = grown(s.from, len(words))
	var best [Labels]float32
	copy(best[:], scores)
	for b := InSource; b < Labels; b += 2 {
		best[b] = float32(math.Inf(-1))
	}
	for i := 1; i < len(words); i++ {
		from, score := &s.from[i], (*[Labels]float32)(scores[i*stride:])
		any := highest(&best)
		next := [Labels]float32{best[any] + score[Outside]}
		from[Outside] = any
		for b := BeginSource; b < Labels; b += 2 {
			next[b], from[b] = best[any]+score[b], any
			inside := b
			if best[b+1] > best[b] {
				inside = b + 1
			}
			next[b+1], from[b+1] = best[inside]+score[b+1], inside
		}
		best = next
	}
	l := highest(&best)
	for i := len(words) - 1; i >= 0; i-- {
		words[i].Marks[level] = Mark{l, probability((*[Labels]float32)(scores[i*stride:]), l)}
		l = s.from[i][l]
	}
}

// highest is the label with the highest score.
func highest(scores *[Labels]float32) Label {
	best := Outside
	for b, v := range scores {
		if v > scores[best] {
			best = Label(b)
		}
	}
	return best
}

// probability is the soft-max of scores at l.
func probability(scores *[Labels]float32, l Label) float32 {
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(float64(s - scores[l]))
	}
	return float32(1 / sum)
}
