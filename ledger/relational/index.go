package relational

import (
	"context"
	"database/sql"

	"dixit"
	"dixit/ledger"
)

// asked is what a statement is asked for by, beside its words.
type asked struct {
	kind, act, region string
	source            string // what sort of source the speaker is
	tier, depth       int
	confidence        float64
	first, last       sql.NullInt64 // numbers of the days on which it may have been said
}

// askedOf is what st is asked for by.
func askedOf(st dixit.Statement) asked {
	a := asked{
		kind: string(st.Kind), act: string(st.Act), region: string(st.Region), source: string(st.Speaker.Kind), tier: st.Tier, depth: len(st.Chain), confidence: st.Confidence,
	}
	if from, to, ok := st.When.Bounds(); ok {
		a.first, a.last = sql.NullInt64{Valid: true}, sql.NullInt64{Int64: ledger.DayNumber("9999-12-31"), Valid: true}
		if from != "" {
			a.first.Int64 = ledger.DayNumber(from)
		}
		if to != "" {
			a.last.Int64 = ledger.DayNumber(to)
		}
	}
	return a
}

// columns fills what a statement is asked for by, beside its kind, its source and its words: the columns of schema 4.
func (w *Session) columns(row int64, st dixit.Statement) {
	a := askedOf(st)
	w.Exec(`UPDATE statements SET act = ?, region = ?, tier = ?, depth = ?, confidence = ?, said_first = ?, said_last = ? WHERE id = ?`,
		a.act, a.region, a.tier, a.depth, a.confidence, a.first, a.last, row)
}

// term writes the words of a statement into the index.
func (w *Session) term(row int64, ix ledger.Indexed, entity string) {
	w.dialect.Write(w, Terms, []Row{{row, w.dialect.Cells(Terms, termsOf(ix, entity))}})
}

// termsOf are the words of a statement, those of the columns of Terms.
func termsOf(ix ledger.Indexed, entity string) [][]string {
	stems, words := ix.Stems, ix.Words
	return [][]string{
		stems[ledger.Said], stems[ledger.Title], stems[ledger.Cue], words[ledger.Speaker], ledger.Fold(entity), words[ledger.To],
		words[ledger.Via], words[ledger.Outlet], words[ledger.Agency], words[ledger.Said], words[ledger.Title], words[ledger.Cue],
	}
}

// IndexAgain brings the records of a ledger of before schema 5 together and indexes its statements.
func (s *Store) IndexAgain(ctx context.Context, tx *sql.Tx) error {
	w := s.session(ctx, tx)
	var docs []int64
	w.Each("SELECT id FROM documents", func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		docs = append(docs, id)
		return err
	})
	for _, doc := range docs {
		w.indexDocument(s.pack, doc)
	}
	return w.err
}

// indexDocument is IndexAgain for one document. A record that no longer fits its text is kept as it is and cannot be found.
func (w *Session) indexDocument(pack *packer, doc int64) {
	var text []byte
	w.Each("SELECT text FROM documents WHERE id = ?", func(scan func(...any) error) error { return scan(&text) }, doc)
	var lines [][]byte
	var rows []int64
	w.Each("SELECT id, record FROM statements WHERE doc = ? ORDER BY ordinal", func(scan func(...any) error) error {
		var row int64
		var record []byte
		err := scan(&row, &record)
		rows, lines = append(rows, row), append(lines, record)
		return err
	}, doc)
	w.Exec("UPDATE documents SET records = ? WHERE id = ?", pack.packRecords(lines), doc)
	t, err := pack.text(text)
	if err != nil {
		return
	}
	for i, row := range rows {
		if r, err := dixit.DecodeRecord(lines[i], t); err == nil {
			w.speaker(r.Statement.Speaker)
			w.columns(row, r.Statement)
			w.term(row, ledger.NewSubject(r).Index(), r.Statement.Speaker.ID)
		}
	}
}
