package extract

import (
	"strings"

	"dixit"
	"dixit/neural"
	"dixit/text"
)

// channels finds through whom a statement came where no cue of passing on says so. A group of media that was told something
// ("told local media", "telling Russian media") passes it on: nobody else could have. One outlet that was told ("told TASS") or
// reporters are addressees like others, and state media are the speaker's own. And a refusal to answer is known from the one
// who asked: "Asked by CNN about …, Lind did not answer."
func (a *article) channels() {
	bySentence := map[int][]*draft{}
	for _, d := range a.drafts {
		if n := a.sentenceOf(d); d.parent == nil && len(d.cue) > 0 && d.source != nil && len(bySentence[n]) < mostInSentence {
			bySentence[n] = append(bySentence[n], d)
		}
	}
	for _, together := range bySentence {
		for _, d := range together {
			if len(d.relays) > 0 {
				continue
			}
			cue := cueWords(a.text, d.cue)
			last := cue[len(cue)-1]
			switch {
			case last == "told", last == "tells", last == "telling":
				if m := a.mediaAfter(d.cue[len(d.cue)-1]); m.span.Len() > 0 {
					a.told(d, m, together, last == "telling")
				}
			case d.kind == dixit.Nonverbal, d.kind == dixit.Nonresponse, nonresponse(cue, a.content(d)):
				if m, ok := a.asker(d, together); ok {
					a.through(d, m)
				}
			}
		}
	}
}

// mostInSentence bounds how many statements of one sentence are looked at together.
const mostInSentence = 16

// sentenceOf is the number of the sentence that d is reported in.
func (a *article) sentenceOf(d *draft) int {
	w := a.tagged.placeOf(d.anchor().Start)
	return a.tagged.sentences[w.block][w.word]
}

// through puts m before the speaker of d.
func (a *article) through(d *draft, m phrase) {
	d.relays = append(d.relays, m)
	d.why = append(d.why, "through “"+a.text[m.span.Start:m.span.End]+"”")
}

// told puts the media m that d was told to before its speaker, and, if it is a participle ("disputed it, telling …"), before that
// of what the same source says in the sentence: that is what the participle carries out.
func (a *article) told(d *draft, m phrase, together []*draft, participle bool) {
	for _, x := range together {
		if x == d || participle && len(x.relays) == 0 && x.source.span == d.source.span {
			a.through(x, m)
		}
	}
}

// mediaAfter is the group of media named right after a cue, empty if there is none.
func (a *article) mediaAfter(cue phrase) phrase {
	out := phrase{role: neural.BeginSource, block: cue.block, confidence: cue.confidence}
	w := a.tagged.placeOf(cue.span.End)
	s := a.tagged.nounFrom(w)
	for _, word := range text.Words(a.text[s.Start:s.End]) {
		if named := (dixit.Span{Start: s.Start, End: s.Start + word.End}); media(a.text[named.Start:named.End]) {
			out.span = named // the rest is what they were told
		}
	}
	return out
}

// media reports whether words name a group of media, and say which.
func media(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	if n := len(words); n < 2 || n > 4 || isArticle(words[n-2]) {
		return false
	}
	switch last := words[len(words)-1]; last {
	case "media", "newspapers", "broadcasters":
		return words[len(words)-2] != "state" && words[len(words)-2] != "social"
	case "outlets", "agencies", "websites":
		return words[len(words)-2] == "news" || words[len(words)-2] == "media"
	}
	return false
}

// asker is who asked, earlier in the sentence, what d does not answer.
func (a *article) asker(d *draft, together []*draft) (phrase, bool) {
	for _, x := range together {
		if x.anchor().Start < d.anchor().Start && x.source.span != d.source.span && asks(cueWords(a.text, x.cue)) {
			return *x.source, true
		}
	}
	return phrase{}, false
}
