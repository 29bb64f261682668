package read

import (
	"strconv"
	"strings"
	"time"
)

// givenDay is the day or instant in a field of a record, in any of the forms in which dumps write it; why says what is wrong
// with it. A day in figures of which nobody can say which is the month is not guessed.
func givenDay(s string) (day, why string) {
	s = strings.TrimSpace(s)
	if day, ok := published(s); ok {
		if day < "1600" || day >= "2100" {
			return "", "not a year of news"
		}
		return day, ""
	}
	if digits(s) {
		return numberDay(s)
	}
	if day := instantIn(s); day != "" {
		return day, ""
	}
	if day := dayIn(strings.Join(strings.FieldsFunc(s, blank), " "), "2006/1/2", "2006-1-2", "2006.1.2", "January 2 2006", "Jan 2 2006",
		"2 January 2006", "2 Jan 2006", "Monday January 2 2006", "Mon Jan 2 2006", "Monday 2 January 2006", "Mon 2 Jan 2006", "2-Jan-2006"); day != "" {
		return day, ""
	}
	return slashed(s)
}

// blank reports whether a character only separates the parts of a date.
func blank(c rune) bool { return c == ' ' || c == ',' || c == '\t' || c == '\u00a0' }

// digits reports whether s is a whole number, with nothing but zeros behind its point.
func digits(s string) bool {
	whole, rest, _ := strings.Cut(s, ".")
	return whole != "" && len(whole) <= 19 && strings.Trim(whole, "0123456789") == "" && strings.Trim(rest, "0123456789") == ""
}

// numberDay reads a day written as one number, 20180102, an instant written so, or the time since 1970 in seconds, or in
// thousandths, millionths or thousand millionths of one, which differ in length for all years since 1973.
func numberDay(s string) (day, why string) {
	s, _, _ = strings.Cut(s, ".")
	switch len(s) {
	case len("20060102"):
		day = dayIn(s, "20060102")
	case len("20060102150405"):
		if t, err := time.Parse("20060102150405", s); err == nil && 1600 <= t.Year() && t.Year() < 2100 {
			day = t.Format(time.RFC3339)
		}
	}
	if day != "" {
		return day, ""
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || len(s) < 9 {
		return "", "a number that is no day"
	}
	for len(s) > 10 && n >= 1e11 {
		n, s = n/1000, s[:len(s)-3]
	}
	t := time.Unix(n, 0).UTC()
	if t.Year() >= 2100 {
		return "", "a number that is no day"
	}
	return t.Format(time.RFC3339), ""
}

// instantIn reads an instant as mail, feeds and programs write it, "" if s is none. A zone that is named by letters which do
// not say which it is leaves the day.
func instantIn(s string) string {
	for _, layout := range []string{
		"2006-01-02 15:04:05.999999999-07:00", "2006-01-02 15:04:05-0700", "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05.999999999-0700",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z", "2006-01-02 15:04", "20060102T150405Z", "2006/01/02 15:04:05",
		"Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "Mon, 02-Jan-2006 15:04:05 -0700",
		"Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04:05 -0700 2006", "January 2, 2006 15:04", "January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM",
		"2 January 2006 15:04", "2 Jan 2006 15:04:05",
	} {
		if t, err := time.Parse(layout, s); err == nil && 1600 <= t.Year() && t.Year() < 2100 {
			return t.Format(time.RFC3339)
		}
	}
	for _, layout := range []string{"Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 MST", "2006-01-02 15:04:05 MST", "Mon Jan 2 15:04:05 MST 2006", "Monday, 02-Jan-06 15:04:05 MST"} {
		t, err := time.Parse(layout, s)
		if err != nil || t.Year() < 1600 || t.Year() >= 2100 {
			continue
		}
		name, _ := t.Zone()
		hours, known := zone(name)
		if !known {
			return t.Format(time.DateOnly)
		}
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.FixedZone(name, hours*3600)).Format(time.RFC3339)
	}
	return ""
}

// zone is the offset in hours of a zone by its letters, those that RFC 822 defines.
func zone(name string) (hours int, known bool) {
	switch name {
	case "UTC", "GMT", "UT", "Z":
		return 0, true
	case "EST", "CDT":
		return -5, true
	case "EDT":
		return -4, true
	case "CST", "MDT":
		return -6, true
	case "MST", "PDT":
		return -7, true
	case "PST":
		return -8, true
	}
	return 0, false
}

// slashed reads a day whose year stands last, if only one reading of it is a day.
func slashed(s string) (day, why string) {
	s, _, _ = strings.Cut(s, " ")
	for _, sep := range []string{"/", ".", "-"} {
		s = strings.ReplaceAll(s, sep, " ")
	}
	monthFirst, dayFirst := dayIn(s, "1 2 2006"), dayIn(s, "2 1 2006")
	switch {
	case monthFirst == "" && dayFirst == "":
		return "", "no form of date that is known"
	case monthFirst == "" || monthFirst == dayFirst:
		return dayFirst, ""
	case dayFirst == "":
		return monthFirst, ""
	}
	return "", "day and month could change places"
}
