package main

import (
	"context"
	"slices"

	"dixit"
	"dixit/ledger"
	"dixit/relate/across"
)

// relationsIn says how a statement stands to the others of its document, and they to it.
func relationsIn(s dixit.Statement, all []dixit.Statement) []fact {
	var out []fact
	for _, r := range s.Relations {
		if i := slices.IndexFunc(all, func(t dixit.Statement) bool { return t.ID == r.Target }); i >= 0 {
			out = append(out, fact{string(r.Type), told(all[i], r.Why)})
		}
	}
	for _, t := range all {
		for _, r := range t.Relations {
			if r.Target == s.ID {
				out = append(out, fact{r.Type.Passive(), told(t, r.Why)})
			}
		}
	}
	return out
}

// relationsAcross says how a statement stands to those of other documents, and they to it.
func relationsAcross(ctx context.Context, store ledger.Ledger, r dixit.Record) ([]fact, error) {
	found, err := across.Find(ctx, store, r)
	if err != nil {
		return nil, err
	}
	var out []fact
	for _, f := range found {
		name := f.Type.Passive()
		if f.Of {
			name = string(f.Type)
		}
		out = append(out, fact{name, told(f.Record.Statement, f.Why) + ", in " + titleOf(f.Record.Doc, f.Record.Doc.ID)})
	}
	return out, nil
}

// told is who said a statement and what, its id, and why it is told.
func told(s dixit.Statement, why string) string {
	words := s.Text()
	if words == "" && len(s.Cue) > 0 {
		words = s.Cue[0].Text()
	}
	return list(": ", s.Speaker.Name, cut(words, 100)) + " (" + s.ID + "; " + why + ")"
}
