package when

import "time"

// amount reads a number of units: "two days", "a week", "20 years", "a couple of months", "twenty-one days".
func (p *parser) amount(i int) (n, u, end int, ok bool) {
	k := p.at(i)
	j := i + 1
	switch {
	case k.class == count && !k.ordinal:
		n = k.value
		if h := p.skip(j, "-"); k.value >= 20 && k.value < 100 && p.at(h).class == count && p.at(h).value < 10 && !p.at(h).ordinal {
			n, j = n+p.at(h).value, h+1
		}
	case k.kind == number && !k.ordinal && !k.plural && len(k.lower) <= 3:
		n = k.value
	case p.is(i, "a", "an"):
		n = 1
		if p.is(j, "couple") {
			n, j = 2, p.skip(j+1, "of")
		}
	case p.is(i, "couple"):
		n, j = 2, p.skip(j, "of")
	default:
		return 0, 0, 0, false
	}
	j = p.skip(j, "-", "full", "whole", "coming", "upcoming", "next", "past", "previous", "last")
	c := p.at(j)
	if c.class != unit && c.class != units && c.class != quarter || n == 0 {
		return 0, 0, 0, false
	}
	if u = c.value; c.class == quarter {
		u = quarters
	}
	if u == weekends {
		return 0, 0, 0, false
	}
	return n, u, j + 1, true
}

// step is an amount of time, in the units that EDTF tells apart.
type step struct{ months, days int }

func (s *step) add(n, u int) {
	switch u {
	case days:
		s.days += n
	case weeks:
		s.days += 7 * n
	case fortnights:
		s.days += 14 * n
	case months:
		s.months += n
	case quarters:
		s.months += 3 * n
	case years:
		s.months += 12 * n
	case decades:
		s.months += 120 * n
	case centuries:
		s.months += 1200 * n
	}
}

// from is the day s after t, or before it for a negative sign.
func (s step) from(t time.Time, sign int) time.Time {
	return addMonths(t, sign*s.months).AddDate(0, 0, sign*s.days)
}

// amounts reads one or more amounts: "1 month and 21 days"; fine is the finest unit.
func (p *parser) amounts(i int) (s step, fine, end int, ok bool) {
	n, fine, end, ok := p.amount(i)
	for most := 4; ok && most > 0; most-- {
		s.add(n, fine)
		j := p.skip(p.skip(end, ","), "and")
		m, u, e, more := p.amount(j)
		if !more || p.at(j).kind == word && p.is(j, "a", "an") {
			return s, fine, end, s.months < 12*3000 && s.days < 366*1000
		}
		n, fine, end = m, u, e
	}
	return s, 0, 0, false
}

// distance reads "two days ago", "a day earlier", "three weeks after Sept. 24", "two weeks from now".
func (p *parser) distance(i int) (v value, end int, ok bool) {
	s, fine, j, ok := p.amounts(i)
	if !ok {
		return v, 0, false
	}
	sign := 1
	switch {
	case p.is(j, "ago"):
		return p.fromReference(s, fine, -1), j + 1, true
	case p.is(j, "hence"), p.is(j, "from") && p.is(j+1, "now"):
		end = p.skip(j+1, "now")
		return p.fromReference(s, fine, 1), end, true
	case p.is(j, "earlier", "before", "prior"):
		sign = -1
	case p.is(j, "later", "after", "from"):
	default:
		return v, 0, false
	}
	if p.is(j, "before", "after", "from") {
		if d, e, ok := p.single(j + 1); ok && !p.is(j+1, "that", "same") {
			if p.is(j, "from") && p.ref.Known() && d.open() {
				after(&d.from, dayOf(p.ref.day)) // "two weeks from May 3" is to come
				d.to = d.from
			}
			bare := d.bare() && p.is(j, "from")
			d, ok := p.settle(d)
			if !ok || bare || d.from.year == 0 || d.from.grain != Day {
				return unknown(), e, true
			}
			return p.spread(s, fine, sign, d.from.first()), e, true
		}
		if p.is(j, "from") || p.at(j+1).kind == word {
			return v, 0, false // "two days after the vote"
		}
	}
	t, anchored, known := p.base(j)
	if !known {
		return unknown(), j + 1, true
	}
	v = p.spread(s, fine, sign, t)
	v.narrated, v.anchored = true, anchored
	return v, j + 1, true
}

// fromReference is s after the Reference, or before it for a negative sign.
func (p *parser) fromReference(s step, fine, sign int) value {
	if !p.ref.Known() {
		return unknown()
	}
	return p.spread(s, fine, sign, p.ref.day)
}

// spread is the time s from t, as exact as its finest unit: years ago is about a year, weeks ago is about a day.
func (p *parser) spread(s step, fine, sign int, t time.Time) value {
	to := s.from(t, sign)
	if to.Year() < 1 || to.Year() > 9999 {
		return unknown()
	}
	x := dayOf(to)
	switch fine {
	case days:
	case weeks, fortnights:
		x.about = true
	case months, quarters:
		x = point{year: x.year, month: x.month, grain: Month, about: true}
	default:
		x = point{year: x.year, grain: Year, about: true}
	}
	return one(x, Resolved)
}

// window is the time from n units before the Reference to it, or the other way: "the last three weeks".
func (p *parser) window(n, u int) value {
	if !p.ref.Known() {
		return unknown()
	}
	var s step
	s.add(max(n, -n), u)
	if s.months > 12*3000 || s.days > 366*1000 {
		return unknown()
	}
	if n < 0 {
		from := p.spread(s, u, -1, p.ref.day)
		return value{from: from.from, to: dayOf(p.ref.day), basis: from.basis}
	}
	to := p.spread(s, u, 1, p.ref.day)
	return value{from: dayOf(p.ref.day.AddDate(0, 0, 1)), to: to.to, basis: to.basis}
}

// ahead reads "in two weeks". "The first in 20 years" and "in three days of talks" are durations.
func (p *parser) ahead(i int) (v value, end int, ok bool) {
	s, fine, j, ok := p.amounts(i + 1)
	if !ok || p.is(j, "of", "'", "’", "since") || p.is(i-1, "first", "only", "worst", "best", "largest", "biggest", "time", "once", "twice", "times", "highest", "lowest") {
		return v, 0, false
	}
	return p.fromReference(s, fine, 1), j, true
}

// dayBeside reads "the day before yesterday", "the day after Sept. 24", "the day before".
func (p *parser) dayBeside(i int) (v value, end int, ok bool) {
	if !p.is(i+1, "day") || !p.is(i+2, "before", "after") {
		return v, 0, false
	}
	n := 1
	if p.is(i+2, "before") {
		n = -1
	}
	if d, e, ok := p.single(i + 3); ok {
		d, ok = p.settle(d)
		if !ok || d.from.year == 0 || d.from.grain != Day {
			return unknown(), e, true
		}
		t := d.from.first().AddDate(0, 0, n)
		return between(t, t), e, true
	}
	if p.at(i+3).kind == word {
		return v, 0, false // "the day after the vote"
	}
	return p.narrated(n, i+3)
}
