package when

import "time"

// amount is a number of units. A few are three, and about that.
type amount struct {
	n, unit int
	few     bool
}

// amount reads a number of units: "two days", "a week", "20 years", "a couple of months", "twenty-one days", "a few days".
func (p *parser) amount(i int) (a amount, end int, ok bool) {
	k := p.at(i)
	j := i + 1
	switch {
	case k.class == count && !k.ordinal:
		a.n = k.value
		if h := p.skip(j, "-"); k.value >= 20 && k.value < 100 && p.at(h).class == count && p.at(h).value < 10 && !p.at(h).ordinal {
			a.n, j = a.n+p.at(h).value, h+1
		}
	case k.kind == number && !k.ordinal && !k.plural && len(k.lower) <= 3:
		a.n = k.value
	case p.is(i, "a", "an") && !p.is(j, "couple", "few"):
		a.n = 1
	default:
		switch j = p.skip(i, "a"); {
		case p.is(j, "couple"):
			a.n, j = 2, p.skip(j+1, "of")
		case p.is(j, "few"):
			a.n, a.few, j = 3, true, j+1
		default:
			return a, 0, false
		}
	}
	j = p.skip(j, "-", "full", "whole", "coming", "upcoming", "next", "past", "previous", "last")
	c := p.at(j)
	if c.class != unit && c.class != units && c.class != quarter || a.n == 0 || a.few && c.class != units {
		return a, 0, false
	}
	if a.unit = c.value; c.class == quarter {
		a.unit = quarters
	}
	return a, j + 1, a.unit != weekends
}

// step is an amount of time, in the units that EDTF tells apart.
type step struct {
	months, days int
	about        bool
}

func (s *step) add(a amount) {
	n := a.n
	s.about = s.about || a.few
	switch a.unit {
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
	a, end, ok := p.amount(i)
	for most := 4; ok && most > 0; most-- {
		s.add(a)
		j := p.skip(p.skip(end, ","), "and")
		b, e, more := p.amount(j)
		if !more || p.at(j).kind == word && p.is(j, "a", "an", "few") {
			return s, a.unit, end, s.months < 12*3000 && s.days < 366*1000
		}
		a, end = b, e
	}
	return s, 0, 0, false
}

// distance reads "two days ago", "a day earlier", "three weeks after Sept. 24", "two weeks from now".
func (p *parser) distance(i int) (v value, end int, ok bool) {
	s, fine, j, ok := p.amounts(i)
	if !ok {
		return p.weekdaysOff(i)
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
			return p.spreadDay(s, fine, sign, d.from.first()), e, true
		}
		if p.is(j, "from") || p.at(j+1).kind == word {
			return p.cameAfter(i, j, s, fine, sign) // "two days after the vote"
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

// cameAfter reads "a day after" in "the talks came a day after the vote": the vote was a day before the date before, which is that
// of the talks. Where it is not told what came, the day of the vote is unknown.
func (p *parser) cameAfter(i, j int, s step, fine, sign int) (v value, end int, ok bool) {
	k := i - 1
	for p.is(k, "just", "only", "barely", "less", "than", "about") {
		k--
	}
	if !p.is(k, "came", "comes", "happened", "occurred") || p.is(j, "from") {
		return v, 0, false
	}
	t, anchored, known := p.base(i)
	if !known || !anchored {
		return v, 0, false
	}
	v = p.spread(s, fine, -sign, t)
	v.narrated, v.anchored = true, true
	return v, j + 1, true
}

// fromReference is s after the Reference, or before it for a negative sign.
func (p *parser) fromReference(s step, fine, sign int) value {
	if !p.ref.Known() {
		return unknown()
	}
	return p.spread(s, fine, sign, p.ref.day)
}

// spreadDay is the time s from t, a day that the words name: about that day of the month or year that is reached.
func (p *parser) spreadDay(s step, fine, sign int, t time.Time) value {
	v := p.spread(s, fine, sign, t)
	if v.basis == None || v.from.grain == Day {
		return v
	}
	x := dayOf(s.from(t, sign))
	x.about = true
	return one(x, Resolved)
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
		x.about = s.about
	case weeks, fortnights:
		x.about = true
	case months, quarters:
		x = point{year: x.year, month: x.month, grain: Month, about: true}
	default:
		x = point{year: x.year, grain: Year, about: true}
	}
	return one(x, Resolved)
}

// weekdaysOff reads "two Mondays ago", "three Fridays from now".
func (p *parser) weekdaysOff(i int) (v value, end int, ok bool) {
	k, d := p.at(i), p.at(i+1)
	if k.class != count && k.kind != number || k.ordinal || k.value < 1 || k.value > 53 || d.class != weekdays && d.class != weekday {
		return v, 0, false
	}
	t := p.ref.day
	switch end = i + 3; {
	case p.is(i+2, "ago"):
		t = back(t.AddDate(0, 0, -1), d.value).AddDate(0, 0, 7-7*k.value)
	case p.is(i+2, "later"), p.is(i+2, "from") && p.is(i+3, "now"):
		t = back(t.AddDate(0, 0, 7), d.value).AddDate(0, 0, 7*k.value-7)
		end = p.skip(end, "now")
	default:
		return v, 0, false
	}
	if !p.ref.Known() || t.Year() < 1 || t.Year() > 9999 {
		return unknown(), end, true
	}
	return between(t, t), end, true
}

// window is the time from some units before the Reference to it, for a negative sign, or the other way: "the last three days",
// "the next two quarters". Weeks, months and years are counted back from the day by some and whole by others: the words do not
// tell.
func (p *parser) window(sign int, a amount) value {
	var s step
	s.add(a)
	if !p.ref.Known() || a.unit != days && a.unit != quarters || s.months > 12*3000 || s.days > 366*1000 {
		return unknown()
	}
	t := p.ref.day
	if a.unit == quarters {
		t = date(t.Year(), (int(t.Month())-1)/3*3+1, 1)
	}
	other := s.from(t, sign)
	if other.Year() < 1 || other.Year() > 9999 {
		return unknown()
	}
	switch {
	case a.unit == quarters && sign < 0:
		return value{from: monthOf(other), to: monthOf(addMonths(t, -1)), basis: Resolved}
	case a.unit == quarters:
		return value{from: monthOf(addMonths(t, 3)), to: monthOf(addMonths(other, 2)), basis: Resolved}
	}
	far := dayOf(other)
	far.about = a.few
	if sign < 0 {
		return value{from: far, to: dayOf(t), basis: Resolved}
	}
	return value{from: dayOf(t.AddDate(0, 0, 1)), to: far, basis: Resolved}
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
