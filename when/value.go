package when

import (
	"fmt"
	"time"
)

// point is a day, month, season, year, decade or century.
type point struct {
	year       int // of a decade or century its first; 0 if the words do not say
	month, day int // 0 for none; months 21–24 are seasons
	grain      Grain
	about      bool // approximate
}

func dayOf(t time.Time) point { return point{t.Year(), int(t.Month()), t.Day(), Day, false} }

func monthOf(t time.Time) point { return point{year: t.Year(), month: int(t.Month()), grain: Month} }

// valid reports whether p is in the calendar. A 29 February without a year is.
func (p point) valid() bool {
	switch p.grain {
	case Day:
		y := p.year
		if y == 0 {
			y = 2000
		}
		t := time.Date(y, time.Month(p.month), p.day, 0, 0, 0, 0, time.UTC)
		return p.year >= 0 && p.year < 10000 && t.Day() == p.day && int(t.Month()) == p.month
	case Month:
		return p.year >= 0 && p.year < 10000 && 1 <= p.month && p.month <= 12
	default:
		return p.year >= 0 && p.year < 10000
	}
}

// edtf writes p as EDTF.
func (p point) edtf() string {
	year, about := "XXXX", ""
	if p.year > 0 {
		year = fmt.Sprintf("%04d", p.year)
	}
	if p.about {
		about = "~"
	}
	switch p.grain {
	case Day:
		return fmt.Sprintf("%s-%02d-%02d%s", year, p.month, p.day, about)
	case Month, Season:
		return fmt.Sprintf("%s-%02d%s", year, p.month, about)
	case Decade:
		return year[:3] + "X"
	case Century:
		return year[:2] + "XX"
	default:
		return year + about
	}
}

// first and last are the first and last day of p, whose year must be known.
func (p point) first() time.Time {
	switch p.grain {
	case Day:
		return date(p.year, p.month, p.day)
	case Month:
		return date(p.year, p.month, 1)
	case Season:
		return date(p.year, 3*(p.month-20), 1) // spring is from March on
	default:
		return date(p.year, 1, 1)
	}
}

func (p point) last() time.Time {
	switch p.grain {
	case Day:
		return p.first()
	case Month:
		return p.first().AddDate(0, 1, -1)
	case Season:
		return p.first().AddDate(0, 3, -1)
	case Year:
		return date(p.year, 12, 31)
	case Decade:
		return date(p.year+9, 12, 31)
	default:
		return date(p.year+99, 12, 31)
	}
}

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// value is what a date says before it is settled.
type value struct {
	from, to point
	weekday  int // 1–7, Monday first: the day of the week that was named; with a zero from, that is all
	week     bool
	basis    Basis
	narrated bool
	anchored bool
}

// one is the value of a single point.
func one(p point, b Basis) value { return value{from: p, to: p, basis: b} }

// between is the value of the days from a to b.
func between(a, b time.Time) value { return value{from: dayOf(a), to: dayOf(b), basis: Resolved} }

// open reports whether v does not say its year.
func (v value) open() bool { return v.from.year == 0 && v.from.month != 0 }

// bare reports whether v is only a day of the week.
func (v value) bare() bool { return v.weekday != 0 && v.from == point{} }

// unknown is the value of a date that the words do not tell.
func unknown() value { return value{basis: None} }

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// monday is the first day of the week of t.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, 1-isoWeekday(t)) }

// back is the last day of the week wd up to and including t.
func back(t time.Time, wd int) time.Time { return t.AddDate(0, 0, -((isoWeekday(t) - wd + 7) % 7)) }

// months moves t by n months; the day stays in the month that is reached.
func addMonths(t time.Time, n int) time.Time {
	to := date(t.Year(), int(t.Month())+n, 1)
	return date(to.Year(), int(to.Month()), min(t.Day(), to.AddDate(0, 1, -1).Day()))
}
