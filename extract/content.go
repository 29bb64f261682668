package extract

import (
	"strings"

	"dixit"
	"dixit/text"
)

// settle gives the contents and cues of drafts the borders of the marking guide where the tagger, which was taught another, has
// others. It works on the words outside quotation marks only.
func (a *article) settle(drafts []*draft) {
	for _, d := range drafts {
		if len(d.cue) == 0 || len(d.content) == 0 {
			continue
		}
		a.cutSentence(d)
		a.cutClause(d)
		a.cutSecondVerb(d)
		a.cutOccasion(d)
		a.nominal(d)
		a.asked(d)
	}
}

// cutSentence ends a content with its quotation where that ends with its sentence and another one follows outside the marks:
// “It will open.” On Tuesday …
func (a *article) cutSentence(d *draft) {
	last := &d.content[len(d.content)-1]
	for _, i := range a.marks.over(last.span) {
		q := a.marks.all[i]
		if q.Span.End >= last.span.End || !strings.HasPrefix(a.text[last.span.Start:], q.Open) || q.Inner.Len() == 0 {
			continue
		}
		rest := strings.TrimLeft(a.text[q.Span.End:last.span.End], " \u00a0")
		if strings.ContainsRune(".?!", rune(a.text[q.Inner.End-1])) && rest != "" && capitalised(rest) && a.marks.at(last.span.End-1) < 0 {
			last.span.End = q.Span.End
			return
		}
	}
}

// cutClause ends a content before a semicolon outside quotation marks: what follows it is a sentence of its own, for which
// nobody is named. Of 115 contents in PolNeAR train that come to one without a quotation, 95 end there.
func (a *article) cutClause(d *draft) {
	last := &d.content[len(d.content)-1]
	for i := last.span.Start; i < last.span.End; i++ {
		if a.text[i] == ';' && a.marks.at(i) < 0 {
			a.end(last, i)
			return
		}
	}
}

// cutSecondVerb ends a content that is an infinitive before a second verb of its cue's subject: "agreed to meet them but did not
// give a day". A finite verb cannot stand beside an infinitive, so it is not part of what was agreed to, unless a clause inside
// that has a verb of its own.
func (a *article) cutSecondVerb(d *draft) {
	last := &d.content[len(d.content)-1]
	words := text.Words(a.text[last.span.Start:last.span.End])
	if len(d.content) > 1 || len(words) < 4 || a.word(last.span, words, 0) != "to" {
		return
	}
	for i := 2; i+2 < len(words); i++ {
		switch w := a.word(last.span, words, i); {
		case a.marks.at(last.span.Start+words[i].Start) >= 0, relative(w), joins(w) && w != "and" && w != "but", w == "that", w == "how", w == "what", auxiliary(w):
			return
		case (w == "and" || w == "but") && auxiliary(a.word(last.span, words, i+1)):
			a.end(last, last.span.Start+words[i].Start)
			return
		}
	}
}

// cutOccasion takes the occasion off what a noun reports: of "issued a demand for a halt during a meeting with Lind", the
// meeting is where the demand was made. After a verb with a clause ("said he fell during a meeting") nobody can tell.
func (a *article) cutOccasion(d *draft) {
	cue := cueWords(a.text, d.cue)
	if last := cue[len(cue)-1]; len(cue) < 2 || last != "for" && last != "of" || !nounOfSaying(cue[len(cue)-2]) {
		return
	}
	last := &d.content[len(d.content)-1]
	words := text.Words(a.text[last.span.Start:last.span.End])
	for i := 1; i+2 < len(words); i++ {
		at := last.span.Start + words[i].Start
		if a.word(last.span, words, i) != "during" || a.marks.at(at) >= 0 {
			continue
		}
		for j := i + 1; j < min(i+7, len(words)); j++ {
			if occasion(a.word(last.span, words, j)) {
				a.end(last, at)
				return
			}
		}
	}
}

// nominal moves a noun of saying from the content to the cue: "reiterated his pledge" to do it, "offered her own warning: “…”".
// The verb says nothing but that the noun was done.
func (a *article) nominal(d *draft) {
	cue := cueWords(a.text, d.cue)
	first := &d.content[0]
	if len(d.cue) != 1 || !does(cue[len(cue)-1]) || first.span.Start < d.cue[0].span.End ||
		strings.TrimSpace(a.text[d.cue[0].span.End:first.span.Start]) != "" || a.marks.at(first.span.Start) >= 0 {
		return
	}
	words := text.Words(a.text[first.span.Start:first.span.End])
	noun := a.nounOfSayingIn(first.span, words)
	if noun < 0 {
		return
	}
	end, rest := noun, noun+1
	switch quoted := len(d.content) > 1 && a.marks.at(d.content[1].span.Start) >= 0 && a.marks.quoted(d.content[1].span); {
	case quoted:
		d.content, rest = d.content[1:], 0 // the words themselves follow
	case rest+1 >= len(words):
		return
	default:
		switch a.word(first.span, words, rest) {
		case "for":
			end, rest = rest, rest+1 // "call for"
		case "that":
			rest++
		case "to":
		default:
			return
		}
	}
	d.cue[0].span.End = first.span.Start + words[end].End
	if rest > 0 {
		first.span.Start += words[rest].Start
	}
	d.why = append(d.why, "the noun is what was done")
}

// nounOfSayingIn is the number of the noun of saying that words begin with, after an article or a possessive and at most two
// more; -1 if there is none.
func (a *article) nounOfSayingIn(s dixit.Span, words []dixit.Span) int {
	if len(words) < 2 || !possessive(a.word(s, words, 0)) && !isArticle(a.word(s, words, 0)) {
		return -1
	}
	for n := 1; n < min(4, len(words)); n++ {
		if nounOfSaying(a.word(s, words, n)) {
			return n
		}
	}
	return -1
}

// asked takes the one who is asked to do something off the content: he is the one spoken to.
func (a *article) asked(d *draft) {
	cue := cueWords(a.text, d.cue)
	first := &d.content[0]
	if lemma(cue[len(cue)-1]) != "ask" || first.span.Start < d.cue[0].span.End {
		return
	}
	words := text.Words(a.text[first.span.Start:first.span.End])
	for i := range min(longestNoun, len(words)) {
		w := a.word(first.span, words, i)
		switch {
		case w == "to" && i > 0 && i+1 < len(words):
			first.span.Start += words[i].Start
			return
		case !text.IsWord(w), endsNoun(w) && w != "of", a.marks.at(first.span.Start+words[i].Start) >= 0:
			return
		}
	}
}

// word is word i of the words of s in lower case.
func (a *article) word(s dixit.Span, words []dixit.Span, i int) string {
	return strings.ToLower(a.text[s.Start+words[i].Start : s.Start+words[i].End])
}

// end ends a phrase before byte b, without the space and the comma before it, unless nothing is left.
func (a *article) end(f *phrase, b int) {
	if cut := strings.TrimRight(a.text[f.span.Start:b], " ,\u00a0"); cut != "" {
		f.span.End = f.span.Start + len(cut)
	}
}

// does reports whether a verb only says that the act its object names was done.
func does(verb string) bool {
	switch verb {
	case "reiterated", "reiterates", "reiterating", "repeated", "repeats", "repeating", "renewed", "renews", "renewing", "reaffirmed", "restated",
		"issued", "issues", "issuing", "offered", "offers", "offering", "made", "makes", "making", "gave", "gives", "giving", "voiced", "expressed",
		"delivered", "launched":
		return true
	}
	return false
}

// nounOfSaying reports whether a noun names an act of speech.
func nounOfSaying(w string) bool {
	switch w {
	case "pledge", "promise", "vow", "commitment", "call", "calls", "demand", "demands", "plea", "appeal", "request", "warning", "warnings", "threat",
		"threats", "offer", "proposal", "invitation", "claim", "claims", "allegation", "allegations", "accusation", "accusations", "denial", "assertion",
		"insistence", "apology", "recommendation", "suggestion", "assurance", "assurances", "announcement", "prediction", "complaint":
		return true
	}
	return false
}
