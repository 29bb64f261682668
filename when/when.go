package when

import (
	"time"

	"dixit"
)

// Reference is the day against which a date is read that is not written out: the day of publication. The zero Reference is an
// unknown day.
type Reference struct{ day time.Time }

// On is the Reference of a day, given as YYYY-MM-DD or as an instant that begins so; what is no such day is unknown.
func On(day string) Reference {
	const layout = "2006-01-02"
	if len(day) < len(layout) {
		return Reference{}
	}
	t, err := time.Parse(layout, day[:len(layout)])
	if err != nil {
		return Reference{}
	}
	return Reference{t}
}

// Known reports whether r is a day.
func (r Reference) Known() bool { return !r.day.IsZero() }

// Basis is how far an EDTF rests on the words alone. The values are those of dixit.When.
type Basis string

// The bases.
const (
	Stated   Basis = "stated"   // the words name the day, month or year; a missing year is the Reference's
	Resolved Basis = "resolved" // counted from the Reference or from the date before
	None     Basis = "none"     // the words do not tell
)

// Expression is a date in a text.
type Expression struct {
	Span     dixit.Span // bytes of the text
	EDTF     string     // a day, month, year, season, decade or an interval; "" if the words do not tell
	Basis    Basis
	Grain    Grain  // of the finer end
	First    string // the first day that may be meant, YYYY-MM-DD; "" if unknown, as when the year is not known
	Last     string // the last one
	Narrated bool   // counted from the date before it in the text, or from the Reference if there is none ("a day earlier")
	Anchored bool   // Narrated, and there was a date before it
}

// Grain is the unit in which a date is given.
type Grain int

// The grains, from fine to coarse. A week is days; a quarter is months.
const (
	Day Grain = iota
	Month
	Season
	Year
	Decade
	Century
)

// Find returns the dates of text in order. They do not overlap. The work grows with the length of the text and no faster.
func Find(text string, ref Reference) []Expression {
	p := parser{text: text, tokens: tokenize(text), ref: ref}
	p.names = p.monthsThatAreNames()
	var out []Expression
	for i := 0; i < len(p.tokens); {
		if !p.mayBegin(i) {
			i++
			continue
		}
		v, end, ok := p.date(i)
		if !ok {
			i++
			continue
		}
		e := p.settled(p.toCome(v, i, end))
		e.Span = dixit.Span{Start: p.tokens[i].start, End: p.tokens[end-1].end}
		if e.Basis != None && e.Grain == Day && v.from == v.to {
			p.before, p.since = e.First, end
		}
		out = append(out, e)
		i = end
	}
	return out
}
