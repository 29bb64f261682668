package shift

import (
	"cmp"
	"slices"
	"strings"

	"dixit"
	"dixit/about"
)

// Basis is where the day of a statement comes from.
type Basis string

// The bases.
const (
	BySaying      Basis = "said"      // the article says when, or it follows from what it says
	ByPublication Basis = "published" // it was published then, and said then or before
	ByTelling     Basis = "told"      // an article says that it was before something else (only in a Turn)
	Undated       Basis = ""          // nothing is known
)

// Dated is a statement with the days on which it may have been said.
type Dated struct {
	Record      dixit.Record
	First, Last string // days, YYYY-MM-DD, both included; "" where that end is open, and both where nothing is known
	Basis       Basis
	Again       []dixit.Record // the same words of the same speaker elsewhere, later or in the same article, in order

	keys []string // of its topics (about.Key), each once
}

// NewDated is r with its days.
func NewDated(r dixit.Record) Dated {
	d := Dated{Record: r}
	if first, last, ok := r.Statement.When.Bounds(); ok {
		d.First, d.Last, d.Basis = first, last, BySaying
	} else if day := dayOf(r.Doc.Published); day != "" {
		d.First, d.Last, d.Basis = day, day, ByPublication
	}
	for _, t := range r.Statement.About {
		if k := about.Key(t.Label); k != "" && !slices.Contains(d.keys, k) {
			d.keys = append(d.keys, k)
		}
	}
	return d
}

// dayOf is the day of a publication, "" if it is none.
func dayOf(published string) string {
	if len(published) < len("2006-01-02") {
		return ""
	}
	if _, _, ok := (dixit.When{EDTF: published[:10]}).Bounds(); !ok {
		return ""
	}
	return published[:10]
}

// Compare orders statements by their saying: the first day, then the last, then the place in their documents. It is the same in
// whatever order they came.
func (d Dated) Compare(e Dated) int {
	return cmp.Or(
		cmp.Compare(d.First, e.First), cmp.Compare(d.Last, e.Last), cmp.Compare(d.Record.Doc.Published, e.Record.Doc.Published),
		cmp.Compare(d.Record.Doc.SHA256, e.Record.Doc.SHA256), cmp.Compare(start(d.Record), start(e.Record)),
		cmp.Compare(d.Record.Statement.ID, e.Record.Statement.ID),
	)
}

func start(r dixit.Record) int { return r.Statement.Span().Start }

// before reports whether d was said before e for sure, as far as their days tell.
func (d Dated) before(e Dated) bool {
	return d.Last != "" && e.First != "" && d.Last < e.First
}

// Line is what a speaker said, in the order of saying.
type Line struct {
	Said    []Dated // the oldest first
	Undated []Dated // of which no day is known, in the order of their documents
}

// NewLine orders records. Those that say the very same words are one, the earliest, with the others as Again.
func NewLine(records []dixit.Record) Line {
	list := make([]Dated, len(records))
	for i, r := range records {
		list[i] = NewDated(r)
	}
	slices.SortFunc(list, func(a, b Dated) int {
		return cmp.Or(compareBool(a.Basis == Undated, b.Basis == Undated), a.Compare(b))
	})
	var line Line
	place := map[string]int{} // of wordings in said; -1-i in undated
	for _, d := range list {
		key := wording(d.Record.Statement)
		if i, ok := place[key]; ok && key != "" {
			first := line.at(i)
			if first.Record.Statement.ID != d.Record.Statement.ID {
				first.Again = append(first.Again, d.Record)
			}
			continue
		}
		if d.Basis == Undated {
			line.Undated = append(line.Undated, d)
			place[key] = -len(line.Undated)
			continue
		}
		line.Said = append(line.Said, d)
		place[key] = len(line.Said) - 1
	}
	return line
}

// at is the statement at a place that NewLine has noted.
func (l *Line) at(place int) *Dated {
	if place < 0 {
		return &l.Undated[-1-place]
	}
	return &l.Said[place]
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// leastSame is how many words must be the same for two statements to be one: short answers are said on many occasions.
const leastSame = 6

// wording is what a statement says, without marks and case; "" for what is too short to be known again.
func wording(s dixit.Statement) string {
	words := strings.FieldsFunc(strings.ToLower(s.Text()), func(r rune) bool {
		return strings.ContainsRune(" \t\n,.;:!?\"“”‘’'()[]—–-…", r)
	})
	if len(words) < leastSame {
		return ""
	}
	return stance(s.Act) + strings.Join(words, " ")
}

// stance is whether an act is against what is said, so that the same words are not the same statement.
func stance(act dixit.Act) string {
	switch act {
	case "reject", "criticise", "deny", "accuse", "decline", "threaten":
		return "- "
	}
	return ""
}

// Days is when d was said, as a person would write it.
func (d Dated) Days() string {
	switch {
	case d.Basis == Undated:
		return "undated"
	case d.Basis == ByTelling:
		return "before " + d.Last
	case d.Basis == ByPublication:
		return d.First + " (published)"
	case d.First == d.Last:
		return d.First
	}
	return d.First + "/" + d.Last
}
