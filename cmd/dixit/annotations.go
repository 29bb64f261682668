package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"dixit"
	"dixit/anchor"
	"dixit/ledger"

	"github.com/spf13/cobra"
)

// webOptions are the flags of dixit corrections import --web.
type webOptions struct {
	on   bool
	by   string
	json bool
}

func (o *webOptions) add(c *cobra.Command) {
	c.Flags().BoolVar(&o.on, "web", false, "import annotations of pages of the web")
	c.Flags().StringVar(&o.by, "by", "", "with --web: the author where none is named, a `NAME`")
	c.Flags().BoolVar(&o.json, "json", false, "with --web: print an object for each annotation")
}

// annotating is an import of annotations at work.
type annotating struct {
	t     *terminal
	opts  webOptions
	store ledger.Ledger
	by    string
	at    time.Time

	known map[string]bool // what is said already in the document with an address
	of    string

	read, placed, added, bad int
}

// importWeb keeps what the annotations in a file say, and prints what became of those that were not placed.
func importWeb(ctx context.Context, t *terminal, path string, opts webOptions, file string) error {
	in := t.in
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return dixit.Errorf(dixit.Unreadable, "%w", err)
		}
		defer f.Close()
		in = f
	}
	store, err := existingLedger(ctx, path, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	m := &annotating{t: t, opts: opts, store: store, by: author(opts.by, t.getenv), at: time.Now().UTC()}
	if err := m.all(ctx, file, in); err != nil {
		return err
	}
	if !opts.json {
		err := t.printf("%s read, %d placed; %s new\n", count(m.read, "annotation"), m.placed, count(m.added, "remark"))
		if err != nil {
			return err
		}
	}
	if m.bad == 0 && m.placed < m.read {
		return dixit.Errorf(dixit.NotFound, "%s not placed; nothing is kept of them", count(m.read-m.placed, "annotation"))
	}
	return damaged(m.bad)
}

// all places the annotations that in holds.
func (m *annotating) all(ctx context.Context, file string, in io.Reader) error {
	placing := anchor.NewPlacing(m.store)
	for a, err := range anchor.Read(in) {
		if err != nil {
			m.refuse(file + ": " + err.Error())
			continue
		}
		m.read++
		o, err := placing.Place(ctx, a)
		if dixit.KindOf(err) == dixit.Unreadable {
			m.refuse(err.Error())
			continue
		}
		if err != nil {
			return err
		}
		added := 0
		if o.Status == anchor.Placed {
			m.placed++
			if added, err = m.keep(ctx, a, o); err != nil {
				return err
			}
		}
		if err := m.report(a, o, added); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (m *annotating) refuse(why string) {
	m.bad++
	m.t.complain(why)
}

// keep keeps what a says of the statement that it is of, but for what is said of it already, or was and was taken back.
func (m *annotating) keep(ctx context.Context, a anchor.Annotation, o anchor.Outcome) (added int, err error) {
	list, refused := anchor.Remarks(a, o.Record, m.by, m.at)
	for _, err := range refused {
		m.refuse(err.Error())
	}
	if m.of != o.Record.Doc.SHA256 {
		m.of, m.known = o.Record.Doc.SHA256, map[string]bool{}
		for x, err := range m.store.Annotations(ctx, m.of) {
			if err != nil && dixit.KindOf(err) != dixit.Unreadable {
				return 0, err
			}
			m.known[remarkKey(x)] = true
		}
	}
	var fresh []ledger.Annotation
	for _, x := range list {
		if k := remarkKey(x); !m.known[k] {
			m.known[k] = true
			fresh = append(fresh, x)
		}
	}
	added, err = keepRemarks(ctx, m.store, fresh, m.refuse)
	m.added += added
	return added, err
}

// remarkKey is the same for two remarks that say the same of one statement: a note of one author, a tag of anybody.
func remarkKey(x ledger.Annotation) string {
	by := x.By
	if x.On == ledger.OnTag {
		by = ""
	}
	return fmt.Sprintf("%v %v %s %q %q", x.Content, x.Mention, x.On, x.Value, by)
}

// report prints what became of an annotation: a line if it was not placed, or an object in any case.
func (m *annotating) report(a anchor.Annotation, o anchor.Outcome, added int) error {
	page, words := "", ""
	if len(a.Pages) > 0 {
		page = a.Pages[0]
	}
	if len(a.Quotes) > 0 {
		words = a.Quotes[0].Exact
	}
	if m.opts.json {
		data, err := json.Marshal(struct {
			Type      string        `json:"type"`
			ID        string        `json:"id,omitempty"`
			Page      string        `json:"page,omitempty"`
			Words     string        `json:"words,omitempty"`
			Status    anchor.Status `json:"status"`
			Why       string        `json:"why,omitempty"`
			Statement string        `json:"statement,omitempty"`
			Added     int           `json:"added"`
		}{"import", a.ID, page, words, o.Status, o.Why, o.Record.Statement.ID, added})
		if err != nil {
			return err
		}
		return m.t.printf("%s\n", data)
	}
	if o.Status == anchor.Placed {
		return nil
	}
	return m.t.printf("%s: %s\n  %s\n  %s\n", o.Status, o.Why, printable(page), printable(excerptOf(words)))
}

// excerptOf is the beginning of words.
func excerptOf(words string) string {
	if list := []rune(words); len(list) > plainWidth-4 {
		return string(list[:plainWidth-5]) + "…"
	}
	return words
}
