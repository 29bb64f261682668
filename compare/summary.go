package compare

import (
	"cmp"
	"fmt"
)

// Asked is the quotation that a comparison was asked for, where it was words and not a statement.
type Asked struct {
	Text   string   `json:"text"`
	Shared int      `json:"shared"` // how many of its words the nearest wording has, in their order
	Of     int      `json:"of"`     // how many it has
	InRow  bool     `json:"in_row"` // the nearest wording has all of them in a row
	Others []string `json:"others"` // other statements, each of another cluster, that share words with it; the nearest first
}

// Outlets is how many outlets have the words, copies included.
func (c Comparison) Outlets() int {
	names := map[string]bool{}
	for _, w := range c.Witnesses {
		names[cmp.Or(w.Record.Doc.Outlet, w.Record.Doc.URL, w.Record.Doc.ID)] = true
		for _, x := range w.Record.Copies {
			names[cmp.Or(x.Outlet, x.URL, x.Doc)] = true
		}
	}
	return len(names)
}

// Copies is how many times the words stand again in copies of documents.
func (c Comparison) Copies() int {
	n := 0
	for _, w := range c.Witnesses {
		n += len(w.Record.Copies)
	}
	return n
}

// Summary says in a few phrases how the wordings differ: "fragment exact in 2", "hedge “I think” dropped in 1".
func (c Comparison) Summary() []string {
	n := map[Form]int{}
	for _, w := range c.Witnesses {
		n[w.Form]++
	}
	var out []string
	for _, f := range []struct {
		form Form
		says string
	}{{Exact, "fragment exact in %d"}, {Trimmed, "words left out in %d"}, {Altered, "other words in %d"}} {
		if n[f.form] > 0 {
			out = append(out, fmt.Sprintf(f.says, n[f.form]))
		}
	}
	for _, x := range c.Cuts {
		if len(x.Dropped) > 0 {
			out = append(out, fmt.Sprintf("%s “%s” dropped in %d", x.Kind, x.Words.Text(), len(x.Dropped)))
		}
	}
	return out
}
