package extract

import (
	"slices"
	"sort"
	"strings"

	"dixit"
	"dixit/neural"
	"dixit/text"
)

// nest appends the drafts that contents report in turn, level by level. Each content is a passage of its own, whose words the
// tagger has labelled for that level too.
func (x *Extractor) nest(a *article) {
	level := a.drafts
	for depth := 1; depth < neural.Levels; depth++ {
		var next []*draft
		for _, d := range level {
			found := x.inner(a, d, depth)
			found = a.unseen(d, found)
			if len(found) == 1 && a.onlyRelays(d, found[0]) {
				d.passOn(found[0], a.tagged.own(*d.source))
				next = append(next, d)
				continue
			}
			for _, n := range found {
				n.parent, n.region = d, d.region
			}
			for _, n := range a.asserted(found) {
				n.why = append(n.why, "inside another's words")
				a.drafts = append(a.drafts, n)
				next = append(next, n)
			}
		}
		level = next
	}
}

// unseen appends to what was found in d's content what rules find there and the tagger did not see.
func (a *article) unseen(d *draft, found []*draft) []*draft {
	add := func(n *draft) {
		if !slices.ContainsFunc(found, func(f *draft) bool { return f.overlaps(n) || f.holds(n) }) {
			found = append(found, n)
		}
	}
	if n := a.mainClause(d); n != nil {
		add(n)
	}
	for _, n := range a.possessives(d) {
		add(n)
	}
	return found
}

// inner is what the content of d reports, its spans taken for paragraphs, without the quotation marks around them.
func (x *Extractor) inner(a *article, d *draft, depth int) []*draft {
	var blocks []dixit.Span
	var words [][]neural.Word
	reports := false
	for _, c := range d.content {
		s := c.span
		if i := a.marks.at(s.Start); i >= 0 {
			if q := a.marks.all[i]; q.Span.Start == s.Start && q.Span.End >= s.End {
				s = dixit.Span{Start: q.Inner.Start, End: min(q.Inner.End, s.End)}
			}
		}
		if s.Len() == 0 {
			continue
		}
		blocks, words = append(blocks, s), append(words, a.words(s))
		for _, w := range words[len(words)-1] {
			reports = reports || w.Marks[depth].Label == neural.BeginCue
		}
	}
	if !reports {
		return nil
	}
	var out []*draft
	p := newPassage(a.text, blocks, words, depth)
	for _, n := range x.link(p) {
		p.finish(n)
		if len(n.cue) > 0 && (n.source != nil || n.unnamed) {
			out = append(out, n)
		}
	}
	a.settle(out)
	return out
}

// words are the tagged words of a stretch of one block.
func (a *article) words(s dixit.Span) []neural.Word {
	b := sort.Search(len(a.blocks), func(i int) bool { return a.blocks[i].End > s.Start })
	words := a.tagged.words[b]
	from := sort.Search(len(words), func(i int) bool { return words[i].Span.Start >= s.Start })
	end := sort.Search(len(words), func(i int) bool { return words[i].Span.Start >= s.End })
	return words[from:end]
}

// finish ends the last content of a nested draft where its clause ends. What is said inside another's words the tagger often
// lets go a few words early: "the aid to be" of "the aid to be restored". A pronoun is whole by itself: "complained of this at
// the time".
func (p *passage) finish(d *draft) {
	if len(d.cue) == 0 {
		return
	}
	last := &d.content[len(d.content)-1]
	if last.span.Start < d.cue[len(d.cue)-1].span.End {
		return
	}
	words := p.words[last.block]
	if first := strings.ToLower(p.slice(words[last.first].Span)); personal(first) && !possessive(first) || first == "this" || first == "that" {
		return
	}
	end := p.clauseEnd(*last)
	for end > last.end && !text.IsWord(p.slice(words[end-1].Span)) && !strings.Contains(")”\"%", p.slice(words[end-1].Span)) {
		end--
	}
	if end > last.end && p.at(place{last.block, end - 1}, 0) != "that" {
		last.end, last.span.End = end, words[end-1].Span.End
	}
}

// clauseEnd is the word of f's block after f at which its clause ends: at a mark outside brackets, at a word that joins another,
// or where another phrase begins.
func (p *passage) clauseEnd(f phrase) int {
	words, open := p.words[f.block], strings.Count(p.slice(f.span), "(")-strings.Count(p.slice(f.span), ")")
	infinitive := p.at(place{f.block, f.first}, 0) == "to"
	limit := len(words)
	if i := p.from(place{f.block, f.end}); i < len(p.phrases) && p.phrases[i].block == f.block {
		limit = p.phrases[i].first
	}
	for i := f.end; i < limit; i++ {
		switch w := strings.ToLower(p.slice(words[i].Span)); {
		case infinitive && auxiliary(w) && w != "have" && w != "do": // the verb whose subject it is part of
			return i
		case w == "(":
			open++
		case w == ")" && open > 0:
			open--
		case open > 0, text.IsWord(w) && !(i == f.end && joins(w)), !text.IsWord(w) && strings.Contains("$€£%#\"“'‘”", w):
		case w == "," && joins(p.at(place{f.block, i}, 1)) && auxiliary(p.at(place{f.block, i}, 2)): // a second verb of its subject
		default:
			return i
		}
	}
	return limit
}

// auxiliary reports whether a word is a finite form of be, have or do, or a modal verb.
func auxiliary(w string) bool {
	switch w {
	case "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "will", "would", "can", "could", "may", "might", "must", "should":
		return true
	}
	return false
}

// joins reports whether a word joins another clause or phrase to one that is complete.
func joins(w string) bool {
	switch w {
	case "and", "or", "but", "nor", "yet", "while", "as", "because", "though", "although", "when", "after", "before", "since", "if", "unless":
		return true
	}
	return false
}
