package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"time"
	"unicode/utf8"

	"dixit"
	"dixit/ledger"
)

// maxLine is how long a line may be, in bytes: a document of the greatest size, its text and its source, with room to spare.
const maxLine = 1 << 30

// Read yields what NDJSON holds, a document at a time, and what belongs to no document line by line. Every span is checked against
// its document's text; hashes and ids of documents and statements are for whoever keeps them to check. A line that does not fit is an
// error (Invalid; Unreadable for a file that breaks off) that names it, and its document is left out with all that is found in it.
// What people say of it is yielded all the same, and the rest follows.
func Read(r io.Reader) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		n := &ndjsonReader{lines: bufio.NewReaderSize(r, 64<<10), yield: yield}
		for !n.stopped {
			line, err := n.next()
			if err != nil {
				break
			}
			n.take(line)
		}
		n.end()
	}
}

// ndjsonReader holds the document whose lines are being read.
type ndjsonReader struct {
	lines   *bufio.Reader
	number  int // of the line, from 1
	yield   func(Entry, error) bool
	stopped bool // nobody wants more

	entry Entry
	first int     // the line of the document; 0 if there is none whose lines may come
	lost  bool    // the document is left out, and why has been said
	wants partsOf // how many lines it says it has
}

// partsOf counts the lines that belong to a document.
type partsOf struct{ statements, quotes, redirects, annotations int }

func (p partsOf) sum() int { return p.statements + p.quotes + p.redirects + p.annotations }

func (e Entry) parts() partsOf {
	return partsOf{len(e.Extraction.Statements), len(e.Extraction.Loose), len(e.Redirects), len(e.Remarks)}
}

// next is the next line, without its end.
func (n *ndjsonReader) next() ([]byte, error) {
	var line []byte
	for {
		part, err := n.lines.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			n.number++
			n.fail(dixit.TooLarge, "more than %d bytes", maxLine)
			return nil, io.EOF
		}
		line = append(line, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			n.number++
			n.fail(dixit.Unreadable, "%w", err)
			return nil, err
		case err != nil && len(line) == 0:
			return nil, io.EOF
		}
		n.number++
		return bytes.TrimRight(line, "\r\n"), nil
	}
}

// fail yields an error of the line, and leaves out the document that it belongs to, but not what people say of it.
func (n *ndjsonReader) fail(kind dixit.ErrorKind, format string, args ...any) {
	said := n.entry.Remarks
	n.first, n.lost = 0, true
	n.entry = Entry{}
	n.give(Entry{}, dixit.Errorf(kind, "line %d: "+format, append([]any{n.number}, args...)...))
	for _, a := range said {
		n.give(Entry{Remarks: []ledger.Annotation{a}}, nil)
	}
}

// give yields something, unless nobody wants more.
func (n *ndjsonReader) give(e Entry, err error) {
	n.stopped = n.stopped || !n.yield(e, err)
}

// take reads one line.
func (n *ndjsonReader) take(line []byte) {
	if len(bytes.TrimSpace(line)) == 0 {
		return
	}
	var kind struct {
		Type string `json:"type"`
	}
	err := json.Unmarshal(line, &kind)
	if err == nil && !utf8.Valid(line) {
		err = errors.New("not valid UTF-8")
	}
	if err != nil {
		n.fail(dixit.Invalid, "%w", err)
		return
	}
	switch kind.Type {
	case typeDocument:
		n.end()
		n.document(line)
		n.whole()
	case "statement", "quote", typeRedirect:
		if n.first > 0 {
			n.part(kind.Type, line)
			n.whole()
		} else if !n.lost {
			n.fail(dixit.Invalid, "a %s without the document that it is from", kind.Type)
		}
	case typeAnnotation:
		n.annotation(line)
		n.whole()
	case typeSearch:
		n.search(line)
	default:
		n.fail(dixit.Invalid, "type %.40q: none that an export has", kind.Type)
	}
}

// annotation takes what somebody says of the document that is being read, or of one that is not there.
func (n *ndjsonReader) annotation(line []byte) {
	a, err := DecodeRemark(line)
	if err == nil && n.first > 0 && a.Doc != n.entry.Doc.SHA256 {
		err = dixit.Errorf(dixit.Invalid, "annotation %s: of another document", a.ID)
	}
	switch {
	case err != nil && n.first > 0:
		n.leaveOut(err)
	case err != nil:
		n.fail(dixit.Invalid, "%w", err)
	case n.first > 0:
		n.entry.Remarks = append(n.entry.Remarks, a)
	default:
		n.give(Entry{Remarks: []ledger.Annotation{a}}, nil)
	}
}

// search takes a search that is saved.
func (n *ndjsonReader) search(line []byte) {
	n.end()
	var l searchLine
	err := json.Unmarshal(line, &l)
	if err == nil {
		l.At = l.At.UTC().Truncate(time.Microsecond)
		err = l.Check()
	}
	if err != nil {
		n.fail(dixit.Invalid, "%w", err)
		return
	}
	n.give(Entry{Searches: []ledger.Saved{l.Saved}}, nil)
}

// document begins a document.
func (n *ndjsonReader) document(line []byte) {
	if n.stopped {
		return
	}
	var l documentLine
	err := json.Unmarshal(line, &l)
	if err == nil {
		n.entry, err = l.entry()
	}
	if err != nil {
		n.fail(dixit.Invalid, "document %.80q: %w", l.ID, err)
		return
	}
	n.first, n.lost, n.wants = n.number, false, partsOf{l.Statements, l.Quotes, l.Redirects, l.Annotations}
}

// part adds to the document what is found in it.
func (n *ndjsonReader) part(kind string, line []byte) {
	var err error
	switch d, ex := n.entry.Doc, &n.entry.Extraction; kind {
	case "quote":
		var q dixit.Quotation
		q, err = dixit.DecodeLoose(line, d.Text)
		ex.Loose = append(ex.Loose, q)
	case typeRedirect:
		var r ledger.Redirect
		r, err = decodeRedirect(line, d)
		n.entry.Redirects = append(n.entry.Redirects, r)
	default:
		var r dixit.Record
		if r, err = dixit.DecodeRecord(line, d.Text); err == nil && r.Doc.SHA256 != d.SHA256 {
			err = dixit.Errorf(dixit.Invalid, "record %s: of another document", r.Statement.ID)
		}
		ex.Statements = append(ex.Statements, r.Statement)
	}
	if err != nil {
		n.leaveOut(err)
	}
}

// leaveOut leaves out the document, for something that belongs to it.
func (n *ndjsonReader) leaveOut(err error) {
	n.fail(dixit.Invalid, "document %.80q is left out: %w", n.entry.Doc.ID, err)
}

// whole yields the document if all its lines have come.
func (n *ndjsonReader) whole() {
	e := n.entry
	if n.first == 0 || n.stopped || e.parts() != n.wants {
		return
	}
	n.first, n.entry = 0, Entry{}
	n.give(e, nil)
}

// end is where no more lines of the document come.
func (n *ndjsonReader) end() {
	if n.first == 0 || n.stopped {
		return
	}
	n.fail(dixit.Unreadable, "document %.80q of line %d is left out: it breaks off after %d of %d lines", n.entry.Doc.ID, n.first,
		n.entry.parts().sum(), n.wants.sum())
}
