package relate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dixit"
	"dixit/text"
)

// Opposed are the signs that a and b are against each other: both are about the same thing (Same), and there is a word in each that
// sets it apart from the other. There are none where that is not plain. Opposed(b, a) has the same signs with A and B exchanged. Who
// the speakers are and what the relations of the statements are makes no difference, but for the speakers' names (Same).
func Opposed(a, b dixit.Record) []Sign { return Read(a.Statement).Opposed(Read(b.Statement)) }

// Opposed are the signs that a and b are against each other. See Opposed.
func (a *Said) Opposed(b *Said) []Sign {
	if a.Same(b).Plain {
		return a.Signs(b)
	}
	return nil
}

// Signs are the signs that a and b are against each other if they are about the same thing, whatever they share beside the words near
// each sign: for whoever knows by other evidence that they are, as by what an article tells of a turn (Marks).
func (a *Said) Signs(b *Said) []Sign {
	if !a.asserts() || !b.asserts() {
		return nil
	}
	c := contrast{a, b, a.shared(b)}
	out := c.acts()
	if a.holds() && b.holds() {
		out = append(out, c.opposites()...)
		out = append(out, c.negations()...)
		out = append(out, c.numbers()...)
	}
	slices.SortStableFunc(out, func(x, y Sign) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(x.Kind, y.Kind))
	})
	return out
}

// asserts reports whether a says something of a thing that could be said otherwise.
func (a *Said) asserts() bool {
	switch a.statement.Kind {
	case dixit.Question, dixit.Nonresponse, dixit.Nonverbal:
		return false
	}
	return !a.statement.Negated
}

// holds reports whether a says that its content is so, which a denial does not.
func (a *Said) holds() bool {
	switch a.statement.Act {
	case "deny", "reject", "decline", "ask":
		return false
	}
	return !slices.ContainsFunc(a.cue, func(w word) bool { return sideOf(w.root) < 0 || denies(w.low) > 0 })
}

// contrast is two statements set beside each other.
type contrast struct {
	a, b   *Said
	shared [][2]int // places of words
}

// near is how much a clause of a around word i and one of b around word j share, other than words i to iEnd and j to jEnd: the
// words, and their weight.
func (c contrast) near(i, iEnd, j, jEnd int) (weight float64, shared [][2]int) {
	const reach = 8
	seen := map[string]bool{}
	for x := max(0, i-reach); x < min(len(c.a.words), iEnd+1+reach); x++ {
		w := c.a.words[x]
		if w.clause != c.a.words[i].clause || x >= i && x <= iEnd || w.weight == 0 || seen[w.root] || c.a.names(w.root) || c.b.names(w.root) {
			continue
		}
		for y := max(0, j-reach); y < min(len(c.b.words), jEnd+1+reach); y++ {
			v := c.b.words[y]
			if v.clause == c.b.words[j].clause && (y < j || y > jEnd) && v.root == w.root && v.weight > 0 {
				seen[w.root] = true
				weight += min(w.weight, v.weight)
				shared = append(shared, [2]int{x, y})
				break
			}
		}
	}
	return weight, shared
}

// sign makes a sign of the words from i to iEnd of a and from j to jEnd of b.
func (c contrast) sign(kind SignKind, i, iEnd, j, jEnd int, weight float64) Sign {
	x, y := part(c.a.words, i, iEnd), part(c.b.words, j, jEnd)
	return Sign{
		Kind: kind, A: []dixit.Fragment{x}, B: []dixit.Fragment{y},
		Why: fmt.Sprintf("“%s” against “%s”", x.Text(), y.Text()), Weight: weight,
	}
}

// opposites are the words of contrary meaning that a and b say of the same thing, which stands near them in one clause.
func (c contrast) opposites() []Sign {
	var out []Sign
	here, there := polarities(c.a.words), polarities(c.b.words)
	for _, p := range here {
		for _, q := range there {
			x, y := c.a.words[p.from], c.b.words[q.from]
			if !against(p.poles, q.poles) || x.open || y.open || x.negated != y.negated {
				continue
			}
			if both(here, p.poles) || both(there, p.poles) {
				continue // "raise taxes and cut spending"
			}
			if weight, _ := c.near(p.from, p.to, q.from, q.to); weight >= 0.75 {
				out = append(out, c.sign(Opposites, p.from, p.to, q.from, q.to, doubt(x, y)*min(1, 0.3+weight/4)))
			}
		}
	}
	return out
}

// doubt is what is left of a sign's weight where one of its words is only said to be possible.
func doubt(x, y word) float64 {
	if x.modal || y.modal {
		return 0.6
	}
	return 1
}

// both reports whether a statement has words of both ends of an axis.
func both(list []polar, poles []pole) bool {
	for _, p := range poles {
		with := slices.ContainsFunc(list, func(x polar) bool { return slices.Contains(x.poles, p) })
		if with && slices.ContainsFunc(list, func(x polar) bool { return slices.Contains(x.poles, -p) }) {
			return true
		}
	}
	return false
}

// negations are the words that one of a and b says and the other says not, where their clauses are otherwise much the same.
func (c contrast) negations() []Sign {
	var out []Sign
	for _, s := range c.shared {
		i, j := s[0], s[1]
		x, y := c.a.words[i], c.b.words[j]
		if x.negated == y.negated || x.name || y.name || x.open || y.open || x.weight < 0.25 {
			continue
		}
		if x.negated && (!denied(c.a.words, i) || !stated(c.b.words, j)) || y.negated && (!denied(c.b.words, j) || !stated(c.a.words, i)) {
			continue
		}
		weight, _ := c.near(i, i, j, j)
		least := min(c.a.clauseWeight(x.clause), c.b.clauseWeight(y.clause)) - x.weight
		if weight < 1 || weight < 0.6*least {
			continue
		}
		from, to := i, j
		if x.negated {
			from = negator(c.a.words, i)
		} else {
			to = negator(c.b.words, j)
		}
		kind := Negation
		if willing(c.a.words, i) && willing(c.b.words, j) {
			kind = Modality
		}
		out = append(out, c.sign(kind, from, i, to, j, doubt(x, y)*min(1, 0.4+weight/4)))
		break // one such word is enough, and the others of its clause would say it again
	}
	return out
}

// clauseWeight is the weight of a clause's different words.
func (a *Said) clauseWeight(clause int) (sum float64) {
	for _, w := range a.words {
		if w.clause == clause && !a.names(w.root) {
			sum += w.weight
		}
	}
	return sum
}

// negator is the place of what denies word i; i itself if it is not in sight.
func negator(list []word, i int) int {
	for j := i - 1; j >= max(0, i-7); j-- {
		if list[j].clause != list[i].clause {
			break
		}
		if denies(list[j].low) > 0 {
			return j
		}
	}
	return i
}

// denied reports whether what denies word i stands right before it, but for an adverb.
func denied(list []word, i int) bool { return i-negator(list, i) <= 2 }

// stated reports whether word i is a verb that somebody is said to do, or what somebody is said to be, and not a thing that is
// only named: “the test”, “Russian meddling”.
func stated(list []word, i int) bool {
	if i == 0 || list[i-1].clause != list[i].clause {
		return false
	}
	before, w := list[i-1].low, list[i].low
	switch before {
	case "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those", "of", "for", "in", "on", "by", "with", "about", "from", "no":
		return false
	case "to", "will", "would", "can", "could", "must", "should", "shall", "may", "might", "do", "did", "does", "i", "we", "you", "they", "he", "she", "it",
		"is", "are", "was", "were", "be", "been", "am", "being", "always", "never", "definitely", "certainly", "clearly", "absolutely", "has", "have", "had":
		return true
	}
	if strings.HasSuffix(before, "'s") || strings.HasSuffix(before, "’s") || strings.HasSuffix(w, "ing") {
		return false
	}
	return strings.HasSuffix(w, "ed") || text.Verb(w) != w || strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}

// willing reports whether a word of will or duty stands in the clause before word i.
func willing(list []word, i int) bool {
	for j := i - 1; j >= max(0, i-8) && list[j].clause == list[i].clause; j-- {
		switch list[j].low {
		case "will", "shall", "must", "should", "would", "can", "cannot", "won't", "won’t", "can't", "can’t", "shouldn't", "shouldn’t", "never":
			return true
		}
	}
	return false
}
