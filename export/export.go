// Package export writes statements in the forms that others read, one file a form.
//
// Forms are streams: a Writer takes one statement after the other and keeps no more than one document of them in memory, where
// the form allows it. What a form cannot say is lost in it, and its file says so; NDJSON alone loses nothing.
//
// The package finds no statements and opens no ledger: whoever calls it brings both the statements and their documents. It reads
// nothing back but NDJSON (Read).
package export

import (
	"io"
	"os"
	"strings"

	"dixit"
)

// Form is a way to write statements. Forms lists them.
type Form struct {
	Name      string // what it is asked for by
	MediaType string
	Ext       string // of a file, with its point
	About     string // a line for help

	open func(w io.Writer, opt Options) (Writer, error)
	// files begins one that has files for each document; nil for forms that are one file. Otherwise such files are a zip archive.
	files func(create func(name string) (io.WriteCloser, error), opt Options) (Writer, error)
}

// Options say how statements are written. The zero Options are lossless where the form is.
type Options struct {
	// Excel is for tables that a spreadsheet program opens: with a byte order mark, and no cell that it would take for a formula.
	Excel bool
	// Permalink is the address of the statement with this id (Permalinks), for forms that name one; nil if there is none. Tables have
	// the deep link into the article then.
	Permalink func(id string) string
}

// permalink is the address of the statement with this id, "" if there is none.
func (opt Options) permalink(id string) string {
	if opt.Permalink == nil {
		return ""
	}
	return opt.Permalink(id)
}

// Writer takes statements one after the other. It is not safe for use by several goroutines.
type Writer interface {
	// Write writes r, which stands in doc. Statements of a document come together, each with the same pointer to it. The
	// document is whole (text and blocks; forms that need more say so) and is not changed. Errors are those of the file.
	Write(r dixit.Record, doc *dixit.Document) error
	// Close ends the file. It does not close what the file is written to.
	Close() error
}

// Forms are all forms in the order of help.
func Forms() []Form {
	return []Form{
		ndjsonForm(),
		csvForm(),
		parquetForm(),
		bratForm(),
		conlluForm(),
		teiForm(),
		annotationForm(),
		schemaForm(),
		reviewForm(),
		ploverForm(),
		popoloForm(),
		bibtexForm(),
		cslForm(),
	}
}

// Named is the form of this name; Invalid if there is none.
func Named(name string) (Form, error) {
	var names []string
	for _, f := range Forms() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Form{}, dixit.Errorf(dixit.Invalid, "format %.40q: not one of %s", name, strings.Join(names, ", "))
}

// New begins a file of this form. Options that the form has no use for are Invalid.
func (f Form) New(w io.Writer, opt Options) (Writer, error) {
	if opt.Excel && f.Name != "csv" {
		return nil, dixit.Errorf(dixit.Invalid, "format %s: only csv can be made for Excel", f.Name)
	}
	return f.open(w, opt)
}

// NewFolder begins files of this form in folder, for a form that has files for each document; Invalid for any other.
func (f Form) NewFolder(folder *os.Root, opt Options) (Writer, error) {
	if f.files == nil {
		return nil, dixit.Errorf(dixit.Invalid, "format %s: is one file, not a folder", f.Name)
	}
	return f.files(func(name string) (io.WriteCloser, error) { return folder.Create(name) }, opt)
}
