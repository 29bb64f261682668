package relational

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"unicode/utf8"

	"dixit"
	"dixit/compare"
	"dixit/copies"
	"dixit/ledger"
)

// parcel is a document with its statements, checked and ready to be written: all work that needs no lock.
type parcel struct {
	doc                  *dixit.Document
	known                bool // it is kept; all there is to write is where it comes from
	engine               dixit.Engine
	place                ledger.Place
	authors              []byte
	text, blocks, source []byte
	statements           []dixit.Statement
	lines                [][]byte // the statements' records
	records              []byte
	terms                [][]any // what the statements are found by (Index.Cells)
	loose                []dixit.Quotation
	sketch               *copies.Sketch
	said                 []*compare.Said // the statements as they are compared
	gist                 []any           // what the document is found by (Index.Cells)

	id, row int64 // its row and that of its first statement, once it is written
	receipt ledger.Receipt
}

// wrap checks doc and what was extracted from it and encodes them. What it refuses it calls by the document's name.
func (s *Store) wrap(doc *dixit.Document, ex dixit.Extraction) (*parcel, error) {
	p := &parcel{doc: doc, engine: ex.Engine, place: ledger.PlaceOf(doc), statements: ex.Statements, loose: ex.Loose}
	for _, step := range []func() error{p.checkDocument, s.encoding(p), p.checkLoose} {
		if err := step(); err != nil {
			return nil, dixit.Errorf(dixit.KindOf(err), "document %.80q: %w", p.name(), err)
		}
	}
	p.sketch, p.gist = copies.Of(doc), gistOf(s.dialect, doc)
	var err error
	if p.authors, err = json.Marshal(append([]string{}, doc.Authors...)); err != nil {
		return nil, err
	}
	if p.blocks, err = s.pack.packBlocks(doc.Blocks); err != nil {
		return nil, err
	}
	p.records, p.source = s.pack.packRecords(p.lines), s.pack.pack(doc.Source)
	if p.text = []byte{}; doc.Text.String() != string(doc.Source) {
		p.text = s.pack.pack([]byte(doc.Text.String()))
	}
	return p, nil
}

// name is what the document is called in errors.
func (p *parcel) name() string {
	if p.doc.ID != "" {
		return p.doc.ID
	}
	return p.doc.SHA256
}

func (p *parcel) checkDocument() error {
	d := p.doc
	if len(d.Source) > maxBytes || d.Text.Len() > maxBytes {
		return dixit.Errorf(dixit.TooLarge, "over %d MiB", maxBytes>>20)
	}
	if sum := sha256.Sum256(d.Source); hex.EncodeToString(sum[:]) != d.SHA256 {
		return dixit.Errorf(dixit.Invalid, "address %.80q is not that of its source", d.SHA256)
	}
	fields := append([]string{d.ID, d.Name, d.Path, d.URL, d.Outlet, d.Agency, d.Title, d.Published, d.Lang, d.MediaType}, d.Authors...)
	for _, b := range d.Blocks {
		fields = append(fields, string(b.Kind), string(b.Region))
	}
	for _, f := range fields {
		if !utf8.ValidString(f) {
			return dixit.Errorf(dixit.Invalid, "%.40q is not valid UTF-8", f)
		}
	}
	return checkBlocks(d.Blocks, d.Text)
}

// encoding is p.encodeStatements with the index that the statements are to be in.
func (s *Store) encoding(p *parcel) func() error {
	return func() error { return p.encodeStatements(s.dialect) }
}

// encodeStatements makes the records and reads each back: what cannot be read again is not kept.
func (p *parcel) encodeStatements(index Index) error {
	seen, records := make(map[string]bool, len(p.statements)), make([]dixit.Record, 0, len(p.statements))
	for _, st := range p.statements {
		if seen[st.ID] {
			return dixit.Errorf(dixit.Invalid, "statement %s: comes twice", st.ID)
		}
		seen[st.ID] = true
		if !utf8.ValidString(st.Speaker.Name) || !utf8.ValidString(st.Speaker.ID) { // they are looked up as texts
			return dixit.Errorf(dixit.Invalid, "statement %s: speaker %.40q is not valid UTF-8", st.ID, st.Speaker.Name)
		}
		r := dixit.Record{Doc: p.doc.Ref(), Statement: st, Engine: p.engine}
		data, err := r.MarshalJSON()
		if err != nil {
			return dixit.Errorf(dixit.Invalid, "statement %s: %w", st.ID, err)
		}
		back, err := dixit.DecodeRecord(data, p.doc.Text)
		if err != nil {
			return err
		}
		if back.Statement, err = back.Statement.Seal(p.doc.SHA256); err != nil {
			return err
		}
		if back.Statement.ID != st.ID {
			return dixit.Errorf(dixit.Invalid, "statement %q: not sealed for this document", st.ID)
		}
		p.lines = append(p.lines, data)
		records = append(records, r)
		p.said = append(p.said, compare.Of(r.Doc, st))
	}
	for i, ix := range ledger.IndexAll(records) {
		p.terms = append(p.terms, index.Cells(Terms, termsOf(ix, records[i].Statement.Speaker.ID)))
	}
	for _, st := range p.statements {
		if st.Parent != "" && !seen[st.Parent] {
			return dixit.Errorf(dixit.Invalid, "statement %s: its parent %q is not in the document", st.ID, st.Parent)
		}
		for _, r := range st.Relations {
			if !seen[r.Target] {
				return dixit.Errorf(dixit.Invalid, "statement %s: %s %q, which is not in the document", st.ID, r.Type, r.Target)
			}
		}
	}
	return nil
}

func (p *parcel) checkLoose() error {
	for _, q := range p.loose {
		if _, err := p.doc.Text.FragmentAt(q.Words.Start(), q.Words.End(), q.Words.Text()); err != nil {
			return dixit.Errorf(dixit.Invalid, "quotation: %w", err)
		}
	}
	return nil
}
