package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
)

// besides is the listener that word i, a noun or a participle beside the verb, is addressed to: "in an interview with CNN",
// "speaking to reporters", "asked by reporters", "a CBS interview", "at the UN Security Council".
func (c *clause) besides(i int) (s dixit.Span, ok bool) {
	w := &c.words[i]
	phrase := func(j int) (dixit.Span, bool) {
		end := c.nounPhrase(j, true)
		if end == j || !c.addressed(j, end) || platform(c.words[end-1].low) {
			return s, false
		}
		if end-j > 2 && session(c.words[end-1].low) && c.words[end-2].capital {
			end-- // "a UN Security Council meeting"
		}
		return c.span(j, end), true
	}
	switch {
	case w.low == "at" || w.low == "before":
		if end := c.nounPhrase(i+1, true); end > i+1 && c.words[i+1].role != neural.BeginContent && c.body(i+1, end) && c.spokenThere(i) {
			return phrase(i + 1)
		}
	case w.role != neural.BeginCue && (speaking(w.low) || spoke(w.low) && c.goesOnAfter(i)):
		if strings.HasPrefix(w.low, "address") || w.low == "briefing" || w.low == "emailed" {
			return phrase(i + 1)
		}
		if next := c.low(i + 1); next == "to" || next == "with" || next == "before" || next == "on" && w.low == "calling" {
			return phrase(i + 2)
		}
	case w.role != neural.BeginCue && questioned(w.low):
		for j := i + 1; j < len(c.words) && j <= i+3; j++ {
			if c.words[j].low == "by" {
				return phrase(j + 1)
			}
		}
		return c.asker(i)
	default:
		preps := nounFrame(w.low)
		if len(preps) == 0 || w.role == neural.Outside && !c.introduced(i) {
			return s, false
		}
		for j := i + 1; j < len(c.words) && j <= i+5 && (c.words[j].letters || c.words[j].low == ".") && c.words[j].role != neural.BeginContent; j++ {
			if has(preps, c.words[j].low) {
				return phrase(j + 1)
			}
		}
		if w.low == "interview" {
			return c.premodifier(i)
		}
	}
	return s, false
}

// asker is who asks in "when reporters asked", whose verb is word i: the main clause answers them.
func (c *clause) asker(i int) (s dixit.Span, ok bool) {
	for j := i - 1; j >= 0 && i-j < longestPhrase; j-- {
		switch low := c.low(j); {
		case low == "when" || low == "after":
			if i == j+1 || !c.addressed(j+1, i) {
				return s, false
			}
			return c.span(j+1, i), true
		case !c.words[j].letters || neverBegins(low) && low != "of":
			return s, false
		}
	}
	return s, false
}

// spokenThere reports whether the words of the cue were said where the preposition number i tells: it follows the cue, or the
// participle "speaking", or begins the sentence.
func (c *clause) spokenThere(i int) bool {
	const furthest = 4
	for j := i - 1; j >= 0 && i-j <= furthest; j-- {
		if w := &c.words[j]; w.role == neural.BeginCue || w.role == neural.BeginSource || speaking(w.low) {
			return true
		}
	}
	return i == 0
}

// goesOnAfter reports whether the cue is a participle that goes on from verb number i, with no content between.
func (c *clause) goesOnAfter(i int) bool {
	for j := i + 1; j < len(c.words); j++ {
		switch w := &c.words[j]; w.role {
		case neural.BeginContent, neural.BeginSource:
			return false
		case neural.BeginCue:
			return strings.HasSuffix(w.low, "ing")
		}
	}
	return false
}

// premodifier is the medium before the noun number i: "CBS" of "in the CBS interview".
func (c *clause) premodifier(i int) (s dixit.Span, ok bool) {
	j := i
	for j > 0 && c.words[j-1].capital && c.words[j-1].letters && !timeWord(c.words[j-1].low) && !determines(c.words[j-1].low) && !neverBegins(c.words[j-1].low) {
		j--
	}
	if j == i || c.words[i-1].owns || i-j > 4 || platform(c.words[i-1].low) {
		return s, false
	}
	return c.span(j, i), true
}

// introduced reports whether the noun number i tells how something was said: "in a recent letter". What was said "after a
// meeting with" somebody was not said to him.
func (c *clause) introduced(i int) bool {
	for j := i - 1; j >= 0 && i-j <= 7 && (c.words[j].letters || c.words[j].low == ",") && c.words[j].role == neural.Outside; j-- {
		switch c.words[j].low {
		case "in", "during", "at", "via", "through", "on", "by":
			return true
		case "after", "before", "of", "for", "from", "since", "with", "about", "following", "that", "which", "and":
			return false
		case "to":
			return strings.HasPrefix(c.words[i].low, "question") || strings.HasPrefix(c.words[i].low, "request") // "in response to"
		}
	}
	return false
}

// addressed reports whether the words [from, to) can be somebody that is spoken to.
func (c *clause) addressed(from, to int) bool {
	for k := from; k < to; k++ {
		if c.words[k].low == "of" && k > from && k+1 < to && listens(c.words[k-1].low) {
			return true // "members of the committee"
		}
	}
	last := &c.words[to-1]
	switch {
	case last.owns, timeWord(last.low):
		return false
	case medium(last.low):
		for k := from; k < to; k++ {
			if c.words[k].capital {
				return true // "the Today show"
			}
		}
	case to-from == 1 && (last.objectPronoun() && last.low != "it" || last.low == "her"), listens(last.low), session(last.low):
		return true
	}
	return last.capital && !last.owns || last.low == "”" || last.low == "\""
}

// body reports whether the words [from, to) name an assembly, or its session: who speaks there speaks to it.
func (c *clause) body(from, to int) bool {
	for to > from && session(c.words[to-1].low) {
		to--
	}
	last := to - 1
	for k := from + 1; k < to; k++ {
		if c.words[k].low == "of" {
			last = k - 1 // "a session of the Council", "the Council of Europe"
			if session(c.words[last].low) {
				last = to - 1
			}
			break
		}
	}
	return last >= from && c.words[last].capital && !c.words[last].owns && assembly(c.words[last].low)
}
