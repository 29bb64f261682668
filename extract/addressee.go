package extract

import (
	"strings"

	"dixit"
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
			d.listener = c.withName(s)
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

// addressees resolves the listeners of every draft; out[i] belongs to draft i. The sources are given too, so that a pronoun
// can go back to them.
func (a *article) addressees(speakers []dixit.Speaker) [][]dixit.Link {
	out := make([][]dixit.Link, len(a.drafts))
	places := a.places()
	var of []int // the draft whose listener a place is, after those of the sources
	for i, d := range a.drafts {
		if d.listener.Len() > 0 {
			p := places[i]
			p.Mention = d.listener
			places, of = append(places, p), append(of, i)
		}
	}
	if len(of) == 0 {
		return out
	}
	full := fullNames{text: a.text[:min(len(a.text), namedWithin)]}
	for k, s := range a.cast.Speakers(places)[len(a.drafts):] {
		if i := of[k]; s.Name != "" && s.Name != speakers[i].Name {
			name, words := s.Name, a.text[a.drafts[i].listener.Start:a.drafts[i].listener.End]
			if article, _, _ := strings.Cut(words, " "); listens(name) && strings.EqualFold(article, "the") {
				name = full.of(name)
			}
			if title := programme(words); title != "" {
				name = title
			}
			out[i] = []dixit.Link{{Name: name}}
		}
	}
	return out
}
