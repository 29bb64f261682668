package relational

import "dixit/ledger"

// words writes expressions about words as queries of the index. What is looked for becomes folded words, letters and digits alone:
// nothing in it can be syntax.
type words struct {
	index    Index
	entities map[ledger.Term][]string // ids of speakers who have another name than those that hold the words of the term
}

// whole reports whether the index of words can answer e by itself.
func (w words) whole(e ledger.Expr) bool {
	switch e := e.(type) {
	case ledger.Term:
		return e.Field != ledger.InNote // those have an index of their own
	case ledger.Near:
		return e.A.Field != ledger.InNote
	case ledger.All:
		some := false
		for _, x := range e {
			if n, ok := x.(ledger.Not); ok && w.whole(n.X) {
				continue
			}
			if !w.whole(x) {
				return false
			}
			some = true
		}
		return some
	case ledger.Any:
		for _, x := range e {
			if !w.whole(x) {
				return false
			}
		}
		return len(e) > 0
	}
	return false
}

// leading is the query of the index for all of the parts that it can answer, and for what they must not have; "" if there are
// none.
func (w words) leading(parts []ledger.Expr) string {
	var some ledger.All
	for _, e := range parts {
		if w.leads(e) {
			some = append(some, e)
		}
	}
	if !w.whole(some) { // there is nothing that they must have
		return ""
	}
	return w.match(some)
}

// leads reports whether the index can answer e beside something that a statement must have.
func (w words) leads(e ledger.Expr) bool {
	n, not := e.(ledger.Not)
	return w.whole(e) || not && w.whole(n.X)
}

// in is the condition that a statement s holds what a query asks for, a parameter.
func (w words) in(table Table) string {
	return "s.id IN (SELECT " + w.index.Key(table) + " FROM " + string(table) + " WHERE " + w.index.Holds(table) + ")"
}

// match is an expression for which whole is true, as a query of the index.
func (w words) match(e ledger.Expr) string {
	switch e := e.(type) {
	case ledger.Term:
		return w.term(e)
	case ledger.Near:
		return w.near(e)
	case ledger.Any:
		return w.joined(Or, e)
	case ledger.All:
		var wanted, not []ledger.Expr
		for _, x := range e {
			if n, ok := x.(ledger.Not); ok {
				not = append(not, n.X)
			} else {
				wanted = append(wanted, x)
			}
		}
		q := w.joined(And, wanted)
		if len(not) > 0 {
			q = w.index.Joined(ButNot, []string{q, w.joined(Or, not)})
		}
		return q
	}
	panic("no words in it") // whole says so
}

func (w words) joined(by Operator, list []ledger.Expr) string {
	queries := make([]string, len(list))
	for i, e := range list {
		queries[i] = w.match(e)
	}
	return w.index.Joined(by, queries)
}

// columns are where a field's words stand: those in any form of theirs, and those as they are written. One of the two is empty
// where there are none.
func columns(f ledger.Field) (table Table, formed, written []string) {
	switch f {
	case ledger.Anywhere:
		return Terms, []string{"said", "title"}, []string{"speaker"}
	case ledger.Said:
		return Terms, []string{"said"}, nil
	case ledger.Title:
		return Terms, []string{"title"}, nil
	case ledger.Cue:
		return Terms, []string{"cue"}, nil
	case ledger.InNote:
		return Remarks, []string{"note"}, nil
	case ledger.To:
		return Terms, nil, []string{"addressee"}
	default:
		return Terms, nil, []string{string(f)}
	}
}

// term looks for words in a row.
func (w words) term(t ledger.Term) string {
	table, formed, asIs := columns(t.Field)
	folded := ledger.Fold(t.Text)
	var parts []string
	if len(formed) > 0 {
		if t.Prefix {
			parts = append(parts, w.index.Phrase(table, asWritten(formed), folded, true))
		} else {
			parts = append(parts, w.index.Phrase(table, formed, ledger.Stems(folded), false))
		}
	}
	if len(asIs) > 0 {
		parts = append(parts, w.index.Phrase(table, asIs, folded, t.Prefix))
	}
	if t.Field == ledger.Speaker {
		for _, id := range w.entities[t] {
			parts = append(parts, w.index.Phrase(table, []string{"entity"}, ledger.Fold(id), false))
		}
	}
	return w.index.Joined(Or, parts)
}

// asWritten are the columns that hold the words of others as they are written.
func asWritten(columns []string) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c + written
	}
	return out
}

// near looks for two words near each other. Forms and words as they are written stand in different columns and are never near each
// other.
func (w words) near(e ledger.Near) string {
	table, formed, asIs := columns(e.A.Field)
	a, b := ledger.Fold(e.A.Text)[0], ledger.Fold(e.B.Text)[0]
	var parts []string
	if len(formed) > 0 {
		parts = append(parts, w.index.Near(table, formed, ledger.Stem(a), ledger.Stem(b), e.Within))
	}
	if len(asIs) > 0 {
		parts = append(parts, w.index.Near(table, asIs, a, b, e.Within))
	}
	return w.index.Joined(Or, parts)
}
