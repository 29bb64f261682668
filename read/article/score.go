package article

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// scorer finds the element that the article is in.
type scorer struct {
	*tree
	effort effort
	counts []tally
	scores []float32
	scored []bool
}

// top is the element that holds the article.
func (s *scorer) top(paragraphs []int32) int32 {
	candidates := s.candidates(paragraphs)
	for _, c := range candidates {
		s.scores[c] *= 1 - s.counts[c].density()
	}
	slices.SortStableFunc(candidates, func(a, b int32) int { return cmp.Compare(s.scores[b], s.scores[a]) })
	candidates = candidates[:min(len(candidates), 5)]
	const body = 1
	if len(candidates) == 0 || candidates[0] <= body {
		if len(s.nodes) <= body {
			return 0
		}
		s.nodes[body].name, s.nodes[body].weight, s.nodes[body].class = atom.Div, 0, 0
		return body
	}
	return s.widen(s.shared(candidates))
}

// candidates gives each paragraph's score to what is around it.
func (s *scorer) candidates(paragraphs []int32) []int32 {
	var out []int32
	for _, p := range paragraphs {
		n := &s.counts[p]
		if n.chars < 25 {
			continue
		}
		score := float32(2 + n.commas + min(n.chars/100, 3))
		at := s.nodes[p].parent
		for level := 0; level < 5 && at > 0; level++ {
			if !s.scored[at] {
				s.scored[at], s.scores[at] = true, s.start(at)
				out = append(out, at)
			}
			switch level {
			case 0:
				s.scores[at] += score
			case 1:
				s.scores[at] += score / 2
			default:
				s.scores[at] += score / float32(3*level)
			}
			at = s.nodes[at].parent
		}
	}
	return out
}

// start is the score of an element before it is given any.
func (s *scorer) start(i int32) float32 {
	score := float32(0)
	if s.effort.weights {
		score = float32(s.nodes[i].weight)
	}
	switch s.nodes[i].name {
	case atom.Div:
		score += 5
	case atom.Pre, atom.Td, atom.Blockquote:
		score += 3
	case atom.Address, atom.Ol, atom.Ul, atom.Dl, atom.Dd, atom.Dt, atom.Li, atom.Form:
		score -= 3
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Th:
		score -= 5
	}
	return score
}

// shared is the best of the candidates, or what is around it and three others that are nearly as good.
func (s *scorer) shared(candidates []int32) int32 {
	const few = 3
	top := candidates[0]
	var others []int32
	for _, c := range candidates[1:] {
		if s.scores[c]/s.scores[top] >= 0.75 {
			others = append(others, c)
		}
	}
	if len(others) < few {
		return top
	}
	for at := s.nodes[top].parent; at > 1; at = s.nodes[at].parent {
		n := 0
		for _, c := range others {
			if s.within(c, at) {
				n++
			}
		}
		if n >= few {
			return at
		}
	}
	return top
}

// widen goes from an element to one around it that has an even higher score, or nothing else in it.
func (s *scorer) widen(top int32) int32 {
	if !s.scored[top] {
		s.scored[top], s.scores[top] = true, s.start(top)
	}
	last := s.scores[top]
	least := last / 3
	for at := s.nodes[top].parent; at > 1; at = s.nodes[at].parent {
		if !s.scored[at] {
			continue
		}
		if s.scores[at] < least {
			break
		}
		if s.scores[at] > last {
			top = at
			break
		}
		last = s.scores[at]
	}
	for at := s.nodes[top].parent; at > 1 && s.children(at) == 1; at = s.nodes[at].parent {
		top = at
	}
	if !s.scored[top] {
		s.scored[top], s.scores[top] = true, s.start(top)
	}
	return top
}

// siblings are the elements that the article is in: the one chosen, and those beside it that look like it or like prose.
func (s *scorer) siblings(top int32) []int32 {
	if top <= 1 {
		return []int32{top}
	}
	var out []int32
	threshold := max(10, s.scores[top]*0.2)
	around := s.nodes[top].parent
	for c := around + 1; c < s.nodes[around].end; c = s.nodes[c].end {
		n := &s.nodes[c]
		if n.is(isText) || c != top && !s.joins(c, top, threshold) {
			continue
		}
		switch n.name {
		case atom.Div, atom.Article, atom.Section, atom.P, atom.Ol, atom.Ul:
		default:
			n.name = atom.Div
		}
		out = append(out, c)
	}
	return out
}

// joins reports whether an element beside the chosen one belongs to the article.
func (s *scorer) joins(c, top int32, threshold float32) bool {
	bonus := float32(0)
	if s.nodes[top].class != 0 && s.nodes[c].class == s.nodes[top].class {
		bonus = s.scores[top] * 0.2
	}
	if s.scored[c] && s.scores[c]+bonus >= threshold {
		return true
	}
	if s.nodes[c].name != atom.P {
		return false
	}
	n, density := s.counts[c].chars, s.counts[c].density()
	return n > 80 && density < 0.25 || n < 80 && n > 0 && density == 0 && stops(s.words(c))
}

// stops reports whether a text has the end of a sentence in it.
func stops(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, ".") || strings.Contains(s, ". ")
}
