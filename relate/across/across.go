// Package across finds, in a ledger, the statements of other documents that stand in a relation to a given one: that quote the same
// words, reiterate, contradict, dispute, deny, praise or criticise it, or that it does so to. It asks for those that could
// (the same speaker, or one who is named, and the rarest words), and package relate says of each whether it does.
//
// Nothing is kept: what stands in a ledger changes, and with it what is found. Work is bounded by the number of statements that
// are looked at, whatever the size of the ledger. The package never says that a speaker has changed his mind: see package shift.
package across

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"
	"dixit/relate"
)

// Bounds on what is looked at for one statement.
const (
	maxLooked = 24 // statements that each question yields
	maxFound  = 12 // relations
	maxNames  = 16 // of the speaker
	maxWords  = 4  // of the statement, which others are asked for by
)

// Found is a statement of another document in its relation to the one that was asked for.
type Found struct {
	Type   dixit.RelationType
	Of     bool             // the one that was asked for stands so to Record; else Record stands so to it
	Record dixit.Record     //
	Own    []dixit.Fragment // the words of the one that was asked for that show it
	Words  []dixit.Fragment // those of Record
	Why    string           // in words
}

// Find finds the statements of l that stand in a relation to r, or r to them: the surest types first (dixit.RelationTypes), within a
// type the newest first; 12 at most. Copies of r's document, and what its own document says, are left out. Errors are those of
// Search; statements that are damaged are passed over.
func Find(ctx context.Context, l ledger.Ledger, r dixit.Record) ([]Found, error) {
	if len(r.Statement.Content) == 0 || r.Statement.Speaker.Name == "" {
		return nil, nil
	}
	var out []Found
	seen := map[string]bool{r.Statement.ID: true}
	for _, c := range r.Copies {
		seen[c.ID] = true
	}
	names, err := spellings(ctx, l, r.Statement.Speaker)
	if err != nil {
		return nil, err
	}
	for _, q := range questions(r, names) {
		for other, err := range l.Search(ctx, ledger.Filter{Where: q, Limit: maxLooked}) {
			if dixit.KindOf(err) == dixit.Unreadable && err != nil {
				continue
			}
			if err != nil {
				return nil, err
			}
			if seen[other.Statement.ID] || other.Doc.SHA256 == r.Doc.SHA256 {
				continue
			}
			seen[other.Statement.ID] = true
			if f, ok := relation(r, other); ok {
				out = append(out, f)
			}
		}
	}
	types := dixit.RelationTypes()
	slices.SortStableFunc(out, func(a, b Found) int {
		return cmp.Or(cmp.Compare(slices.Index(types, a.Type), slices.Index(types, b.Type)), cmp.Compare(b.Record.Doc.Published, a.Record.Doc.Published), cmp.Compare(a.Record.Statement.ID, b.Record.Statement.ID))
	})
	return out[:min(len(out), maxFound)], nil
}

// relation is how r and other stand to each other: the later one to the earlier.
func relation(r, other dixit.Record) (Found, bool) {
	ours, theirs := day(r), day(other)
	if ours >= theirs {
		if b, ok := relate.Between(r, other); ok {
			return Found{b.Type, true, other, b.A, b.B, b.Why}, true
		}
	}
	if theirs >= ours {
		if b, ok := relate.Between(other, r); ok {
			return Found{b.Type, false, other, b.B, b.A, b.Why}, true
		}
	}
	return Found{}, false
}

// day is the day on which r was said, as far as is known, else that of its document.
func day(r dixit.Record) string {
	if w := r.Statement.When.EDTF; len(w) == len(time.DateOnly) && !strings.ContainsAny(w, "X?~/") {
		return w
	}
	return r.Doc.Day()
}

// spellings are the names by which other documents call a speaker who can be known again in them, as far as l tells; none for who
// cannot.
func spellings(ctx context.Context, l ledger.Ledger, s dixit.Speaker) (names ledger.Any, err error) {
	if !relate.Identified(s) {
		return nil, nil
	}
	list := []string{s.Name}
	if known, ok := l.(interface {
		Spellings(ctx context.Context, entity string) ([]string, error)
	}); ok && s.ID != "" {
		more, err := known.Spellings(ctx, s.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, slices.DeleteFunc(more, func(name string) bool { return name == s.Name })...)
	}
	for _, name := range list[:min(len(list), maxNames)] {
		names = append(names, ledger.Value{Field: ledger.Named, Is: name})
	}
	return names, nil
}

// questions are the expressions that find what could stand in a relation to r, whose speaker goes by some names.
func questions(r dixit.Record, names ledger.Any) []ledger.Expr {
	var terms ledger.Any
	for _, w := range relate.Read(r.Statement).Rarest(maxWords) {
		if len(ledger.Fold(w)) == 1 { // "U.S." is two words to an index, and they are everywhere
			terms = append(terms, ledger.Term{Field: ledger.Said, Text: w})
		}
	}
	if len(terms) == 0 {
		return nil
	}
	var out []ledger.Expr
	add := func(parts ...ledger.Expr) {
		q := ledger.All(parts)
		if ledger.Check(q) == nil { // a name may have no letter
			out = append(out, q)
		}
	}
	if pairs := two(terms); len(pairs) > 0 && len(names) > 0 {
		add(pairs, names)
	}
	called := strings.Fields(r.Statement.Speaker.Name)
	var took ledger.Any
	for _, act := range []string{"deny", "reject", "criticise", "praise", "accuse"} {
		took = append(took, ledger.Value{Field: ledger.OfAct, Is: act})
	}
	add(append([]ledger.Expr{ledger.Term{Field: ledger.Said, Text: called[len(called)-1]}, took, terms}, near(r, 0, 60)...)...)
	switch r.Statement.Act {
	case "deny", "reject", "criticise", "praise":
		for _, name := range relate.Read(r.Statement).Names(2) {
			add(append([]ledger.Expr{ledger.Term{Field: ledger.Speaker, Text: name}, terms}, near(r, 60, 0)...)...)
		}
	}
	return out
}

// two wants two of the terms.
func two(terms ledger.Any) ledger.Any {
	var out ledger.Any
	for i := range len(terms) - 1 {
		out = append(out, ledger.All{terms[i], terms[i+1:]})
	}
	return out
}

// near wants a document that was published so many days before r's and so many after it, both and a day or two included; anything if
// r's day is unknown.
func near(r dixit.Record, before, after int) []ledger.Expr {
	at, err := time.Parse(time.DateOnly, r.Doc.Day())
	if err != nil {
		return nil
	}
	const slack = 2 // articles of one day come on different ones
	return []ledger.Expr{ledger.Days{
		Field: ledger.Published,
		First: at.AddDate(0, 0, -before-slack).Format(time.DateOnly), Last: at.AddDate(0, 0, after+slack).Format(time.DateOnly),
	}}
}
