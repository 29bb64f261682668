package relational

import (
	"context"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"dixit"
	"dixit/ledger"
)

// plan is a query for the statements that a filter wants, the newest day first.
type plan struct {
	expr  ledger.Expr
	lead  string // the row id that leads
	from  string
	where string
	args  []any  // the first two are the row ids between which is looked
	words words  // of what it finds
	bare  bool   // the columns that are asked for are none of the document
	alone bool   // the index of words answers for all, without the statements
	doubt string // the condition that the index cannot answer for a statement; "FALSE" if it can for all
}

// query is the plan in SQL, for columns of the statement s, its wording w and its document d.
func (p plan) query(columns string) string {
	if p.bare {
		return "SELECT " + columns + " FROM " + p.from + " LEFT JOIN wordings w ON w.statement = s.id WHERE " + p.where + " ORDER BY " + p.lead + " DESC"
	}
	return "SELECT " + columns + " FROM " + p.from + " CROSS JOIN documents d" +
		" LEFT JOIN wordings w ON w.statement = s.id WHERE d.id = s.doc AND " + p.where + " ORDER BY " + p.lead + " DESC"
}

// between is the plan for those statements alone whose row ids are among first to last.
func (p plan) between(first, last int64) plan {
	p.args = slices.Clone(p.args)
	p.args[0], p.args[1] = max(first, p.args[0].(int64)), min(last, p.args[1].(int64))
	return p
}

// finds reports whether p finds the statement in row id.
func (p plan) finds(w *Session, pack *packer, id int64) (bool, error) {
	for h, err := range p.between(id, id).hits(w) {
		if err != nil || !h.doubtful {
			return err == nil, err
		}
		return p.wants(w, &records{w: w, pack: pack}, h)
	}
	return false, nil
}

// hits yields what p finds, in its own order, and what it must be asked about (wants).
func (p plan) hits(w *Session) iter.Seq2[hit, error] {
	return stream(w, p, hitColumns+p.doubts(), func(r row) (h hit, err error) {
		var doubtful bool
		h, err = scanHit(r, &doubtful)
		h.doubtful = doubtful
		return h, err
	})
}

// doubts is a column that says whether the index cannot answer for a statement.
func (p plan) doubts() string { return ", CASE WHEN " + p.doubt + " THEN 1 ELSE 0 END" }

// wants reports whether a statement is wanted. It looks at the record where the index cannot answer.
func (p plan) wants(w *Session, records *records, h hit) (bool, error) {
	if !h.doubtful {
		return true, nil
	}
	r, err := records.at(h)
	if err != nil {
		if dixit.KindOf(err) == dixit.Unreadable {
			err = nil // nobody knows what it says
		}
		return false, err
	}
	return ledger.NewSubject(r, w.spellings(r.Statement.Speaker.ID)...).Matches(p.expr), w.err
}

// sure yields what is wanted of a list, in its order.
func (p plan) sure(w *Session, records *records, list iter.Seq2[hit, error]) iter.Seq2[hit, error] {
	return func(yield func(hit, error) bool) {
		for h, err := range list {
			wanted := err != nil
			if err == nil {
				wanted, err = p.wants(w, records, h)
			}
			if (wanted || err != nil) && !yield(h, err) {
				return
			}
		}
	}
}

// spellings are the names of the speaker with an id.
func (w *Session) spellings(entity string) (names []string) {
	if entity == "" {
		return nil
	}
	w.Each("SELECT p.name FROM entities e JOIN speakers p ON p.id = e.speaker WHERE e.entity = ? ORDER BY p.name",
		func(scan func(...any) error) error {
			var name string
			err := scan(&name)
			names = append(names, name)
			return err
		}, entity)
	return names
}

// newPlan plans a search. The index of words leads where there are words that each statement must have, else the statements
// themselves do; either yields row ids in descending order, so nothing need be sorted. Everything a user typed is bound,
// never spelled out in SQL, and words reach the index quoted.
func newPlan(w *Session, where ledger.Expr) (plan, error) {
	parts := conjuncts(where)
	entities, err := entitiesIn(w, where)
	if err != nil {
		return plan{}, err
	}
	if p, ok := few(w, parts); ok || w.err != nil {
		p.words = words{w.dialect, entities}
		return p, w.err
	}
	p := plan{expr: where, lead: "s.id", from: "statements s", doubt: "FALSE"}
	b := builder{words: words{w.dialect, entities}}
	bounds := "s.id BETWEEN ? AND ?"
	first, last := published(parts)
	p.args = []any{first, last}
	if q := b.words.leading(parts); q != "" {
		p.lead, p.from = "terms."+w.dialect.Key(Terms), "terms CROSS JOIN statements s"
		bounds = "s.id = " + p.lead + " AND " + p.lead + " BETWEEN ? AND ?"
		b.and(w.dialect.Holds(Terms), q)
		parts = slices.DeleteFunc(parts, b.words.leads)
	}
	p.alone = p.lead != "s.id"
	for _, e := range parts {
		if d, ok := e.(ledger.Days); !ok || d.Field != ledger.Published {
			condition, args := b.condition(e)
			b.and(condition, args...)
			p.alone = false
		}
	}
	p.words = b.words
	p.where, p.args = strings.Join(append([]string{bounds}, b.where...), " AND "), append(p.args, b.args...)
	if p.doubt, err = doubtIn(w, where); err != nil || p.doubt == "FALSE" {
		return p, err
	}
	p.where = bounds + " AND (" + strings.Join(append([]string{"TRUE"}, b.where...), " AND ") + " OR " + p.doubt + ")"
	return p, nil
}

// doubtIn is the condition that the index cannot say whether a statement is wanted; "FALSE" if there are no such statements.
func doubtIn(w *Session, where ledger.Expr) (string, error) {
	doubt := w.dialect.Doubtful()
	asks := false
	for range ledger.Terms(where) {
		asks = true
	}
	if doubt == "" || !asks {
		return "FALSE", nil
	}
	some := false
	if w.Scan(&some, "SELECT EXISTS ("+doubt+")"); !some {
		return "FALSE", w.err
	}
	return "s.id IN (" + doubt + ")", w.err
}

// Plan is the query by which a search finds row ids, to look at how a database answers it.
func (s *Store) Plan(ctx context.Context, where ledger.Expr) (query string, args []any, err error) {
	err = s.view(ctx, func(w *Session) error {
		p, err := newPlan(w, where)
		query, args = p.query("s.id"), p.args
		return err
	})
	return query, args, err
}

// conjuncts are the parts that must all match.
func conjuncts(e ledger.Expr) []ledger.Expr {
	all, ok := e.(ledger.All)
	if !ok {
		if e == nil {
			return nil
		}
		return []ledger.Expr{e}
	}
	var out []ledger.Expr
	for _, x := range all {
		out = append(out, conjuncts(x)...)
	}
	return out
}

// builder gathers the conditions of a query.
type builder struct {
	words words
	where []string
	args  []any
}

func (b *builder) and(condition string, args ...any) {
	b.where = append(b.where, condition)
	b.args = append(b.args, args...)
}

// condition is an expression in SQL about the statement s, with what it binds.
func (b *builder) condition(e ledger.Expr) (string, []any) {
	if b.words.whole(e) {
		return b.words.in(Terms), []any{b.words.match(e)}
	}
	switch e := e.(type) {
	case ledger.All:
		return b.joined(e, " AND ", "TRUE")
	case ledger.Any:
		return b.joined(e, " OR ", "FALSE")
	case ledger.Not:
		inner, args := b.condition(e.X)
		return "NOT coalesce(" + inner + ", FALSE)", args
	case ledger.Term, ledger.Near: // in notes
		return b.words.in(Remarks), []any{b.words.match(e)}
	case ledger.Value:
		switch {
		case e.Field == ledger.Tagged:
			return "s.id IN (SELECT statement FROM tags WHERE tag = ?)", []any{e.Is}
		case e.Field == ledger.Named:
			return "s.speaker IN (SELECT id FROM speakers WHERE name = ?)", []any{e.Is}
		case e.Field == ledger.OfCluster:
			return "s.id IN (SELECT e.statement FROM statements f JOIN echoes e ON e.first = f.id WHERE f.code = ?)", []any{e.Is}
		case e.Field == ledger.OfStruck && e.Is == ledger.Yes:
			return "s.struck = 1", nil // spelled out, for an index
		case e.Field == ledger.OfStruck:
			return "s.struck = 0", nil
		}
		return "s." + string(e.Field) + " = ?", []any{value(e)}
	case ledger.Number:
		if e.Field == ledger.Depth {
			return "s.depth BETWEEN ? AND ?", []any{whole64(math.Ceil(e.Min)), whole64(math.Floor(e.Max))}
		}
		return "s." + string(e.Field) + " BETWEEN ? AND ?", []any{e.Min, e.Max}
	case ledger.Days:
		if e.Field == ledger.Published {
			first, last := rows(e)
			return "s.id BETWEEN ? AND ?", []any{first, last}
		}
		first, last := int64(math.MinInt64), int64(math.MaxInt64)
		if e.First != "" {
			first = ledger.DayNumber(e.First)
		}
		if e.Last != "" {
			last = ledger.DayNumber(e.Last)
		}
		return "s.said_last >= ? AND s.said_first <= ?", []any{first, last}
	}
	return "FALSE", nil
}

func (b *builder) joined(list []ledger.Expr, operator, none string) (string, []any) {
	if len(list) == 0 {
		return none, nil
	}
	var parts []string
	var args []any
	for _, e := range list {
		part, bound := b.condition(e)
		parts, args = append(parts, part), append(args, bound...)
	}
	return "(" + strings.Join(parts, operator) + ")", args
}

// whole64 is a whole number as a column may hold it.
func whole64(x float64) int64 { return int64(max(math.MinInt32, min(math.MaxInt32, x))) }

// value is what the column of a field holds.
func value(e ledger.Value) any {
	if e.Field == ledger.OfTier {
		n, _ := strconv.Atoi(e.Is) // it was checked
		return n
	}
	return e.Is
}
