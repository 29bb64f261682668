package shift

import (
	"cmp"
	"fmt"
	"slices"

	"dixit"
	"dixit/relate"
)

// Article is a document with all its statements.
type Article struct {
	Doc        *dixit.Document
	Statements []dixit.Statement
}

// Articles gives the article with an address. It is nil where there is none, or none can be read.
type Articles func(sha256 string) *Article

// Turn is a candidate for a turn: what a speaker said before, and what he said after, are against each other.
type Turn struct {
	Topics     []dixit.Topic // what both sides are about, the best first
	Day        string        // the day of the first statement after; "" if unknown
	Before     []Dated       // the one that shows it best first, then in the order of saying; never none
	After      []Dated       // the one that shows it best first, then in the order of saying; never none
	Signs      []relate.Sign // what sets the first of Before against the first of After; there may be none if the article tells the turn
	Marks      []Mark        // words with which articles tell it, in order
	Qualifiers []Dated       // what he says that softens it
	Reactions  []Reaction    // who welcomed or disputed it
	Weight     float64       // 0 to 1: how sure it is that a reader would take it for one
}

// Mark is a word of an article, which says that a position has turned or was another before.
type Mark struct {
	Doc   dixit.DocumentRef
	Kind  relate.MarkKind
	Words dixit.Fragment
}

// Reaction is what somebody else says of one side of a turn.
type Reaction struct {
	Type   dixit.RelationType
	Record dixit.Record
}

// Articles is how many articles say what was said on both sides.
func (t Turn) Articles() int {
	seen := map[string]bool{}
	for _, list := range [][]Dated{t.Before, t.After} {
		for _, d := range list {
			seen[d.Record.Doc.SHA256] = true
			for _, r := range d.Again {
				seen[r.Doc.SHA256] = true
			}
		}
	}
	return len(seen)
}

// Strength says in words how much there is on either side: "2 before, 1 after, 1 article: weak evidence".
func (t Turn) Strength() string {
	return fmt.Sprintf("%d before, %d after, %s: %s evidence", len(t.Before), len(t.After), plural(t.Articles(), "article"), t.Grade())
}

// Grade is weak where one article says it all, strong where four or more do with two statements on either side, else fair.
func (t Turn) Grade() string {
	switch n := t.Articles(); {
	case n == 1:
		return "weak"
	case n >= 4 && len(t.Before) > 1 && len(t.After) > 1:
		return "strong"
	}
	return "fair"
}

func plural(n int, word string) string {
	if n == 1 {
		return fmt.Sprint(n, " ", word)
	}
	return fmt.Sprint(n, " ", word, "s")
}

// Turns are the candidates for a turn in what one speaker said, the surest first. Of very many statements not all pairs are looked
// at: whole is false then. The order of line.Said and line.Undated makes no difference but for that.
func Turns(line Line, articles Articles) (turns []Turn, whole bool) {
	f := newFinder(line, articles)
	pairs, whole := f.pairs()
	turns = f.gather(pairs)
	for i := range turns {
		f.around(&turns[i])
	}
	return turns, whole
}

// gather brings pairs into turns: a pair joins the surest turn that has one of its statements on the same side and shares a topic
// with it.
func (f *finder) gather(pairs []pair) []Turn {
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), f.said[a.before].Compare(f.said[b.before]), f.said[a.after].Compare(f.said[b.after]))
	})
	var turns []*sides
	for _, p := range pairs {
		i := slices.IndexFunc(turns, func(t *sides) bool { return t.takes(p) })
		if i < 0 {
			turns = append(turns, newSides(p))
			continue
		}
		turns[i].add(p)
	}
	out := make([]Turn, len(turns))
	for i, t := range turns {
		out[i] = f.turn(t)
	}
	return out
}

// sides are the statements of a turn by their numbers.
type sides struct {
	first         pair
	before, after []int
	shared        []string // topics of the first pair
	marks         []Mark
}

func newSides(p pair) *sides {
	return &sides{first: p, before: []int{p.before}, after: []int{p.after}, shared: p.shared, marks: p.marks}
}

func (t *sides) takes(p pair) bool {
	return (slices.Contains(t.before, p.before) || slices.Contains(t.after, p.after)) &&
		!slices.Contains(t.before, p.after) && !slices.Contains(t.after, p.before) &&
		slices.ContainsFunc(p.shared, func(k string) bool { return slices.Contains(t.shared, k) })
}

func (t *sides) add(p pair) {
	if !slices.Contains(t.before, p.before) {
		t.before = append(t.before, p.before)
	}
	if !slices.Contains(t.after, p.after) {
		t.after = append(t.after, p.after)
	}
	t.marks = append(t.marks, p.marks...)
}

// turn is t as it is given out.
func (f *finder) turn(t *sides) Turn {
	out := Turn{Signs: t.first.signs, Weight: t.first.weight, Before: f.side(t.before), After: f.side(t.after)}
	for _, topic := range f.said[t.first.after].Record.Statement.About {
		if slices.Contains(t.shared, keyOf(topic)) {
			out.Topics = append(out.Topics, topic)
		}
	}
	for _, d := range out.After {
		if d.First != "" && (out.Day == "" || d.First < out.Day) {
			out.Day = d.First
		}
	}
	for i := range out.Before {
		f.date(&out.Before[i], out.Day)
	}
	slices.SortFunc(t.marks, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Doc.SHA256, b.Doc.SHA256), cmp.Compare(a.Words.Start(), b.Words.Start()))
	})
	out.Marks = slices.CompactFunc(t.marks, func(a, b Mark) bool { return a.Doc.SHA256 == b.Doc.SHA256 && a.Words == b.Words })
	return out
}

// date gives a statement of the side before, of which only the day of publication is known, the bound that its article sets: it was
// said before the turn.
func (f *finder) date(d *Dated, turn string) {
	i := slices.IndexFunc(f.said, func(e Dated) bool { return e.Record.Statement.ID == d.Record.Statement.ID })
	if d.Basis == BySaying || turn == "" || turn > d.Last && d.Basis == ByPublication || i < 0 || !f.has(i, relate.Before) {
		return
	}
	d.First, d.Last, d.Basis = "", turn, ByTelling
}

// side is one side of a turn: the first as it is, the rest in the order of saying.
func (f *finder) side(numbers []int) []Dated {
	out := make([]Dated, len(numbers))
	for i, n := range numbers {
		out[i] = f.said[n]
	}
	slices.SortFunc(out[1:], Dated.Compare)
	return out
}
