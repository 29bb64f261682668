package relational

import (
	"context"
	"database/sql"

	"dixit"
	"dixit/ledger"
)

// dayShift is how far the day stands above the number in the day in a statement's row id; see the schema.
const dayShift = 28

// Put implements ledger.Ledger. Documents over 256 MiB are TooLarge.
func (s *Store) Put(ctx context.Context, doc *dixit.Document, ex dixit.Extraction) (ledger.Receipt, error) {
	fates, err := s.PutAll(ctx, []ledger.Entry{{Doc: doc, Extraction: ex}})
	if err != nil {
		return ledger.Receipt{}, err
	}
	return fates[0].Receipt, fates[0].Err
}

// parcel writes a document with its statements, all but what they are found by; of a document that is there, where it was found
// again. added is false then.
func (w *Session) parcel(pack *packer, p *parcel) (receipt ledger.Receipt, row int64) {
	if p.known {
		w.address(p.doc)
		return receipt, 0
	}
	id, added := w.document(p)
	if !added { // another process was faster, or it comes twice at once
		w.address(p.doc)
		return receipt, 0
	}
	w.counted, p.id = 0, id
	w.page(p.doc)
	w.quotes(id, p.loose)
	row = w.statements(id, p)
	receipt = ledger.Receipt{Added: true, CopyOf: agencyCopy(p.doc.Ref())}
	if w.linked(pack, id, p.doc, p.sketch, p.statements) {
		receipt.CopyOf = w.original(pack, id, p.doc.Ref(), p.sketch)
	}
	receipt.Counted = w.counted
	w.listener(pack).hear(uttered(p.said, func(i int) (int64, bool) { return row + int64(i), true }))
	return receipt, row
}

// document writes the document's row; added is false if its address is there.
func (w *Session) document(p *parcel) (id int64, added bool) {
	d := p.doc
	var day string
	if p.place.Day > 0 {
		day = d.Day()
	}
	added = w.Scan(&id, `
		INSERT INTO documents (address, label, name, path, url, outlet, title, authors, published, day, second, lang,
			media_type, engine, model, text, blocks, source, agency, records)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (address) DO NOTHING RETURNING id`,
		d.SHA256, d.ID, d.Name, d.Path, d.URL, d.Outlet, d.Title, string(p.authors), d.Published, day,
		sql.NullInt64{Int64: p.place.Second, Valid: p.place.Timed}, d.Lang,
		d.MediaType, p.engine.Version, p.engine.Model, p.text, p.blocks, p.source, d.Agency, p.records)
	return id, added
}

// statements writes the rows of p's statements, of which it returns the first.
func (w *Session) statements(doc int64, p *parcel) (row int64) {
	row = w.nextRow(p)
	w.counted += len(p.statements)
	for i, st := range p.statements {
		w.statement(row+int64(i), doc, i, st)
	}
	return row
}

// statement writes the row of a document's statement in a place.
func (w *Session) statement(row, doc int64, ordinal int, st dixit.Statement) {
	a := askedOf(st)
	w.Exec(`INSERT INTO statements (id, code, doc, ordinal, speaker, kind, act, region, tier, depth, confidence, said_first, said_last)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		row, st.ID, doc, ordinal, w.speaker(st.Speaker), a.kind, a.act, a.region, a.tier, a.depth, a.confidence, a.first, a.last)
	w.chain(row, st)
}

// details writes anew what else there is to know of the statement in a row.
func (w *Session) details(row int64, st dixit.Statement) {
	w.columns(row, st)
	w.chain(row, st)
}

func (w *Session) chain(row int64, st dixit.Statement) {
	for j, link := range st.Chain {
		w.Exec("INSERT INTO chain (statement, position, name) VALUES (?, ?, ?)", row, j, link.Name)
	}
}

// indexAll writes what p's statements are found by. It comes last: a row of another table that may fail makes SQLite set a savepoint,
// at which the index would write out what it has gathered.
func (w *Session) indexAll(row int64, p *parcel) {
	for i, ix := range p.indexed {
		w.index(row+int64(i), ix, p.statements[i].Speaker.ID)
	}
}

// nextRow is the row id of the first of p's statements.
func (w *Session) nextRow(p *parcel) int64 {
	first, past := p.place.Day<<dayShift, (p.place.Day+1)<<dayShift
	var last int64
	if w.Scan(&last, "SELECT id FROM statements WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1", first, past) {
		first = last + 1
	}
	if first+int64(len(p.statements)) > past && w.err == nil {
		w.err = dixit.Errorf(dixit.TooLarge, "document %.80q: more than %d statements on its day", p.name(), 1<<dayShift)
	}
	return first
}

// speaker is the row id of a speaker's name, nil for none; a new name is added with its words, a new id under it is noted.
func (w *Session) speaker(sp dixit.Speaker) any {
	if sp.Name == "" {
		return nil
	}
	var id int64
	if !w.Scan(&id, "SELECT id FROM speakers WHERE name = ?", sp.Name) {
		w.Scan(&id, "INSERT INTO speakers (name) VALUES (?) RETURNING id", sp.Name)
		for _, word := range nameWords(sp.Name) {
			w.Exec("INSERT INTO speaker_words (word, speaker) VALUES (?, ?)", word, id)
		}
	}
	if sp.ID != "" {
		w.Exec("INSERT INTO entities (entity, speaker) VALUES (?, ?) ON CONFLICT DO NOTHING", sp.ID, id)
	}
	return id
}

func (w *Session) quotes(doc int64, list []dixit.Quotation) {
	for i, q := range list {
		w.Exec("INSERT INTO quotes (doc, ordinal, first, past, open, close, close_ok, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			doc, i, q.Words.Start(), q.Words.End(), q.Open, q.Close, q.CloseOK, q.Why)
	}
}
