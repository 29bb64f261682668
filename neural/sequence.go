package neural

import "math"

// A sequence of labels is one in which nothing is inside that did not begin: an inside label stands only after the begin or the
// inside label of its own role, every other label after any, and the first is not inside. How likely it is follows from the sum
// of its words' scores: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001).

// decode gives words the labels of the best sequence at a level, each with its probability over all sequences. scores has
// Labels numbers for the first word, and those of the next word stride further on.
func decode(s *scratch, words []Word, scores []float32, stride, level int) {
	if len(words) == 0 {
		return
	}
	best(s, words, scores, stride, level)
	weigh(s, words, scores, stride, level)
}

// best finds the sequence with the highest score (Viterbi 1967).
func best(s *scratch, words []Word, scores []float32, stride, level int) {
	s.from = grown(s.from, len(words))
	var at [Labels]float32
	copy(at[:], scores)
	for b := InSource; b < Labels; b += 2 {
		at[b] = float32(math.Inf(-1))
	}
	for i := 1; i < len(words); i++ {
		from, score := &s.from[i], (*[Labels]float32)(scores[i*stride:])
		any := highest(&at)
		next := [Labels]float32{at[any] + score[Outside]}
		from[Outside] = any
		for b := BeginSource; b < Labels; b += 2 {
			next[b], from[b] = at[any]+score[b], any
			inside := b
			if at[b+1] > at[b] {
				inside = b + 1
			}
			next[b+1], from[b+1] = at[inside]+score[b+1], inside
		}
		at = next
	}
	l := highest(&at)
	for i := len(words) - 1; i >= 0; i-- {
		words[i].Marks[level].Label = l
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

// weigh finds the probability of each label that best gave: what the sequences before a word weigh, from the front, times
// what those after it weigh, from the back (Rabiner 1989). Both are scaled at each word, so that they neither vanish nor grow.
func weigh(s *scratch, words []Word, scores []float32, stride, level int) {
	n := len(words)
	s.front, s.own = grown(s.front, n), grown(s.own, n)
	before := [Labels]float64{Outside: 1} // its sum is 1
	for i := range n {
		own, front := &s.own[i], &s.front[i]
		exponentials(own, (*[Labels]float32)(scores[i*stride:]))
		*front = *own
		for l := InSource; l < Labels; l += 2 {
			front[l] *= before[l-1] + before[l]
		}
		scale(front)
		before = *front
	}
	back := [Labels]float64{1, 1, 1, 1, 1, 1, 1}
	for i := n - 1; i >= 0; i-- {
		sum, mark := 0.0, &words[i].Marks[level]
		for l, v := range back {
			sum += v * s.front[i][l]
		}
		mark.Probability = float32(back[mark.Label] * s.front[i][mark.Label] / sum)
		for l, v := range s.own[i] {
			back[l] *= v
		}
		after := back[Outside] + back[BeginSource] + back[BeginCue] + back[BeginContent]
		back[Outside] = after
		for b := BeginSource; b < Labels; b += 2 {
			back[b] = after + back[b+1]
			back[b+1] = back[b]
		}
		scale(&back)
	}
}

// exponentials are those of a word's scores, the highest made 1.
func exponentials(dst *[Labels]float64, scores *[Labels]float32) {
	top := scores[highest(scores)]
	for l, v := range scores {
		dst[l] = math.Exp(float64(v - top))
	}
}

// scale makes the sum of weights 1.
func scale(weights *[Labels]float64) {
	sum := 0.0
	for _, v := range weights {
		sum += v
	}
	sum = 1 / sum
	for l := range weights {
		weights[l] *= sum
	}
}
