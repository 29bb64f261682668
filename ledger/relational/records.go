package relational

import (
	"bytes"

	"dixit"
)

// records reads the records of hits. It keeps those of one document, since hits of a document follow each other.
type records struct {
	w       *Session
	pack    *packer
	doc     int64
	current recordsOf
	err     error // why they cannot be read
}

// at is the record of h. An error is Unreadable if it is of this record alone.
func (r *records) at(h hit) (dixit.Record, error) {
	if r.doc != h.doc {
		var text, list []byte
		r.w.Each("SELECT "+textColumn+", records FROM documents WHERE id = ?",
			func(scan func(...any) error) error { return scan(&text, &list) }, h.doc)
		if r.w.err != nil {
			return dixit.Record{}, r.w.err
		}
		r.doc = h.doc
		var t dixit.Text
		if t, r.err = r.pack.text(text); r.err == nil {
			r.current, r.err = r.pack.records(list, t)
		}
	}
	if r.err != nil {
		return dixit.Record{}, dixit.Errorf(dixit.Unreadable, "statement %s: its document: %w", h.code, r.err)
	}
	record, err := r.current.at(h.code, h.place.Ordinal)
	if err == nil && h.annotated {
		return r.w.inForce(h.id, record)
	}
	return record, err
}

// textColumn is a document's text. Where it is the very source it is not kept twice.
const textColumn = "CASE length(text) WHEN 0 THEN source ELSE text END"

// recordsOf are the records of a document, a line each, in the order of their statements.
type recordsOf struct {
	lines [][]byte
	text  dixit.Text
}

// packRecords packs records, none of which has a line end in it.
func (p *packer) packRecords(list [][]byte) []byte { return p.pack(bytes.Join(list, []byte("\n"))) }

// records unpacks what packRecords packed.
func (p *packer) records(data []byte, t dixit.Text) (recordsOf, error) {
	raw, err := p.unpack(data)
	return recordsOf{bytes.Split(raw, []byte("\n")), t}, err
}

// at is the record of the statement with an id and a place, checked against the text it stands in.
func (r recordsOf) at(code string, ordinal int) (dixit.Record, error) {
	if ordinal >= len(r.lines) {
		return dixit.Record{}, dixit.Errorf(dixit.Unreadable, "statement %s: no record", code)
	}
	record, err := dixit.DecodeRecord(r.lines[ordinal], r.text)
	if err == nil && record.Statement.ID != code {
		err = dixit.Errorf(dixit.Unreadable, "the record is of %.40q", record.Statement.ID)
	}
	if err != nil {
		return dixit.Record{}, dixit.Errorf(dixit.Unreadable, "statement %s: %w", code, err)
	}
	return record, nil
}

// each are the records, none of a document without statements.
func (r recordsOf) each() [][]byte {
	if len(r.lines) == 1 && len(r.lines[0]) == 0 {
		return nil
	}
	return r.lines
}
