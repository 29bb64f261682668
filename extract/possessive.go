package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
)

// possessives are the acts of speech that the content of d only names, with whose they are: "Lind’s call for the work to stop",
// "their promise to pay". The tagger marks such a noun where the article itself uses it, and seldom inside another's words.
func (a *article) possessives(d *draft) []*draft {
	var out []*draft
	for _, c := range d.content {
		for w := a.tagged.placeOf(c.span.Start); a.start(w) < c.span.End; w.word++ {
			if n := a.namedAct(w, c.span); n != nil {
				out = append(out, n)
				w = a.tagged.placeOf(n.content[0].span.Start)
			}
		}
	}
	return out
}

// namedAct is the act whose owner ends with word w, nil if none does: the owner, at most one adjective, the noun, "for" or "to",
// and a phrase in c.
func (a *article) namedAct(w place, c dixit.Span) *draft {
	owner := a.tagged.written(w, 0)
	if !possessive(strings.ToLower(owner)) && !strings.HasSuffix(owner, "’s") && !strings.HasSuffix(owner, "'s") {
		return nil
	}
	noun := 1
	if !nounOfSaying(a.tagged.at(w, noun)) {
		noun++
	}
	switch act := a.tagged.at(w, noun); {
	case !nounOfSaying(act), act == "commitment", act == "appeal", endsNoun(strings.ToLower(strings.TrimRight(owner, "'’s"))):
		return nil // "its commitment to public service" is no act of speech, and Tuesday has none
	}
	switch next := a.tagged.written(w, noun+2); a.tagged.at(w, noun+1) {
	case "for", "that":
	case "to": // "his promise to pay", not "his promise to the voters"
		if isArticle(next) || personal(next) || next == "" || capitalised(next) {
			return nil
		}
	default:
		return nil
	}
	first := a.ownerFrom(w, c)
	if first < 0 {
		return nil
	}
	cue, from := noun+1, w.word+noun+2
	switch a.tagged.at(w, noun+1) {
	case "for":
		cue++ // "call for"
	case "to":
		from--
	}
	end := from
	for a.start(place{w.block, end}) < c.End && !a.tagged.parts(place{w.block, end}) && (!auxiliary(a.tagged.at(place{w.block, end}, 0)) || a.tagged.at(w, noun+1) == "that") {
		end++
	}
	if end <= from+1 {
		return nil
	}
	source := a.tagged.run(neural.BeginSource, w.block, first, w.word+1)
	return &draft{
		source: &source, cue: []phrase{a.tagged.run(neural.BeginCue, w.block, w.word+1, w.word+cue)},
		content: []phrase{a.tagged.run(neural.BeginContent, w.block, from, end)}, why: []string{"act named with its owner"},
	}
}

// ownerFrom is the word that the owner that ends with word w begins with: a pronoun, a name, or what follows an article. It is
// -1 if that cannot be told.
func (a *article) ownerFrom(w place, c dixit.Span) int {
	before := func(n int) string {
		if n > w.word || a.start(place{w.block, w.word - n}) < c.Start {
			return ""
		}
		return a.tagged.written(w, -n)
	}
	owner, n := a.tagged.written(w, 0), 0
	switch {
	case possessive(strings.ToLower(owner)):
	case capitalised(owner):
		for before(n+1) != "" && capitalised(before(n+1)) {
			n++
		}
	default:
		for n = 1; n <= 3; n++ {
			if v := strings.ToLower(before(n)); isArticle(v) || possessive(v) {
				return w.word - n
			}
		}
		return -1
	}
	return w.word - n
}

// run is words [from, to) of a block as a phrase of a role that was found by rule.
func (p *passage) run(role neural.Label, block, from, to int) phrase {
	words := p.words[block]
	return phrase{
		role: role, block: block, first: from, end: to, sentence: p.sentences[block][from], confidence: 0.5,
		span: dixit.Span{Start: words[from].Span.Start, End: words[to-1].Span.End},
	}
}

// parts reports whether a phrase ends before word w: at a mark, or a word that joins another.
func (p *passage) parts(w place) bool {
	v := p.at(w, 0)
	return v == "" || joins(v) || strings.Contains(",.;:!?\"”“()—–", v)
}

// named reports whether d only names what was said, with whose it is ("Lind’s call for …"), and does not tell it as a clause does.
func (a *article) named(d *draft) bool {
	if d.source == nil || len(d.cue) == 0 || len(d.content) == 0 || d.source.span.Start > d.cue[0].span.Start {
		return false
	}
	owner := strings.ToLower(a.text[d.wide.span.Start:d.wide.span.End])
	owns := possessive(owner) || strings.HasSuffix(owner, "’s") || strings.HasSuffix(owner, "'s") || strings.HasSuffix(owner, "s’") || strings.HasSuffix(owner, "s'")
	return owns && a.tagged.at(a.tagged.placeOf(d.content[0].span.Start), -1) != "that"
}
