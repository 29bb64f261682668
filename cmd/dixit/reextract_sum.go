package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"dixit"
	"dixit/ledger"
)

// line prints the line of an article in which something changed.
func (re *reextraction) line(r reread, c ledger.Change) error {
	title := max(20, re.t.width-len("  OUTLET________  2006-01-02  SAME   NEW  MOVED   GONE"))
	if re.changed == 1 {
		if err := re.t.printf("%s  %s  %s  SAME   NEW  MOVED   GONE\n", pad("TITLE", title), pad("OUTLET", 14), pad("DAY", 10)); err != nil {
			return err
		}
	}
	doc := r.doc.Ref()
	name := doc.Title
	if name == "" {
		name = r.doc.Name
	}
	return re.t.printf("%s  %s  %s  %4d %5d %6d %6d\n", pad(name, title), pad(doc.Outlet, 14), pad(doc.Day(), 10),
		c.Same, c.Added, c.Moved, c.Gone)
}

// sum prints what a run has done.
func (re *reextraction) sum(ctx context.Context) error {
	if re.opts.json {
		return nil
	}
	kept, err := re.store.Counts(ctx)
	if err != nil {
		return err
	}
	if re.read+re.failed == 0 {
		why := "they are as this engine reads them"
		if re.where != nil {
			why = "those that the query wants, if any, are as this engine reads them"
		}
		return re.t.printf("Nothing to do in %s of %s: %s.\n", count(kept.Documents, "article"), re.path, why)
	}
	gap := ""
	if re.changed > 0 {
		gap = "\n"
	}
	c := re.total
	return re.t.printf("%s%s read again in %s; what was found changed in %d.\n%s the same, %d new, %d moved to other ids, %d gone.\n%s has %s, %s by %s.\n",
		gap, count(re.read, "article"), span(time.Since(re.began)), re.changed, count(c.Same, "statement"), c.Added, c.Moved, c.Gone,
		re.path, count(kept.Documents, "article"), count(kept.Statements, "statement"), count(kept.Speakers, "speaker"))
}

// object prints what became of an article's statements as JSON.
func (re *reextraction) object(r reread, c ledger.Change) error {
	doc := r.doc.Ref()
	data, err := json.Marshal(struct {
		Type   string            `json:"type"`
		Doc    dixit.DocumentRef `json:"doc"`
		Same   int               `json:"same"`
		Added  int               `json:"added"`
		Moved  int               `json:"moved"`
		Gone   int               `json:"gone"`
		Engine dixit.Engine      `json:"engine"`
		Took   int64             `json:"microseconds"`
	}{"reextracted", doc, c.Same, c.Added, c.Moved, c.Gone, r.found.Engine, r.took.Microseconds()})
	if err != nil {
		return fmt.Errorf("document %s: %w", doc.ID, err)
	}
	return re.t.printf("%s\n", data)
}
