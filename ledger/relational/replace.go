package relational

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"slices"

	"dixit"
	"dixit/ledger"
)

// Replace implements ledger.Ledger: one transaction. Statements that are found again keep their rows.
func (s *Store) Replace(ctx context.Context, sha256 string, ex dixit.Extraction) (c ledger.Change, err error) {
	doc, err := s.Document(ctx, sha256)
	if err != nil {
		return c, err
	}
	p, err := s.rewrap(doc, ex)
	if err != nil {
		return c, err
	}
	err = s.update(ctx, func(w *Session) error {
		c = w.replace(s.pack, p)
		return w.err
	})
	return c, err
}

// rewrap is wrap for a document that is kept: it stays as it is.
func (s *Store) rewrap(doc *dixit.Document, ex dixit.Extraction) (*parcel, error) {
	p := &parcel{doc: doc, engine: ex.Engine, place: ledger.PlaceOf(doc), statements: ex.Statements, loose: ex.Loose}
	for _, step := range []func() error{s.encoding(p), p.checkLoose} {
		if err := step(); err != nil {
			return nil, dixit.Errorf(dixit.KindOf(err), "document %.80q: %w", p.name(), err)
		}
	}
	p.records = s.pack.packRecords(p.lines)
	return p, nil
}

// former is a statement that is in the ledger.
type former struct {
	row     int64
	code    string
	wording int64 // 0 if its document is in no cluster
	again   bool
	speaker sql.NullInt64 // row
	stays   bool          // the other engine finds the very same: only its place may be another

	dixit.Statement // zero if it can no longer be read
}

// replace puts p in the place of what is kept of its document.
func (w *Session) replace(pack *packer, p *parcel) (c ledger.Change) {
	var doc int64
	if !w.Scan(&doc, "SELECT id FROM documents WHERE address = ?", p.doc.SHA256) {
		w.err = cmp.Or(w.err, dixit.Errorf(dixit.NotFound, "document %.80q: no longer in the ledger", p.doc.SHA256))
		return c
	}
	was := w.was(pack, doc, p)
	if w.unchanged(doc, p) {
		return ledger.Change{Same: len(was)}
	}
	cluster, touched := w.withdraw(doc, was)
	bundles := w.silence(pack, p, was)
	rows := w.rewrite(doc, p, was, &c)
	w.redirects(doc, was, p, &c)
	w.Exec("DELETE FROM statements WHERE doc = ? AND ordinal < 0", doc)
	w.Exec("DELETE FROM quotes WHERE doc = ?", doc)
	w.quotes(quotesOf(nil, doc, p.loose))
	w.Exec("UPDATE documents SET engine = ?, model = ?, records = ? WHERE id = ?", p.engine.Version, p.engine.Model, p.records, doc)
	if cluster != 0 {
		w.word(cluster, []worded{{doc, p.statements}}, touched)
		w.recount(cluster, ordered(touched), 1)
	}
	w.listenAgain(pack, p, was, rows, bundles)
	w.reindex(was, rows, p)
	asked := map[sql.NullInt64]bool{}
	for _, k := range was {
		if !k.stays && k.speaker.Valid && !asked[k.speaker] {
			asked[k.speaker] = true
			w.forgetSpeaker(k.speaker)
		}
	}
	w.carryOver(pack, p.doc.SHA256)
	c.Counted = w.counted
	return c
}

// was are the statements of p's document as they are kept, in their order.
func (w *Session) was(pack *packer, doc int64, p *parcel) []former {
	var list []former
	w.Each(`SELECT s.id, s.code, s.speaker, coalesce(w.wording, 0), coalesce(w.again, 0) FROM statements s
		LEFT JOIN wordings w ON w.statement = s.id WHERE s.doc = ? ORDER BY s.ordinal`,
		func(scan func(...any) error) error {
			var k former
			err := scan(&k.row, &k.code, &k.speaker, &k.wording, &k.again)
			list = append(list, k)
			return err
		}, doc)
	var packed []byte
	w.Each("SELECT records FROM documents WHERE id = ?", func(scan func(...any) error) error { return scan(&packed) }, doc)
	records, _ := pack.records(packed, p.doc.Text) // of what cannot be read there is nothing to compare
	now := map[string][]byte{}
	for i, st := range p.statements {
		now[st.ID] = withoutEngine(p.lines[i])
	}
	for i := range list {
		k := &list[i]
		if r, err := records.at(k.code, i); err == nil {
			k.Statement = r.Statement
			k.stays = bytes.Equal(now[k.code], withoutEngine(records.lines[i]))
		}
	}
	return list
}

// withoutEngine is a record up to what made it.
func withoutEngine(line []byte) []byte {
	return line[:max(0, bytes.LastIndex(line, []byte(`,"engine":{`)))] // in a string the quotation marks would be escaped
}

// unchanged reports whether p is what is kept.
func (w *Session) unchanged(doc int64, p *parcel) bool {
	var engine dixit.Engine
	var records []byte
	w.Each("SELECT engine, model, records FROM documents WHERE id = ?",
		func(scan func(...any) error) error { return scan(&engine.Version, &engine.Model, &records) }, doc)
	if engine != p.engine || !bytes.Equal(records, p.records) {
		return false
	}
	type quote struct {
		first, past      int
		open, close, why string
		closeOK          bool
	}
	var have, want []quote
	w.Each("SELECT first, past, open, close, close_ok, why FROM quotes WHERE doc = ? ORDER BY ordinal",
		func(scan func(...any) error) error {
			var q quote
			err := scan(&q.first, &q.past, &q.open, &q.close, &q.closeOK, &q.why)
			have = append(have, q)
			return err
		}, doc)
	for _, q := range p.loose {
		want = append(want, quote{q.Words.Start(), q.Words.End(), q.Open, q.Close, q.Why, q.CloseOK})
	}
	return w.err == nil && slices.Equal(have, want)
}

// withdraw takes away what hangs on a document's statements, all but their words in the index, and moves them out of their places.
// It returns the document's cluster and what its statements said in it.
func (w *Session) withdraw(doc int64, was []former) (cluster int64, touched map[int64]bool) {
	touched = map[int64]bool{}
	w.Scan(&cluster, "SELECT cluster FROM clusters WHERE doc = ?", doc)
	for _, k := range was {
		if k.wording != 0 {
			touched[k.wording] = true
		}
		if !k.again {
			w.counted--
		}
		w.Exec("DELETE FROM wordings WHERE statement = ?", k.row)
		if !k.stays {
			w.Exec("DELETE FROM chain WHERE statement = ?", k.row)
		}
	}
	w.Exec("UPDATE statements SET ordinal = -1 - ordinal WHERE doc = ?", doc)
	return cluster, touched
}

// rewrite writes p's statements, those that are found again into the rows they had, and returns the rows.
func (w *Session) rewrite(doc int64, p *parcel, was []former, c *ledger.Change) []int64 {
	had := map[string]former{}
	for _, k := range was {
		had[k.code] = k
	}
	w.place([]*parcel{p})
	next, rows := p.row, make([]int64, len(p.statements))
	var added, chain []any
	for i, st := range p.statements {
		k, again := had[st.ID]
		rows[i] = k.row
		switch {
		case !again:
			rows[i] = next
			next++
			added, chain = w.statement(added, rows[i], doc, i, st), chainOf(chain, rows[i], st)
		case k.stays:
			w.Exec("UPDATE statements SET ordinal = ? WHERE id = ?", i, k.row)
		default:
			w.Exec("UPDATE statements SET ordinal = ?, speaker = ?, kind = ? WHERE id = ?", i, w.speaker(st.Speaker), string(st.Kind), k.row)
			w.details(k.row, st)
		}
		if again {
			c.Same++
		}
	}
	w.statementRows(added)
	w.chain(chain)
	w.counted += len(p.statements)
	return rows
}

// reindex takes the words of a document's statements out of the index and writes those of p's into it. See index.
func (w *Session) reindex(was []former, rows []int64, p *parcel) {
	stay := map[int64]bool{}
	for _, k := range was {
		if stay[k.row] = k.stays; !k.stays {
			w.dialect.Erase(w, Terms, k.row)
		}
	}
	var list []Row
	for i, cells := range p.terms {
		if !stay[rows[i]] {
			list = append(list, Row{rows[i], cells})
		}
	}
	w.dialect.Write(w, Terms, list)
}
