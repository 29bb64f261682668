package dixit

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Bounds are the first and the last day, YYYY-MM-DD, that the date may mean: those of a month for a month, of an interval
// from the first day of its beginning to the last of its end. An end that is open ("..") is "". ok is false where the date
// is unknown, has no year, or is nothing of ISO 8601-2 that is read here: days, months, years, seasons 21 to 24, X for digits
// that are not known, intervals, and the marks ? ~ %, which do not move the bounds.
func (w When) Bounds() (first, last string, ok bool) {
	begin, end, interval := strings.Cut(w.EDTF, "/")
	if !interval {
		return edtfDays(begin)
	}
	if begin != ".." && begin != "" {
		if first, _, ok = edtfDays(begin); !ok {
			return "", "", false
		}
	}
	if end != ".." && end != "" {
		if _, last, ok = edtfDays(end); !ok {
			return "", "", false
		}
	}
	return first, last, ok && (first == "" || last == "" || first <= last)
}

// edtfDays are the first and the last day of a date that is no interval.
func edtfDays(s string) (first, last string, ok bool) {
	parts := strings.Split(strings.Map(func(c rune) rune {
		if strings.ContainsRune("?~%", c) {
			return -1
		}
		return c
	}, s), "-")
	if len(parts) > 3 || len(parts[0]) != len("2006") || parts[0] == "XXXX" {
		return "", "", false
	}
	low, high := strings.ReplaceAll(parts[0], "X", "0"), strings.ReplaceAll(parts[0], "X", "9")
	firstMonth, lastMonth := "01", "12"
	if len(parts) > 1 && parts[1] != "XX" {
		firstMonth, lastMonth = parts[1], parts[1]
		if n, err := strconv.Atoi(parts[1]); err == nil && 21 <= n && n <= 24 { // spring, summer, autumn, winter
			firstMonth, lastMonth = fmt.Sprintf("%02d", 3*(n-20)), fmt.Sprintf("%02d", 3*(n-20)+2)
			if n == 24 {
				firstMonth, lastMonth = "12", "12"
			}
		}
	}
	from, err := time.Parse(time.DateOnly, low+"-"+firstMonth+"-01")
	to, wrong := time.Parse(time.DateOnly, high+"-"+lastMonth+"-01")
	if err != nil || wrong != nil {
		return "", "", false
	}
	to = to.AddDate(0, 1, -1)
	if len(parts) == 3 && parts[2] != "XX" {
		if firstMonth != lastMonth || low != high {
			_, err := time.Parse("02", parts[2])
			return from.Format(time.DateOnly), to.Format(time.DateOnly), err == nil
		}
		day, err := time.Parse(time.DateOnly, low+"-"+firstMonth+"-"+parts[2])
		return day.Format(time.DateOnly), day.Format(time.DateOnly), err == nil
	}
	return from.Format(time.DateOnly), to.Format(time.DateOnly), true
}
