package extract

import (
	"strings"

	"dixit"
	"dixit/when"
)

// carry gives what a speaker goes on to say the day of what the same speaker said before: newspapers tell the day once. So it
// is in the two paragraphs after, for quotations anywhere after, and for what adds to it ("also said"). What an outlet
// reports it reports in one piece. A group ("officials") is the same group only near by.
func (y *diary) carry() {
	last, outlet, outlets := map[string]int{}, map[string]bool{}, []string{}
	for _, i := range y.order {
		d, name := y.drafts[i], y.speakers[i].Name
		cue := cueWords(y.text, d.cue)
		if len(outlets) == 1 && isOutlet(name) {
			name = outlets[0] // "the newspaper"
		}
		if name == "" {
			continue
		}
		if y.days[i].from != nothing {
			last[name] = i
			if y.days[i].from == dated && has(cue, "reported", "published") && y.speakers[i].Kind == dixit.Organisation && !outlet[name] {
				outlet[name], outlets = true, append(outlets, name)
			}
			continue
		}
		before, ok := last[name]
		how := aspectOf(cue)
		if !ok || how == standing || how == asideOf && !outlet[name] || y.otherTime(i) || y.privately(d) {
			continue
		}
		if y.days[before].rough && !outlet[name] && y.speakers[i].Kind != dixit.Written || y.otherDate(i, y.days[before].first) {
			continue
		}
		near := y.apart(before, i) <= 2
		kind := y.kindOf(d, cue)
		goesOn := near || kind == dixit.Direct || kind == dixit.Mixed || has(cue, "added", "adding", "also", "further", "continued")
		if k := y.speakers[i].Kind; k == dixit.Collective || k == dixit.Anonymous {
			goesOn = y.apart(before, i) == 0
		}
		if goesOn || outlet[name] {
			y.days[i] = y.days[before].carriedTo("the same speaker goes on")
			if near || outlet[name] {
				last[name] = i
			}
		}
	}
	y.carryBack()
}

// isOutlet reports whether a description is that of an outlet.
func isOutlet(name string) bool {
	switch strings.TrimPrefix(strings.ToLower(name), "the ") {
	case "newspaper", "paper", "report", "magazine", "broadcaster", "channel", "news agency", "outlet", "network", "website", "story", "article":
		return true
	}
	return false
}

// apart is how many paragraphs draft j stands after draft i.
func (y *diary) apart(i, j int) int {
	return y.block(y.drafts[j].cue[0].span.Start) - y.block(y.drafts[i].cue[0].span.Start)
}

// carryBack gives the day of a statement to what the same person says right before: "The elders asked for it, Lind said. …
// “It was time,” she said on Monday."
func (y *diary) carryBack() {
	for n := len(y.order) - 1; n > 0; n-- {
		i, j := y.order[n-1], y.order[n]
		if y.days[j].from == dated && y.days[i].from == nothing && y.sameSpeaker(i, j) && y.speakers[i].Kind == dixit.Person && y.apart(i, j) <= 2 &&
			!y.days[j].rough && !y.otherDate(i, y.days[j].first) && aspectOf(cueWords(y.text, y.drafts[i].cue)) == once && !y.otherTime(i) {
			y.days[i] = y.days[j].carriedTo("the same speaker goes on")
		}
	}
}

// carryNear gives the day of a quotation in fresh news to what the same speaker says in the same paragraph or the next.
func (y *diary) carryNear() {
	last := map[string]int{}
	for _, i := range y.order {
		name := y.speakers[i].Name
		before, ok := last[name]
		if ok && name != "" && y.days[i].from == nothing && y.days[before].from != nothing && y.apart(before, i) <= 1 && !y.days[before].rough && !y.otherDate(i, y.days[before].first) &&
			!y.privately(y.drafts[i]) && aspectOf(cueWords(y.text, y.drafts[i].cue)) == once && !y.otherTime(i) {
			y.days[i] = y.days[before].carriedTo("the same speaker goes on")
		}
		last[name] = i
	}
}

// scenes gives a statement the day of the sentence before, in the same paragraph, that brings its speaker on: "Lind was met with
// applause early today. “We won,” Lind said."
func (y *diary) scenes() {
	for _, i := range y.order {
		d := y.drafts[i]
		if y.days[i].from != nothing || d.source == nil || aspectOf(cueWords(y.text, d.cue)) != once || y.otherTime(i) || y.speakers[i].Kind != dixit.Person {
			continue
		}
		first := d.cue[0].span.Start
		if len(d.content) > 0 {
			first = min(first, d.content[0].span.Start)
		}
		before, same := y.sentenceBefore(first)
		if before.Len() == 0 {
			continue
		}
		if !hasAny(y.text[before.Start:before.End], strings.ToLower(lastOf(y.speakers[i].Name))) {
			continue
		}
		talk := y.tellsTalk(before, lastOf(y.speakers[i].Name))
		for _, e := range y.within(before) {
			if y.datesSaying(e) && e.Basis != when.None && (e.Grain == when.Day && same || talk) && (talk || !y.insideWords(e.Span, y.near(e.Span.Start))) && !y.quoted(e.Span) {
				y.days[i] = y.together([]candidate{{e, 0}}, nil).carriedTo("the scene of the sentence before")
				break
			}
		}
	}
}

// sentenceBefore is the sentence before that of byte b, and whether it stands in the same paragraph; it may stand in the one before.
func (y *diary) sentenceBefore(b int) (before dixit.Span, same bool) {
	s, k := y.sentence(b), y.block(b)
	if s.Start <= y.blocks[k].Start {
		if k == 0 || y.doc.Blocks[k-1].Region != dixit.Body {
			return before, false
		}
		return y.sentence(max(y.blocks[k-1].Start, y.blocks[k-1].End-1)), false
	}
	before = y.sentence(s.Start - 1)
	if before.Start >= s.Start {
		before = y.sentence(max(y.blocks[k].Start, s.Start-3))
	}
	return before, true
}

// tellsTalk reports whether a sentence tells that the person called name spoke to somebody: "Lind spoke to Moss in August".
func (y *diary) tellsTalk(s dixit.Span, name string) bool {
	list := y.outside(s, nil)
	for n := 1; n < len(list); n++ {
		if (list[n] == "spoke" || list[n] == "met" || list[n] == "talked") && list[n-1] == strings.ToLower(name) {
			return true
		}
	}
	return false
}

// lastOf is the last word of a name.
func lastOf(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }
