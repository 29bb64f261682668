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
	if k := p.at(i); a.from.grain == Day && a.from == a.to && a.from.month != 0 && a.basis == Stated {
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
	v, end, ok = p.single(i)
	if !ok && p.is(i, "end", "start", "beginning", "middle") {
		v, end, ok = p.single(p.skip(i+1, "of"))
	}
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
