package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dixit"
	"dixit/export"
	"dixit/ledger"

	"github.com/klauspost/compress/zstd"
	"github.com/spf13/cobra"
)

// newImportCommand is dixit import.
func newImportCommand(t *terminal) *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "import FILE|FOLDER…|-",
		Short: "Take into the ledger what dixit export --format ndjson wrote",
		Long: `Documents and their statements, corrections, notes, tags, old ids and searches
are kept as they stand in FILE, which may be compressed (gz, zst), or in every
file of NDJSON in FOLDER; - is standard input. Nothing is extracted anew. Every
span is checked against its document's text, every hash and id against what it
is of; a line that does not fit is named and its document left out, and the rest
is kept. What is in the ledger already stays as it is there, and what people say
of it in FILE is added.`,
		Example:     "  dixit import everything.ndjson.zst\n  dixit export --ledger old.db --format ndjson | dixit import --ledger new.db -",
		Annotations: exits("  0  done", "  2  the command line is wrong", "  3  some input could not be used; the rest is kept", "  4  the ledger could not be opened or written"),
		Args:        someArguments("files, or - for standard input"),
		RunE:        func(c *cobra.Command, args []string) error { return runImport(c.Context(), t, path, args) },
	}
	ledgerFlag(c, &path)
	return c
}

// importing is one run of dixit import.
type importing struct {
	t            *terminal
	store        ledger.Ledger
	added, known int // documents
	statements   int // of those added
	remarks      int // that are new
	searches     int
	bad          int // what could not be used
}

func runImport(ctx context.Context, t *terminal, flag string, paths []string) (err error) {
	path, err := ledgerPath(flag, t.getenv)
	if err != nil {
		return err
	}
	store, err := openLedger(ctx, path)
	if err != nil {
		return err
	}
	defer func() {
		if closing := store.Close(); err == nil {
			err = closing
		}
	}()
	in := &importing{t: t, store: store}
	for _, p := range paths {
		for _, f := range in.files(p) {
			if err := in.file(ctx, f); err != nil {
				return err
			}
		}
	}
	if err := rest(ctx, store); err != nil {
		return err
	}
	also := ""
	if in.remarks+in.searches > 0 {
		also = fmt.Sprintf(" New: %s; searches: %d.", count(in.remarks, "remark"), in.searches)
	}
	if err := t.printf("%s with %s kept; %s known already.%s\n", count(in.added, "document"), count(in.statements, "statement"),
		count(in.known, "document"), also); err != nil {
		return err
	}
	return damaged(in.bad)
}

// files are those at path: itself, or what is NDJSON in a folder, in the order of names.
func (in *importing) files(path string) []string {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return []string{path} // what is not there is said when it is read
	}
	var list []string
	err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		name := strings.TrimSuffix(strings.TrimSuffix(p, ".gz"), ".zst")
		if err == nil && d.Type().IsRegular() && filepath.Ext(name) == ".ndjson" {
			list = append(list, p)
		}
		return err
	})
	if err == nil && len(list) == 0 {
		err = dixit.Errorf(dixit.Invalid, "folder %s: no NDJSON in it", path)
	}
	if err != nil {
		in.bad++
		in.t.complain(err.Error())
	}
	return list
}

// file keeps what the file at path holds. Its error is that of the ledger; what is wrong with the file is complained of.
func (in *importing) file(ctx context.Context, path string) error {
	from, done, err := openImport(path, in.t.in)
	if err != nil {
		in.bad++
		in.t.complain(err.Error())
		return nil
	}
	defer done()
	weight := func(e export.Entry) int {
		if e.Doc == nil {
			return lightest
		}
		return lightest + len(e.Doc.Source) + e.Doc.Text.Len()
	}
	for batch := range gathered(ctx, export.Read(from), batchWeight, batchWait, weight) {
		if err := in.keep(ctx, path, batch); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// keep writes a batch into the ledger: its documents, then where else they were found, what led to their statements, and what people
// say.
func (in *importing) keep(ctx context.Context, path string, batch []outcome[export.Entry]) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	refuse := func(why string) {
		in.bad++
		in.t.complain(path + ": " + why)
	}
	var entries, again []ledger.Entry
	var redirects []ledger.Redirect
	var remarks []ledger.Annotation
	for _, o := range batch {
		if o.err != nil {
			refuse(o.err.Error())
			continue
		}
		e := o.value
		redirects, remarks = append(redirects, e.Redirects...), append(remarks, e.Remarks...)
		if err := in.saved(ctx, path, e.Searches); err != nil {
			return err
		}
		if e.Doc == nil {
			continue
		}
		entries = append(entries, ledger.Entry{Doc: e.Doc, Extraction: e.Extraction})
		for _, a := range e.AlsoAt {
			doc := *e.Doc
			doc.URL, doc.Path, doc.Outlet = a.URL, a.Path, a.Outlet
			again = append(again, ledger.Entry{Doc: &doc})
		}
	}
	fates, err := in.store.PutAll(ctx, entries)
	if err != nil {
		return err
	}
	for i, f := range fates {
		switch {
		case f.Err != nil:
			refuse(f.Err.Error())
		case f.Added:
			in.added++
			in.statements += len(entries[i].Extraction.Statements)
		default:
			in.known++
		}
	}
	again = slices.DeleteFunc(again, func(e ledger.Entry) bool { return in.refused(entries, fates, e) })
	if _, err = in.store.PutAll(ctx, again); err != nil {
		return err
	}
	if _, err := in.store.AddRedirects(ctx, redirects...); err != nil {
		return err
	}
	n, err := keepRemarks(ctx, in.store, remarks, refuse)
	in.remarks += n
	return err
}

// saved keeps searches of names under which none is saved here.
func (in *importing) saved(ctx context.Context, path string, list []ledger.Saved) error {
	if len(list) == 0 {
		return nil
	}
	have, err := in.store.Searches(ctx)
	if err != nil {
		return err
	}
	for _, s := range list {
		i := slices.IndexFunc(have, func(h ledger.Saved) bool { return h.Name == s.Name })
		if i >= 0 && have[i].Query != s.Query {
			in.t.complain(path + ": search " + s.Name + ": the ledger has another one of that name, which stays")
		}
		if i >= 0 {
			continue
		}
		if err := checkSaved(s); err != nil {
			in.bad++
			in.t.complain(path + ": search " + s.Name + ": " + err.Error())
			continue
		}
		err := in.store.SaveSearch(ctx, s)
		if dixit.KindOf(err) == dixit.TooLarge {
			in.bad++
			in.t.complain(path + ": " + err.Error())
			continue
		}
		if err != nil {
			return err
		}
		in.searches++
	}
	return nil
}

// refused reports whether the document of e is not in the ledger, by the fates of entries.
func (in *importing) refused(entries []ledger.Entry, fates []ledger.Fate, e ledger.Entry) bool {
	for i, f := range fates {
		if f.Err != nil && entries[i].Doc.SHA256 == e.Doc.SHA256 {
			return true
		}
	}
	return false
}

// openImport opens what is to be imported, standard input for "-", and sees to it that it is decompressed.
func openImport(path string, in io.Reader) (io.Reader, func(), error) {
	done := func() {}
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, nil, dixit.Errorf(dixit.Unreadable, "import: %w", err)
		}
		in, done = f, func() { f.Close() } // it was only read
	}
	begin := bufio.NewReaderSize(in, 64<<10)
	magic, _ := begin.Peek(4) // less is no magic
	var err error
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		in, err = gzip.NewReader(begin)
	case bytes.Equal(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		var z *zstd.Decoder
		if z, err = zstd.NewReader(begin, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20)); err == nil {
			file := done
			in, done = z, func() { z.Close(); file() }
		}
	default:
		in = begin
	}
	if err != nil {
		done()
		return nil, nil, dixit.Errorf(dixit.Unreadable, "import %s: %w", path, err)
	}
	return in, done, nil
}
