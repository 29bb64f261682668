package sqlite

import (
	"strconv"
	"strings"

	"dixit/ledger"
)

// words writes expressions about words in the query language of FTS5. What is looked for becomes folded words, letters and
// digits alone, in quotation marks: nothing in it can be syntax.
type words struct {
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
		if w.whole(e) {
			some = append(some, e)
		}
	}
	if len(some) == 0 {
		return ""
	}
	return w.match(some)
}

// match is an expression for which whole is true, in FTS5.
func (w words) match(e ledger.Expr) string {
	switch e := e.(type) {
	case ledger.Term:
		return w.term(e)
	case ledger.Near:
		return w.near(e)
	case ledger.Any:
		return w.joined(e, " OR ")
	case ledger.All:
		var wanted, not []ledger.Expr
		for _, x := range e {
			if n, ok := x.(ledger.Not); ok {
				not = append(not, n.X)
			} else {
				wanted = append(wanted, x)
			}
		}
		s := w.joined(wanted, " AND ")
		if len(not) > 0 {
			s = "(" + s + " NOT " + w.joined(not, " OR ") + ")"
		}
		return s
	}
	return `""`
}

func (w words) joined(list []ledger.Expr, operator string) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = w.match(e)
	}
	return "(" + strings.Join(parts, operator) + ")"
}

// columns are where a field's words stand: those in any form of theirs, and those as they are written. One of the two is ""
// where there are none.
func columns(f ledger.Field) (formed, written string) {
	switch f {
	case ledger.Anywhere:
		return "said title", "speaker"
	case ledger.Said:
		return "said", ""
	case ledger.Title:
		return "title", ""
	case ledger.Cue, ledger.InNote:
		return string(f), ""
	case ledger.To:
		return "", "addressee"
	default:
		return "", string(f)
	}
}

// term looks for words in a row.
func (w words) term(t ledger.Term) string {
	formed, written := columns(t.Field)
	folded := ledger.Fold(t.Text)
	var parts []string
	if formed != "" {
		if t.Prefix {
			parts = append(parts, "{"+asWritten(formed)+"}:"+quoted(folded, true))
		} else {
			parts = append(parts, "{"+formed+"}:"+quoted(ledger.Stems(folded), false))
		}
	}
	if written != "" {
		parts = append(parts, "{"+written+"}:"+quoted(folded, t.Prefix))
	}
	if t.Field == ledger.Speaker {
		for _, id := range w.entities[t] {
			parts = append(parts, "{entity}:"+quoted(ledger.Fold(id), false))
		}
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// asWritten are the columns that hold the words of others as they are written.
func asWritten(columns string) string {
	return strings.ReplaceAll(columns, " ", "_written ") + "_written"
}

// near looks for two words near each other. Beginnings and forms stand in different columns and are never near each other, so
// both are looked for as they are written if one is a beginning.
func (w words) near(e ledger.Near) string {
	formed, written := columns(e.A.Field)
	a, b := ledger.Fold(e.A.Text), ledger.Fold(e.B.Text)
	within := ", " + strconv.Itoa(e.Within) + ")"
	var parts []string
	if formed != "" {
		parts = append(parts, "{"+formed+"}:NEAR("+quoted(ledger.Stems(a), false)+" "+quoted(ledger.Stems(b), false)+within)
	}
	if written != "" {
		parts = append(parts, "{"+written+"}:NEAR("+quoted(a, false)+" "+quoted(b, false)+within)
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// quoted are words in a row, the last of which may go on.
func quoted(words []string, prefix bool) string {
	s := `"` + strings.Join(words, " ") + `"`
	if prefix {
		s += " *"
	}
	return s
}
