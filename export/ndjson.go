package export

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"unicode/utf8"

	"dixit"
	"dixit/ledger"
)

// ndjsonForm is the only form without loss: a line for each document with all that a ledger keeps of it, then a line for each of
// its statements, for each quotation that belongs to none, for each id that led to one of them before, and for each thing that
// people say of them (docs/json.md). What belongs to no document comes first. Read reads it back.
func ndjsonForm() Form {
	return Form{
		Name: "ndjson", MediaType: "application/x-ndjson", Ext: ".ndjson",
		About: "everything, documents too, without loss; dixit import reads it",
		open:  func(w io.Writer, _ Options) (Writer, error) { return &ndjsonWriter{w: w}, nil },
	}
}

// Entry is a document with all that is kept of it, or, where Doc is nil, what belongs to no document that is there: searches, and
// what people say of documents that are not.
type Entry struct {
	Doc        *dixit.Document // with its source
	Extraction dixit.Extraction
	AlsoAt     []dixit.Address     // where else its very bytes were found
	Redirects  []ledger.Redirect   // the ids that its statements had before
	Remarks    []ledger.Annotation // what people say of its statements
	Searches   []ledger.Saved      // if Doc is nil
}

// EntryOf is what a store keeps of the document with this SHA-256, but for what people say of it. Errors are the store's: NotFound if
// it has no such document, Unreadable if that is damaged.
func EntryOf(ctx context.Context, store ledger.Ledger, sha256 string) (Entry, error) {
	doc, err := store.Document(ctx, sha256)
	if err != nil {
		return Entry{}, err
	}
	e := Entry{Doc: doc}
	if e.Extraction, err = store.Extraction(ctx, sha256); err != nil {
		return Entry{}, err
	}
	copies, err := store.Copies(ctx, sha256)
	if err != nil {
		return Entry{}, err
	}
	e.AlsoAt = copies.Addresses
	if e.Redirects, err = store.Redirects(ctx, sha256); err != nil {
		return Entry{}, err
	}
	return e, nil
}

// Keeper is the Writer of a form that takes documents whole, also those in which nobody says anything, and what belongs to none.
// What Write is given is kept as a document in which nothing else is said.
type Keeper interface {
	Writer
	Keep(e Entry) error
}

// The types of lines, beside those of dixit.Record and of quotations.
const (
	typeDocument   = "document"
	typeRedirect   = "redirect"
	typeAnnotation = "annotation"
	typeSearch     = "search"
)

// documentLine is a document in JSON. Offsets are code points of the text, those of a block's source bytes of the source.
type documentLine struct {
	Type         string          `json:"type"`
	ID           string          `json:"id"`
	Name         string          `json:"name"`
	Path         string          `json:"path"`
	URL          string          `json:"url"`
	Outlet       string          `json:"outlet"`
	Agency       string          `json:"agency"`
	Title        string          `json:"title"`
	Authors      []string        `json:"authors"`
	Published    string          `json:"published"`
	Basis        dixit.DateBasis `json:"published_basis,omitempty"`
	Lang         string          `json:"lang"`
	MediaType    string          `json:"media_type"`
	SHA256       string          `json:"sha256"`
	Engine       dixit.Engine    `json:"engine"`
	Statements   int             `json:"statements"` // how many lines of them follow
	Quotes       int             `json:"quotes"`     // how many lines of quotations that belong to none
	Redirects    int             `json:"redirects,omitempty"`
	Annotations  int             `json:"annotations,omitempty"`
	AlsoAt       []dixit.Address `json:"also_at,omitempty"`
	Text         string          `json:"text"`
	Blocks       []blockLine     `json:"blocks"`
	Source       *string         `json:"source,omitempty"`        // the bytes as they came, if they are UTF-8 and not those of the text
	SourceBase64 []byte          `json:"source_base64,omitempty"` // if they are not UTF-8
}

// blockLine is a block in JSON.
type blockLine struct {
	Start  int             `json:"start"`
	End    int             `json:"end"`
	Kind   dixit.BlockKind `json:"kind"`
	Region dixit.Region    `json:"region"`
	Source *[2]int         `json:"source,omitempty"` // left out if nothing is known
	Turn   *[2]int         `json:"turn,omitempty"`   // left out if there is none
}

// redirectLine is an id that led to a statement before.
type redirectLine struct {
	Type string `json:"type"`
	ledger.Redirect
}

// searchLine is a search that is saved.
type searchLine struct {
	Type string `json:"type"`
	ledger.Saved
}

// annotationLine is what somebody says of a statement.
type annotationLine struct {
	Type string `json:"type"`
	ledger.Annotation
}

// ndjsonWriter holds the statements of one document, which is written when the next one comes.
type ndjsonWriter struct {
	w       io.Writer
	b       bytes.Buffer
	pending Entry // what Write was given of one document
}

func (n *ndjsonWriter) Write(r dixit.Record, doc *dixit.Document) error {
	if doc != n.pending.Doc {
		if err := n.flush(); err != nil {
			return err
		}
		n.pending = Entry{Doc: doc, Extraction: dixit.Extraction{Engine: r.Engine}}
	}
	n.pending.Extraction.Statements = append(n.pending.Extraction.Statements, r.Statement)
	return nil
}

func (n *ndjsonWriter) Close() error { return n.flush() }

func (n *ndjsonWriter) flush() error {
	e := n.pending
	n.pending = Entry{}
	if e.Doc == nil {
		return nil
	}
	return n.Keep(e)
}

// Keep implements Keeper.
func (n *ndjsonWriter) Keep(e Entry) error {
	if err := n.flush(); err != nil {
		return err
	}
	n.b.Reset()
	lines := json.NewEncoder(&n.b)
	lines.SetEscapeHTML(false)
	if e.Doc != nil {
		if err := n.document(lines, e); err != nil {
			return err
		}
	}
	for _, s := range e.Searches {
		if err := lines.Encode(searchLine{typeSearch, s}); err != nil {
			return dixit.Errorf(dixit.Invalid, "search %.80q: %w", s.Name, err)
		}
	}
	for _, a := range e.Remarks {
		if err := EncodeRemark(lines, a); err != nil {
			return err
		}
	}
	_, err := n.w.Write(n.b.Bytes())
	return err
}

// document writes a document and what is found in it.
func (n *ndjsonWriter) document(lines *json.Encoder, e Entry) error {
	if err := lines.Encode(lineOf(e)); err != nil {
		return dixit.Errorf(dixit.Invalid, "document %.80q: %w", e.Doc.ID, err)
	}
	for _, s := range e.Extraction.Statements {
		if err := lines.Encode(dixit.Record{Doc: e.Doc.Ref(), Statement: s, Engine: e.Extraction.Engine}); err != nil {
			return dixit.Errorf(dixit.Invalid, "record %s: %w", s.ID, err)
		}
	}
	for _, q := range e.Extraction.Loose {
		line, err := dixit.MarshalLoose(e.Doc.Ref(), q)
		if err != nil {
			return dixit.Errorf(dixit.Invalid, "quotation: %w", err)
		}
		n.b.Write(line)
		n.b.WriteByte('\n')
	}
	for _, r := range e.Redirects {
		if err := lines.Encode(redirectLine{typeRedirect, r}); err != nil {
			return dixit.Errorf(dixit.Invalid, "redirect from %s: %w", r.ID, err)
		}
	}
	return nil
}

// EncodeRemark writes the line of an annotation.
func EncodeRemark(lines *json.Encoder, a ledger.Annotation) error {
	if err := lines.Encode(annotationLine{typeAnnotation, a}); err != nil {
		return dixit.Errorf(dixit.Invalid, "annotation %s: %w", a.ID, err)
	}
	return nil
}

func lineOf(e Entry) documentLine {
	d := e.Doc
	line := documentLine{
		Type: typeDocument, ID: d.ID, Name: d.Name, Path: d.Path, URL: d.URL, Outlet: d.Outlet, Agency: d.Agency, Title: d.Title,
		Authors: append([]string{}, d.Authors...), Published: d.Published, Lang: d.Lang, MediaType: d.MediaType, SHA256: d.SHA256,
		Engine: e.Extraction.Engine, Statements: len(e.Extraction.Statements), Quotes: len(e.Extraction.Loose),
		Redirects: len(e.Redirects), Annotations: len(e.Remarks), AlsoAt: e.AlsoAt,
		Text: d.Text.String(), Blocks: make([]blockLine, len(d.Blocks)),
	}
	if d.Published != "" {
		line.Basis = d.PublishedBasis
	}
	for i, b := range d.Blocks {
		line.Blocks[i] = blockLine{Start: d.Text.CodePoint(b.Span.Start), End: d.Text.CodePoint(b.Span.End), Kind: b.Kind, Region: b.Region}
		if b.Source != (dixit.Span{}) {
			line.Blocks[i].Source = &[2]int{b.Source.Start, b.Source.End}
		}
		if b.Turn != (dixit.Span{}) {
			line.Blocks[i].Turn = &[2]int{d.Text.CodePoint(b.Turn.Start), d.Text.CodePoint(b.Turn.End)}
		}
	}
	switch {
	case string(d.Source) == d.Text.String():
	case utf8.Valid(d.Source):
		s := string(d.Source)
		line.Source = &s
	default:
		line.SourceBase64 = d.Source
	}
	return line
}
