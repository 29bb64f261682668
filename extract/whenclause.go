package extract

import (
	"sort"
	"strings"

	"dixit"
	"dixit/text"
	"dixit/when"
)

// farOff is how many words may stand between a date and the cue that it belongs to.
const farOff = 30

// clauses gives every draft the dates that belong to the clause of its cue. What somebody says has dates of its own: "said the
// vote would be held Tuesday" does not tell when it was said. A draft inside another has the dates of the words around it.
func (y *diary) clauses() {
	groups := map[dixit.Span][]int{} // by sentence and, inside a content, by the content
	var order []dixit.Span
	for i, d := range y.drafts {
		if len(d.cue) == 0 {
			continue
		}
		s := y.sentence(d.cue[0].span.Start)
		if d.parent != nil {
			s = y.around(d, s)
		}
		if groups[s] == nil {
			order = append(order, s)
		}
		groups[s] = append(groups[s], i)
	}
	const atOnce, beside = 16, 1 << 10 // drafts and bytes: a paragraph without a stop is taken in parts
	for _, s := range order {
		list := groups[s]
		sort.SliceStable(list, func(i, j int) bool { return y.drafts[list[i]].cue[0].span.Start < y.drafts[list[j]].cue[0].span.Start })
		for len(list) > 0 {
			n := min(len(list), atOnce)
			part := s
			if n < len(list) || len(groups[s]) > n {
				part.Start = max(s.Start, y.drafts[list[0]].cue[0].span.Start-beside)
				part.End = min(s.End, y.drafts[list[n-1]].cue[0].span.End+beside)
			}
			if dates := y.within(part); len(dates) > 0 {
				y.assign(list[:n], dates)
			}
			list = list[n:]
		}
	}
}

// around is the part of sentence s that belongs to the content which d stands in.
func (y *diary) around(d *draft, s dixit.Span) dixit.Span {
	for _, c := range d.parent.content {
		if c.span.Overlaps(d.cue[0].span) {
			return dixit.Span{Start: max(s.Start, c.span.Start), End: min(s.End, c.span.End)}
		}
	}
	return dixit.Span{Start: d.cue[0].span.Start, End: d.cue[0].span.Start}
}

// assign gives the dates of a sentence to the drafts reported in it, each to the nearest.
func (y *diary) assign(drafts []int, dates []when.Expression) {
	given := make(map[int][]candidate)
	for _, e := range dates {
		if !y.datesSaying(e) || y.insideWords(e.Span, drafts) {
			continue
		}
		best, least := -1, farOff+1
		for _, i := range drafts {
			if y.drafts[i].parent != nil && y.quoted(e.Span) && e.Basis == when.Resolved {
				continue // what "today" is in somebody's words is that somebody's
			}
			if y.anothers(e.Span, i) || y.ofTheEvent(e.Span, i) {
				continue
			}
			if n := y.distance(e.Span, i, drafts); n < least && n <= y.reach(i) {
				best, least = i, n
			}
		}
		if best >= 0 {
			given[best] = append(given[best], candidate{e, least})
		}
	}
	for i, list := range given {
		y.days[i] = y.together(list, drafts)
	}
	y.share(drafts)
}

// anothers reports whether a date is of something that cannot be the speaker's of draft i: "In his August 2019 talk with the
// adviser, the newspaper said" is no newspaper's talk.
func (y *diary) anothers(e dixit.Span, i int) bool {
	owner := y.wordBefore(e)
	return (owner == "his" || owner == "her") && y.speakers[i].Kind != dixit.Person && y.speakers[i].Name != ""
}

// ofTheEvent reports whether a date before "according to" is that of what is told: "dozens were hurt on Tuesday, according to
// officials".
func (y *diary) ofTheEvent(e dixit.Span, i int) bool {
	d := y.drafts[i]
	return aspectOf(cueWords(y.text, d.cue)) == asideOf && e.End <= d.cue[0].span.Start
}

// candidate is a date that may be the day of a saying, with its distance from the cue.
type candidate struct {
	when.Expression
	away int
}

// reach is how far a date may stand from the cue of draft i: what is to come, or is only wished, has no day of saying, and for
// what is no past tense it must stand beside it.
func (y *diary) reach(i int) int {
	cue := cueWords(y.text, y.drafts[i].cue)
	switch {
	case has(cue, "will", "would", "could", "may", "might", "should", "must", "can", "are", "is"), cue[0] == "to":
		return -1
	case aspectOf(cue) == standing && !has(cue, "had"):
		return 1
	}
	return farOff
}

// distance is the number of words between a date and the cue of draft i, contents left out; more than farOff if the date belongs
// to another clause.
func (y *diary) distance(e dixit.Span, i int, drafts []int) int {
	cue := y.drafts[i].cue[0].span
	gap := dixit.Span{Start: e.End, End: cue.Start}
	if cue.Overlaps(e) {
		return 0
	}
	if cue.End <= e.Start {
		gap = dixit.Span{Start: cue.End, End: e.Start}
	}
	if src := y.drafts[i].source; src != nil && e.End <= src.span.Start && src.span.End <= cue.Start && !breaks(strings.ToLower(y.text[src.span.Start:src.span.End])) {
		gap.End = src.span.Start // between the source and its verb stands what tells of the source: "the court, which …, said"
	}
	if w := lastWord(y.text[max(0, cue.Start-12):cue.Start]); e.End <= cue.Start && (w == "which" || w == "who") {
		return farOff + 1
	}
	if gap.Len() > 1<<11 {
		return farOff + 1
	}
	if e.Start >= cue.End || gap.Start == e.End {
		if y.inRelative(e) {
			return farOff + 1
		}
	}
	n := 0
	for _, w := range y.outside(gap, drafts) {
		if breaks(w) {
			return farOff + 1
		}
		n++
	}
	if src := y.drafts[i].source; src != nil && cue.Start >= e.End && src.span.Start >= e.End && y.newSubject(src.span.Start, e.End) {
		return farOff + 1
	}
	return n
}

// newSubject reports whether a clause with a subject of its own begins at byte b, after the date before it: "… on Monday, and
// officials said".
func (y *diary) newSubject(b, after int) bool {
	switch lastWord(y.text[max(after, b-12):b]) {
	case "and", "but":
		return true
	}
	return false
}

// outside are the words of a span that stand in no content of the drafts, in lower case; no more than are looked at.
func (y *diary) outside(s dixit.Span, drafts []int) (out []string) {
	var contents []dixit.Span
	for _, i := range drafts {
		for _, c := range y.drafts[i].content {
			if c.span.Overlaps(s) {
				contents = append(contents, c.span)
			}
		}
	}
	sort.Slice(contents, func(i, j int) bool { return contents[i].Start < contents[j].Start })
	contents = append(contents, dixit.Span{Start: s.End, End: s.End})
	from := s.Start
	for _, c := range contents {
		if from < c.Start {
			part := y.text[from:c.Start]
			for w := range text.EachWord(part) {
				if out = append(out, strings.ToLower(part[w.Start:w.End])); len(out) > farOff {
					return out
				}
			}
		}
		from = max(from, c.End)
	}
	return out
}

// breaks reports whether a word begins a clause that a date before or after it does not belong to.
func breaks(w string) bool {
	switch w {
	case "who", "whom", "which", "whose", "because", "although", "though", "despite", "if", "unless", ";", "when", "but":
		return true
	}
	return false
}
