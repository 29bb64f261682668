package extract

import (
	"dixit"
	"dixit/neural"
	"dixit/who"
)

// listen finds the words that name whom each draft is spoken to. Where the cue is a passive ("Lind was told that"), its subject
// is the listener and not the source.
func (a *article) listen() {
	for i, d := range a.drafts {
		if len(d.cue) == 0 {
			continue
		}
		c := a.clauseOf(d)
		if subject, ok := c.passive(); ok {
			if d.source != nil && d.source.span.Overlaps(subject) {
				d.source = nil
			}
			d.listener = subject
			continue
		}
		if s, ok := c.listener(); ok {
			d.listener = s
			continue
		}
		d.listener = a.sameListener(i)
	}
}

// sameListener is the listener of an earlier draft in the sentence of draft number i that has the very same source: "told
// reporters that …, adding that …". It is empty if there is none.
func (a *article) sameListener(i int) (s dixit.Span) {
	d := a.drafts[i]
	for j := i - 1; j >= 0 && j >= i-4 && d.source != nil; j-- {
		e := a.drafts[j]
		if e.parent != d.parent || e.source == nil || e.source.span != d.source.span {
			continue
		}
		p, q := e.cue, d.cue
		if len(p) > 0 && p[0].block == q[0].block && p[0].sentence == q[0].sentence && e.listener.Len() > 0 {
			return e.listener
		}
	}
	return s
}

// listener is the words that name the one spoken to in a clause whose cue is active: the object of its verb, what follows the
// verb's preposition, or what its noun is addressed to, in this order.
func (c *clause) listener() (s dixit.Span, ok bool) {
	for i := len(c.words) - 1; i >= 0; i-- {
		if c.words[i].role != neural.BeginCue {
			continue
		}
		f := frameOf(c.words[i].low)
		if f.object {
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
	for i := range c.words {
		if c.words[i].role == neural.BeginContent {
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
	for j < len(c.words) && c.words[j].role == neural.BeginCue && !c.words[j].capital && neverBegins(c.words[j].low) && c.words[j].low == "also" {
		j++
	}
	end := c.nounPhrase(j, !f.topic)
	if end == j || !hears(c.words[end-1].low) || c.words[end-1].owns {
		return s, false
	}
	switch {
	case c.words[j].role == neural.BeginContent:
		ok = c.role(end) == neural.BeginContent && (toldNext(c.low(end)) || f.clause && (subjectPronoun(c.low(end)) || c.addressed(j, end))) ||
			f.always && c.addressed(j, end)
	case f.clause:
		ok = true
	default:
		ok = c.role(end) == neural.BeginContent || toldNext(c.low(end)) || c.addressed(j, end)
	}
	return c.span(j, end), ok
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
	return s, false
}

// besides is the listener that word i, a noun or a participle beside the verb, is addressed to: "in an interview with CNN",
// "speaking to reporters", "asked by reporters", "a CBS interview", "at the UN Security Council".
func (c *clause) besides(i int) (s dixit.Span, ok bool) {
	w := &c.words[i]
	phrase := func(j int) (dixit.Span, bool) {
		end := c.nounPhrase(j, true)
		if end == j || !c.addressed(j, end) {
			return s, false
		}
		for end-j > 2 && session(c.words[end-1].low) {
			end--
		}
		return c.span(j, end), true
	}
	switch {
	case w.low == "at" || w.low == "before":
		if end := c.nounPhrase(i+1, true); end > i+1 && c.words[i+1].role != neural.BeginContent && c.body(i+1, end) {
			return phrase(i + 1)
		}
	case w.role != neural.BeginCue && speaking(w.low):
		if w.low == "addressing" || w.low == "briefing" {
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
	default:
		preps := nounFrame(w.low)
		if len(preps) == 0 || w.role == neural.Outside && !c.introduced(i) {
			return s, false
		}
		for j := i + 1; j < len(c.words) && j <= i+5 && c.words[j].letters && c.words[j].role != neural.BeginContent; j++ {
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
	for j := i - 1; j >= 0 && i-j <= 6 && c.words[j].letters && c.words[j].role == neural.Outside; j-- {
		switch c.words[j].low {
		case "in", "during", "at", "via", "through", "on", "by":
			return true
		case "after", "before", "of", "for", "from", "since", "with", "about", "following", "to":
			return false
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
	case last.owns, timeWord(last.low), platform(last.low) && last.capital:
		return false
	case to-from == 1 && (objectPronoun(last.low) && last.low != "it" || last.low == "her"), listens(last.low), session(last.low):
		return true
	}
	return last.capital && !last.owns || last.low == "”" || last.low == "\"" || (last.low == "'" || last.low == "’") && false
}

// body reports whether the words [from, to) name an assembly, or its session: who speaks there speaks to it.
func (c *clause) body(from, to int) bool {
	for k := from; k < to; k++ {
		if c.words[k].capital && assembly(c.words[k].low) {
			return true
		}
	}
	return false
}

// addressees resolves the listeners of every draft; out[i] belongs to draft i. The sources are given too, so that a pronoun
// can go back to them.
func (a *article) addressees(speakers []dixit.Speaker) [][]dixit.Link {
	out := make([][]dixit.Link, len(a.drafts))
	number := make(map[*draft]int, len(a.drafts))
	var places []who.Place
	var of []int // the draft whose listener a place is, -1 for a source
	for i, d := range a.drafts {
		number[d] = i
		p := a.place(d, speakers, number)
		if p.Mention.Len() > 0 {
			places, of = append(places, p), append(of, -1)
		}
		if d.listener.Len() > 0 {
			p.Mention = d.listener
			places, of = append(places, p), append(of, i)
		}
	}
	for k, s := range a.cast.Speakers(places) {
		if i := of[k]; i >= 0 && s.Name != "" && s.Name != speakers[i].Name {
			out[i] = []dixit.Link{{Name: s.Name}}
		}
	}
	return out
}
