package extract

import (
	"sort"
	"strings"

	"dixit"
	"dixit/neural"
	"dixit/text"
)

// passive settles who speaks where the cue is passive. Who "was told" is spoken to, whatever name stands before the cue; and
// who speaks stands after "by", also where the tagger left it out: "asked by reporters how it went", "was criticised by the
// mayor".
func (p *passage) passive(d *draft) {
	if len(d.cue) == 0 {
		return
	}
	cue, words := d.cue[len(d.cue)-1], cueWords(p.text, d.cue)
	verb := words[len(words)-1]
	if !hasAgent(verb) {
		return
	}
	before := d.source != nil && d.source.span.Start <= cue.span.Start
	if p.at(place{cue.block, cue.end}, 0) != "by" {
		if isPassive(words) && spokenTo(verb) && before {
			d.source, d.unnamed = nil, true
			d.why = append(d.why, "who speaks is not said")
		}
		return
	}
	if d.source != nil && !(before && isPassive(words)) || verb == "informed" || verb == "advised" {
		return
	}
	if by := p.agent(place{cue.block, cue.end + 1}); by.span.Len() > 0 {
		d.source = &by
		d.why = append(d.why, "named after “by”")
	}
}

// agent is the source that begins with word w: as the tagger has it, or the noun phrase there.
func (p *passage) agent(w place) phrase {
	if i := p.from(w); i < len(p.phrases) {
		if f := p.phrases[i]; f.role == neural.BeginSource && f.block == w.block && f.first == w.word {
			return f
		}
	}
	out := phrase{role: neural.BeginSource, block: w.block, first: w.word, end: w.word, span: p.nounFrom(w), confidence: 0.5}
	for words := p.words[w.block]; out.end < len(words) && words[out.end].Span.End <= out.span.End; {
		out.end++
	}
	return out
}

// from is the number of the first phrase that begins with word w or after it.
func (p *passage) from(w place) int {
	return sort.Search(len(p.phrases), func(i int) bool {
		f := p.phrases[i]
		return f.block > w.block || f.block == w.block && f.first >= w.word
	})
}

// isPassive reports whether a cue has a form of "be" before its last word.
func isPassive(cue []string) bool {
	return has(cue[:len(cue)-1], "was", "were", "is", "are", "been", "being", "be")
}

// hasAgent reports whether a word is the participle of a verb whose agent speaks. Verbs whose "by" may name a margin, a deed or
// a view ("confirmed by wide margins", "is informed by") are none.
func hasAgent(w string) bool {
	switch w {
	case "told", "asked", "questioned", "warned", "urged", "instructed", "quoted", "accused", "criticised", "criticized", "condemned", "praised",
		"denounced", "described", "blamed", "reminded", "assured", "welcomed", "mocked", "informed", "advised", "notified":
		return true
	}
	return false
}

// spokenTo reports whether the subject of a passive participle is the one spoken to.
func spokenTo(w string) bool {
	switch w {
	case "told", "informed", "advised", "assured", "notified", "reminded", "asked", "questioned":
		return true
	}
	return false
}

// antecedent puts the noun before a "who" in its place: in "officials who had called for it" it is the officials who speak, and
// the marking guide takes the "who" only after a comma. Whoever stands before the noun does not speak: of "he had ignored
// engineers who warned", he did not warn.
func (p *passage) antecedent(d *draft) {
	if d.source == nil || len(d.cue) == 0 {
		return
	}
	who := *d.source
	if cue := d.cue[0]; cue.first > 0 && who.block == cue.block && who.end < cue.first && p.at(place{cue.block, cue.first - 1}, 0) == "who" {
		who.first, who.end, who.span = cue.first-1, cue.first, p.words[cue.block][cue.first-1].Span
		d.source = &who
	}
	if !strings.EqualFold(p.slice(who.span), "who") {
		return
	}
	at := place{who.block, who.first}
	first := p.nounBefore(at)
	if i := p.from(at) - 1; i >= 0 {
		if f := p.phrases[i]; f.role == neural.BeginSource && f.block == who.block && f.end == who.first {
			first = f.first
		}
	}
	if first == who.first {
		return
	}
	noun, words := who, p.words[who.block]
	noun.first, noun.end, noun.span = first, who.first, dixit.Span{Start: words[first].Span.Start, End: words[who.first-1].Span.End}
	d.wide, d.source = who, &noun
}

// nounBefore is where the noun phrase before word w begins, w's number if there is none: it goes back to an article, or to what
// cannot stand in one.
func (p *passage) nounBefore(w place) int {
	n := 0
	for n < longestSubject {
		v := p.at(w, -n-1)
		if v == "" || !text.IsWord(v) || endsNoun(v) || personal(v) && !possessive(v) {
			break
		}
		if n > 0 && strings.HasSuffix(v, "ed") && !isArticle(p.at(w, -n-2)) {
			break // the verb before it
		}
		if n++; isArticle(v) || possessive(v) {
			break
		}
	}
	return w.word - n
}
