package when

// dayNumber reads a day of the month: "24", "24th", "first", "twenty-first"; end is the token after it.
func (p *parser) dayNumber(i int) (day, end int, ok bool) {
	k := p.at(i)
	switch {
	case k.kind == number && !k.plural && 1 <= k.value && k.value <= 31 && len(k.lower) <= 2:
		return k.value, i + 1, true
	case k.class == count && (k.value == 20 || k.value == 30) && !k.ordinal:
		if j := p.skip(i+1, "-"); p.at(j).class == count && p.at(j).value < 10 && k.value+p.at(j).value <= 31 {
			return k.value + p.at(j).value, j + 1, true
		}
		return k.value, i + 1, true
	case k.class == count && 1 <= k.value && k.value <= 31:
		return k.value, i + 1, true
	}
	return 0, 0, false
}

// monthAt reads the name of a month, with the stop of an abbreviation.
func (p *parser) monthAt(i int) (m, end int, ok bool) {
	switch k := p.at(i); k.class {
	case month:
		if p.is(i+1, ".") && p.at(i+1).glued && p.at(i+2).kind == number {
			return k.value, i + 2, true
		}
		return k.value, i + 1, true
	case monthAbbr:
		if p.is(i+1, ".") && p.at(i+1).glued {
			return k.value, i + 2, true
		}
		return k.value, i + 1, true
	}
	return 0, 0, false
}

// yearAfter reads the year that a day or month is followed by: ", 2025", "of 2025", "of 87", "last year"; year is 0 if none
// follows.
func (p *parser) yearAfter(i int, relative bool) (year, end int) {
	j := p.skip(i, ",")
	j = p.skip(j, "of", "in")
	if p.is(j-1, "of") && len(p.at(j).lower) == 2 && p.at(j).kind == number && !p.at(j).ordinal {
		if y, ok := p.shortYear(j); ok && !p.counted(j) {
			return y, j + 1
		}
	}
	switch k := p.at(j); {
	case k.kind == number && !k.plural && len(k.lower) == 4 && 1000 <= k.value && k.value <= 2999 && !p.counted(j):
		return k.value, j + 1
	case k.class == which && p.at(j+1).lower == "year" && relative && p.ref.Known() && k.lower != "following":
		return p.ref.day.Year() + k.value, j + 2
	}
	return 0, i
}

// monthDay reads "Sept. 24", "September 24th, 2025", "September the twenty-first", "Sept. 24 last year".
func (p *parser) monthDay(i int) (v value, end int, ok bool) {
	m, j, ok := p.monthAt(i)
	if !ok {
		return v, 0, false
	}
	glue := p.is(j, "-", "/") && p.at(j).glued && p.at(j+1).glued
	if glue {
		j++
	} else {
		j = p.skip(j, "the", ",")
	}
	if p.is(j-1, ",") && !p.at(j).ordinal {
		return v, 0, false
	}
	day, end, ok := p.dayNumber(j)
	if !ok || p.at(j).class == count && !p.at(j).ordinal && !p.at(end-1).ordinal && p.at(end).class == units {
		return v, 0, false
	}
	if m == 5 && !p.at(i).capital && p.at(end).class == units || p.is(end, "%", ":") {
		return v, 0, false // "may 20 days later"
	}
	x := point{month: m, day: day, grain: Day}
	if glue && p.is(end, "-", "/") && p.at(end+1).kind == number {
		if y, ok := p.shortYear(end + 1); ok {
			x.year = y
			return p.checked(one(x, Stated), end+2)
		}
	}
	x.year, end = p.yearAfter(end, true)
	return p.checked(one(x, Stated), end)
}

// dayMonth reads "24 September 2025", "the 24th of September", "first of march", "20th of next month", "24-Sep-2025".
func (p *parser) dayMonth(i int) (v value, end int, ok bool) {
	day, j, ok := p.dayNumber(i)
	if !ok {
		return v, 0, false
	}
	ordinal := p.at(j - 1).ordinal
	if p.is(i-1, "$", "£", "€") {
		return v, 0, false
	}
	if p.is(j, "day") && ordinal {
		j++
	}
	of := p.skip(j, "of", "-", "/", ".")
	m, end, ok := p.monthAt(of)
	if !ok {
		k := p.skip(p.skip(j, "of"), "the")
		if (ordinal && p.is(j, "this") || (ordinal || p.at(i).kind == number) && p.is(j, "of")) && p.at(k).class == which && p.is(k+1, "month") && p.ref.Known() {
			t := addMonths(date(p.ref.day.Year(), int(p.ref.day.Month()), 1), p.at(k).value)
			return p.checked(one(point{t.Year(), int(t.Month()), day, Day, false}, Resolved), k+2)
		}
		return v, 0, false
	}
	if m == 5 && !p.at(of).capital && of == j && p.at(i).class == count || p.at(i).class == count && !ordinal && of > j {
		return v, 0, false // "the two may", "one of March"
	}
	x := point{month: m, day: day, grain: Day}
	if p.is(end, "-", "/") {
		if y, ok := p.shortYear(end + 1); ok {
			x.year = y
			return p.checked(one(x, Stated), end+2)
		}
	}
	x.year, end = p.yearAfter(end, true)
	return p.checked(one(x, Stated), end)
}

// checked refuses a day that is not in the calendar: the date is one, and tells nothing.
func (p *parser) checked(v value, end int) (value, int, bool) {
	if !v.from.valid() {
		return unknown(), end, true
	}
	return v, end, true
}
