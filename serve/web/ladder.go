package web

import (
	"fmt"
	"time"
	"unicode/utf8"

	"dixit"
	"dixit/compare"
)

// ladder is a plot of who had the same words, a row each in the order of the days.
type ladder struct {
	Label         string
	Width, Height int
	Rungs         []rung
	First, Last   string // days
}

// rung is one article: on its day, in its row.
type rung struct {
	X, Y    int
	Outlet  string
	Day     string
	Own     bool   // the wording is its own: words are changed or added
	Page    string // the statement's
	Leads   bool   // it is the first
	Anchor  string // of its label: start or end
	LabelAt int
	LineTo  int // where the line to it ends
}

// The plot's measures.
const (
	ladderWidth = 720
	rungHeight  = 26
	onLadder    = 60
)

// ladderOf is the plot of c; there is none of fewer than two days.
func ladderOf(c compare.Comparison) ladder {
	type dated struct {
		compare.Witness
		day time.Time
	}
	var list []dated
	for _, w := range c.Witnesses {
		if day, err := time.Parse(time.DateOnly, w.Record.Doc.Day()); err == nil {
			list = append(list, dated{w, day})
		}
	}
	if list = list[:min(len(list), onLadder)]; len(list) < 2 {
		return ladder{}
	}
	first, last := list[0].day, list[0].day
	for _, d := range list {
		if d.day.Before(first) {
			first = d.day
		}
		if d.day.After(last) {
			last = d.day
		}
	}
	days := last.Sub(first).Hours() / 24
	if days == 0 {
		return ladder{}
	}
	l := ladder{
		Width: ladderWidth, Height: len(list)*rungHeight + 30, First: first.Format(time.DateOnly), Last: last.Format(time.DateOnly),
		Label: fmt.Sprintf("%d articles with the same words, from %s to %s", len(list), first.Format(time.DateOnly), last.Format(time.DateOnly)),
	}
	for i, d := range list {
		r := rung{
			X: 10 + int(d.day.Sub(first).Hours()/24/days*(ladderWidth-20)), Y: 14 + i*rungHeight, Outlet: dixit.Publisher(d.Record.Doc.Outlet, d.Record.Doc.URL, ""), Day: d.Record.Doc.Day(),
			Own: d.Form == compare.Altered, Page: statementPage(d.Record.Statement.ID), Leads: d.Record.Statement.ID == c.First, Anchor: "start",
		}
		r.LabelAt, r.LineTo = r.X+12, r.X
		if r.X > ladderWidth/2 {
			r.Anchor, r.LabelAt = "end", r.X-12
			r.LineTo = max(10, r.LabelAt-(utf8.RuneCountInString(r.Outlet)+1)*letterWidth)
		}
		l.Rungs = append(l.Rungs, r)
	}
	return l
}
