package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/neural"
	"dixit/text"
)

// clause is the words of the sentence around a draft's cue: where a verb of saying has its listener, and where it is told how
// and where something was said.
type clause struct {
	text  string
	words []clauseWord
}

// clauseWord is a word of a clause.
type clauseWord struct {
	span    dixit.Span
	low     string       // in lower case, without a possessive ending
	owns    bool         // has a possessive ending: "CNN's"
	capital bool         //
	letters bool         // a word rather than a mark
	role    neural.Label // what it is in the draft: BeginSource, BeginCue, BeginContent or Outside
	label   neural.Label // what the tagger took it for at the draft's level
}

// reach is how many words before and after a cue are looked at, so that a page without a full stop takes linear time.
const reach = 64

// clauseOf reads the words around d's cue, or around its content if it has none. A nested draft sees no further than the
// content it stands in.
func (a *article) clauseOf(d *draft) *clause {
	anchor := d.anchor()
	b := sort.Search(len(a.blocks), func(i int) bool { return a.blocks[i].End > anchor.Start })
	if b == len(a.blocks) {
		return &clause{text: a.text}
	}
	words, sentences := a.tagged.words[b], a.tagged.sentences[b]
	at := sort.Search(len(words), func(i int) bool { return words[i].Span.Start >= anchor.Start })
	if at == len(words) {
		return &clause{text: a.text}
	}
	within := a.blocks[b]
	if p := d.parent; p != nil {
		within = dixit.Span{Start: p.content[0].span.Start, End: p.content[len(p.content)-1].span.End}
	}
	inside := func(i int) bool {
		return sentences[i] == sentences[at] && words[i].Span.Start >= within.Start && words[i].Span.End <= within.End
	}
	from, to := at, at
	for from > 0 && at-from < reach && inside(from-1) {
		from--
	}
	for to < len(words) && to-at < reach && (to == at || inside(to)) {
		to++
	}
	c := &clause{text: a.text, words: make([]clauseWord, 0, to-from)}
	level := d.depth()
	for _, w := range words[from:to] {
		c.words = append(c.words, newClauseWord(a.text[w.Span.Start:w.Span.End], w.Span, d.roleAt(w.Span), w.Marks[level].Label))
	}
	return c
}

func newClauseWord(s string, span dixit.Span, role, label neural.Label) clauseWord {
	w := clauseWord{span: span, low: strings.ToLower(s), letters: text.IsWord(s), role: role, label: label}
	first, _ := utf8.DecodeRuneInString(s)
	w.capital = unicode.IsUpper(first)
	for _, e := range [...]string{"'s", "’s"} {
		if stem, ok := strings.CutSuffix(w.low, e); ok {
			w.low, w.owns = stem, true
		}
	}
	return w
}

// roleAt is what a word is in d.
func (d *draft) roleAt(s dixit.Span) neural.Label {
	for _, p := range d.cue {
		if p.span.Overlaps(s) {
			return neural.BeginCue
		}
	}
	if d.source != nil && d.source.span.Overlaps(s) {
		return neural.BeginSource
	}
	for _, p := range d.content {
		if p.span.Overlaps(s) {
			return neural.BeginContent
		}
	}
	return neural.Outside
}

// low is word i in lower case, "" beyond the clause's ends.
func (c *clause) low(i int) string {
	if i < 0 || i >= len(c.words) {
		return ""
	}
	return c.words[i].low
}

// role is what word i is in the draft, Outside beyond the clause's ends.
func (c *clause) role(i int) neural.Label {
	if i < 0 || i >= len(c.words) {
		return neural.Outside
	}
	return c.words[i].role
}

// span is the bytes of the words [from, to).
func (c *clause) span(from, to int) dixit.Span {
	return dixit.Span{Start: c.words[from].span.Start, End: c.words[to-1].span.End}
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
