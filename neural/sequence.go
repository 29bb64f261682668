package neural

import "math"

// never is less than any sequence of labels scores; train/sequences.py writes it where no label may follow.
const never = -1e4

// pairs are scores of a label, the second index, after another. Before the first word of a text stands an outside one.
type pairs [Labels][Labels]float32

// unlearned pairs only see to it that nothing is inside that did not begin.
func unlearned() *pairs {
	var p pairs
	for before := range Labels {
		for inside := InSource; inside < Labels; inside += 2 {
			if before.Role() != inside.Role() {
				p[before][inside] = never
			}
		}
	}
	return &p
}

// sequences is a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): how likely a sequence of labels is
// follows from the sum of its words' scores and of the scores of its pairs. An inside label follows only the begin and the
// inside label of its own role, whatever its other pairs say.
type sequences struct {
	pairs *pairs
	odds  [Labels][Labels]float64 // the exponentials of pairs
}

func newSequences(p *pairs) *sequences {
	q := &sequences{pairs: p}
	for a := range p {
		for b, v := range p[a] {
			q.odds[a][b] = math.Exp(float64(v))
		}
	}
	return q
}

// decode gives words the labels of the best sequence at a level, each with its probability over all sequences. scores has
// Labels numbers for the first word, and those of the next word stride further on.
func (q *sequences) decode(s *scratch, words []Word, scores []float32, stride, level int) {
	if len(words) == 0 {
		return
	}
	q.best(s, words, scores, stride, level)
	q.weigh(s, words, scores, stride, level)
}

// best finds the sequence with the highest score (Viterbi 1967).
func (q *sequences) best(s *scratch, words []Word, scores []float32, stride, level int) {
	s.from = grown(s.from, len(words))
	best := q.pairs[Outside]
	for l, v := range scores[:Labels] {
		best[l] += v
	}
	best[InSource], best[InCue], best[InContent] = never, never, never
	for i := 1; i < len(words); i++ {
		from, next := &s.from[i], (*[Labels]float32)(scores[i*stride:])
		var at [Labels]float32
		for l := Outside; l < Labels; l++ {
			first, last := Outside, Labels-1
			if l != Outside && !l.Begins() {
				first, last = l-1, l
			}
			top, label := best[first]+q.pairs[first][l], first
			for b := first + 1; b <= last; b++ {
				if v := best[b] + q.pairs[b][l]; v > top {
					top, label = v, b
				}
			}
			at[l], from[l] = top+next[l], label
		}
		best = at
	}
	l := Outside
	for b, v := range best {
		if v > best[l] {
			l = Label(b)
		}
	}
	for i := len(words) - 1; i >= 0; i-- {
		words[i].Marks[level].Label = l
		l = s.from[i][l]
	}
}

// weigh finds the probability of each label that best gave: what the sequences before a word weigh, from the front, times
// what those after it weigh, from the back (Rabiner 1989). Both are scaled at each word, so that they neither vanish nor grow.
func (q *sequences) weigh(s *scratch, words []Word, scores []float32, stride, level int) {
	n := len(words)
	s.front, s.own = grown(s.front, n), grown(s.own, n)
	before := [Labels]float64{Outside: 1}
	for i := range n {
		own, front := &s.own[i], &s.front[i]
		exponentials(own, (*[Labels]float32)(scores[i*stride:]))
		for l := InSource; l < Labels; l += 2 { // after its begin and itself
			front[l] = (before[l-1]*q.odds[l-1][l] + before[l]*q.odds[l][l]) * own[l]
		}
		for _, l := range [...]Label{Outside, BeginSource, BeginCue, BeginContent} {
			sum := 0.0
			for b, v := range before {
				sum += v * q.odds[b][l]
			}
			front[l] = sum * own[l]
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
		after := back
		for b := Outside; b < Labels; b++ {
			o := &q.odds[b]
			back[b] = after[Outside]*o[Outside] + after[BeginSource]*o[BeginSource] + after[BeginCue]*o[BeginCue] + after[BeginContent]*o[BeginContent]
			if b != Outside {
				in := (b + 1) / 2 * 2
				back[b] += after[in] * o[in]
			}
		}
		scale(&back)
	}
}

// exponentials are those of a word's scores, the highest made 1.
func exponentials(dst *[Labels]float64, scores *[Labels]float32) {
	highest := scores[0]
	for _, v := range scores {
		highest = max(highest, v)
	}
	for l, v := range scores {
		dst[l] = math.Exp(float64(v - highest))
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
