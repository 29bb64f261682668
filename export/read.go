package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"unicode/utf8"

	"dixit"
)

// maxLine is how long a line may be, in bytes: a document of the greatest size, its text and its source, with room to spare.
const maxLine = 1 << 30

// Read yields what NDJSON holds, a document at a time. Every span is checked against its document's text; hashes and ids are for
// whoever keeps the documents to check. A line that does not fit is an error (Invalid; Unreadable for a file that breaks off) that
// names it, and its document is left out with all that belongs to it; the rest follows.
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

	entry              Entry
	first              int  // the line of the document; 0 if there is none whose lines may come
	lost               bool // the document is left out, and why has been said
	statements, quotes int  // how many lines it says it has
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

// fail yields an error of the line, and leaves out the document that it belongs to.
func (n *ndjsonReader) fail(kind dixit.ErrorKind, format string, args ...any) {
	n.first, n.lost = 0, true
	n.entry = Entry{}
	if !n.stopped && !n.yield(Entry{}, dixit.Errorf(kind, "line %d: "+format, append([]any{n.number}, args...)...)) {
		n.stopped = true
	}
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
	case "document":
		n.end()
		n.document(line)
		n.whole()
	case "statement", "quote":
		if n.first > 0 {
			n.part(kind.Type, line)
			n.whole()
		} else if !n.lost {
			n.fail(dixit.Invalid, "a %s without the document that it is from", kind.Type)
		}
	default:
		n.fail(dixit.Invalid, "type %.40q: not document, statement or quote", kind.Type)
	}
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
	n.first, n.lost, n.statements, n.quotes = n.number, false, l.Statements, l.Quotes
}

// part adds a statement or a quotation to the document.
func (n *ndjsonReader) part(kind string, line []byte) {
	d, ex := n.entry.Doc, &n.entry.Extraction
	if kind == "quote" {
		q, err := dixit.DecodeLoose(line, d.Text)
		if err != nil {
			n.fail(dixit.Invalid, "document %.80q is left out: %w", d.ID, err)
			return
		}
		ex.Loose = append(ex.Loose, q)
		return
	}
	r, err := dixit.DecodeRecord(line, d.Text)
	if err == nil && r.Doc.SHA256 != d.SHA256 {
		err = dixit.Errorf(dixit.Invalid, "record %s: of another document", r.Statement.ID)
	}
	if err != nil {
		n.fail(dixit.Invalid, "document %.80q is left out: %w", d.ID, err)
		return
	}
	ex.Statements = append(ex.Statements, r.Statement)
}

// whole yields the document if all its lines have come.
func (n *ndjsonReader) whole() {
	e := n.entry
	if n.first == 0 || n.stopped || len(e.Extraction.Statements) != n.statements || len(e.Extraction.Loose) != n.quotes {
		return
	}
	n.first, n.entry = 0, Entry{}
	n.stopped = !n.yield(e, nil)
}

// end is where no more lines of the document come.
func (n *ndjsonReader) end() {
	if n.first == 0 || n.stopped {
		return
	}
	n.fail(dixit.Unreadable, "document %.80q of line %d is left out: it breaks off after %d of %d statements and %d of %d quotations",
		n.entry.Doc.ID, n.first, len(n.entry.Extraction.Statements), n.statements, len(n.entry.Extraction.Loose), n.quotes)
}

// entry is the document of l, with nothing said in it yet.
func (l documentLine) entry() (Entry, error) {
	text, err := dixit.NewText(l.Text)
	if err != nil {
		return Entry{}, err
	}
	d := &dixit.Document{
		ID: l.ID, Name: l.Name, Path: l.Path, URL: l.URL, Outlet: l.Outlet, Agency: l.Agency, Title: l.Title, Authors: l.Authors,
		Published: l.Published, PublishedBasis: l.Basis, Lang: l.Lang, MediaType: l.MediaType, SHA256: l.SHA256, Text: text,
	}
	switch {
	case l.Source != nil && l.SourceBase64 != nil:
		return Entry{}, errors.New("two sources")
	case l.Source != nil:
		d.Source = []byte(*l.Source)
	case l.SourceBase64 != nil:
		d.Source = l.SourceBase64
	default:
		d.Source = []byte(l.Text)
	}
	for i, b := range l.Blocks {
		block, err := b.block(text, len(d.Source))
		if err != nil {
			return Entry{}, dixit.Errorf(dixit.Invalid, "block %d: %w", i, err)
		}
		d.Blocks = append(d.Blocks, block)
	}
	return Entry{Doc: d, Extraction: dixit.Extraction{Engine: l.Engine}, AlsoAt: l.AlsoAt}, nil
}

// block is the block of l in a text, of a source of so many bytes.
func (l blockLine) block(t dixit.Text, source int) (dixit.Block, error) {
	b := dixit.Block{Kind: l.Kind, Region: l.Region}
	var err error
	if b.Span, err = spanAt(t, l.Start, l.End); err == nil && l.Turn != nil {
		b.Turn, err = spanAt(t, l.Turn[0], l.Turn[1])
	}
	if s := l.Source; s != nil {
		if s[0] < 0 || s[1] < s[0] || s[1] > source {
			return b, dixit.Errorf(dixit.Invalid, "bytes %d:%d: not in a source of %d", s[0], s[1], source)
		}
		b.Source = dixit.Span{Start: s[0], End: s[1]}
	}
	return b, err
}

// spanAt is the span of bytes from one code point to another.
func spanAt(t dixit.Text, start, end int) (dixit.Span, error) {
	from, ok := t.Byte(start)
	to, also := t.Byte(end)
	if !ok || !also || to < from {
		return dixit.Span{}, dixit.Errorf(dixit.Invalid, "code points %d:%d: not in the text", start, end)
	}
	return dixit.Span{Start: from, End: to}, nil
}
