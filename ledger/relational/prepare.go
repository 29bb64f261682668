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
	indexed              []ledger.Indexed
	loose                []dixit.Quotation
	sketch               *copies.Sketch
	said                 []*compare.Said // the statements as they are compared
	gist                 []string        // what the document is found by
	id                   int64           // its row, once it is written
}

// wrap checks doc and what was extracted from it and encodes them. What it refuses it calls by the document's name.
func (s *Store) wrap(doc *dixit.Document, ex dixit.Extraction) (*parcel, error) {
	p := &parcel{doc: doc, engine: ex.Engine, place: ledger.PlaceOf(doc), statements: ex.Statements, loose: ex.Loose}
	for _, step := range []func() error{p.checkDocument, p.encodeStatements, p.checkLoose} {
		if err := step(); err != nil {
			return nil, dixit.Errorf(dixit.KindOf(err), "document %.80q: %w", p.name(), err)
		}
	}
	p.sketch, p.gist = copies.Of(doc), ledger.Gist(doc)
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

// encodeStatements makes the records and reads each back: what cannot be read again is not kept.
func (p *parcel) encodeStatements() error {
	seen := make(map[string]bool, len(p.statements))
	for _, st := range p.statements {
		if seen[st.ID] {
			return dixit.Errorf(dixit.Invalid, "statement %s: comes twice", st.ID)
		}
		seen[st.ID] = true
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
		p.indexed = append(p.indexed, ledger.NewSubject(r).Index())
		p.said = append(p.said, compare.Of(r.Doc, st))
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
