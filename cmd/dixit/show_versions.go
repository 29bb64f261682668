package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dixit"
	"dixit/copies"
	"dixit/ledger"
)

// versionsOf says which version of its page a document is, and what others there are; nothing if there is one.
func versionsOf(ctx context.Context, store ledger.Ledger, doc dixit.DocumentRef) ([]fact, error) {
	if _, ok := copies.Address(doc.URL); !ok {
		return nil, nil
	}
	all, err := store.Versions(ctx, doc.URL)
	if err != nil || len(all) < 2 {
		return nil, err
	}
	at := slices.IndexFunc(all, func(v ledger.Version) bool { return v.Doc.SHA256 == doc.SHA256 })
	facts := []fact{{"version", fmt.Sprintf("%d of %d of the page; dixit show --versions tells more", at+1, len(all))}}
	const near = 2 // versions on either side
	for i := max(0, at-near); i < min(len(all), at+near+1); i++ {
		if i != at {
			facts = append(facts, fact{"", fmt.Sprintf("%d: %s (%s)", i+1, titleOf(all[i].Doc, ""), all[i].Doc.ID)})
		}
	}
	return facts, nil
}

// showVersions lists the versions of a page, which is given by its URL or by a statement on it.
func showVersions(ctx context.Context, t *terminal, opts showOptions, store ledger.Ledger, of string) error {
	url := of
	if !strings.Contains(url, "://") {
		stored, err := statementOf(ctx, t, store, of)
		if err != nil {
			return err
		}
		if url = stored.Record.Doc.URL; url == "" {
			return dixit.Errorf(dixit.NotFound, "statement %s: its article has no URL", stored.Record.Statement.ID)
		}
	}
	list, err := store.Versions(ctx, url)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return dixit.Errorf(dixit.NotFound, "page %.200q: not in the ledger", url)
	}
	var before *copies.Sketch
	for i, v := range list {
		doc, err := store.Document(ctx, v.Doc.SHA256)
		if err != nil {
			return err
		}
		sketch := copies.Of(doc)
		left := -1.0
		if before != nil {
			left = copies.Compare(before, sketch, true).Share
		}
		before = sketch
		if err := printVersion(t, opts, i+1, v, left); err != nil {
			return err
		}
	}
	return nil
}

// printVersion prints a version of a page, of whose words before it so much is left; a negative share if nothing was before it.
func printVersion(t *terminal, opts showOptions, n int, v ledger.Version, left float64) error {
	if opts.json {
		object := struct {
			Type    string            `json:"type"`
			Version int               `json:"version"`
			Doc     dixit.DocumentRef `json:"doc"`
			Left    *float64          `json:"left,omitempty"`
		}{"version", n, v.Doc, nil}
		if left >= 0 {
			object.Left = &left
		}
		data, err := json.Marshal(object)
		if err != nil {
			return fmt.Errorf("document %s: %w", v.Doc.ID, err)
		}
		return t.printf("%s\n", data)
	}
	note := ""
	if left >= 0 {
		note = fmt.Sprintf("%3.0f %% left", 100*left)
	}
	const width = len("  1  2006-01-02T15:04:05Z  100 % left  0123456789abcdef  ")
	return t.printf("%3d  %s  %s  %s  %s\n", n, pad(v.Doc.Published, 20), pad(note, 10), pad(cut(v.Doc.ID, 16), 16),
		cut(v.Doc.Title, max(20, t.width-width)))
}
