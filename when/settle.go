package when

import "time"

// settled is v as an Expression, read against the Reference where it does not say its year.
func (p *parser) settled(v value) Expression {
	e := Expression{Basis: None, Narrated: v.narrated, Anchored: v.anchored}
	v, ok := p.settle(v)
	if !ok {
		return e
	}
	e.Basis, e.Grain = v.basis, min(v.from.grain, v.to.grain)
	e.EDTF = v.from.edtf()
	if v.from != v.to {
		e.EDTF += "/" + v.to.edtf()
	}
	if v.from.year > 0 && v.to.year > 0 {
		e.First, e.Last = v.from.first().Format(time.DateOnly), v.to.last().Format(time.DateOnly)
	}
	return e
}

// settle gives v a year and a day where the Reference tells them; ok is false if v stays without meaning.
func (p *parser) settle(v value) (value, bool) {
	switch {
	case v.basis == None:
		return v, false
	case v.bare():
		if !p.ref.Known() {
			return v, false
		}
		t := back(p.ref.day, v.weekday)
		return between(t, t), true
	case v.open() && p.ref.Known():
		single := v.from == v.to
		if !p.past(&v.from, v.weekday) {
			return v, false
		}
		if single {
			v.to = v.from
		} else if v.to.year == 0 && !after(&v.to, v.from) {
			return v, false
		}
	}
	return v, v.from.valid() && v.to.valid() && (v.from.year == 0 || v.to.year == 0 || !v.to.last().Before(v.from.first()))
}

// past gives a point without a year the last one that is not after the Reference: a month may be the Reference's own. Where the
// day of the week is named and only the next one falls on it, it is that one.
func (p *parser) past(x *point, weekday int) bool {
	for year := p.ref.day.Year(); year > p.ref.day.Year()-9; year-- {
		x.year = year
		if !x.valid() || x.first().After(p.ref.day) {
			continue
		}
		if weekday != 0 && x.grain == Day && isoWeekday(x.first()) != weekday {
			if n := (point{year + 1, x.month, x.day, Day, x.about}); n.valid() && isoWeekday(n.first()) == weekday {
				*x = n
			}
		}
		return true
	}
	return false
}

// after gives a point without a year the first one that is not before from.
func after(x *point, from point) bool {
	for year := from.year; year < from.year+9; year++ {
		x.year = year
		if x.valid() && !x.last().Before(from.first()) {
			return true
		}
	}
	return false
}

// join is the range from a to b, each of which may lack what the other says.
func (p *parser) join(a, b value) (value, bool) {
	if a.basis == None || b.basis == None {
		return unknown(), true
	}
	switch {
	case a.bare() && b.bare():
		if !p.ref.Known() {
			return unknown(), true
		}
		to := back(p.ref.day, b.weekday)
		return between(back(to.AddDate(0, 0, -1), a.weekday), to), true
	case a.bare():
		if b, ok := p.settle(b); ok && b.from.year > 0 {
			return between(back(b.from.first().AddDate(0, 0, -1), a.weekday), b.to.last()), true
		}
		return unknown(), true
	case b.bare():
		if a, ok := p.settle(a); ok && a.from.year > 0 {
			return between(a.from.first(), back(a.from.first().AddDate(0, 0, 7), b.weekday)), true
		}
		return unknown(), true
	}
	v := value{from: a.from, to: b.to, basis: a.basis}
	if b.basis == Resolved || a.open() && b.basis == Stated {
		v.basis = b.basis // a month alone is as good as what gives it its year
	}
	switch {
	case v.from.year == 0 && v.to.year != 0:
		if v.from.year = v.to.year; !v.from.valid() || v.from.first().After(v.to.last()) {
			v.from.year--
		}
	case v.from.year != 0 && v.to.year == 0:
		after(&v.to, v.from)
	}
	v, ok := p.settle(v)
	return v, ok && (v.from.year != 0 || !p.ref.Known())
}
