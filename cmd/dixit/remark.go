package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"

	"github.com/spf13/cobra"
)

// remarkOptions are the flags of the commands by which people say something of a statement.
type remarkOptions struct {
	ledger string
	by     string
	json   bool
}

func (opts *remarkOptions) add(c *cobra.Command) {
	ledgerFlag(c, &opts.ledger)
	c.Flags().StringVar(&opts.by, "by", "", "who says so, a `NAME`, else $DIXIT_AUTHOR or $USER")
	c.Flags().BoolVar(&opts.json, "json", false, "print the record as it is then")
}

// remarking is a command at work on a statement.
type remarking struct {
	t      *terminal
	opts   remarkOptions
	store  ledger.Ledger
	record dixit.Record
	said   ledger.Annotation // its author and instant
	copies int               // in which it is said too
}

// remark runs f on the statement whose id is given, keeps what f makes and prints the record.
func remark(ctx context.Context, t *terminal, opts remarkOptions, id string, f func(r *remarking) ([]ledger.Annotation, error)) error {
	by := author(opts.by, t.getenv)
	if by == "" {
		return usage("nobody knows who you are; give --by NAME or set DIXIT_AUTHOR")
	}
	store, err := existingLedger(ctx, opts.ledger, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	stored, err := store.Statement(ctx, id)
	if err != nil {
		return err
	}
	r := &remarking{t: t, opts: opts, store: store, record: stored.Record}
	r.said = ledger.Annotation{Target: ledger.TargetOf(stored.Record), By: by, At: time.Now()}
	list, err := f(r)
	if err != nil {
		return err
	}
	for i := range list {
		list[i].At = r.said.At.Add(time.Duration(i) * time.Microsecond) // one after the other
	}
	if _, err := store.Annotate(ctx, list...); err != nil {
		return err
	}
	if stored, err = store.Statement(ctx, stored.Record.Statement.ID); err != nil {
		return err
	}
	return r.print(stored.Record)
}

// author is who says something: as the flag says, else as DIXIT_AUTHOR does, else the user of this machine.
func author(flag string, getenv func(string) string) string {
	for _, name := range []string{flag, getenv("DIXIT_AUTHOR"), getenv("USER"), getenv("USERNAME")} {
		if name = strings.TrimSpace(name); name != "" {
			return name
		}
	}
	return ""
}

// print writes what people say of a statement now.
func (r *remarking) print(now dixit.Record) error {
	if r.opts.json {
		data, err := json.Marshal(now)
		if err != nil {
			return fmt.Errorf("record %s: %w", now.Statement.ID, err)
		}
		return r.t.printf("%s\n", data)
	}
	var b strings.Builder
	writeFacts(&b, r.t, append([]fact{{"id", now.Statement.ID}}, remarks(now)...), 10)
	if r.copies > 0 {
		fmt.Fprintf(&b, "%salso in %s of it\n", strings.Repeat(" ", 10), copyCount(r.copies))
	}
	return r.t.printf("%s", b.String())
}

func copyCount(n int) string {
	if n == 1 {
		return "1 copy"
	}
	return fmt.Sprintf("%d copies", n)
}

// remarks are what people say of a statement, for a page.
func remarks(r dixit.Record) []fact {
	var out []fact
	for _, c := range r.Corrected {
		what := c.Field + ": " + orNone(c.Was) + " → " + orNone(c.Is)
		if c.Undo {
			what = c.Field + ": " + orNone(c.Is) + " again, not " + orNone(c.Was)
		}
		out = append(out, fact{"corrected", list(": ", what+" ("+c.By+", "+instant(c.At)+")", c.Why)})
	}
	for _, n := range r.Notes {
		out = append(out, fact{"note", n.Text + " (" + n.By + ", " + instant(n.At) + ", " + n.ID + ")"})
	}
	if len(r.Tags) > 0 {
		out = append(out, fact{"tags", strings.Join(r.Tags, ", ")})
	}
	return out
}

func orNone(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func instant(t time.Time) string { return t.Format("2006-01-02 15:04") }

// remarked says in a line that people say something of a statement; "" if they do not.
func remarked(r dixit.Record) string {
	var struck, corrected, noted string
	if r.Struck {
		struck = "struck"
	}
	fields := map[string]bool{} // that are not as the engine made them
	for _, c := range r.Corrected {
		fields[c.Field] = !c.Undo && c.Field != string(ledger.OnStruck)
	}
	for _, changed := range fields {
		if changed {
			corrected = "corrected"
		}
	}
	if len(r.Notes) > 0 {
		noted = count(len(r.Notes), "note")
	}
	tags := strings.Join(r.Tags, ", ")
	if tags != "" {
		tags = "tags: " + tags
	}
	return list("; ", struck, corrected, noted, tags)
}
