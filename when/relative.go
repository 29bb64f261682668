package when

import "time"

// deictic reads "today", "yesterday morning".
func (p *parser) deictic(i int) (v value, end int, ok bool) {
	k := p.at(i)
	if k.capital && p.at(i-1).kind == word && p.at(i-1).capital || k.capital && p.is(i+1, "show", "programme") {
		return v, 0, false // "USA Today"
	}
	return p.off(k.value), p.partOfDay(i + 1), true
}

// off is the day n days from the Reference.
func (p *parser) off(n int) value {
	if !p.ref.Known() {
		return unknown()
	}
	t := p.ref.day.AddDate(0, 0, n)
	return between(t, t)
}

// narrated is the day n days from the date before.
func (p *parser) narrated(n, end int) (value, int, bool) {
	t, anchored, ok := p.base(end)
	if !ok || n == 0 && !anchored {
		return unknown(), end, true
	}
	t = t.AddDate(0, 0, n)
	v := between(t, t)
	v.narrated, v.anchored = true, anchored
	return v, p.partOfDay(end), true
}

// which reads "last month", "this past Wednesday", "next March", "the last three weeks".
func (p *parser) which(i int) (v value, end int, ok bool) {
	k := p.at(i)
	if k.class != which {
		return v, 0, false
	}
	n, j := k.value, i+1
	if k.capital && p.at(j).capital && (p.at(i-1).kind == word || p.at(j).class == unit && p.is(i-1, "“", "\"")) && p.at(j).class != weekday && p.at(j).class != month && p.at(j).class != monthAbbr {
		return v, 0, false // "told ABC’s This Week", "Kamloops This Week"
	}
	near := false // "this past Friday", "coming Friday" are the nearest
	if w := p.at(j); k.lower == "this" && w.class == which && w.value != 0 {
		n, j, near = w.value, j+1, true
	}
	if p.is(j-1, "past", "coming", "upcoming") {
		near = true
	}
	if p.is(j-1, "last") && p.at(j).class == part && p.is(j, "night", "evening") {
		return p.off(-1), j + 1, true
	}
	if k.lower == "this" && p.at(j).class == part && !p.is(j, "noon", "midnight") {
		return p.off(0), j + 1, true
	}
	narrated := p.is(j-1, "following", "previous") || p.is(j-1, "next") && p.is(i-1, "the")
	switch w := p.at(j); w.class {
	case unit:
		if k.lower == "last" {
			if v, end, ok = p.unitsOf(j, 1, true); ok {
				return v, end, true
			}
		}
		return p.whichUnit(w.value, n, j+1, narrated)
	case weekday, dayAbbr:
		if k.lower == "last" {
			if v, end, ok = p.lastOf(j); ok {
				return v, end, true
			}
		}
		return p.whichDay(n, near, j)
	case month, monthAbbr:
		return p.whichMonth(n, i, j)
	case season:
		return p.whichSeason(n, w.value, j+1)
	case quarter:
		return p.whichUnit(quarters, n, j+1, narrated)
	case count, lead, 0:
		if k.lower == "last" {
			if v, end, ok = p.unitsOf(j, 1, true); ok {
				return v, end, true
			}
		}
		if a, end, ok := p.amount(j); ok && n != 0 {
			return p.window(n, a), end, true
		}
		if w.kind == number {
			if d, e, ok := p.dayMonth(j); ok {
				if d.open() && n > 0 && p.ref.Known() {
					ok = after(&d.from, dayOf(p.ref.day.AddDate(0, 0, 1)))
					d.to = d.from
				}
				return d, e, ok
			}
		}
	}
	return v, 0, false
}

// whichUnit is the unit u that is n units off: "last week".
func (p *parser) whichUnit(u, n, end int, narrated bool) (v value, _ int, ok bool) {
	if u == days {
		if !narrated && !p.is(end-2, "next") || n == 0 {
			return v, 0, false
		}
		return p.narrated(n, end)
	}
	t, anchored := p.ref.day, false
	if narrated {
		t, anchored, _ = p.base(end)
	}
	if t.IsZero() {
		return unknown(), end, true
	}
	switch u {
	case weeks:
		from := monday(t).AddDate(0, 0, 7*n)
		v = between(from, from.AddDate(0, 0, 6))
		v.week = true
		if j := p.skip(p.skip(end, ",", "-", "'s", "’s"), "on"); (p.at(j).class == weekday || p.at(j).class == dayAbbr) && !p.isName(j, j+1) {
			d := p.inWeek(v, p.at(j).value)
			return d, p.partOfDay(j + 1), true
		}
	case weekends:
		from := monday(t).AddDate(0, 0, 5+7*n)
		if n == 0 && isoWeekday(t) < 4 {
			from = from.AddDate(0, 0, -7) // "this weekend", told on a Monday
		}
		v = between(from, from.AddDate(0, 0, 1))
	case months:
		m := addMonths(date(t.Year(), int(t.Month()), 1), n)
		v = one(point{year: m.Year(), month: int(m.Month()), grain: Month}, Resolved)
	case quarters:
		m := addMonths(date(t.Year(), (int(t.Month())-1)/3*3+1, 1), 3*n)
		v = value{from: point{year: m.Year(), month: int(m.Month()), grain: Month}, to: point{year: m.Year(), month: int(m.Month()) + 2, grain: Month}, basis: Resolved}
	case years:
		v = one(point{year: t.Year() + n, grain: Year}, Resolved)
	case decades:
		v = one(point{year: t.Year()/10*10 + 10*n, grain: Decade}, Resolved)
	case centuries:
		v = one(point{year: t.Year()/100*100 + 100*n, grain: Century}, Resolved)
	default:
		return v, 0, false
	}
	v.narrated, v.anchored = narrated && anchored, anchored
	return v, end, true
}

// whichDay reads the day of the week at i: "last Friday" is that of the week before, "this Friday" of this week.
func (p *parser) whichDay(n int, near bool, i int) (v value, end int, ok bool) {
	wd, end, ok := p.dayName(i)
	if !ok || p.isName(i, end) {
		return v, 0, false
	}
	if d, e, ok := p.dated(end); ok {
		d.weekday = wd
		return d, e, true
	}
	if d, e, ok := p.onWeekday(wd, end); ok {
		return d, e, true
	}
	end = p.partOfDay(end)
	if !p.ref.Known() {
		return unknown(), end, true
	}
	t := p.ref.day
	switch {
	case near && n < 0:
		t = back(t.AddDate(0, 0, -1), wd)
	case near && n > 0:
		t = back(t.AddDate(0, 0, 7), wd)
	default:
		t = monday(t).AddDate(0, 0, 7*n+wd-1)
	}
	return between(t, t), end, true
}

// whichMonth reads the month at i, called last, this or next by token w.
func (p *parser) whichMonth(n, w, i int) (v value, end int, ok bool) {
	m, end, ok := p.monthAt(i)
	if !ok || !p.at(i).capital && p.is(w, "this") && (m == 3 || m == 5) {
		return v, 0, false
	}
	if d, e, ok := p.monthDay(i); ok {
		return d, e, true
	}
	if y, e := p.yearAfter(end, false); y != 0 {
		return one(point{year: y, month: m, grain: Month}, Stated), e, true
	}
	if !p.ref.Known() {
		return unknown(), end, true
	}
	year, now := p.ref.day.Year(), int(p.ref.day.Month())
	switch {
	case n < 0 && m >= now:
		year--
	case n > 0 && m <= now:
		year++
	}
	return one(point{year: year, month: m, grain: Month}, Resolved), end, true
}

// whichSeason is the season s called last, this or next.
func (p *parser) whichSeason(n, s, end int) (value, int, bool) {
	if !p.ref.Known() {
		return unknown(), end, true
	}
	x := point{year: p.ref.day.Year(), month: s, grain: Season}
	switch {
	case n < 0 && !x.last().Before(p.ref.day), n == 0 && s == 24 && p.ref.day.Month() < time.March:
		x.year--
	case n > 0 && !x.first().After(p.ref.day):
		x.year++
	}
	return one(x, Resolved), end, true
}
