package extract

import (
	"slices"
	"sort"

	"dixit"
	"dixit/neural"
	"dixit/text"
)

// relays finds who passed a statement on: "According to CNN, officials said …", "…, as reported by Reuters". The tagger marks
// two cues with a source each, and one content, which link gave to the nearer cue. The statement is the one of the saying, and
// the source of the passing on stands before its speaker in the chain.
func relays(p *passage, drafts []*draft) {
	used := map[dixit.Span]bool{}
	for _, d := range drafts {
		for _, c := range d.cue {
			used[c.span] = true
		}
	}
	for _, d := range drafts {
		if len(d.cue) == 0 || d.source == nil {
			continue
		}
		relay := p.isRelay(d.cue[0])
		for _, c := range d.content {
			q := p.spareCue(c, used, !relay)
			if q < 0 {
				continue
			}
			s := sourceAfter(p, q)
			if s == nil || s.span == d.source.span || p.own(*s) {
				continue
			}
			used[p.phrases[q].span] = true
			if relay {
				d.cue, d.source, s = []phrase{p.phrases[q]}, s, d.source
			}
			d.relays = append(d.relays, *s)
			d.why = append(d.why, "passed on by “"+p.slice(s.span)+"”")
			break
		}
	}
}

// tellsRelay finds the relays that the tagger did not: ", as reported by the Harford Post", which it often takes for more of what
// was said, or its "reported" for another cue; and "in a statement carried by TASS". Such a relay is of the statement that
// ends nearest before it, or else of the first of its sentence.
func (a *article) tellsRelay(drafts []*draft) []*draft {
	owner, participles, known := map[int]*draft{}, map[int]bool{}, map[int]bool{}
	by := map[int]place{} // the word after the "by" of each
	for _, d := range drafts {
		for _, r := range d.relays {
			known[r.span.Start] = true
		}
		if len(d.cue) == 0 || d.source == nil {
			continue
		}
		w, ok := a.relayNear(d.content[len(d.content)-1])
		if !ok {
			continue
		}
		at := a.start(place{w.block, w.word - 2})
		participles[at], by[at] = true, w
		if n := owner[at]; !a.tagged.cueHolds(d, map[int]bool{at: true}) && (n == nil || d.content[0].span.Start < at && n.content[0].span.Start < d.content[0].span.Start) {
			owner[at] = d
		}
	}
	for at, d := range owner {
		source := a.tagged.agent(by[at])
		if len(d.relays) > 0 || source.span.Len() == 0 || source.span == d.source.span || known[source.span.Start] {
			continue
		}
		last := &d.content[len(d.content)-1]
		if as := a.asBefore(by[at]); as >= last.span.Start && as < last.span.End {
			a.end(last, as)
		}
		d.relays = append(d.relays, source)
		d.why = append(d.why, "passed on by “"+a.text[source.span.Start:source.span.End]+"”")
	}
	return slices.DeleteFunc(drafts, func(d *draft) bool { return a.tagged.cueHolds(d, participles) })
}

// farthest bounds how many words from a content a relay is looked for.
const farthest = 64

// relayNear is the word after the "by" of a relay in the sentence that content c ends in, outside quotation marks.
func (a *article) relayNear(c phrase) (place, bool) {
	w := a.tagged.placeOf(c.span.End - 1)
	if w.block >= len(a.tagged.words) {
		return w, false
	}
	sentences := a.tagged.sentences[w.block]
	first := w.word
	for first > max(0, c.first-farthest) && sentences[first-1] == sentences[w.word] {
		first--
	}
	for i := first; i+2 < min(len(sentences), w.word+farthest) && sentences[i] == sentences[w.word]; i++ {
		at := place{w.block, i}
		if !passedOn(a.tagged.at(at, 0)) || a.tagged.at(at, 1) != "by" || a.marks.at(a.start(at)) >= 0 {
			continue
		}
		if a.asBefore(place{w.block, i + 2}) >= 0 || statementNoun(a.tagged.at(at, -1)) && (a.start(at) < c.span.Start || a.start(at) >= c.span.End) {
			return place{w.block, i + 2}, true
		}
	}
	return w, false
}

// asBefore is where the "as" of "as first reported by" begins, -1 if there is none; w is the word after the "by".
func (a *article) asBefore(w place) int {
	for back := -3; back >= -4; back-- {
		switch a.tagged.at(w, back) {
		case "as":
			return a.start(place{w.block, w.word + back})
		case "first", "was", "previously", "earlier":
		default:
			return -1
		}
	}
	return -1
}

// statementNoun reports whether a noun is a form that words are passed on in.
func statementNoun(w string) bool {
	switch w {
	case "statement", "statements", "remarks", "comments", "letter", "interview", "speech", "message", "video":
		return true
	}
	return false
}

// cueHolds reports whether d's cue holds a word that begins at one of these bytes.
func (p *passage) cueHolds(d *draft, at map[int]bool) bool {
	for _, c := range d.cue {
		for _, w := range p.words[c.block][c.first:c.end] {
			if at[w.Span.Start] {
				return true
			}
		}
	}
	return false
}

// onlyRelays reports whether d is a passing on of n alone: "According to CNN, officials said …", taken for CNN's words. "CNN reported
// that officials said …" is two statements.
func (a *article) onlyRelays(d, n *draft) bool {
	if d.source == nil || len(d.cue) == 0 || len(d.content) != 1 || !aside(cueWords(a.text, d.cue)) {
		return false
	}
	if _, tier := actOf(cueWords(a.text, n.cue), a.content(n)); tier > 1 {
		return false // "Lind plans to resign, according to the Post": only the newspaper said so
	}
	first, last := n.extent()
	c := d.content[0].span
	return first <= c.Start && len(text.Words(a.text[min(last, c.End):c.End])) <= 1
}

// extent is where d's phrases begin and end.
func (d *draft) extent() (first, last int) {
	first, last = d.content[0].span.Start, d.content[len(d.content)-1].span.End
	if d.source != nil {
		first, last = min(first, d.source.span.Start), max(last, d.source.span.End)
	}
	for _, p := range d.cue {
		first, last = min(first, p.span.Start), max(last, p.span.End)
	}
	return first, last
}

// passOn makes d the statement n, passed on by d's source unless that is n's speaker's own.
func (d *draft) passOn(n *draft, own bool) {
	if !own {
		d.relays = append(d.relays, *d.source)
	}
	d.source, d.cue, d.content = n.source, n.cue, n.content
	d.why = append(d.why, "passed on by another")
}

// isRelay reports whether a cue is one of passing on. The tagger often leaves the "by" of "as reported by" out.
func (p *passage) isRelay(cue phrase) bool {
	words := cueWords(p.text, []phrase{cue})
	if len(words) == 0 {
		return false
	}
	if cue.end < len(p.words[cue.block]) {
		if next := p.slice(p.words[cue.block][cue.end].Span); next == "by" || next == "in" {
			words = append(words, next)
		}
	}
	return passesOn(words)
}

// beside is how many words may stand between a content and the second of its cues: a source and a comma.
const beside = 12

// spareCue is a cue near content c that no statement has, of passing on if relay is set and of saying if not, -1 if there is
// none.
func (p *passage) spareCue(c phrase, used map[dixit.Span]bool, relay bool) int {
	i := sort.Search(len(p.phrases), func(i int) bool { return p.phrases[i].span.Start >= c.span.Start })
	for j := max(0, i-4); j < min(len(p.phrases), i+5); j++ {
		q := p.phrases[j]
		if q.role == neural.BeginCue && !used[q.span] && q.block == c.block && gap(q, c) <= beside && p.isRelay(q) == relay {
			return j
		}
	}
	return -1
}

// passesOn reports whether a cue is one of passing on.
func passesOn(cue []string) bool {
	switch last := cue[len(cue)-1]; {
	case aside(cue):
		return true
	case last == "told", last == "telling":
		return false
	}
	return has(cue, "reported", "reports") && len(cue) <= 3
}

// aside reports whether a cue of passing on makes no sentence of its own: "according to", "as reported by".
func aside(cue []string) bool {
	switch last := cue[len(cue)-1]; last {
	case "to":
		return has(cue, "according")
	case "by", "in":
		for _, w := range cue {
			if passedOn(w) {
				return true
			}
		}
	}
	return false
}

// passedOn reports whether a participle says how words were passed on.
func passedOn(w string) bool {
	switch w {
	case "reported", "quoted", "cited", "confirmed", "carried", "published", "relayed", "released", "broadcast":
		return true
	}
	return false
}

// own reports whether s is what the speaker himself wrote: "the agency found, according to its report". It passes nothing on.
func (p *passage) own(s phrase) bool {
	return possessive(p.at(place{s.block, s.first}, 0)) && s.end-s.first > 1
}

// sourceAfter is the source right after cue number q, or right before it for a cue that is a verb, nil if there is none.
func sourceAfter(p *passage, q int) *phrase {
	for _, j := range [...]int{q + 1, q - 1} {
		if j < 0 || j >= len(p.phrases) {
			continue
		}
		if s := &p.phrases[j]; s.role == neural.BeginSource && s.block == p.phrases[q].block && gap(*s, p.phrases[q]) <= 2 {
			return s
		}
	}
	return nil
}
