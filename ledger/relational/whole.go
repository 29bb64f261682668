package relational

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"

	"dixit"
)

// whole is all that is kept of a document and its statements.
type whole struct {
	id     int64
	doc    *dixit.Document // its source only if it was asked for
	engine dixit.Engine
	day    string
	second sql.NullInt64
	lines  [][]byte // records
	rows   []statementRow
}

// statementRow is a statement as its row has it.
type statementRow struct {
	id      int64
	code    string
	ordinal int
	speaker string // the name; "" for none
	known   bool   // the row of the speaker is there, or there is none
	struck  bool
	asked   asked
}

// whole reads a document. An error is Unreadable if it is of this document alone, which then has its address and rows at least.
func (w *Session) whole(pack *packer, id int64, deep bool) (whole, error) {
	d := &dixit.Document{}
	k := whole{id: id, doc: d}
	var authors string
	var text, blocks, records, source []byte
	column := "NULL"
	if deep {
		column = "source"
	}
	w.Each(`
		SELECT address, label, name, path, url, outlet, agency, title, authors, published, day, second, lang, media_type,
			engine, model, `+textColumn+`, blocks, records, `+column+` FROM documents WHERE id = ?`,
		func(scan func(...any) error) error {
			return scan(&d.SHA256, &d.ID, &d.Name, &d.Path, &d.URL, &d.Outlet, &d.Agency, &d.Title, &authors, &d.Published, &k.day,
				&k.second, &d.Lang, &d.MediaType, &k.engine.Version, &k.engine.Model, &text, &blocks, &records, &source)
		}, id)
	k.rows = w.rowsOf(id)
	if w.err != nil {
		return k, w.err
	}
	err := k.unpack(pack, authors, text, blocks, records)
	if err == nil && deep {
		d.Source, err = pack.unpack(source)
		if sum := sha256.Sum256(d.Source); err == nil && hex.EncodeToString(sum[:]) != d.SHA256 {
			err = errHash
		}
	}
	if err != nil {
		err = dixit.Errorf(dixit.Unreadable, "%w", err)
	}
	return k, err
}

// errHash says that a source is not the one that its address stands for.
var errHash = errors.New("its source is not that of its address")

func (k *whole) unpack(pack *packer, authors string, text, blocks, records []byte) (err error) {
	if err := json.Unmarshal([]byte(authors), &k.doc.Authors); err != nil {
		return errors.New("its authors are no list")
	}
	if k.doc.Text, err = pack.text(text); err != nil {
		return prefixed("text", err)
	}
	if k.doc.Blocks, err = pack.blocks(blocks, k.doc.Text); err != nil {
		return prefixed("blocks", err)
	}
	list, err := pack.records(records, k.doc.Text)
	if err != nil {
		return prefixed("records", err)
	}
	k.lines = list.each()
	return nil
}

// rowsOf are the rows of a document's statements.
func (w *Session) rowsOf(doc int64) []statementRow {
	var list []statementRow
	w.Each(`SELECT s.id, s.code, s.ordinal, coalesce(p.name, ''), s.speaker IS NULL OR p.id IS NOT NULL, s.struck, s.kind, s.act, s.region,
			s.tier, s.depth, s.confidence, s.said_first, s.said_last, s.source
		FROM statements s LEFT JOIN speakers p ON p.id = s.speaker WHERE s.doc = ? ORDER BY s.ordinal`,
		func(scan func(...any) error) error {
			var r statementRow
			a := &r.asked
			err := scan(&r.id, &r.code, &r.ordinal, &r.speaker, &r.known, &r.struck, &a.kind, &a.act, &a.region, &a.tier, &a.depth, &a.confidence,
				&a.first, &a.last, &a.source)
			list = append(list, r)
			return err
		}, doc)
	return list
}

func prefixed(what string, err error) error {
	return dixit.Errorf(dixit.Unreadable, "%s: %w", what, err)
}
