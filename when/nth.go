package when

// nth reads "the first Friday of July", "the third month of 2021".
func (p *parser) nth(i int) (v value, end int, ok bool) {
	k := p.at(i)
	if !k.ordinal {
		return v, 0, false
	}
	if v, end, ok = p.nthUnit(i); ok || k.value > 5 {
		return v, end, ok
	}
	return p.weekdayOf(i+1, k.value)
}

// lastOf reads the rest of "the last Sunday of March 2014".
func (p *parser) lastOf(i int) (v value, end int, ok bool) { return p.weekdayOf(i, 0) }

// weekdayOf reads "Friday of July", of which the nth is meant, the last for 0.
func (p *parser) weekdayOf(i, n int) (v value, end int, ok bool) {
	wd, j, ok := p.dayName(i)
	if !ok || !p.is(j, "of", "in") {
		return v, 0, false
	}
	j = p.skip(j+1, "the")
	m, end, ok := p.first(j, p.monthYear, p.which, p.theMonth)
	if !ok {
		return v, 0, false
	}
	m, ok = p.settle(m)
	if !ok || m.from.year == 0 || m.from.grain != Month || m.from != m.to {
		return unknown(), end, true
	}
	t := back(m.from.last(), wd)
	if n > 0 {
		t = back(m.from.first().AddDate(0, 0, 6), wd).AddDate(0, 0, 7*(n-1))
	}
	if int(t.Month()) != m.from.month {
		return unknown(), end, true
	}
	return between(t, t), end, true
}

// theWeekend reads the rest of "over the weekend": the last one, unless it is to begin tomorrow and may be either.
func (p *parser) theWeekend(i int) (v value, end int, ok bool) {
	if !p.is(i-2, "over", "at", "on", "during", "for") || p.is(i+1, "of", "before", "after", "-", "'s", "’s") {
		return v, 0, false
	}
	const friday = 5
	if !p.ref.Known() || isoWeekday(p.ref.day) == friday {
		return unknown(), i + 1, true
	}
	from := back(p.ref.day, friday+1)
	return between(from, from.AddDate(0, 0, 1)), i + 1, true
}

// theMonth reads "month" in "the first Monday of the month": the Reference's.
func (p *parser) theMonth(i int) (v value, end int, ok bool) {
	if !p.is(i, "month") || !p.is(i-1, "the") || !p.ref.Known() {
		return v, 0, false
	}
	return one(point{year: p.ref.day.Year(), month: int(p.ref.day.Month()), grain: Month}, Resolved), i + 1, true
}

// dayOfMonth reads the rest of "the 27th", where no noun follows it: the last day of that number.
func (p *parser) dayOfMonth(i int) (v value, end int, ok bool) {
	k := p.at(i)
	if k.kind != number || !k.ordinal || k.value < 1 || k.value > 31 {
		return v, 0, false
	}
	if n := p.at(i + 1); n.kind != mark && !p.is(i+1, "of", "and", "to", "at", "for", "in", "that") || p.is(i+1, "-") {
		return v, 0, false
	}
	if !p.ref.Known() {
		return unknown(), i + 1, true
	}
	for n := range 3 {
		m := addMonths(date(p.ref.day.Year(), int(p.ref.day.Month()), 1), -n)
		x := point{m.Year(), int(m.Month()), k.value, Day, false}
		if x.valid() && !x.first().After(p.ref.day) {
			return one(x, Resolved), i + 1, true
		}
	}
	return unknown(), i + 1, true
}

// onDay reads the rest of "on 27th".
func (p *parser) onDay(i int) (v value, end int, ok bool) {
	if !p.is(i-1, "on") || p.at(i+1).kind == word {
		return v, 0, false
	}
	return p.dayOfMonth(i)
}

// weekOf reads "week of April 10": the week, Monday to Sunday, in which the day lies.
func (p *parser) weekOf(i int) (v value, end int, ok bool) {
	if !p.is(i, "week") || !p.is(i+1, "of") {
		return v, 0, false
	}
	d, end, ok := p.first(p.skip(i+2, "the"), p.monthDay, p.dayMonth)
	if !ok {
		return v, 0, false
	}
	d, ok = p.settle(d)
	if !ok || d.from.year == 0 {
		return unknown(), end, true
	}
	from := monday(d.from.first())
	return between(from, from.AddDate(0, 0, 6)), end, true
}

// feast reads the feasts that stay on their day.
func (p *parser) feast(i int) (v value, end int, ok bool) {
	for _, f := range [...]struct {
		words      []string
		month, day int
	}{
		{[]string{"christmas", "day"}, 12, 25},
		{[]string{"christmas", "eve"}, 12, 24},
		{[]string{"boxing", "day"}, 12, 26},
		{[]string{"new", "year", "'s", "eve"}, 12, 31},
		{[]string{"new", "year", "'s", "day"}, 1, 1},
		{[]string{"halloween"}, 10, 31},
		{[]string{"valentine", "'s", "day"}, 2, 14},
		{[]string{"juneteenth"}, 6, 19},
	} {
		j, n := i, 0
		for n < len(f.words) && (p.is(j, f.words[n]) || f.words[n] == "'s" && p.is(j, "’s")) {
			j, n = j+1, n+1
		}
		if n == len(f.words) {
			x := point{month: f.month, day: f.day, grain: Day}
			x.year, j = p.yearAfter(j, true)
			return one(x, Stated), j, true
		}
	}
	return v, 0, false
}

// nthUnit reads "the first week of 2015", "the third month of 2021", "the second last week of May".
func (p *parser) nthUnit(i int) (v value, end int, ok bool) {
	if p.is(i+1, "last") {
		return p.unitsOf(i+2, p.at(i).value, true)
	}
	return p.unitsOf(i+1, p.at(i).value, false)
}
