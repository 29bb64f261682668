package when

// monthYear reads "September 2025", "Sept., 2025", "September of last year" and a month alone.
func (p *parser) monthYear(i int) (v value, end int, ok bool) {
	m, j, ok := p.monthAt(i)
	if !ok {
		return v, 0, false
	}
	x := point{month: m, grain: Month}
	if p.is(j, "-", "/") && p.at(j).glued && p.at(j+1).glued && len(p.at(j+1).lower) == 4 {
		if y, ok := p.shortYear(j + 1); ok {
			x.year = y
			if p.is(j+2, "-", "/") && p.at(j+2).glued && p.at(j+3).kind == number {
				x.day, x.grain = p.at(j+3).value, Day
				return p.checked(one(x, Stated), j+4)
			}
			return one(x, Stated), j + 2, true
		}
	}
	if x.year, end = p.yearAfter(j, true); x.year != 0 {
		return one(x, Stated), end, true
	}
	if !p.isMonth(i, j) {
		return v, 0, false
	}
	v = one(x, Stated)
	if p.ref.Known() {
		v.basis = Resolved
	}
	return v, j, true
}

// year reads a year that stands alone.
func (p *parser) year(i int) (v value, end int, ok bool) {
	k := p.at(i)
	if len(k.lower) != 4 || k.plural || k.ordinal || k.value < 1000 || k.value > 2999 || !p.isYear(i) {
		return v, 0, false
	}
	if m, end, ok := p.monthAt(i + 1); ok && p.at(end).kind != number {
		return one(point{year: k.value, month: m, grain: Month}, Stated), end, true
	}
	if m, d := p.at(i+1), p.at(i+2); m.kind == number && d.kind == number && len(m.lower) == 2 && len(d.lower) == 2 && m.value <= 12 && !m.glued && !d.glued && !m.ordinal {
		return p.checked(one(point{k.value, m.value, d.value, Day, false}, Stated), i+3) // "2025 09 24"
	}
	return one(point{year: k.value, grain: Year}, Stated), i + 1, true
}

// fourDigits reads a year that is called one: "the year 1066".
func (p *parser) fourDigits(i int) (v value, end int, ok bool) {
	k := p.at(i)
	if len(k.lower) != 4 || k.plural || k.ordinal || k.value < 1000 {
		return v, 0, false
	}
	return one(point{year: k.value, grain: Year}, Stated), i + 1, true
}

// decade reads "1990s", "the ’90s", "the nineties". Decades without a century are those of the last hundred years.
func (p *parser) decade(i int) (v value, end int, ok bool) {
	if p.at(i).kind == mark {
		if !p.is(i, "'", "’", "‘") || !p.at(i+1).glued || p.at(i).glued || !p.at(i+1).plural {
			return v, 0, false
		}
		i++
	}
	k := p.at(i)
	year := k.value
	switch {
	case k.plural && len(k.lower) == 4 && 1000 <= year && year <= 2999:
	case k.plural && len(k.lower) == 2 && p.is(i-1, "the", "'", "’", "‘", "early", "late", "mid", "-"),
		k.class == decade && p.is(i-1, "the", "in", "early", "late", "mid", "-"):
		if year += 1900; p.ref.Known() && year+100 <= p.ref.day.Year() {
			year += 100
		}
	default:
		return v, 0, false
	}
	if year%100 == 0 && p.is(i+1, "of") {
		return v, 0, false // "1000s of people"
	}
	return one(point{year: year, grain: Decade}, Stated), i + 1, true
}

// century reads "the 17th century".
func (p *parser) century(i int) (v value, end int, ok bool) {
	k := p.at(i)
	end = p.skip(i+1, "-")
	if !k.ordinal || k.value < 2 || k.value > 30 || !p.is(end, "century") {
		return v, 0, false
	}
	return one(point{year: (k.value - 1) * 100, grain: Century}, Stated), end + 1, true
}

// quarter reads "third quarter of 2013", "Q1 2019", "2019-Q1", "the second half of 2014".
func (p *parser) quarter(i int) (v value, end int, ok bool) {
	n, year, long := 0, 0, 3
	j := i
	if k := p.at(j); k.kind == number && len(k.lower) == 4 && !k.plural {
		if year = k.value; year < 1000 || year > 2999 {
			return v, 0, false
		}
		j = p.skip(j+1, "-")
	}
	switch k := p.at(j); {
	case (k.lower == "q" || k.lower == "h") && p.at(j+1).glued && p.at(j+1).kind == number:
		n, end = p.at(j+1).value, j+2
		if k.lower == "h" {
			long = 6
		}
	case k.ordinal && year == 0 && p.at(p.skip(j+1, "-")).class == quarter:
		n, end = k.value, p.skip(j+1, "-")+1
	case k.ordinal && year == 0 && p.is(j+1, "half") && p.is(j+2, "of"):
		n, end, long = k.value, j+2, 6
	default:
		return v, 0, false
	}
	if n < 1 || n > 12/long {
		return v, 0, false
	}
	if year == 0 {
		k := p.skip(end, "-")
		if year, k = p.yearAfter(k, true); year != 0 {
			end = k
		} else if p.is(end, "of") && p.is(p.skip(end+1, "the"), "year") {
			end = p.skip(end+1, "the") + 1
		} else if long == 6 {
			return v, 0, false
		}
	}
	v = value{from: point{year: year, month: n*long - long + 1, grain: Month}, to: point{year: year, month: n * long, grain: Month}, basis: Stated}
	if year == 0 && p.ref.Known() {
		v.from.year = p.ref.day.Year()
		if v.from.first().After(p.ref.day) {
			v.from.year--
		}
		v.to.year, v.basis = v.from.year, Resolved
	}
	return v, end, true
}

// season reads "summer 2019", "spring of last year". A season alone is no date.
func (p *parser) season(i int) (v value, end int, ok bool) {
	k := p.at(i)
	if k.class != season || k.lower == "fall" && p.is(i+1, "in") {
		return v, 0, false
	}
	x := point{month: k.value, grain: Season}
	if x.year, end = p.yearAfter(i+1, true); x.year == 0 {
		return v, 0, false
	}
	return one(x, Stated), end, true
}
