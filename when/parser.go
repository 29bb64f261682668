package when

import (
	"slices"
	"time"
)

// parser reads dates from tokens.
type parser struct {
	text     string
	tokens   []token
	ref      Reference
	names    uint16  // bit m is set if month m is somebody's name in the text
	depth    int     // of dates inside dates, which is bounded so that the work is
	before   string  // the last day that was named, YYYY-MM-DD, "" for none
	coming   bool    // a date was read as to come
	comingTo int     // the token after the last such date
	since    int     // the token after it
	written  figures // the order of days and months in figures
}

// at is token i, or a mark of nothing outside the text.
func (p *parser) at(i int) token {
	if i < 0 || i >= len(p.tokens) {
		return token{}
	}
	return p.tokens[i]
}

// is reports whether token i is one of words, in lower case.
func (p *parser) is(i int, words ...string) bool {
	return i >= 0 && i < len(p.tokens) && slices.Contains(words, p.tokens[i].lower)
}

// skip is i, or the token after it if token i is one of words.
func (p *parser) skip(i int, words ...string) int {
	if p.is(i, words...) {
		return i + 1
	}
	return i
}

// base is the day that a narrated date at token i is counted from: the last one named, if it is near.
func (p *parser) base(i int) (t time.Time, anchored, ok bool) {
	const near = 80 // tokens: two sentences or three
	if p.before != "" && i-p.since < near {
		t, err := time.Parse(time.DateOnly, p.before)
		return t, true, err == nil
	}
	return p.ref.day, false, p.ref.Known()
}

// mayBegin reports whether a date may begin with token i; most words are none of a date’s.
func (p *parser) mayBegin(i int) bool {
	k := &p.tokens[i]
	switch {
	case k.kind == mark:
		return (k.lower == "'" || k.lower == "’" || k.lower == "‘") && i+1 < len(p.tokens) && p.tokens[i+1].plural
	case k.class == 0:
		return k.kind != word
	case k.class == lead:
		return i+1 < len(p.tokens) && (p.tokens[i+1].class != 0 || p.tokens[i+1].kind != word || p.is(i+1, "of"))
	}
	return true
}

// date reads the longest date that begins with token i; end is the token after it.
func (p *parser) date(i int) (v value, end int, ok bool) {
	if v, end, ok = p.span(i); ok {
		return v, end, true
	}
	return p.single(i)
}

// single reads a date that is no range.
func (p *parser) single(i int) (v value, end int, ok bool) {
	const most = 4 // "the day after the second Friday of last month"
	if p.depth++; p.depth > most {
		p.depth--
		return value{}, 0, false
	}
	defer func() { p.depth-- }()
	switch k := p.at(i); k.kind {
	case number:
		return p.first(i, p.iso, p.slashed, p.dayMonth, p.quarter, p.nth, p.decade, p.century, p.distance, p.year, p.onDay)
	case figure:
		return p.dotted(i)
	case word:
		switch k.class {
		case month, monthAbbr:
			return p.first(i, p.monthDay, p.monthYear)
		case weekday, dayAbbr:
			return p.weekday(i)
		case season:
			return p.season(i)
		case deictic:
			return p.deictic(i)
		case which:
			return p.which(i)
		case quarter:
			return p.quarter(i)
		case feast:
			return p.feast(i)
		case decade:
			return p.decade(i)
		case count:
			return p.first(i, p.dayMonth, p.quarter, p.nth, p.century, p.distance)
		}
		return p.led(i)
	case mark:
		return p.decade(i)
	}
	return value{}, 0, false
}

// first is the result of the first reader that finds a date.
func (p *parser) first(i int, readers ...func(int) (value, int, bool)) (v value, end int, ok bool) {
	for _, r := range readers {
		if v, end, ok = r(i); ok {
			return v, end, true
		}
	}
	return value{}, 0, false
}

// led reads a date that begins with a word which is none of its own: "the 24th", "late last month", "in two weeks".
func (p *parser) led(i int) (v value, end int, ok bool) {
	switch p.at(i).lower {
	case "the":
		return p.first(i, p.dayBeside, func(i int) (value, int, bool) { return p.definite(i + 1) })
	case "a", "an", "few", "couple":
		return p.distance(i)
	case "in":
		return p.ahead(i)
	case "early", "late", "mid", "earlier", "later", "beginning", "middle", "end", "start":
		return p.part(i)
	case "week":
		return p.weekOf(i)
	case "that":
		if p.is(i+1, "day") {
			return p.narrated(0, i+2)
		}
	case "same":
		if p.is(i-1, "the") && p.is(i+1, "day") {
			return p.narrated(0, i+2)
		}
	}
	if p.at(i).class == unit {
		return p.weekOf(i)
	}
	return value{}, 0, false
}

// part reads a date that begins with a word for a part of it: "late last month", "end of 2012", "mid-March". "The end of the
// year" may be this one's half or its last day; its beginning is plain.
func (p *parser) part(i int) (v value, end int, ok bool) {
	j := p.skip(i+1, "-")
	j = p.skip(j, "in", "on", "of")
	of := j
	if j = p.skip(j, "around"); p.is(j, "the") && p.at(j+1).class == unit || of > i+1 && p.at(j).class == unit {
		return p.beginning(i, p.skip(j, "the"))
	}
	if p.is(i, "end", "start", "beginning", "middle") && of == i+1 {
		return p.single(j) // "to start 2012 with"
	}
	return p.partOf(i, j)
}

// beginning reads "the beginning of the month", of the Reference's; token i is the unit.
func (p *parser) beginning(w, i int) (v value, end int, ok bool) {
	if !p.is(w, "beginning", "start") || !p.is(i-1, "the", "of") {
		return v, 0, false
	}
	if u := p.at(i).value; u == months || u == years {
		if !p.ref.Known() {
			return unknown(), i + 1, true
		}
		if v, end, ok = p.whichUnit(u, 0, i+1, false); ok && v.from.grain == Month {
			return partOfMonth("beginning", v), end, true
		}
		return partOfYear("beginning", v), end, ok
	}
	return v, 0, false
}

// definite reads what may stand after "the".
func (p *parser) definite(i int) (v value, end int, ok bool) {
	switch k := p.at(i); {
	case k.class == which, k.class == season, k.plural, k.lower == "'", k.lower == "’", k.lower == "‘", k.class == decade:
		return p.first(i, p.which, p.season, p.decade)
	case k.ordinal || k.class == count:
		return p.first(i, p.dayMonth, p.quarter, p.nth, p.century, p.dayOfMonth)
	case k.lower == "year" && p.at(i+1).kind == number:
		return p.fourDigits(i + 1)
	case k.lower == "week":
		return p.weekOf(i)
	case k.lower == "weekend":
		return p.theWeekend(i)
	case k.lower == "end" || k.lower == "start" || k.lower == "beginning" || k.lower == "middle" || k.lower == "same":
		return p.led(i)
	}
	return value{}, 0, false
}
