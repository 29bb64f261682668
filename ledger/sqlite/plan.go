package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"dixit/ledger"
)

// plan is a query for the places of the statements that a filter wants, the newest day first.
type plan struct {
	sql    string
	args   []any
	bounds int // which two of args, from this on, are the row ids between which is looked
}

// newPlan plans a search. The index of words leads where there are words to look for, else the statements themselves do;
// either yields row ids in descending order, so nothing is sorted by SQLite. Everything a user typed is bound, never spelled
// out in SQL, and words reach the index quoted.
func newPlan(f ledger.Filter) (plan, error) {
	if err := f.Check(); err != nil {
		return plan{}, err
	}
	var stems, words []ledger.Term
	for _, t := range f.Terms {
		if t.Prefix {
			words = append(words, t)
		} else {
			stems = append(stems, t)
		}
	}
	var b builder
	lead := "s.id"
	switch {
	case len(stems) > 0:
		lead = "stems.rowid"
		b.from = "stems CROSS JOIN statements s ON s.id = stems.rowid"
		b.and("stems MATCH ?", match(stems))
		if len(words) > 0 {
			b.and("s.id IN (SELECT rowid FROM words WHERE words MATCH ?)", match(words))
		}
	case len(words) > 0:
		lead = "words.rowid"
		b.from = "words CROSS JOIN statements s ON s.id = words.rowid"
		b.and("words MATCH ?", match(words))
	default:
		b.from = "statements s"
	}
	first, last := days(f)
	bounds := len(b.args)
	b.and(lead+" BETWEEN ? AND ?", first, last)
	if f.Kind != "" {
		b.and("s.kind = ?", string(f.Kind))
	}
	if err := b.speaker(f.Speaker); err != nil {
		return plan{}, err
	}
	return plan{`SELECT s.id, s.doc, s.ordinal, d.second, d.address, ifnull(w.cluster, 0), ifnull(w.wording, 0), ifnull(w.again, 0)
		FROM ` + b.from + ` CROSS JOIN documents d ON d.id = s.doc LEFT JOIN wordings w ON w.statement = s.id
		WHERE ` + strings.Join(b.where, " AND ") + ` ORDER BY ` + lead + ` DESC`, b.args, bounds}, nil
}

// finds reports whether p finds the statement in row id.
func (p plan) finds(ctx context.Context, tx *sql.Tx, id int64) (bool, error) {
	if id < p.args[p.bounds].(int64) || id > p.args[p.bounds+1].(int64) {
		return false, nil
	}
	args := slices.Clone(p.args)
	args[p.bounds], args[p.bounds+1] = id, id
	var found bool
	err := tx.QueryRowContext(ctx, "SELECT EXISTS ("+p.sql+")", args...).Scan(&found)
	return found, err
}

type builder struct {
	from  string
	where []string
	args  []any
}

func (b *builder) and(condition string, args ...any) {
	b.where = append(b.where, condition)
	b.args = append(b.args, args...)
}

// speaker wants every word of name in the speaker's name.
func (b *builder) speaker(name string) error {
	if name == "" {
		return nil
	}
	words := ledger.NameWords(name)
	list, err := json.Marshal(words)
	if err != nil {
		return err
	}
	b.and(`s.speaker IN (SELECT speaker FROM speaker_words WHERE word IN (SELECT value FROM json_each(?))
		GROUP BY speaker HAVING count(*) = ?)`, string(list), len(words))
	return nil
}

// days are the first and the last row id that the filter's days allow.
func days(f ledger.Filter) (first, last int64) {
	last = math.MaxInt64
	if f.Since != "" || f.Until != "" {
		first = 1 << dayShift // an unknown day is not in any range
	}
	if f.Since != "" {
		first = ledger.DayNumber(f.Since) << dayShift
	}
	if f.Until != "" {
		last = (ledger.DayNumber(f.Until)+1)<<dayShift - 1
	}
	return first, last
}

// match is the query of the index for all of the terms. What is looked for becomes letters and digits alone, in quotation
// marks: nothing in it can be syntax.
func match(terms []ledger.Term) string {
	var parts []string
	for _, t := range terms {
		rows := []string{t.Text}
		if !t.Phrase {
			rows = strings.Fields(t.Text)
		}
		for _, row := range rows {
			if words := ledger.Words(row); len(words) > 0 {
				parts = append(parts, `"`+strings.Join(words, " ")+`"`)
			}
		}
		if t.Prefix {
			parts[len(parts)-1] += " *"
		}
	}
	return strings.Join(parts, " AND ")
}
