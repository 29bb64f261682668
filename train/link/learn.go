package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"dixit/extract/links"
)

// question is a choice with its right answers, ready to learn from.
type question struct {
	features []links.Features // of each answer
	right    []bool           // at least one
}

// newQuestion copies c, whose features are overwritten by the next.
func newQuestion(c *links.Choice, right []int) question {
	var q question
	for k, n := range c.Candidates {
		q.features = append(q.features, slices.Clone(c.Features(k)))
		q.right = append(q.right, slices.Contains(right, n))
	}
	return q
}

// How weights are learned. More passes, or a higher rate, and they fit the half they are learned on better and the other worse.
const (
	passes = 6
	rate   = 0.05
	decay  = 2e-3 // of a weight, a step in which it takes part
)

// learn finds weights under which right answers are likely: multinomial logistic regression by AdaGrad (Duchi, Hazan and
// Singer 2011), the mean of the weights after each of the later passes. The order is random and always the same.
func learn(questions []question) links.Weights {
	w, squares, mean := make([]float64, links.Size), make([]float64, links.Size), make([]float64, links.Size)
	order := rand.New(rand.NewPCG(1, 2))
	for pass := range passes {
		for _, n := range order.Perm(len(questions)) {
			step(questions[n], w, squares)
		}
		if pass >= passes/2 {
			for i := range w {
				mean[i] += w[i] / float64(passes-passes/2)
			}
		}
	}
	out := make(links.Weights, links.Size)
	for i, v := range mean {
		out[i] = int16(min(max(math.Round(v*links.Unit), math.MinInt16), math.MaxInt16))
	}
	return out
}

// step moves w up the gradient of the log probability that one of the right answers is given to q.
func step(q question, w, squares []float64) {
	p := softmax(q, w)
	right := 0.0
	for k, ok := range q.right {
		if ok {
			right += p[k]
		}
	}
	for k, features := range q.features {
		gradient := -p[k]
		if q.right[k] {
			gradient += p[k] / max(right, 1e-9)
		}
		if math.Abs(gradient) < 1e-4 {
			continue
		}
		for _, i := range features {
			g := gradient - decay*w[i]
			squares[i] += g * g
			w[i] += rate * g / math.Sqrt(squares[i]+1e-2)
		}
	}
}

// softmax is the probability of each answer.
func softmax(q question, w []float64) []float64 {
	out := make([]float64, len(q.features))
	top := math.Inf(-1)
	for k, f := range q.features {
		for _, i := range f {
			out[k] += w[i]
		}
		top = max(top, out[k])
	}
	sum := 0.0
	for k := range out {
		out[k] = math.Exp(out[k] - top)
		sum += out[k]
	}
	for k := range out {
		out[k] /= sum
	}
	return out
}

// right is the share of questions that w answers right.
func right(questions []question, w links.Weights) float64 {
	n := 0
	for _, q := range questions {
		best := 0
		for k := range q.features {
			if w.Score(q.features[k]) > w.Score(q.features[best]) {
				best = k
			}
		}
		if q.right[best] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(questions)))
}
