package extract

import (
	"sort"

	"dixit"
	"dixit/neural"
)

// nest appends the drafts that contents report in turn, level by level. Each content is a passage of its own, whose words the
// tagger has labelled for that level too.
func (x *Extractor) nest(a *article) {
	level := a.drafts
	for depth := 1; depth < neural.Levels; depth++ {
		var next []*draft
		for _, d := range level {
			found := x.inner(a, d, depth)
			if len(found) == 1 && a.onlyRelays(d, found[0]) {
				d.passOn(found[0])
				next = append(next, d)
				continue
			}
			for _, n := range found {
				n.parent, n.region = d, d.region
				n.why = append(n.why, "inside another's words")
				a.drafts = append(a.drafts, n)
				next = append(next, n)
			}
		}
		level = next
	}
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
	for _, n := range x.link(newPassage(a.text, blocks, words, depth)) {
		if len(n.cue) > 0 && n.source != nil {
			out = append(out, n)
		}
	}
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
