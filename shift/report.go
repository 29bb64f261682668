package shift

import (
	"cmp"
	"slices"

	"dixit"
	"dixit/about"
)

// Topic is something that a speaker speaks about.
type Topic struct {
	Label string `json:"label"`
	N     int    `json:"n"`     // statements
	Turns int    `json:"turns"` // candidates for a turn
}

// Report is what a speaker said about a topic, or about everything.
type Report struct {
	Line   Line
	Topics []Topic // the most frequent first
	Turns  []Turn  // the surest first
	Whole  bool    // false if there were too many statements to look at all of their pairs
}

// NewReport reads records of one speaker, in any order. Where words are given only those about them count (About).
func NewReport(records []dixit.Record, words string, articles Articles) Report {
	if words != "" {
		records = slices.DeleteFunc(slices.Clone(records), func(r dixit.Record) bool { return !About(r, words) })
	}
	out := Report{Line: NewLine(records)}
	out.Turns, out.Whole = Turns(out.Line, articles)
	out.Topics = topics(out.Line, out.Turns)
	return out
}

// topics counts what the statements of a line are about.
func topics(line Line, turns []Turn) []Topic {
	count, turned := tally{}, map[string]int{}
	for _, d := range slices.Concat(line.Said, line.Undated) {
		for _, t := range d.Record.Statement.About {
			count.add(about.Key(t.Label), t.Label)
		}
	}
	for _, t := range turns {
		for _, topic := range t.Topics {
			turned[keyOf(topic)]++
		}
	}
	out := []Topic{}
	for _, c := range count.counts(0) {
		out = append(out, Topic{c.Value, c.N, turned[about.Key(c.Value)]})
	}
	slices.SortStableFunc(out, func(a, b Topic) int { return cmp.Compare(b.N, a.N) })
	return out
}
