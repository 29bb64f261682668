package read

import (
	"strings"
	"time"
)

// order is how a page writes days in figures.
type order int

// The orders. With unsettled, figures in which day and month can change places tell no day.
const (
	unsettled order = iota
	dayFirst
	monthFirst
)

// shown is a day written out in a text.
type writtenDay struct {
	year, month, day int
	start, end       int  // bytes of the text
	figures          bool // written d/m/y or m/d/y; month and day are as the first reading, day first, has them
}

// String is the day as YYYY-MM-DD.
func (s writtenDay) String() string {
	return time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// in is the day under an order, and whether there is one.
func (s writtenDay) in(o order) (string, bool) {
	swapped := writtenDay{year: s.year, month: s.day, day: s.month}
	switch {
	case !s.figures || s.day == s.month:
		return s.String(), s.valid()
	case !swapped.valid():
		return s.String(), s.valid()
	case !s.valid():
		return swapped.String(), true
	case o == dayFirst:
		return s.String(), true
	case o == monthFirst:
		return swapped.String(), true
	}
	return "", false
}

// tells is the order that figures can only have been written in, unsettled if they fit both.
func (s writtenDay) tells() order {
	swapped := writtenDay{year: s.year, month: s.day, day: s.month}
	switch {
	case !s.figures || s.valid() == swapped.valid():
		return unsettled
	case s.valid():
		return dayFirst
	}
	return monthFirst
}

func (s writtenDay) valid() bool {
	if s.month < 1 || s.month > 12 || s.day < 1 {
		return false
	}
	return time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC).Day() == s.day
}

// The first year that a day shown on the web is believed, and the first of one that is said in so many fields.
const (
	firstShown = 1990
	firstSaid  = 1600
)

// daysIn finds the days written out in a text, in the ways of European languages and of East Asia. Its time is linear.
func daysIn(s string) []writtenDay {
	if !strings.ContainsAny(s, "0123456789") {
		return nil
	}
	pieces := piecesOf(s)
	var out []writtenDay
	for i := 0; i < len(pieces); {
		d, n := dayAt(pieces[i:])
		if n == 0 {
			i++
			continue
		}
		d.start, d.end = pieces[i].start, pieces[i+n-1].end
		out = append(out, d)
		i += n
	}
	return out
}

// dayAt is the day that begins with the first piece and of how many pieces it is, 0 if none begins there.
func dayAt(p []piece) (writtenDay, int) {
	switch {
	case p[0].width == 4:
		return yearFirst(p)
	case p[0].width == 1 || p[0].width == 2:
		if d, n := figures(p); n > 0 {
			return d, n
		}
		return dayMonthYear(p)
	case p[0].number < 0 && monthOf(p[0].text) > 0:
		return monthDayYear(p)
	}
	return writtenDay{}, 0
}

// yearFirst reads 2019-05-12, 2019/5/12, 2019年5月12日, 2019. május 12.
func yearFirst(p []piece) (writtenDay, int) {
	at := func(i int) piece {
		if i < len(p) {
			return p[i]
		}
		return piece{number: -1}
	}
	d := writtenDay{year: p[0].number}
	switch sep := at(1).text; sep {
	case "-", "/", ".", "–":
		if at(2).width >= 1 && at(2).width <= 2 && at(3).text == sep && at(4).width >= 1 && at(4).width <= 2 {
			d.month, d.day = at(2).number, at(4).number
			return d.checked(5)
		}
	case "年", "년":
		if (at(3).text == "月" || at(3).text == "월") && at(4).number > 0 {
			d.month, d.day = at(2).number, at(4).number
			return d.checked(5)
		}
	}
	i := 1
	for at(i).text == "." || at(i).text == "," || at(i).text == "-" {
		i++
	}
	if d.month = monthOf(at(i).text); d.month == 0 {
		return writtenDay{}, 0
	}
	i++
	for at(i).text == "." || at(i).text == "-" {
		i++
	}
	if at(i).width < 1 || at(i).width > 2 {
		return writtenDay{}, 0
	}
	d.day = at(i).number
	return d.checked(i + 1)
}

// figures reads 12.05.2019, 12. 5. 2019, 12/05/2019, 12-05-2019, and with dots or slashes also 12.05.19, and 2.5.19 where no more follows. With dots the day is first
// everywhere.
func figures(p []piece) (writtenDay, int) {
	if len(p) < 5 || p[2].width < 1 || p[2].width > 2 || p[1].text != p[3].text || p[4].number < 0 {
		return writtenDay{}, 0
	}
	sep := p[1].text
	if sep != "." && sep != "/" && sep != "-" {
		return writtenDay{}, 0
	}
	if len(p) > 6 && p[5].text == sep && !p[5].spaced && p[6].number >= 0 && !p[6].spaced { // an address or a version
		return writtenDay{}, 0
	}
	d := writtenDay{day: p[0].number, month: p[2].number, year: p[4].number, figures: sep != "."}
	switch {
	case p[4].width == 2 && sep != "-" && !p[4].spaced && (p[0].width == 2 && p[2].width == 2 || len(p) == 5):
		if d.year += 1900; d.year < firstShown {
			d.year += 100
		}
	case p[4].width != 4:
		return writtenDay{}, 0
	}
	if d.figures && !d.valid() {
		if swapped := (writtenDay{year: d.year, month: d.day, day: d.month}); !swapped.valid() {
			return writtenDay{}, 0
		}
		return d, 5
	}
	return d.checked(5)
}

// dayMonthYear reads 12 May 2019, 12. Mai 2019, 12th of May, 2019, 12 de mayo de 2019, 1er mai 2019, 5 июня 2019, 12-May-2019.
func dayMonthYear(p []piece) (writtenDay, int) {
	i := 1
	skip := func(words ...string) {
		for i < len(p) {
			known := false
			for _, w := range words {
				known = known || p[i].text == w && p[i].number < 0
			}
			if !known {
				return
			}
			i++
		}
	}
	skip("st", "nd", "rd", "th", "er", "º", "ª", "°", ".", "-", "/", "of", "de", "d", "'", "’", "den", "le", ",", "|")
	if i >= len(p) || i > 4 {
		return writtenDay{}, 0
	}
	d := writtenDay{day: p[0].number, month: monthOf(p[i].text)}
	if d.month == 0 {
		return writtenDay{}, 0
	}
	i++
	from := i
	skip(".", ",", "-", "/", "de", "del", "’", "'", "|")
	if i >= len(p) || i > from+3 {
		return writtenDay{}, 0
	}
	switch {
	case p[i].width == 4:
		d.year = p[i].number
	case p[i].width == 2 && i > from && (p[i-1].text == "-" || p[i-1].text == "’" || p[i-1].text == "'"):
		d.year = 2000 + p[i].number
	}
	return d.checked(i + 1)
}

// monthDayYear reads May 12, 2019, Dec. 29th 2019.
func monthDayYear(p []piece) (writtenDay, int) {
	i := 1
	next := func(words ...string) {
		for _, w := range words {
			if i < len(p) && p[i].number < 0 && p[i].text == w {
				i++
				return
			}
		}
	}
	next(".", "-")
	if i >= len(p) || p[i].width < 1 || p[i].width > 2 {
		return writtenDay{}, 0
	}
	d := writtenDay{month: monthOf(p[0].text), day: p[i].number}
	i++
	next("st", "nd", "rd", "th")
	next(",", ".", "-")
	if i >= len(p) || p[i].width != 4 {
		return writtenDay{}, 0
	}
	d.year = p[i].number
	return d.checked(i + 1)
}

// checked is d of n pieces, or none if there is no such day or it is before the web.
func (s writtenDay) checked(n int) (writtenDay, int) {
	if s.year < firstShown || s.year >= 2100 || !s.valid() {
		return writtenDay{}, 0
	}
	return s, n
}
