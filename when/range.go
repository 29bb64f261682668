package when

// span reads a range: "from Monday to Friday", "between 2014 and 2016", "Sept. 23-25", "9 to 12 June", "2014-16".
func (p *parser) span(i int) (v value, end int, ok bool) {
	j, and := i, false
	switch {
	case p.is(i, "from"):
		j = i + 1
	case p.is(i, "between"):
		j, and = i+1, true
	}
	if j > i {
		if v, end, ok = p.bounds(j, and); ok {
			return v, end, true
		}
	}
	a, k, ok := p.single(j)
	if !ok {
		return p.leading(j, and)
	}
	to, ok := p.to(k, and)
	if !ok || a.basis == None && !p.is(i, "from", "between") {
		return v, 0, false
	}
	b, end, ok := p.endOf(a, to)
	if !ok {
		return v, 0, false
	}
	if b.open() || b.bare() {
		a = p.toCome(a, i, end)
	}
	v, ok = p.join(a, b)
	return v, end, ok
}

// to is the token after the word or mark that ties the ends of a range together at token i.
func (p *parser) to(i int, and bool) (int, bool) {
	switch {
	case p.is(i, "to", "till", "until", "through", "thru", "-", "–", "~"), and && p.is(i, "and"):
		i++
	default:
		return 0, false
	}
	return p.skip(i, "the"), true
}

// endOf reads the end of a range that began with a; what it does not say again is a’s: "Sept. 23-25", "2014-16".
func (p *parser) endOf(a value, i int) (v value, end int, ok bool) {
	if _, e, ok := p.single(i); ok && e > i+1 && p.at(i).kind == number {
		return p.single(i)
	}
	if k := p.at(i); a.from.grain == Day && a.from == a.to && a.from.month != 0 && (a.basis == Stated || p.at(i-2).ordinal || p.is(i-1, "the") && p.at(i-3).ordinal) {
		if day, j, ok := p.dayNumber(i); ok && (k.kind != number || k.value > a.from.day || k.ordinal) {
			if _, _, month := p.dayMonth(i); !month && !p.counted(j-1) && !p.is(j, "%", ":", "/", ".") || !month && p.is(j, ".") {
				x := point{year: a.from.year, month: a.from.month, day: day, grain: Day}
				if day < a.from.day {
					x.month++
				}
				if y, e := p.yearAfter(j, true); y != 0 && x.year == 0 {
					x.year, j = y, e
				}
				return one(x, Stated), j, x.valid()
			}
		}
	} else if y := a.from.year; a.from.grain == Year && k.kind == number && k.glued && len(k.lower) == 2 && k.value > y%100 && !p.is(i+1, "%", "-") {
		return one(point{year: y - y%100 + k.value, grain: Year}, Stated), i + 1, true
	}
	if p.is(i, "start", "beginning") && p.is(i+1, "of") {
		i += 2
	}
	v, end, ok = p.single(i)
	return v, end, ok && v.basis != None || ok && !p.ref.Known()
}

// leading reads a range whose month stands at its end only: "9 to 12 June", "the ninth and the seventeenth of April".
func (p *parser) leading(i int, and bool) (v value, end int, ok bool) {
	j := p.skip(i, "the")
	day, k, ok := p.dayNumber(j)
	if !ok {
		return v, 0, false
	}
	to, ok := p.to(k, and)
	if !ok {
		return v, 0, false
	}
	b, end, ok := p.dayMonth(to)
	if !ok || b.basis != Stated || b.from.day < day {
		return v, 0, false
	}
	a := b
	a.from.day = day
	a.to.day = day
	v, ok = p.join(a, b)
	return v, end, ok
}

// bounds reads a range between parts of months or years: "the end of 2007 and the end of 2008", without the word before it. As
// an end of a range such a part is a day: the end of a year is the day on which it ends.
func (p *parser) bounds(i int, and bool) (v value, end int, ok bool) {
	a, j, ok := p.bound(i, false)
	if !ok {
		return v, 0, false
	}
	k, ok := p.to(j, and)
	if !ok {
		return v, 0, false
	}
	b, end, ok := p.bound(k, true)
	if !ok {
		return v, 0, false
	}
	v, ok = p.join(a, b)
	return v, end, ok
}

// bound reads "the end of March" as the last day of a range, or as its first.
func (p *parser) bound(i int, last bool) (v value, end int, ok bool) {
	i = p.skip(i, "the")
	if !p.is(i, "end", "middle", "start", "beginning") || !p.is(i+1, "of") {
		return v, 0, false
	}
	v, end, ok = p.single(p.skip(i+2, "the"))
	if !ok {
		return v, 0, false
	}
	v, ok = p.settle(v)
	if !ok || v.from != v.to || v.from.year == 0 || v.from.grain != Month && v.from.grain != Year {
		return v, 0, false
	}
	t := v.from.first()
	switch {
	case p.is(i, "end"):
		t = v.from.last().AddDate(0, 0, 1)
	case p.is(i, "middle") && v.from.grain == Month:
		t = t.AddDate(0, 0, 15)
	case p.is(i, "middle"):
		t = t.AddDate(0, 6, 1)
	}
	if last {
		t = t.AddDate(0, 0, -1)
	}
	v.from = dayOf(t)
	v.to = v.from
	return v, end, t.Year() > 0 && t.Year() < 10000
}
