package query

import (
	"errors"
	"strings"
	"time"

	"dixit"
)

// FirstDay is the first day, YYYY-MM-DD, of s: a year YYYY, a month YYYY-MM, a day, or another date of EDTF that is not an interval, as
// 202X, 2025-22 (summer) or 2025~ (dixit.When). Errors are Invalid.
func FirstDay(s string) (string, error) {
	first, _, err := span(s)
	return first, err
}

// LastDay is the last day, YYYY-MM-DD, of such a date. Errors are Invalid.
func LastDay(s string) (string, error) {
	_, last, err := span(s)
	return last, err
}

// span is the first and the last day of s.
func span(s string) (first, last string, err error) {
	layout, years, months, days := time.DateOnly, 0, 0, 1
	switch len(s) {
	case len("2006"):
		layout, years, days = "2006", 1, 0
	case len("2006-01"):
		layout, months, days = "2006-01", 1, 0
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		if first, last, ok := (dixit.When{EDTF: s}).Bounds(); ok && !strings.Contains(s, "/") {
			return first, last, nil
		}
		return "", "", noDay(s, "YYYY, YYYY-MM or YYYY-MM-DD", err)
	}
	return t.Format(time.DateOnly), t.AddDate(years, months, days-1).Format(time.DateOnly), nil
}

func noDay(s, form string, err error) error {
	if e, ok := errors.AsType[*time.ParseError](err); ok && e.Message != "" {
		return dixit.Errorf(dixit.Invalid, "day %.40q: not in the calendar", s)
	}
	return dixit.Errorf(dixit.Invalid, "day %.40q: not of the form %s", s, form)
}

// shifted is a day so many days later.
func shifted(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}
