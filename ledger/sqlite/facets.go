package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"

	"dixit/ledger"
)

// Facets implements ledger.Ledger. It counts as it reads, once over the statements: seven groupings by SQLite would read them
// seven times.
func (s *Store) Facets(ctx context.Context, where ledger.Expr) (ledger.Facets, error) {
	if err := (ledger.Filter{Where: where}).Check(); err != nil {
		return ledger.Facets{}, err
	}
	t := tally{}
	for _, f := range ledger.Faceted() {
		t[f] = map[string]int{}
	}
	out := ledger.Facets{Complete: true}
	err := s.view(ctx, func(tx *sql.Tx) error {
		p, err := newPlan(ctx, tx, ledger.Filter{Where: where}.Expr())
		if err != nil {
			return err
		}
		fold := &folding{w: newSession(ctx, tx), pack: s.pack, plan: p, shown: map[int64]int64{}}
		rows, err := tx.QueryContext(ctx, p.query(hitColumns+", "+facetColumns), p.args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			h, values, err := scanFacets(rows)
			if err != nil {
				return err
			}
			wanted, err := fold.wants(ctx, tx, h)
			if err != nil {
				return err
			}
			if !wanted {
				continue
			}
			if out.Total == ledger.MaxCounted {
				out.Complete = false
				return nil
			}
			out.Total++
			t.add(values)
		}
		return rows.Err()
	})
	out.Values = t.values()
	return out, err
}

// facetColumns are what ledger.Faceted lists.
const facetColumns = `(SELECT name FROM speakers WHERE id = s.speaker), d.outlet, s.act, s.kind, s.region, s.depth, substr(d.day, 1, 4)`

// scanFacets reads a row of hitColumns and facetColumns.
func scanFacets(rows *sql.Rows) (hit, []string, error) {
	var speaker sql.NullString
	var outlet, act, kind, region, year string
	var depth int
	h, err := scanHit(rows, &speaker, &outlet, &act, &kind, &region, &depth, &year)
	return h, []string{speaker.String, outlet, act, kind, region, strconv.Itoa(depth), year}, err
}

// tally counts the values of fields.
type tally map[ledger.Field]map[string]int

// add counts a statement by its values, in the order of ledger.Faceted; "" counts for nothing.
func (t tally) add(values []string) {
	for i, f := range ledger.Faceted() {
		if values[i] != "" {
			t[f][values[i]]++
		}
	}
}

// values are what was counted, the most first.
func (t tally) values() map[ledger.Field][]ledger.Count {
	out := map[ledger.Field][]ledger.Count{}
	for f, counts := range t {
		for v, n := range counts {
			out[f] = append(out[f], ledger.Count{Value: v, N: n})
		}
		slices.SortFunc(out[f], func(a, b ledger.Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value)) })
	}
	return out
}
