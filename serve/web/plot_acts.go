package web

import (
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"

	"dixit"
)

// bars are shares of acts over time, each a row of 100 %.
type bars struct {
	Rows          []barRow
	Legend        []legend
	Label         string
	Unit          string // what a row is: month or year
	Width, Height int
	Since         string // the day that they begin with, where there are earlier statements
}

type barRow struct {
	Name  string
	Y     int
	N     int
	Href  string
	Parts []barPart
}

type barPart struct {
	X, W  int
	Class string
	Act   string
	Name  string // as it is written into the part; "" if there is no room
	N     int
	Href  string
}

type legend struct{ Class, Name string }

// mostMonths is how many months are drawn; of more, years are.
const mostMonths = 24

// letterWidth is about how wide a letter in a plot is, pixels.
const letterWidth = 7

// actsOf are the acts of a sample by the month of publication.
func actsOf(s sample) bars {
	names := lanesOf(s.Records)
	b := bars{Unit: "month", Width: plotWidth, Since: s.Since}
	rows := rowsOf(s.Records, names, len("2006-01"))
	if len(rows) > mostMonths {
		b.Unit, rows = "year", rowsOf(s.Records, names, len("2006"))
	}
	for i, name := range names {
		b.Legend = append(b.Legend, legend{"act-" + strconv.Itoa(i), name})
	}
	for i, when := range slices.Sorted(maps.Keys(rows)) {
		b.Rows = append(b.Rows, barRowOf(s.Query, when, names, rows[when], i*laneHeight))
	}
	b.Height = len(b.Rows) * laneHeight
	b.Label = "Shares of what was done by saying it, by " + b.Unit + " of publication"
	return b
}

// rowsOf counts acts by the first so many characters of the day of publication; acts that have no name there are others.
func rowsOf(records []dixit.Record, names []string, length int) map[string]map[string]int {
	rows := map[string]map[string]int{}
	for _, r := range records {
		when := r.Doc.Day()
		if len(when) < length {
			continue
		}
		when = when[:length]
		if rows[when] == nil {
			rows[when] = map[string]int{}
		}
		act := string(r.Statement.Act)
		if !slices.Contains(names, act) {
			act = others
		}
		rows[when][act]++
	}
	return rows
}

// barRowOf is a row of counts by act.
func barRowOf(q, when string, names []string, counts map[string]int, y int) barRow {
	in := narrowed(q, "published", when)
	row := barRow{Name: when, Y: y, Href: searchFor(in)}
	for _, n := range counts {
		row.N += n
	}
	before := 0
	for i, name := range names {
		n := counts[name]
		if n == 0 {
			continue
		}
		x := before * (plotWidth - plotLeft - plotRight) / row.N
		before += n
		p := barPart{X: plotLeft + x, W: before*(plotWidth-plotLeft-plotRight)/row.N - x, Class: "act-" + strconv.Itoa(i), Act: name, N: n}
		if p.W > (utf8.RuneCountInString(name)+2)*letterWidth {
			p.Name = name
		}
		if name != others {
			p.Href = searchFor(narrowed(in, "act", name))
		}
		row.Parts = append(row.Parts, p)
	}
	return row
}
