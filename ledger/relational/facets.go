package relational

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"

	"dixit/ledger"
)

// Facets implements ledger.Ledger. It counts as it reads, once over the statements: seven groupings by the database would read
// them seven times.
func (s *Store) Facets(ctx context.Context, where ledger.Expr) (ledger.Facets, error) {
	if err := (ledger.Filter{Where: where}).Check(); err != nil {
		return ledger.Facets{}, err
	}
	t := tally{}
	for _, f := range ledger.Faceted() {
		t[f] = map[string]int{}
	}
	out := ledger.Facets{Complete: true}
	err := s.view(ctx, func(w *Session) error {
		p, err := newPlan(w, ledger.Filter{Where: where}.Expr())
		if err != nil {
			return err
		}
		records := &records{w: w, pack: s.pack}
		fold := &folding{w: w, pack: s.pack, plan: p, shown: map[int64]int64{}}
		for f, err := range stream(w, p, hitColumns+", "+facetColumns+p.doubts(), scanFacets) {
			if err != nil {
				return err
			}
			wanted, err := p.wants(w, records, f.hit)
			if err == nil && wanted {
				wanted, err = fold.wants(f.hit)
			}
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
			t.add(f.values)
		}
		return nil
	})
	out.Values = t.values()
	return out, err
}

// facetColumns are what ledger.Faceted lists.
const facetColumns = `(SELECT name FROM speakers WHERE id = s.speaker), d.outlet, s.act, s.kind, s.region, s.depth, substr(d.day, 1, 4)`

// faceted is a statement that was found, with its values of the fields of ledger.Faceted.
type faceted struct {
	hit
	values []string
}

// scanFacets reads a row of hitColumns and facetColumns.
func scanFacets(r row) (faceted, error) {
	var speaker sql.NullString
	var outlet, act, kind, region, year string
	var depth int
	var doubtful bool
	h, err := scanHit(r, &speaker, &outlet, &act, &kind, &region, &depth, &year, &doubtful)
	h.doubtful = doubtful
	return faceted{h, []string{speaker.String, outlet, act, kind, region, strconv.Itoa(depth), year}}, err
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
