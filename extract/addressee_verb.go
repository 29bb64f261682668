package extract

import (
	"dixit"
	"dixit/neural"
	"dixit/text"
)

// listener is the words that name the one spoken to in a clause whose cue is active: the object of its verb, what follows the
// verb's preposition, or what its noun is addressed to, in this order.
func (c *clause) listener() (s dixit.Span, ok bool) {
	for i := len(c.words) - 1; i >= 0; i-- {
		if c.words[i].role != neural.BeginCue {
			continue
		}
		f := frameOf(c.words[i].low)
		if f.object && !(c.role(i-1) == neural.BeginCue && (determines(c.low(i-1)) || c.low(i-1) == "more")) {
			if s, ok = c.object(i, f); ok {
				return s, true
			}
		}
		if len(f.after) > 0 {
			if s, ok = c.afterVerb(i, f); ok {
				return s, true
			}
		}
	}
	from, to := c.own()
	for i := max(from, c.frontedOutside()); i < to; i++ {
		if c.words[i].role == neural.Outside && c.words[i].label.Role() == neural.BeginContent || c.words[i].role == neural.BeginContent {
			continue
		}
		if s, ok = c.besides(i); ok {
			return s, true
		}
	}
	return s, false
}

// object is the noun phrase after verb number i, if that is its listener. One that the tagger left between cue and content is;
// in one that it took into the content the phrase must be followed by what a listener is told: "urged Congress to", but not
// "warned the storm would".
func (c *clause) object(i int, f frame) (s dixit.Span, ok bool) {
	j := i + 1
	end := c.nounPhrase(j, !f.topic)
	if end == j || !hears(c.words[c.head(j, end)].low) || c.words[end-1].owns || session(c.words[end-1].low) && !f.clause {
		return s, false
	}
	next := c.low(end)
	somebody := c.addressed(j, end)
	switch infinitive := next == "to" || next == "not"; {
	case f.only:
		ok = infinitive && somebody
	case c.words[j].role == neural.BeginContent:
		ok = c.heardInContent(j, end, f)
	case f.clause:
		ok = true
	default:
		ok = somebody || (infinitive && f.infinitive || c.role(end) == neural.BeginContent) && !indefinite(c.words[j].low)
	}
	return c.span(j, end), ok
}

// head is the noun of the noun phrase [from, to): its last word before "of".
func (c *clause) head(from, to int) int {
	for k := from + 1; k < to; k++ {
		if c.words[k].low == "of" {
			return k - 1
		}
	}
	return to - 1
}

// heardInContent reports whether the noun phrase [from, to), with which what was taken for content begins, is the listener of a
// verb.
func (c *clause) heardInContent(from, to int, f frame) bool {
	next, somebody := c.low(to), c.addressed(from, to)
	if c.role(to) != neural.BeginContent { // it is all of the content
		return somebody && (f.always || !f.clause)
	}
	switch {
	case f.clause:
		return toldNext(next) || !text.IsWord(next) || somebody || subjectPronoun(next)
	case next == "to" && f.infinitive && !indefinite(c.words[from].low):
		return true
	}
	return somebody && (toldNext(next) || !text.IsWord(next) || f.always)
}

// afterVerb is the noun phrase after one of the prepositions of verb number i: between the verb and its content, or right after
// the content.
func (c *clause) afterVerb(i int, f frame) (s dixit.Span, ok bool) {
	const furthest = 7
	for j := i + 1; j < len(c.words) && j-i <= furthest; j++ {
		w := &c.words[j]
		if w.role == neural.BeginContent || !w.letters {
			break
		}
		if has(f.after, w.low) {
			if end := c.nounPhrase(j+1, true); end > j+1 && c.addressed(j+1, end) {
				return c.span(j+1, end), true
			}
		}
		if neverBegins(w.low) && w.role != neural.BeginCue && !has(f.after, w.low) {
			break
		}
	}
	for j := i + 1; j < len(c.words); j++ {
		if c.role(j-1) == neural.BeginContent && c.role(j) != neural.BeginContent && c.words[j].letters {
			if end := c.nounPhrase(j+1, true); has(f.after, c.words[j].low) && end > j+1 && c.addressed(j+1, end) {
				return c.span(j+1, end), true
			}
			break
		}
	}
	if has(f.after, c.low(0)) { // "With Lind, he discussed"
		if end := c.nounPhrase(1, true); end > 1 && c.low(end) == "," && c.addressed(1, end) {
			return c.span(1, end), true
		}
	}
	if f.tail {
		return c.inTail(f)
	}
	return s, false
}

// inTail is the noun phrase after a preposition in a content that is a noun and not a clause: "his identity to news outlets".
func (c *clause) inTail(f frame) (s dixit.Span, ok bool) {
	const longest = 12
	for j := range c.words {
		if c.words[j].role != neural.BeginContent {
			continue
		}
		for k := j + 1; k < len(c.words) && k < j+longest && c.words[k].role == neural.BeginContent && !neverBegins(c.words[k-1].low); k++ {
			if has(f.after, c.words[k].low) {
				if end := c.nounPhrase(k+1, true); end > k+1 && c.addressed(k+1, end) && (c.role(end) != neural.BeginContent || neverBegins(c.low(end))) {
					return c.span(k+1, end), true
				}
				return s, false
			}
		}
		break
	}
	return s, false
}
