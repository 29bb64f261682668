package extract

import (
	"sort"

	"dixit"
	"dixit/text"
	"dixit/when"
)

// said is the day on which a statement was made, with what led to it.
type said struct {
	when        dixit.When
	first, last string // days, YYYY-MM-DD; "" if the year is not known
	from        reason
	why         string
	rough       bool // no day but a month or year
}

// reason is what a day of saying rests on.
type reason int

const (
	nothing reason = iota
	dated          // a date in the statement's own clause
	carried        // the day of what the same speaker said before, or says in the same sentence
	fresh          // the news is not older than two days
)

// on is s with its day of saying.
func (d said) on(s dixit.Statement) dixit.Statement {
	if d.from != nothing {
		s.When = d.when
		s.Why += "; day: " + d.why
	}
	return s
}

// diary tells the days of a document's statements.
type diary struct {
	*article
	speakers  []dixit.Speaker   // by draft
	ref       when.Reference    // the day of publication
	published string            // the same, YYYY-MM-DD; "" if unknown
	month     string            // the month of all days that an article names which does not say its own
	dates     []when.Expression // of the whole text
	order     []int             // the drafts that stand in no other, as they stand in the text
	split     map[int][]dixit.Span
	inside    map[*draft][]*draft // the drafts that stand in another
	days      []said              // by draft
}

// days are the days on which the drafts were said, from the dates of the text: first those that stand in the clause of the cue
// (whenclause.go, whenbelong.go), then what follows from them (whencarry.go, whenoccasion.go, whentrial.go) and from the news being
// fresh (whenfresh.go, whenreact.go).
func (a *article) days(speakers []dixit.Speaker) []said {
	y := &diary{article: a, speakers: speakers, split: map[int][]dixit.Span{}, days: make([]said, len(a.drafts))}
	if len(a.drafts) == 0 {
		return nil
	}
	y.published = a.publication()
	y.ref = when.On(y.published)
	if !y.ref.Known() {
		y.published = ""
	}
	y.dates = when.Find(a.text, y.ref)
	if len(y.dates) == 0 {
		return y.days
	}
	y.month = y.onlyMonth()
	y.order = y.inOrder()
	y.inside = map[*draft][]*draft{}
	for _, d := range y.drafts {
		if d.parent != nil {
			y.inside[d.parent] = append(y.inside[d.parent], d)
		}
	}
	y.clauses()
	y.scenes()
	y.trial()
	y.occasions()
	y.carry()
	y.bound()
	y.fresh()
	y.carryNear()
	y.sameOccasion()
	y.headlines()
	return y.days
}

// inOrder are the numbers of the body's drafts with a cue that stand in no other, in the order of their cues.
func (y *diary) inOrder() (out []int) {
	for i, d := range y.drafts {
		if d.parent == nil && len(d.cue) > 0 && d.region != dixit.Headline {
			out = append(out, i)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return y.drafts[out[i]].cue[0].span.Start < y.drafts[out[j]].cue[0].span.Start })
	return out
}

// near are the drafts of order whose cues stand about byte b.
func (y *diary) near(b int) []int {
	const most = 8 // on either side
	i := sort.Search(len(y.order), func(i int) bool { return y.drafts[y.order[i]].cue[0].span.Start >= b })
	return y.order[max(0, i-most):min(len(y.order), i+most)]
}

// onlyMonth is the month, perhaps without its year, of the days that an article of an unknown day names, if it is one: the
// article was written about then.
func (y *diary) onlyMonth() (month string) {
	if y.published != "" {
		return ""
	}
	for _, e := range y.dates {
		if e.Basis != when.Stated || e.Grain != when.Day || y.quoted(e.Span) {
			continue
		}
		if m := e.EDTF[:len("XXXX-08")]; month == "" {
			month = m
		} else if m != month {
			return ""
		}
	}
	return month
}

// publication is the day of publication: the document's own, or that of a line among its first that is nothing but a date.
func (a *article) publication() string {
	if d := a.doc.Day(); when.On(d).Known() {
		return d
	}
	for i, b := range a.blocks {
		if i == 8 {
			break
		}
		if day := a.dateline(b); day != "" {
			return day
		}
	}
	return ""
}

// dateline is the day that a block gives which is nothing but a date, "" if it is something else.
func (a *article) dateline(b dixit.Span) string {
	const long = len("Published: Wednesday, September 24, 2025")
	line := a.text[b.Start:b.End]
	if len(line) > long {
		return ""
	}
	found := when.Find(line, when.Reference{})
	if len(found) != 1 || found[0].Grain != when.Day || found[0].First == "" {
		return ""
	}
	rest := line[:found[0].Span.Start] + line[found[0].Span.End:]
	if len(text.Words(rest)) > 2 {
		return ""
	}
	return found[0].First
}

// sentence is the sentence that byte b of the text stands in.
func (y *diary) sentence(b int) dixit.Span {
	k := y.block(b)
	if y.split[k] == nil {
		y.split[k] = text.Sentences(y.text, y.blocks[k])
	}
	list := y.split[k]
	i := sort.Search(len(list), func(i int) bool { return list[i].End > b })
	if i == len(list) {
		return y.blocks[k]
	}
	return list[i]
}

// block is the number of the block that byte b stands in.
func (y *diary) block(b int) int {
	return min(sort.Search(len(y.blocks), func(i int) bool { return y.blocks[i].End > b }), len(y.blocks)-1)
}

// within are the dates in a span.
func (y *diary) within(s dixit.Span) []when.Expression {
	from := sort.Search(len(y.dates), func(i int) bool { return y.dates[i].Span.Start >= s.Start })
	end := from
	for end < len(y.dates) && y.dates[end].Span.End <= s.End {
		end++
	}
	return y.dates[from:end]
}

// quoted reports whether a place is in quotation marks.
func (y *diary) quoted(s dixit.Span) bool { return y.marks.at(s.Start) >= 0 }

// sameSpeaker reports whether drafts i and j have one named speaker.
func (y *diary) sameSpeaker(i, j int) bool {
	return y.speakers[i].Name != "" && y.speakers[i].Name == y.speakers[j].Name
}
