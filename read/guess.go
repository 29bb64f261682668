package read

import (
	"strings"
	"time"

	"dixit"
)

// datelines is among how many of the first blocks a date line is looked for.
const datelines = 8

// guess is a day of publication by the looks of a document that does not say one: the one that its page shows, else
// a line among its first that is nothing but a day, else the day in its opening ("PARIS, 3 May 2022 (AFP) –") or in its address.
func guess(d *dixit.Document) (string, dixit.DateBasis) {
	if d.Guessed != "" {
		return d.Guessed, d.PublishedBasis
	}
	tomorrow := time.Now().AddDate(0, 0, 2).Format(time.DateOnly)
	for _, b := range d.Blocks[:min(len(d.Blocks), datelines)] {
		if day := dateline(d.Text.Slice(b.Span)); day != "" && day < tomorrow {
			return day, dixit.BasisDateline
		}
	}
	if _, day, _, _ := firstOpening(d); day != "" && !strings.HasPrefix(day, "XXXX") && day < tomorrow {
		return day, dixit.BasisDateline
	}
	if day := addressDay(d.URL); day != "" && day < tomorrow {
		return day, dixit.BasisURL
	}
	return "", ""
}

// dateline is the day, YYYY-MM-DD, of a line that is nothing but one, with a word that announces it and a day of the week at most,
// "" if it is something else. Days in figures that fit two days are not taken.
func dateline(line string) string {
	if len(line) > len("Published on: Wednesday, September 24, 2025")+20 || !strings.ContainsAny(line, "0123456789") {
		return ""
	}
	if day := oldDay(line); day != "" {
		return day
	}
	days := daysIn(line)
	if len(days) != 1 || lastLabel(line) > labelNamed || wordsBeside(line, days[0]) > 0 {
		return ""
	}
	day, _ := days[0].in(unsettled)
	return day
}

// oldDay is the day of an English line, also one before the web.
func oldDay(line string) string {
	words := strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune(" \t\n\r\u00a0,:", c) })
	for len(words) > 0 && opens(words[0]) {
		words = words[1:]
	}
	if len(words) != 1 && len(words) != 3 {
		return ""
	}
	for i, w := range words {
		words[i] = strings.TrimSuffix(w, ".")
		if strings.EqualFold(words[i], "sept") {
			words[i] = "Sep"
		}
	}
	return dayIn(strings.Join(words, " "), time.DateOnly, "January 2 2006", "Jan 2 2006", "2 January 2006", "2 Jan 2006")
}

// opens reports whether a word may stand before the day in a date line.
func opens(word string) bool {
	switch word = strings.ToLower(strings.TrimSuffix(word, ".")); word {
	case "published", "posted", "date", "on":
		return true
	}
	return weekday(word)
}

// addressDay is the day in an address, as publishers put it there: /2024/05/01/, /2024/may/01/, /2024-05/01/, /2024-05-01-title,
// /20240501/. It is "" if there is none.
func addressDay(url string) string {
	url, _, _ = strings.Cut(url, "?")
	parts := strings.Split(url, "/")
	for i, p := range parts {
		if i+1 < len(parts) && len(p) == len("2006-01") {
			if day := dayIn(p+"-"+parts[i+1], time.DateOnly); day != "" {
				return day
			}
		}
		if whole, _, _ := strings.Cut(strings.ReplaceAll(p, "_", "-"), "-"); i > 2 && len(whole) == len("20060102") {
			if day := dayIn(whole, "20060102"); day >= "1990" {
				return day
			}
		}
		if i+2 < len(parts) {
			if day := dayIn(strings.Join(parts[i:i+3], " "), "2006 1 2", "2006 01 02", "2006 Jan 2", "2006 Jan 02"); day != "" {
				return day
			}
		}
		const length = len(time.DateOnly)
		if len(p) == length || len(p) > length && (p[length] == '-' || p[length] == '_') {
			if day := dayIn(p[:length], time.DateOnly); day != "" {
				return day
			}
		}
	}
	return ""
}

// addressMonth is the month in an address, YYYY-MM, as in /2024/05/, "" if there is none.
func addressMonth(url string) string {
	url, _, _ = strings.Cut(url, "?")
	parts := strings.Split(url, "/")
	for i := 0; i+1 < len(parts); i++ {
		if day := dayIn(parts[i]+" "+parts[i+1], "2006 01", "2006 1", "2006 Jan"); day >= "1990" {
			return day[:len("2006-01")]
		}
	}
	return ""
}

// dayIn is s as YYYY-MM-DD if it is a day in one of the layouts, of a year in which news may have been published.
func dayIn(s string, layouts ...string) string {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && 1600 <= t.Year() && t.Year() < 2100 {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}
