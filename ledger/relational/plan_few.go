package relational

import (
	"slices"
	"strings"

	"dixit/ledger"
)

// mostFew is how many statements of a speaker are read rather than looked for by words.
const mostFew = 32

// few is a plan for what is wanted of those who have said little in all: it goes through that, and asks the records for the words. An
// index of words would go through all that is said in the words. It is false where nobody is named, or who is has said more.
func few(w *Session, parts []ledger.Expr) (plan, bool) {
	ids, ok := littleSaid(w, parts)
	if !ok {
		return plan{}, false
	}
	first, last := published(parts)
	b, worded := builder{}, ledger.All{}
	b.and("s.id BETWEEN ? AND ?", first, last)
	b.and("s.id IN (SELECT value FROM "+w.dialect.Numbers()+" j)", array(ids))
	for _, e := range parts {
		switch {
		case wordless(e):
			condition, args := b.condition(e)
			b.and(condition, args...)
		case ofCluster(e):
			return plan{}, false // a record does not say of which cluster it is
		default:
			worded = append(worded, e)
		}
	}
	return plan{expr: worded, lead: "s.id", from: "statements s", where: strings.Join(b.where, " AND "), args: b.args, doubt: "TRUE"}, true
}

// littleSaid are the row ids of all statements of those who are named by one of the parts, and maybe of others who share an id with
// them; false if nobody is named, or they have said more.
func littleSaid(w *Session, parts []ledger.Expr) (ids []int64, ok bool) {
	for _, e := range parts {
		speakers, ok := speakersIn(w, e)
		if !ok {
			continue
		}
		ids = w.numbers("SELECT s.id FROM "+w.dialect.Numbers()+" j CROSS JOIN statements s WHERE s.speaker = j.value LIMIT ?", array(speakers), mostFew+1)
		if len(ids) <= mostFew {
			return ids, true
		}
	}
	return nil, false
}

// speakersIn are the rows of the speakers one of whom a statement must have to be wanted by e; false if e says nothing of the kind, or
// there are many.
func speakersIn(w *Session, e ledger.Expr) (list []int64, ok bool) {
	switch e := e.(type) {
	case ledger.Value:
		return w.numbers("SELECT id FROM speakers WHERE name = ?", e.Is), e.Field == ledger.Named
	case ledger.Any:
		for _, x := range e {
			inner, ok := speakersIn(w, x)
			if !ok {
				return nil, false
			}
			list = append(list, inner...)
		}
		return list, len(e) > 0
	case ledger.Term:
		if e.Field == ledger.Speaker && !e.Prefix {
			return speakersCalled(w, e)
		}
	}
	return nil, false
}

// mostNames is how many names are looked at for those that have some words in a row.
const mostNames = 256

// speakersCalled are those who have a name with the words of t, and those who share an id with them.
func speakersCalled(w *Session, t ledger.Term) (list []int64, ok bool) {
	word, _, err := rarest(w, t)
	if err != nil {
		return nil, false
	}
	looked := 0
	w.Each("SELECT p.id, p.name FROM speaker_words w JOIN speakers p ON p.id = w.speaker WHERE w.word = ? LIMIT ?", func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		if looked++; ledger.NameHas(name, t) {
			list = append(list, id)
		}
		return err
	}, word, mostNames+1)
	if looked > mostNames {
		return nil, false
	}
	return append(list, w.numbers("SELECT DISTINCT b.speaker FROM "+w.dialect.Numbers()+
		" j CROSS JOIN entities a CROSS JOIN entities b WHERE a.speaker = j.value AND b.entity = a.entity", array(list))...), true
}

// numbers are what a query of one column finds.
func (w *Session) numbers(query string, args ...any) (list []int64) {
	w.Each(query, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		list = append(list, n)
		return err
	}, args...)
	return list
}

// wordless reports whether e asks for no words.
func wordless(e ledger.Expr) bool {
	for range ledger.Terms(e) {
		return false
	}
	return true
}

// ofCluster reports whether e asks for a cluster.
func ofCluster(e ledger.Expr) bool {
	switch e := e.(type) {
	case ledger.All:
		return slices.ContainsFunc(e, ofCluster)
	case ledger.Any:
		return slices.ContainsFunc(e, ofCluster)
	case ledger.Not:
		return ofCluster(e.X)
	case ledger.Value:
		return e.Field == ledger.OfCluster
	}
	return false
}
