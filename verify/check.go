package verify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dixit"
)

// check is one quotation on its way to a verdict.
type check struct {
	q     Quotation
	p     *pattern
	among []*Source // the earliest published first
}

// How many further places a result names, and how many places of one source are looked at.
const (
	mostOthers = 50
	mostHere   = 100
)

// Check is the verdict on one quotation among sources. It is a pure function of them, whatever their order.
//
// First it looks for the words as they stand, under the ladder of normalisation (match.go). Where they stand, whose they are there
// (voice.go) and what is left out beside them (loss.go) decide between EXACT, EXACT-AFTER-NORMALISATION, PARTIAL and WRONG-SPEAKER.
// Only where they stand nowhere it looks for what comes near (align.go, diff.go) and for parts of them (splice.go), and nothing
// found so can be exact. Of a very long quotation only the first stretch that stands nowhere is compared (long.go).
func Check(q Quotation, among []*Source) Result {
	c := check{q, newPattern(q.Text), inOrder(among)}
	if len(c.p.words) == 0 {
		return Result{Quote: q, Verdict: NotFound, Why: "no words"}
	}
	r, _ := c.verdict()
	return r
}

// verdict is that on c, and whether the words stand somewhere as they are.
func (c *check) verdict() (r Result, there bool) {
	if found := c.verbatim(); len(found) > 0 {
		return c.there(found), true
	}
	if len(c.p.words) > mostAtOnce {
		return c.long(), false
	}
	return c.elsewhere(), false
}

// inOrder is among by day of publication, those without one last.
func inOrder(among []*Source) []*Source {
	out := slices.Clone(among)
	slices.SortStableFunc(out, func(a, b *Source) int {
		x, y := a.doc, b.doc
		undated := func(d *dixit.Document) int {
			if d.Published == "" {
				return 1
			}
			return 0
		}
		return cmp.Or(undated(x)-undated(y), cmp.Compare(x.Day(), y.Day()), cmp.Compare(x.Published, y.Published),
			cmp.Compare(x.ID, y.ID), cmp.Compare(x.SHA256, y.SHA256), cmp.Compare(x.URL, y.URL))
	})
	return out
}

// found is a place where the words stand.
type found struct {
	hit
	voice
	fit
	lost []Loss
}

// verbatim are the places where the words stand, the earliest first.
func (c *check) verbatim() []found {
	var out []found
	for _, s := range c.among {
		hits := c.p.hits(s)
		for _, h := range hits[:min(len(hits), mostHere)] {
			v := s.voiceOf(h.span(c.p))
			if !c.p.joinable(h, v) {
				continue
			}
			f := found{hit: h, voice: v, fit: v.fits(c.q), lost: c.p.losses(h, c.q)}
			if len(f.lost) == 0 {
				f.lost = denied(v, c.q)
			}
			out = append(out, f)
		}
	}
	return out
}

// span is the first and the last token of the first part of h.
func (h hit) span(p *pattern) (first, last int) {
	first, last = h.first(), h.first()
	for i, e := range p.elements {
		if e.kind == gap {
			break
		}
		last = max(last, h.bind[i].to-1)
	}
	return first, last
}

// joinable reports whether the parts of h are in one mouth, with no words of another between them.
func (p *pattern) joinable(h hit, v voice) bool {
	for i, e := range p.elements {
		if e.kind != gap || i+1 == len(p.elements) || h.bind[i].to >= len(h.src.tokens) {
			continue
		}
		next := h.bind[i].to
		if !h.src.voiceOf(next, next).sameAs(v) {
			return false
		}
		last := -1 // the quotation that the word before is in
		for k := h.bind[i].from; k < next; k++ {
			q := h.src.quoteAt(h.src.tokens[k].span)
			if h.src.tokens[k].class == word && q >= 0 && q != last && !h.src.voiceOf(k, k).sameAs(v) {
				return false
			}
			last = q
		}
	}
	return true
}

// sameAs reports whether two voices are one, as far as is known.
func (v voice) sameAs(o voice) bool {
	if v.statement == o.statement && v.narrated == o.narrated || slices.ContainsFunc(v.of, func(id string) bool { return slices.Contains(o.of, id) }) {
		return true
	}
	return !v.narrated && !o.narrated && named(v.speaker) && named(o.speaker) && samePerson(v.speaker, o.speaker)
}

// rank orders places by what they say for the draft: not another's words, nothing lost, his own, the same characters. Those equal
// in that stay in order.
func (f found) rank() int {
	r := 0
	if f.fit == wrong {
		r += 8
	}
	if len(f.lost) > 0 {
		r += 4
	}
	if f.fit == unknown {
		r += 2
	}
	if f.steps != 0 {
		r++
	}
	return r
}

// there is the verdict on words that stand in the sources.
func (c *check) there(all []found) Result {
	best := slices.MinFunc(all, func(a, b found) int { return a.rank() - b.rank() })
	r := Result{Quote: c.q, Normalised: best.list()}
	p := c.place(best)
	r.Best = &p
	for _, f := range all {
		if len(r.Others) < mostOthers && (f.src != best.src || f.first() != best.first()) {
			r.Others = append(r.Others, c.place(f))
		}
	}
	var why []string
	switch {
	case best.fit == wrong && best.narrated:
		r.Verdict = WrongSpeaker
		why = append(why, "the words stand there outside quotation marks, as the outlet's own")
	case best.fit == wrong:
		r.Verdict = WrongSpeaker
		why = append(why, fmt.Sprintf("the source gives the words to %s", best.speaker.Name))
	case len(best.lost) > 0:
		r.Verdict, r.Lost = Partial, best.lost
		for _, l := range best.lost {
			why = append(why, fmt.Sprintf("without the %s in “%s”", l.Kind, l.Words.Text()))
		}
	case best.steps == 0:
		r.Verdict = Exact
		why = append(why, "character for character")
	default:
		r.Verdict = Normalised
	}
	if best.steps != 0 {
		why = append(why, "the same but for "+words(r.Normalised))
	}
	switch {
	case best.fit == unknown && named(c.q.Speaker):
		why = append(why, "the source does not say whose words they are")
	case best.fit == right && len(best.around) > 0 && !samePerson(c.q.Speaker, best.speaker):
		why = append(why, "who quotes "+best.speaker.Name)
	}
	if n := len(r.Others); n > 0 {
		why = append(why, fmt.Sprintf("in %d places", n+1))
	}
	r.Why = strings.Join(why, "; ")
	return r
}

// words joins the names of steps.
func words(list []Step) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return strings.Join(out, ", ")
}

// place is where f stands.
func (c *check) place(f found) Place {
	p := placeOf(f.src, f.first(), f.last(), f.voice)
	if !c.p.joins() {
		return p
	}
	from := f.first()
	last := from
	for i, e := range c.p.elements {
		b := f.bind[i]
		if e.kind == gap && i+1 < len(c.p.elements) {
			p.Parts = append(p.Parts, f.src.fragment(from, last))
			from, last = b.to, b.to
			continue
		}
		last = max(last, b.to-1)
	}
	p.Parts = append(p.Parts, f.src.fragment(from, last))
	p.Parts = slices.DeleteFunc(p.Parts, dixit.Fragment.IsZero)
	return p
}

// placeOf is the place of the tokens from first to last of s.
func placeOf(s *Source, first, last int, v voice) Place {
	p := Place{Doc: s.doc.Ref(), Words: s.fragment(first, last), Statement: v.statement, Speaker: v.speaker, Chain: v.chain}
	if f, err := s.doc.Text.Fragment(s.doc.Blocks[s.block[first]].Span); err == nil {
		p.Context = f
	}
	return p
}

// fragment is the text of the tokens from first to last; zero if there are none.
func (s *Source) fragment(first, last int) dixit.Fragment {
	if first < 0 || last < first || last >= len(s.tokens) {
		return dixit.Fragment{}
	}
	f, err := s.doc.Text.Fragment(dixit.Span{Start: s.tokens[first].span.Start, End: s.tokens[last].span.End})
	if err != nil {
		return dixit.Fragment{}
	}
	return f
}
