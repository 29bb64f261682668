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
		if (ordinal || p.at(i).kind == number) && p.is(j, "of") && p.at(p.skip(j+1, "the")).class == which && p.is(p.skip(j+1, "the")+1, "month") && p.ref.Known() {
			k := p.skip(j+1, "the")
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

// iso reads 2025-09-24, 2025/9/24, 2025-09 and 2025-Sep-24.
func (p *parser) iso(i int) (v value, end int, ok bool) {
	k, sep := p.at(i), p.at(i+1)
	if len(k.lower) != 4 || k.plural || k.value < 1000 || k.value > 2999 || !sep.glued || sep.lower != "-" && sep.lower != "/" {
		return v, 0, false
	}
	m := p.at(i + 2)
	if !m.glued || m.kind != number && m.class != month && m.class != monthAbbr || m.kind == number && (len(m.lower) > 2 || m.value > 12) {
		return v, 0, false
	}
	x := point{year: k.value, month: m.value, grain: Month}
	if d := p.at(i + 4); p.at(i+3).lower == sep.lower && p.at(i+3).glued && d.glued && d.kind == number && len(d.lower) <= 2 {
		x.day, x.grain = d.value, Day
		return p.checked(one(x, Stated), i+5)
	}
	return p.checked(one(x, Stated), i+3)
}

// slashed reads 09/24/2025, 24/09/25, 09-24-2025 and, with a slash and without a year, 9/24. Where both numbers can be a month
// the date is ambiguous.
func (p *parser) slashed(i int) (v value, end int, ok bool) {
	a, sep, b := p.at(i), p.at(i+1), p.at(i+2)
	if len(a.lower) > 2 || b.kind != number || !sep.glued || !b.glued || sep.lower != "/" && sep.lower != "-" {
		return v, 0, false
	}
	if len(b.lower) == 4 && 1000 <= b.value && b.value <= 2999 && a.value <= 12 && !p.is(i+3, "-", "/") && !p.at(i).glued {
		return p.checked(one(point{year: b.value, month: a.value, grain: Month}, Stated), i+3)
	}
	if len(b.lower) > 2 {
		return v, 0, false
	}
	x, end := point{grain: Day}, i+3
	if y, ok := p.shortYear(i + 4); ok && p.at(i+3).lower == sep.lower && p.at(i+3).glued && p.at(i+4).glued {
		x.year, end = y, i+5
	} else if sep.lower == "-" || a.value == 24 && b.value == 7 || p.at(i-1).glued || p.is(i+3, "/", "inch", "inches", "of", "-") {
		return v, 0, false
	}
	switch {
	case a.value == 0 || b.value == 0:
		return v, 0, false
	case a.value > 12 && b.value <= 12, a.value == b.value && x.year > 0:
		x.day, x.month = a.value, b.value
	case b.value > 12 && a.value <= 12:
		x.month, x.day = a.value, b.value
	case x.year == 0 || a.value > 12:
		return v, 0, false
	default:
		return unknown(), end, true
	}
	return p.checked(one(x, Stated), end)
}

// shortYear reads a year of two or four digits; of two it is the last one, up to the Reference's.
func (p *parser) shortYear(i int) (int, bool) {
	switch k := p.at(i); {
	case k.kind != number || k.plural || k.ordinal:
	case len(k.lower) == 4 && 1000 <= k.value && k.value <= 2999:
		return k.value, true
	case len(k.lower) == 2 && (k.value < 40 && !p.ref.Known() || p.ref.Known() && 2000+k.value <= p.ref.day.Year()):
		return 2000 + k.value, true
	case len(k.lower) == 2:
		return 1900 + k.value, true
	}
	return 0, false
}

// dotted reads 24.9.2025, day first, and 2025.9.24.
func (p *parser) dotted(i int) (v value, end int, ok bool) {
	var n [3]int
	var digits [3]int
	at := 0
	for _, c := range []byte(p.text[p.tokens[i].start:p.tokens[i].end]) {
		switch {
		case c == '.' && at < 2:
			at++
		case '0' <= c && c <= '9' && digits[at] < 4:
			n[at], digits[at] = n[at]*10+int(c-'0'), digits[at]+1
		default:
			return v, 0, false
		}
	}
	if at != 2 {
		return v, 0, false
	}
	if digits[0] == 4 {
		n[0], n[2], digits[0], digits[2] = n[2], n[0], digits[2], digits[0]
	}
	if digits[0] > 2 || digits[1] > 2 || digits[2] != 4 || n[2] < 1000 || n[2] > 2999 {
		return v, 0, false
	}
	if n[1] > 12 {
		n[0], n[1] = n[1], n[0] // otherwise dots are written between day, month and year
	}
	x := point{n[2], n[1], n[0], Day, false}
	if !x.valid() {
		return v, 0, false
	}
	return one(x, Stated), i + 1, true
}
