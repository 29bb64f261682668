package when

import "strings"

// class is what a word can be in a date.
type class uint8

const (
	month     class = iota + 1 // value 1–12
	monthAbbr                  // "Sept", which a date has only with a day or year
	weekday                    // value 1–7, Monday first
	dayAbbr                    // "Tues", "Sun": only with a stop or a date
	unit                       // value: a unitOf
	units                      // its plural
	count                      // "two", "twenty", "a": value
	season                     // value 21–24
	deictic                    // "yesterday": value is days from the Reference
	which                      // "last", "next", "this": value is −1, 1, 0
	part                       // "morning"
	decade                     // "sixties": value 60
	quarter                    // "quarter", "Q"
	lead                       // "the", "from": may begin a date
	feast                      // "Christmas"
	weekdays                   // "Mondays": value
)

// The units of counting.
const (
	days = iota + 1
	weeks
	months
	years
	decades
	centuries
	fortnights
	weekends
	quarters
)

// classify tells what a word in lower case can be in a date.
func classify(w string) (c class, value int, ordinal bool) {
	if len(w) > len("seventeenth") || len(w) == 0 {
		return 0, 0, false
	}
	switch w {
	case "january":
		return month, 1, false
	case "february":
		return month, 2, false
	case "march":
		return month, 3, false
	case "april":
		return month, 4, false
	case "may":
		return month, 5, false
	case "june":
		return month, 6, false
	case "july":
		return month, 7, false
	case "august":
		return month, 8, false
	case "september":
		return month, 9, false
	case "october":
		return month, 10, false
	case "november":
		return month, 11, false
	case "december":
		return month, 12, false
	case "jan":
		return monthAbbr, 1, false
	case "feb":
		return monthAbbr, 2, false
	case "mar":
		return monthAbbr, 3, false
	case "apr":
		return monthAbbr, 4, false
	case "jun":
		return monthAbbr, 6, false
	case "jul":
		return monthAbbr, 7, false
	case "aug":
		return monthAbbr, 8, false
	case "sep", "sept":
		return monthAbbr, 9, false
	case "oct":
		return monthAbbr, 10, false
	case "nov":
		return monthAbbr, 11, false
	case "dec":
		return monthAbbr, 12, false
	case "monday":
		return weekday, 1, false
	case "tuesday":
		return weekday, 2, false
	case "wednesday":
		return weekday, 3, false
	case "thursday":
		return weekday, 4, false
	case "friday":
		return weekday, 5, false
	case "saturday":
		return weekday, 6, false
	case "sunday":
		return weekday, 7, false
	case "mon":
		return dayAbbr, 1, false
	case "tue", "tues":
		return dayAbbr, 2, false
	case "wed", "weds":
		return dayAbbr, 3, false
	case "thu", "thur", "thurs":
		return dayAbbr, 4, false
	case "fri":
		return dayAbbr, 5, false
	case "sat":
		return dayAbbr, 6, false
	case "sun":
		return dayAbbr, 7, false
	case "spring":
		return season, 21, false
	case "summer":
		return season, 22, false
	case "autumn", "fall":
		return season, 23, false
	case "winter":
		return season, 24, false
	}
	if c, value = counting(w); c != 0 {
		return c, value, false
	}
	if day, ok := strings.CutSuffix(w, "days"); ok && day != "" {
		if c, value, _ = classify(day + "day"); c == weekday {
			return weekdays, value, false
		}
	}
	if value = ordinalWord(w); value != 0 {
		return count, value, true
	}
	return 0, 0, false
}

// counting classifies units, counts, the words that count from the Reference, and those that may begin a date.
func counting(w string) (class, int) {
	switch w {
	case "today", "tonight":
		return deictic, 0
	case "yesterday":
		return deictic, -1
	case "tomorrow":
		return deictic, 1
	case "last", "previous", "past":
		return which, -1
	case "this", "current":
		return which, 0
	case "next", "coming", "upcoming", "following":
		return which, 1
	case "morning", "afternoon", "evening", "night", "noon", "midday", "lunchtime", "midnight":
		return part, 0
	case "q", "qtr", "quarter":
		return quarter, 0
	case "twenties":
		return decade, 20
	case "thirties":
		return decade, 30
	case "forties":
		return decade, 40
	case "fifties":
		return decade, 50
	case "sixties":
		return decade, 60
	case "seventies":
		return decade, 70
	case "eighties":
		return decade, 80
	case "nineties":
		return decade, 90
	case "day":
		return unit, days
	case "days":
		return units, days
	case "week", "wk":
		return unit, weeks
	case "weeks":
		return units, weeks
	case "month":
		return unit, months
	case "months":
		return units, months
	case "year", "yr":
		return unit, years
	case "years", "yrs":
		return units, years
	case "decade":
		return unit, decades
	case "decades":
		return units, decades
	case "century":
		return unit, centuries
	case "centuries":
		return units, centuries
	case "fortnight":
		return unit, fortnights
	case "weekend":
		return unit, weekends
	case "weekends":
		return units, weekends
	case "quarters":
		return units, quarters
	case "one":
		return count, 1
	case "two":
		return count, 2
	case "three":
		return count, 3
	case "four":
		return count, 4
	case "five":
		return count, 5
	case "six":
		return count, 6
	case "seven":
		return count, 7
	case "eight":
		return count, 8
	case "nine":
		return count, 9
	case "ten":
		return count, 10
	case "eleven":
		return count, 11
	case "twelve":
		return count, 12
	case "thirteen":
		return count, 13
	case "fourteen":
		return count, 14
	case "fifteen":
		return count, 15
	case "sixteen":
		return count, 16
	case "seventeen":
		return count, 17
	case "eighteen":
		return count, 18
	case "nineteen":
		return count, 19
	case "twenty":
		return count, 20
	case "thirty":
		return count, 30
	case "forty":
		return count, 40
	case "fifty":
		return count, 50
	case "sixty":
		return count, 60
	case "seventy":
		return count, 70
	case "eighty":
		return count, 80
	case "ninety":
		return count, 90
	case "hundred":
		return count, 100
	case "the", "a", "an", "in", "from", "between", "early", "late", "mid", "earlier", "later", "beginning", "middle", "end", "start", "that", "same", "couple", "few":
		return lead, 0
	case "christmas", "halloween", "juneteenth", "new", "boxing", "valentine":
		return feast, 0
	}
	return 0, 0
}

func ordinalWord(w string) int {
	switch w {
	case "first":
		return 1
	case "second":
		return 2
	case "third":
		return 3
	case "fourth":
		return 4
	case "fifth":
		return 5
	case "sixth":
		return 6
	case "seventh":
		return 7
	case "eighth":
		return 8
	case "ninth":
		return 9
	case "tenth":
		return 10
	case "eleventh":
		return 11
	case "twelfth":
		return 12
	case "thirteenth":
		return 13
	case "fourteenth":
		return 14
	case "fifteenth":
		return 15
	case "sixteenth":
		return 16
	case "seventeenth":
		return 17
	case "eighteenth":
		return 18
	case "nineteenth":
		return 19
	case "twentieth":
		return 20
	case "thirtieth":
		return 30
	}
	return 0
}
