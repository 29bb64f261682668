package when

// partOf reads the date at token i, of which the word at token w names a part: "end of 2012", "early March", "later this week".
// A year has four months at its end and in its middle and three at its beginning, a month ten days each; a week begins with
// Monday to Wednesday and ends with Friday to Sunday. What is earlier this week is over, and what is later is to come.
func (p *parser) partOf(w, i int) (v value, end int, ok bool) {
	v, end, ok = p.single(i)
	if !ok || v.basis == None || v.bare() {
		return v, end, ok
	}
	settled, known := p.settle(v)
	if !known {
		return v, end, ok
	}
	part := p.at(w).lower
	switch {
	case settled.week:
		return p.partOfWeek(part, settled), end, true
	case settled.from != settled.to || settled.from.about:
	case settled.from.grain == Month:
		return partOfMonth(part, settled), end, true
	case settled.from.grain == Year && settled.from.year > 0:
		return partOfYear(part, settled), end, true
	}
	return v, end, true
}

// partOfWeek is a part of the week w.
func (p *parser) partOfWeek(part string, w value) value {
	monday := w.from.first()
	here := p.ref.Known() && !p.ref.day.Before(monday) && !p.ref.day.After(w.to.last())
	from, to := monday, w.to.last()
	switch part {
	case "earlier":
		if to = monday.AddDate(0, 0, 2); here {
			to = p.ref.day
		}
	case "early", "beginning", "start":
		to = monday.AddDate(0, 0, 2)
	case "middle", "mid":
		from, to = monday.AddDate(0, 0, 1), monday.AddDate(0, 0, 3)
	case "end", "late":
		from = monday.AddDate(0, 0, 4)
	case "later":
		if from = monday.AddDate(0, 0, 3); here && p.ref.day.After(from) {
			from = p.ref.day
		}
	}
	out := between(from, to)
	out.week, out.basis, out.narrated, out.anchored = true, w.basis, w.narrated, w.anchored
	return out
}

// partOfMonth is a part of the month m.
func partOfMonth(part string, m value) value {
	from, to := m.from, m.from
	from.grain, to.grain = Day, Day
	last := m.from
	if last.year == 0 {
		last.year = 2000
	}
	switch part {
	case "early", "beginning", "start":
		from.day, to.day = 1, 10
	case "mid", "middle":
		from.day, to.day = 11, 20
	case "late", "end":
		from.day, to.day = 21, last.last().Day()
	default:
		return m
	}
	m.from, m.to = from, to
	return m
}

// partOfYear is a part of the year y.
func partOfYear(part string, y value) value {
	from, to := y.from, y.from
	from.grain, to.grain = Month, Month
	switch part {
	case "early", "beginning", "start":
		from.month, to.month = 1, 3
	case "mid", "middle":
		from.month, to.month = 5, 8
	case "late", "end":
		from.month, to.month = 9, 12
	default:
		return y
	}
	y.from, y.to = from, to
	return y
}

// unitsOf reads the rest of "first week of 2015", "first ten days of May", "last four months of 2021", "second last week of
// October": the nth unit, or the n units there are, counted from the beginning of the month or year or from its end. Its weeks
// are those whose Thursday it holds.
func (p *parser) unitsOf(i, nth int, last bool) (v value, end int, ok bool) {
	many, j := 0, i
	if k := p.at(j); nth == 1 && !k.ordinal && (k.class == count || k.kind == number && len(k.lower) <= 2) {
		many, j = k.value, j+1
	}
	u := p.at(j)
	if u.class != unit && (u.class != units || many == 0) || u.value > months || !p.is(j+1, "of", "in") {
		return v, 0, false
	}
	d, end, ok := p.single(p.skip(j+2, "the"))
	if !ok {
		return v, 0, false
	}
	d, ok = p.settle(d)
	if !ok || d.from.year == 0 || d.from != d.to || d.from.grain != Month && d.from.grain != Year || d.from.about {
		return unknown(), end, true
	}
	v = countedIn(d, u.value, nth, max(many, 1), last)
	if p.is(end, "on") && p.at(end+1).class == weekday && v.week {
		return p.inWeek(v, p.at(end+1).value), end + 2, true
	}
	return v, end, true
}

// countedIn are n units u of the month or year d, from the nth on or, for last, from the end.
func countedIn(d value, u, nth, n int, last bool) value {
	first, end := d.from.first(), d.from.last()
	if nth < 1 || nth > 53 || n > 366 {
		return unknown()
	}
	var from, to point
	switch u {
	case months:
		m := nth
		if last {
			m = 12 - nth - n + 2
		}
		if d.from.grain != Year || m < 1 || m+n-1 > 12 {
			return unknown()
		}
		from = point{year: d.from.year, month: m, grain: Month}
		to = point{year: d.from.year, month: m + n - 1, grain: Month}
	case weeks:
		const thursday = 4
		week := monday(back(first.AddDate(0, 0, 6), thursday)).AddDate(0, 0, 7*(nth-1))
		if last {
			week = monday(back(end, thursday)).AddDate(0, 0, -7*(nth+n-2))
		}
		from, to = dayOf(week), dayOf(week.AddDate(0, 0, 7*n-1))
	default:
		day := first.AddDate(0, 0, nth-1)
		if last {
			day = end.AddDate(0, 0, -(nth + n - 2))
		}
		from, to = dayOf(day), dayOf(day.AddDate(0, 0, n-1))
	}
	if from.first().After(end) || to.last().Before(first) {
		return unknown()
	}
	return value{from: from, to: to, basis: d.basis, week: u == weeks && n == 1}
}
