package extract

import (
	"sort"

	"dixit"
	"dixit/neural"
	"dixit/text"
	"dixit/who"
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
			if s == nil || s.span == d.source.span {
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

// onlyRelays reports whether d is a passing on of n alone: "According to CNN, officials said …", taken for CNN's words. "CNN reported
// that officials said …" is two statements.
func (a *article) onlyRelays(d, n *draft) bool {
	if d.source == nil || len(d.cue) == 0 || len(d.content) != 1 || !aside(cueWords(a.text, d.cue)) {
		return false
	}
	first, last := n.extent()
	c := d.content[0].span
	return first <= c.Start && len(text.Words(a.text[min(last, c.End):c.End])) <= 1
}

// extent is where d's phrases begin and end.
func (d *draft) extent() (first, last int) {
	first, last = d.content[0].span.Start, d.content[len(d.content)-1].span.End
	for _, p := range append([]phrase{*d.source}, d.cue...) {
		first, last = min(first, p.span.Start), max(last, p.span.End)
	}
	return first, last
}

// passOn makes d the statement n, passed on by d's source.
func (d *draft) passOn(n *draft) {
	d.relays = append(d.relays, *d.source)
	d.source, d.cue, d.content = n.source, n.cue, n.content
	d.why = append(d.why, "passed on by another")
}

func (p *passage) isRelay(cue phrase) bool { return passesOn(cueWords(p.text, []phrase{cue})) }

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
		return has(cue, "reported", "quoted", "cited", "confirmed", "carried", "published", "relayed", "released", "broadcast")
	}
	return false
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

// relayNames resolves the relays of every draft; the list has a list a draft.
func (a *article) relayNames(cast *who.Cast) [][]dixit.Link {
	out := make([][]dixit.Link, len(a.drafts))
	for i, d := range a.drafts {
		places := make([]who.Place, len(d.relays))
		for j, r := range d.relays {
			places[j] = who.Place{Mention: r.span, Cue: d.anchor()}
		}
		for _, s := range cast.Speakers(places) {
			named := s.Kind == dixit.Organisation || s.Kind == dixit.Person || s.Kind == dixit.Written
			if s.Name != "" && named {
				out[i] = append(out[i], dixit.Link{Name: s.Name})
			}
		}
	}
	return out
}
