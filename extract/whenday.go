package extract

import (
	"sort"
	"strings"
	"time"

	"dixit"
	"dixit/when"
)

// together is the day of a saying that dates are given for: the nearest, or a finer one that lies in it ("last week, on
// December 8"), or from one to the other where "and" ties them ("on Wednesday and again on Friday").
func (y *diary) together(list []candidate, drafts []int) said {
	sort.SliceStable(list, func(i, j int) bool { return list[i].away < list[j].away })
	e := list[0]
	for _, o := range list[1:] {
		if o.First != "" && e.First != "" && o.First >= e.First && o.Last <= e.Last && (o.First > e.First || o.Last < e.Last) {
			e = o
		}
	}
	if e.Basis == when.None {
		return said{when: dixit.When{EDTF: y.month, Basis: "inferred"}, from: dated, why: y.because(e.Expression) + ": the month of the days that the article names"}
	}
	out := said{
		when: dixit.When{EDTF: e.EDTF, Basis: string(e.Basis)}, first: e.First, last: e.Last, from: dated, why: y.because(e.Expression), rough: e.Grain != when.Day || long(e.Expression),
	}
	if y.published != "" && e.Grain == when.Day && e.First < e.Last && e.Last > y.published {
		out.last = y.published // this week, up to now
		out.when.EDTF = e.First + "/" + y.published
		if e.First == y.published {
			out.when.EDTF = y.published
		}
	}
	for _, o := range list {
		gap := dixit.Span{Start: min(e.Span.End, o.Span.End), End: max(e.Span.Start, o.Span.Start)}
		if o.First != o.Last || e.First != e.Last || o.First == "" || o.First == e.First || !has(y.outside(gap, drafts), "and") {
			continue
		}
		out.first, out.last = min(out.first, o.First), max(out.last, o.First)
		out.when.EDTF = out.first + "/" + out.last
		out.why += ", " + y.because(o.Expression)
	}
	return out
}

// long reports whether a date of days is longer than a week: "early March".
func long(e when.Expression) bool {
	first, err := time.Parse(time.DateOnly, e.First)
	if err != nil {
		return false
	}
	last, err := time.Parse(time.DateOnly, e.Last)
	return err == nil && last.Sub(first) > 7*24*time.Hour
}

// because says how a date was read.
func (y *diary) because(e when.Expression) string {
	words := "“" + strings.Join(strings.Fields(y.text[e.Span.Start:e.Span.End]), " ") + "”"
	switch {
	case e.Anchored:
		return words + " against the date before it"
	case e.Basis == when.Resolved && y.doc.Day() == "":
		return words + " against the dateline"
	case e.Basis == when.Resolved:
		return words + " against the day of publication"
	}
	return words + " in the text"
}

// share gives the day of a dated draft to those of the same sentence without: its subject’s other verbs ("praised …, and on
// Tuesday called …"), and clauses that are told together ("while Lind said").
func (y *diary) share(drafts []int) {
	for _, i := range drafts {
		d := y.drafts[i]
		if y.days[i].from != nothing || aspectOf(cueWords(y.text, d.cue)) != once {
			continue
		}
		for _, j := range drafts {
			o := y.drafts[j]
			if i == j || y.days[j].from != dated {
				continue
			}
			if y.otherDate(i, y.days[j].first) {
				continue
			}
			same := d.source != nil && o.source != nil && d.source.span == o.source.span || y.sameSpeaker(i, j)
			if same || y.toldWith(o.cue[0].span, d.cue[0].span, drafts) {
				y.days[i] = y.days[j].carriedTo("said in the same sentence")
				break
			}
		}
	}
}

// toldWith reports whether two cues of different speakers stand in clauses that are told together.
func (y *diary) toldWith(a, b dixit.Span, drafts []int) bool {
	if a.Start > b.Start {
		a, b = b, a
	}
	together := false
	for _, w := range y.outside(dixit.Span{Start: a.End, End: b.Start}, drafts) {
		switch {
		case breaks(w), w == "after", w == "before", w == "and":
			return false
		case w == "while", w == "with", w == "as":
			together = true
		}
	}
	return together
}

// carriedTo is d for another statement.
func (d said) carriedTo(why string) said {
	if d.from != carried {
		d.why += "; " + why
	}
	d.from, d.when.Basis = carried, "inferred"
	return d
}
