package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"dixit"
	"dixit/export"
	"dixit/ledger"

	"github.com/spf13/cobra"
)

// newCorrectionsCommand is dixit corrections.
func newCorrectionsCommand(t *terminal) *cobra.Command {
	var path string
	var web webOptions
	c := &cobra.Command{
		Use:   "corrections [--ledger PATH] export | import [--web] FILE|-",
		Short: "Export what people say of statements, or import it",
		Long: `Corrections, notes and tags are printed as a JSON object a line, also those
that were taken back (docs/corrections.md), and read again into any ledger, in
any order. What is there already is passed over. What is said of a document that
a ledger does not have takes effect when the document comes.

With --web, FILE is what people wrote on pages of the web: W3C Web Annotations,
or an export of Hypothesis. Their notes and tags are kept of the statement whose
words they quote, to the letter and at one place; a line is printed for each
annotation that is not placed, and why (docs/annotations.md).`,
		Example: `  dixit corrections export > corrections.ndjson
  dixit corrections import --web hypothesis.json
  dixit corrections import --ledger other.db corrections.ndjson`,
		Annotations: exits("  0  done", "  1  (--web) some annotations were not placed", "  2  the command line is wrong",
			"  3  some lines could not be used; the rest is done",
			"  4  the ledger cannot be opened, read or written"),
		Args: someArguments("export, or import and a file"),
		RunE: func(c *cobra.Command, args []string) error { return runCorrections(c.Context(), t, path, web, args) },
	}
	ledgerFlag(c, &path)
	web.add(c)
	return c
}

func runCorrections(ctx context.Context, t *terminal, path string, web webOptions, args []string) error {
	switch {
	case web.on && args[0] == "import" && len(args) == 2:
		return importWeb(ctx, t, path, web, args[1])
	case web.on || web.json || web.by != "":
		return usage("corrections: --web, --by and --json are of import --web")
	case args[0] == "export" && len(args) == 1:
		return exportCorrections(ctx, t, path)
	case args[0] == "import" && len(args) == 2:
		return importCorrections(ctx, t, path, args[1])
	}
	return usage("corrections: export, or import and one file; see dixit corrections --help")
}

func exportCorrections(ctx context.Context, t *terminal, path string) error {
	store, err := existingLedger(ctx, path, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	out := bufio.NewWriter(t.out)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	bad := 0
	for a, err := range store.Annotations(ctx, "") {
		if dixit.KindOf(err) == dixit.Unreadable {
			bad++
			t.complain(err.Error())
			continue
		}
		if err != nil {
			return err
		}
		if err := export.EncodeRemark(lines, a); err != nil {
			return dixit.Errorf(dixit.Unavailable, "output: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return dixit.Errorf(dixit.Unavailable, "output: %w", err)
	}
	if bad > 0 {
		return dixit.Errorf(dixit.Unreadable, "%s in the ledger damaged", count(bad, "annotation"))
	}
	return nil
}

// Bounds on what is imported at once.
const (
	importLine  = 1 << 20 // bytes
	importBatch = 1000    // lines
)

func importCorrections(ctx context.Context, t *terminal, path, file string) error {
	in := t.in
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return dixit.Errorf(dixit.Unreadable, "%w", err)
		}
		defer f.Close()
		in = f
	}
	path, err := ledgerPath(path, t.getenv)
	if err != nil {
		return err
	}
	store, err := openLedger(ctx, path)
	if err != nil {
		return err
	}
	defer store.Close()
	m := correcting{ctx: ctx, t: t, store: store, name: file}
	if err := m.lines(in); err != nil {
		return err
	}
	if err := t.printf("%s, %d new\n", count(m.read, "annotation"), m.added); err != nil {
		return err
	}
	return damaged(m.bad)
}

// correcting is an import at work.
type correcting struct {
	ctx              context.Context
	t                *terminal
	store            ledger.Ledger
	name             string
	read, added, bad int
	waiting          []ledger.Annotation
}

// lines reads all lines. One that cannot be used is complained of and costs no other.
func (m *correcting) lines(in io.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, importLine)
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		a, err := export.DecodeRemark(line)
		if err != nil {
			m.refuse(fmt.Sprintf("%s line %d: %v", m.name, n, err))
			continue
		}
		m.read++
		if m.waiting = append(m.waiting, a); len(m.waiting) == importBatch {
			if err := m.keep(); err != nil {
				return err
			}
		}
	}
	if err := m.keep(); err != nil {
		return err
	}
	if err := lines.Err(); err != nil {
		return dixit.Errorf(dixit.Unreadable, "%s line %d: %w", m.name, n+1, err)
	}
	return nil
}

func (m *correcting) refuse(why string) {
	m.bad++
	m.t.complain(why)
}

// keep keeps what was read.
func (m *correcting) keep() error {
	n, err := keepRemarks(m.ctx, m.store, m.waiting, m.refuse)
	m.added += n
	m.waiting = m.waiting[:0]
	return err
}

// keepRemarks keeps annotations, one by one if a statement has too many, and says how many are new. Those that it has no room for are
// refused.
func keepRemarks(ctx context.Context, store ledger.Annotator, list []ledger.Annotation, refuse func(why string)) (added int, err error) {
	added, err = store.Annotate(ctx, list...)
	if dixit.KindOf(err) != dixit.TooLarge {
		return added, err
	}
	for _, a := range list {
		n, err := store.Annotate(ctx, a)
		if dixit.KindOf(err) == dixit.TooLarge {
			refuse(err.Error())
		} else if err != nil {
			return added, err
		}
		added += n
	}
	return added, nil
}
