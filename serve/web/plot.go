package web

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"dixit"
)

// timeline is statements by the day of the saying: a mark each, in a lane for each act. What is dated by the month is a bar over it, and
// what is not dated stands at the side. The list below it says the same.
type timeline struct {
	Marks         []tick
	Lanes         []lane
	Years         []yearMark
	Undated       int
	Width, Height int
	Axis          int // where the axis is, pixels from above
	Label         string
	First, Last   string
}

// tick is a statement on a timeline.
type tick struct {
	X, Y, W     int
	Shape       string // dot, bar or ring
	Page        string
	Title       string
	First, Last string // days, by which a script makes it closer to look at
	Lane        int
}

// lane is an act on a timeline.
type lane struct {
	Name string
	Y    int
}

// yearMark is a place on the axis.
type yearMark struct {
	X    int
	Name string
}

// The sizes of a timeline, in pixels, and how many lanes it has: the most frequent acts, and the others together.
const (
	plotWidth   = 880
	plotLeft    = 110
	plotRight   = 20
	laneHeight  = 26
	plotTop     = 8
	mostLanes   = 8
	shortestBar = 6
)

// span is the days that a statement may have been said on, by the day of the saying, else of publication.
func span(r dixit.Record) (first, last time.Time, ok bool) {
	w := r.Statement.When
	if w.EDTF == "" {
		w.EDTF = r.Doc.Day()
	}
	from, to, ok := w.Bounds()
	if !ok || from == "" || to == "" {
		return first, last, false
	}
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	return a, b, errA == nil && errB == nil
}

// timelineOf draws records.
func timelineOf(records []dixit.Record) timeline {
	t := timeline{Width: plotWidth}
	names := lanesOf(records)
	for i, name := range names {
		t.Lanes = append(t.Lanes, lane{name, plotTop + i*laneHeight + laneHeight/2})
	}
	t.Axis = plotTop + len(names)*laneHeight + 4
	t.Height = t.Axis + 26
	var from, to time.Time
	for _, r := range records {
		a, b, ok := span(r)
		if !ok {
			t.Undated++
			continue
		}
		if from.IsZero() || a.Before(from) {
			from = a
		}
		if b.After(to) {
			to = b
		}
	}
	if from.IsZero() {
		return t
	}
	days := to.Sub(from).Hours()/24 + 1
	x := func(day time.Time) int {
		return plotLeft + int(float64(plotWidth-plotLeft-plotRight)*(day.Sub(from).Hours()/24)/days)
	}
	for _, r := range records {
		if a, b, ok := span(r); ok {
			n := laneIn(names, r)
			m := tickOf(r, a, b, x, plotTop+n*laneHeight+laneHeight/2)
			m.First, m.Last, m.Lane = a.Format(time.DateOnly), b.Format(time.DateOnly), n
			t.Marks = append(t.Marks, m)
		}
	}
	t.First, t.Last = from.Format(time.DateOnly), to.Format(time.DateOnly)
	t.Years = yearsOf(from, to, x)
	t.Label = fmt.Sprintf("%d statements from %s to %s by what was done by saying them", len(t.Marks), t.First, t.Last)
	return t
}

// tickOf is a record between two days in a lane.
func tickOf(r dixit.Record, a, b time.Time, x func(time.Time) int, y int) tick {
	m := tick{X: x(a), Y: y, Shape: "dot", Page: statementPage(r.Statement.ID), Title: r.Statement.When.EDTF + " " + introduction(r.Statement)}
	if !a.Equal(b) {
		m.Shape, m.W = "bar", max(shortestBar, x(b)-x(a))
	} else if r.Statement.Parent != "" {
		m.Shape = "ring"
	}
	return m
}

// others is the lane of the acts that have none.
const others = "other"

// lanesOf are the acts that have a lane, the most frequent first.
func lanesOf(records []dixit.Record) []string {
	counts := map[string]int{}
	for _, r := range records {
		counts[string(r.Statement.Act)]++
	}
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	if len(names) > mostLanes {
		names = append(names[:mostLanes-1], others)
	}
	return names
}

func laneIn(names []string, r dixit.Record) int {
	if i := slices.Index(names, string(r.Statement.Act)); i >= 0 {
		return i
	}
	return len(names) - 1
}

// mostYears is how many places on an axis have a name.
const mostYears = 12

// yearsOf are the places on the axis: of years, or of months where there are few.
func yearsOf(from, to time.Time, x func(time.Time) int) []yearMark {
	var out []yearMark
	months := (to.Year()-from.Year())*12 + int(to.Month()-from.Month()) + 1
	step, layout := 1, "2006-01"
	if months > mostYears {
		step, layout = 12*(1+(months/12)/mostYears), "2006"
	}
	at := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC)
	if step > 1 {
		at = time.Date(from.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	for ; !at.After(to); at = at.AddDate(0, step, 0) {
		if px := x(at); px >= plotLeft {
			out = append(out, yearMark{px, at.Format(layout)})
		}
	}
	return out
}
