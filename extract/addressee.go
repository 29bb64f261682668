package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
	"dixit/who"
)

// listen finds the words that name whom each draft is spoken to. Where the cue is a passive ("Lind was told that"), its subject
// is the listener and not the source.
func (a *article) listen() {
	for i, d := range a.drafts {
		cue := cueWords(a.text, d.cue)
		_, tier := actOf(cue, a.content(d))
		if d.kind != "" {
			tier = d.tier
		}
		if len(cue) == 0 || tier > 1 && !hasFrame(cue) {
			continue // a state of mind
		}
		c := a.clauseOf(d)
		if subject, ok := c.passive(); ok {
			if d.source != nil && d.source.span.Overlaps(subject) {
				d.source = nil
			}
			if len(d.content) > 1 && d.content[0].span == subject {
				d.content = d.content[1:] // it was taken for content
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

// hasFrame reports whether a cue has a verb that takes a listener.
func hasFrame(cue []string) bool {
	for _, w := range cue {
		if f := frameOf(w); f.object || len(f.after) > 0 {
			return true
		}
	}
	return false
}

// requests reports whether a cue asks its listener for something: what goes on from there is not said to the same one.
func requests(cue []string) bool {
	for _, w := range cue {
		if f := frameOf(w); f.object && !f.clause || has(f.after, "on") {
			return true
		}
	}
	return false
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
		if len(p) > 0 && p[0].block == q[0].block && p[0].sentence == q[0].sentence && e.listener.Len() > 0 && !requests(cueWords(a.text, e.cue)) {
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

// own is where the cue's own clause begins and ends: at the cues of other statements.
func (c *clause) own() (from, to int) {
	cue := 0
	for cue < len(c.words) && c.words[cue].role != neural.BeginCue {
		cue++
	}
	other := func(i int) bool {
		w := &c.words[i]
		return w.role == neural.Outside && w.label == neural.BeginCue && !questioned(w.low) && !speaking(w.low) && !spoke(w.low)
	}
	for i := range c.words[:min(cue, len(c.words))] {
		if c.words[i].role == neural.BeginSource {
			from = i // what stands before a subject is said of all its verbs
			break
		}
		from = cue
	}
	for from > 0 && !other(from-1) {
		from--
	}
	for to = cue; to < len(c.words) && !other(to); {
		to++
	}
	return from, to
}

// frontedOutside is where the words of the cue's own clause begin: a phrase before a content that stands before its cue belongs to
// the content ("In his talk with Lind, Moss was angry, the paper said") unless quotation marks part them.
func (c *clause) frontedOutside() int {
	for i := range c.words {
		switch c.words[i].role {
		case neural.BeginCue, neural.BeginSource:
			return 0
		case neural.BeginContent:
			if c.words[i].letters {
				return i
			}
			return 0
		}
	}
	return 0
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
	case f.only:
		ok = c.low(end) == "to" || c.low(end) == "not"
	case c.words[j].role == neural.BeginContent:
		ok = c.role(end) != neural.BeginContent && c.addressed(j, end) && !f.clause || c.role(end) == neural.BeginContent && (toldNext(c.low(end)) || end < len(c.words) && !c.words[end].letters || f.clause && (subjectPronoun(c.low(end)) || c.addressed(j, end))) ||
			f.always && c.addressed(j, end)
	case f.clause:
		ok = true
	case c.role(end) == neural.BeginContent && !indefinite(c.words[j].low):
		return c.span(j, end), true // the tagger left it between the two
	default:
		ok = true
	}
	ok = ok && (f.clause || c.addressed(j, end) || c.low(end) == "to" && f.infinitive && !indefinite(c.words[j].low))
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

// besides is the listener that word i, a noun or a participle beside the verb, is addressed to: "in an interview with CNN",
// "speaking to reporters", "asked by reporters", "a CBS interview", "at the UN Security Council".
func (c *clause) besides(i int) (s dixit.Span, ok bool) {
	w := &c.words[i]
	phrase := func(j int) (dixit.Span, bool) {
		end := c.nounPhrase(j, true)
		if end == j || !c.addressed(j, end) || platform(c.words[end-1].low) {
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
	full := fullNames{text: a.text}
	for k, s := range a.cast.Speakers(places) {
		if i := of[k]; i >= 0 && s.Name != "" && s.Name != speakers[i].Name {
			name := s.Name
			if listens(name) && strings.HasPrefix(strings.ToLower(a.text[places[k].Mention.Start:]), "the ") {
				name = full.of(name)
			}
			out[i] = []dixit.Link{{Name: name}}
		}
	}
	return out
}
