package extract

import (
	"strings"

	"dixit/neural"
	"dixit/text"
)

// longestSubject bounds how many words stand before the verb of a main clause that is itself a report.
const longestSubject = 8

// mainClause is the report that the content of d is, where the tagger saw none: its main verb is one of saying, with a subject
// before it and something said after it ("Lind “denied that …", "the minister had promised …", "the president remains adamant
// that …"). It is nil if the clause is anything else.
func (a *article) mainClause(d *draft) *draft {
	c := d.content[0].span
	w := a.tagged.placeOf(c.Start)
	for !text.IsWord(a.tagged.at(w, 0)) && a.tagged.at(w, 0) != "" {
		w.word++ // the mark before it
	}
	for n := 0; n < longestSubject; n++ {
		verb := a.verbAt(place{w.block, w.word + n})
		if bare := a.tagged.written(w, n-1); n > 0 && verb == 1 && !capitalised(bare) && text.IsWord(bare) {
			return nil // "the promised law": no verb
		}
		if n > 0 && verb > 0 {
			return a.report(d, w, w.word+n, verb)
		}
		v := a.tagged.at(w, n)
		if v == "" || !text.IsWord(v) || endsNoun(v) && v != "of" && v != "for" || a.start(place{w.block, w.word + n}) >= c.End {
			if quote := v == "“" || v == "\""; !quote || n == 0 {
				return nil
			}
		}
	}
	return nil
}

// start is where word w begins, the end of the text beyond the end of the block.
func (a *article) start(w place) int {
	if w.block >= len(a.tagged.words) || w.word >= len(a.tagged.words[w.block]) {
		return len(a.text)
	}
	return a.tagged.words[w.block][w.word].Span.Start
}

// verbAt is how many words from w on are an active verb group of saying, 0 if there is none. Verbs that are as often nouns or
// adjectives ("claims", "proposed") are left to the tagger, and so is "said", which it never misses.
func (a *article) verbAt(w place) (n int) {
	for v := a.tagged.at(w, n); v == "has" || v == "have" || v == "had" || n > 0 && (v == "not" || strings.HasSuffix(v, "ly")); v = a.tagged.at(w, n) {
		n++
	}
	switch a.tagged.at(w, n) {
	case "announced", "denied", "denies", "promised", "pledged", "vowed", "insisted", "insists", "reiterated", "reiterates", "confirmed", "declared",
		"acknowledged", "attributed", "ascribed", "stressed", "emphasised", "emphasized", "reaffirmed":
		return n + 1
	case "remains", "remained", "is", "was":
		if a.tagged.at(w, n+1) == "adamant" && a.tagged.at(w, n+2) == "that" {
			return n + 2
		}
	}
	return 0
}

// report is the draft whose subject begins with word w and ends before word verb, with a verb of n words.
func (a *article) report(d *draft, w place, verb, n int) *draft {
	words := a.tagged.words[w.block]
	end := verb
	for end > w.word && !text.IsWord(a.tagged.at(place{w.block, end - 1}, 0)) {
		end--
	}
	rest := verb + n
	for rest < len(words) && (a.tagged.at(place{w.block, rest}, 0) == "that" || !text.IsWord(a.tagged.at(place{w.block, rest}, 0))) {
		rest++
	}
	c := d.content[0].span
	limit := c.End
	if s := a.sentenceEnd(w.block, verb); s < limit {
		limit = s
	}
	last := rest
	for last < len(words) && words[last].Span.End <= limit {
		last++
	}
	for last > rest && !text.IsWord(a.tagged.at(place{w.block, last - 1}, 0)) {
		last--
	}
	if end == w.word || last-rest < 2 {
		return nil
	}
	source := a.tagged.run(neural.BeginSource, w.block, w.word, end)
	return &draft{
		source: &source, cue: []phrase{a.tagged.run(neural.BeginCue, w.block, verb, verb+n)},
		content: []phrase{a.tagged.run(neural.BeginContent, w.block, rest, last)}, why: []string{"main clause of what is said"},
	}
}

// sentenceEnd is where the sentence of a word ends.
func (a *article) sentenceEnd(block, word int) int {
	s := a.tagged.sentences[block]
	i := word
	for i < len(s) && s[i] == s[word] {
		i++
	}
	return a.tagged.words[block][i-1].Span.End
}
