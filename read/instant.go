package read

import (
	"strconv"
	"strings"
	"time"
)

// instantOf is the day or instant that a field made for machines tells: an RFC 3339 instant where it gives a clock and its zone,
// else YYYY-MM-DD. It is "" where there is none, or none between the year 1600 and tomorrow, or one that programs write for
// "unknown". Months before days in figures are taken as o says.
func instantOf(s string, now time.Time, o order) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) < len("5/5/2019") || len(s) > 80 {
		return ""
	}
	t, zoned, ok := machineTime(s)
	switch {
	case ok && zoned:
		return plausible(t, t.Format(time.RFC3339), now)
	case ok:
		return plausible(t, t.Format(time.DateOnly), now)
	}
	if days := daysIn(s); len(days) > 0 {
		if day, ok := days[0].in(o); ok {
			t, _ := time.Parse(time.DateOnly, day)
			return plausible(t, day, now)
		}
	}
	return ""
}

// plausible is s if t can be when something was published, else "".
func plausible(t time.Time, s string, now time.Time) string {
	if t.Year() < firstSaid || t.After(now.Add(48*time.Hour)) {
		return ""
	}
	switch t.UTC().Format(time.DateOnly) {
	case "1970-01-01", "1969-12-31", "1900-01-01", "1899-12-30", "1899-12-31", "1980-01-01", "1601-01-01", "1753-01-01":
		return ""
	}
	return s
}

// stamp reads a moment as programs write it, and reports whether its zone is known.
func machineTime(s string) (t time.Time, zoned, ok bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return figureStamp(s, n)
	}
	if i := strings.LastIndex(s, " ("); i > 0 && strings.HasSuffix(s, ")") { // (Pacific Daylight Time)
		s = s[:i]
	}
	for _, zone := range []string{" UTC", " GMT", " Z", "[UTC]", "[GMT]"} {
		if clock, found := strings.CutSuffix(s, zone); found {
			s = clock + "Z"
			break
		}
	}
	for _, zone := range [][2]string{
		{"EST", "-0500"},
		{"EDT", "-0400"},
		{"CST", "-0600"},
		{"CDT", "-0500"},
		{"MST", "-0700"},
		{"MDT", "-0600"},
		{"PST", "-0800"},
		{"PDT", "-0700"},
		{"CET", "+0100"},
		{"CEST", "+0200"},
		{"UTC", "+0000"},
		{"GMT", "+0000"},
	} {
		if before, after, found := strings.Cut(s, " "+zone[0]); found && (after == "" || after[0] == ' ') {
			s = before + " " + zone[1] + after
			break
		}
	}
	if len(s) > len("20060102T") && s[8] == 'T' {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	for _, layout := range []string{
		time.DateOnly, time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05Z0700",
		"2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02 15:04Z07:00",
		"2006-01-02T150405Z0700", "2006-01-02T15:04:05 Z0700", "2006/01/02 15:04:05Z0700", "Mon, 2 Jan 2006 15:04:05Z0700", "Mon, 2 Jan 2006 15:04:05 Z0700",
		"Mon, 02 Jan 2006 15:04:05 -0700", "Mon Jan 2 15:04:05 -0700 2006", "Mon Jan 2 2006 15:04:05 GMT-0700", "Mon, Jan 2 2006 15:04:05 -0700", "2006-01-02 15:04 -0700", "January 2, 2006 15:04:05 -0700",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, layout != time.DateOnly, true
		}
	}
	return time.Time{}, false, false
}

// figureStamp reads a day or moment of figures only: 20190512, 20190512101500, or seconds or their thousandths since 1970.
func figureStamp(s string, n int64) (t time.Time, zoned, ok bool) {
	switch len(s) {
	case 8:
		t, err := time.Parse("20060102", s)
		return t, false, err == nil && t.Year() >= firstShown
	case 14:
		t, err := time.Parse("20060102150405", s)
		return t, false, err == nil && t.Year() >= firstShown
	case 10:
		t = time.Unix(n, 0).UTC()
		return t, true, t.Year() >= firstShown
	case 13:
		t = time.UnixMilli(n).UTC().Truncate(time.Second)
		return t, true, t.Year() >= firstShown
	}
	return time.Time{}, false, false
}
