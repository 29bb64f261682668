package main

import (
	"context"
	"encoding/json"
	"fmt"

	"dixit"
	"dixit/ledger"
)

// shownCounts is how many values of a field are shown to a person.
const shownCounts = 10

// printCounts counts the statements that are wanted by what they are.
func printCounts(ctx context.Context, t *terminal, opts searchOptions, store ledger.Ledger, f ledger.Filter) error {
	facets, err := store.Facets(ctx, f.Where)
	if err != nil {
		return err
	}
	if opts.json {
		return countsObject(t, facets)
	}
	if facets.Total == 0 {
		return dixit.Errorf(dixit.NotFound, "nothing found")
	}
	what := count(facets.Total, "statement")
	if !facets.Complete {
		what = "the newest " + what
	}
	if err := t.printf("%s\n", what); err != nil {
		return err
	}
	for _, field := range ledger.Faceted() {
		list := facets.Values[field]
		if len(list) == 0 {
			continue
		}
		if err := t.printf("\n%s\n", field); err != nil {
			return err
		}
		for _, c := range list[:min(len(list), shownCounts)] {
			if err := t.printf("  %6d  %s\n", c.N, cut(c.Value, t.width-len("  123456  "))); err != nil {
				return err
			}
		}
		if more := len(list) - shownCounts; more > 0 {
			if err := t.printf("          and %d more\n", more); err != nil {
				return err
			}
		}
	}
	return nil
}

// countsObject prints counts as one object: total, complete, and a list of {value, n} a field.
func countsObject(t *terminal, facets ledger.Facets) error {
	type counted struct {
		Value string `json:"value"`
		N     int    `json:"n"`
	}
	out := map[string]any{"type": "counts", "total": facets.Total, "complete": facets.Complete}
	for _, field := range ledger.Faceted() {
		list := make([]counted, len(facets.Values[field]))
		for i, c := range facets.Values[field] {
			list[i] = counted(c)
		}
		out[string(field)] = list
	}
	data, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("counts: %w", err)
	}
	return t.printf("%s\n", data)
}
