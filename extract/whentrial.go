package extract

import (
	"strings"
	"time"

	"dixit"
	"dixit/text"
	"dixit/when"
)

// trial dates what was told to a court by the time of the trial, in an article on its end: "were found guilty on Thursday … during
// the three-week trial". A trial whose length the article does not tell has no time.
func (y *diary) trial() {
	first, last, ok := y.trialTime()
	if !ok {
		return
	}
	for _, i := range y.order {
		if y.days[i].from != nothing || y.drafts[i].region != dixit.Body || aspectOf(cueWords(y.text, y.drafts[i].cue)) != once || !y.beforeCourt(i) {
			continue
		}
		y.days[i] = inMonths(first, last)
	}
}

// inMonths is a time of which the days are not known: its months.
func inMonths(first, last time.Time) said {
	const month = "2006-01"
	edtf := first.Format(month)
	if to := last.Format(month); to != edtf {
		edtf += "/" + to
	}
	return said{
		when: dixit.When{EDTF: edtf, Basis: "inferred"}, first: first.Format(time.DateOnly), last: last.Format(time.DateOnly), from: dated,
		why: "told at the trial, which ended on " + last.Format(time.DateOnly),
	}
}

// trialTime is the time of the trial that the article reports the end of: the first day that a verdict is told of, and the length
// of the trial before it.
func (y *diary) trialTime() (first, last time.Time, ok bool) {
	length, ok := y.trialLength()
	if !ok {
		return first, last, false
	}
	const most = 20 // dates to look at
	for _, e := range y.dates[:min(len(y.dates), most)] {
		if e.Basis == when.None || e.Grain != when.Day || e.First == "" || e.First != e.Last || y.published != "" && e.First > y.published {
			continue
		}
		s := y.sentence(e.Span.Start)
		if !hasAny(y.text[s.Start:s.End], "guilty", "convicted", "acquitted", "verdict", "sentenced", "jailed", "cleared") {
			continue
		}
		last, err := time.Parse(time.DateOnly, e.First)
		return last.AddDate(0, 0, -length), last, err == nil
	}
	return first, last, false
}

// trialLength reads the days of "a three-week trial".
func (y *diary) trialLength() (days int, ok bool) {
	for from := 0; ; {
		i := strings.Index(y.text[from:], " trial")
		if i < 0 {
			return 0, false
		}
		from += i + len(" trial")
		part := strings.ToLower(y.text[max(0, from-40):from])
		words := text.Words(part)
		if len(words) < 3 {
			continue
		}
		n, unit := "", ""
		switch w := func(k int) string { x := words[len(words)-k]; return part[x.Start:x.End] }; {
		case strings.Contains(w(2), "-"):
			n, unit, _ = strings.Cut(w(2), "-")
		default:
			n, unit = w(3), w(2)
		}
		if days := small(n) * unitDays(unit); days > 0 {
			return days, true
		}
	}
}

// small is the number that a word or figure names, up to 20; 0 for another word.
func small(w string) int {
	for n, name := range [...]string{
		"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "13", "14", "15", "16", "17", "18", "19", "20",
	} {
		if n > 0 && (w == name || len(w) == 1 && w[0] == byte('0'+n) || n > 9 && w == string([]byte{'1', byte('0' + n - 10)})) {
			return n
		}
	}
	return 0
}

// unitDays is the length of a unit of time.
func unitDays(unit string) int {
	switch unit {
	case "day":
		return 1
	case "week":
		return 7
	case "month":
		return 30
	}
	return 0
}

// beforeCourt reports whether draft i was said to a court: testified, told the court, or by a party to the case who is named as one.
func (y *diary) beforeCourt(i int) bool {
	d := y.drafts[i]
	cue := d.cue[0].span
	s := y.sentence(cue.Start)
	if has(cueWords(y.text, d.cue), "testified", "testifying", "pleaded") {
		return true
	}
	near := y.outside(dixit.Span{Start: cue.Start, End: min(s.End, cue.End+40)}, []int{i})
	for n, w := range near {
		if (w == "court" || w == "jury" || w == "jurors" || w == "judge" || w == "tribunal" || w == "inquest") && n <= 4 {
			return true
		}
	}
	if has(y.outside(dixit.Span{Start: s.Start, End: cue.Start}, []int{i}), "statement", "after", "outside", "verdict") || d.source == nil {
		return false
	}
	return y.kindOf(d, cueWords(y.text, d.cue)) == dixit.Indirect && hasAny(y.text[d.source.span.Start:d.source.span.End], "defendant", "defendants", "accused", "prosecution", "defence", "witness", "witnesses")
}
