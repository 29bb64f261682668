package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"dixit"
	"dixit/ledger"

	"github.com/pressly/goose/v3"
)

// columns fills what a statement is asked for by, beside its words.
func (w *session) columns(row int64, st dixit.Statement) {
	var first, last sql.NullInt64
	if from, to, ok := st.When.Bounds(); ok {
		first, last = sql.NullInt64{Valid: true}, sql.NullInt64{Int64: ledger.DayNumber("9999-12-31"), Valid: true}
		if from != "" {
			first.Int64 = ledger.DayNumber(from)
		}
		if to != "" {
			last.Int64 = ledger.DayNumber(to)
		}
	}
	w.exec(`UPDATE statements SET act = ?, region = ?, tier = ?, depth = ?, confidence = ?, said_first = ?, said_last = ? WHERE id = ?`,
		string(st.Act), string(st.Region), st.Tier, len(st.Chain), st.Confidence, first, last, row)
}

// index writes the words of a statement into the index.
func (w *session) index(row int64, ix ledger.Indexed, entity string) {
	stems := func(f ledger.Field) string { return strings.Join(ix.Stems[f], " ") }
	words := func(f ledger.Field) string { return strings.Join(ix.Words[f], " ") }
	w.exec(`INSERT INTO terms (rowid, said, title, cue, speaker, entity, addressee, via, outlet, agency, said_written, title_written, cue_written)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, row,
		stems(ledger.Said), stems(ledger.Title), stems(ledger.Cue), words(ledger.Speaker), entity, words(ledger.To), words(ledger.Via),
		words(ledger.Outlet), words(ledger.Agency), words(ledger.Said), words(ledger.Title), words(ledger.Cue))
}

// indexAgain is the migration that indexes the statements of an older ledger.
func (s *Store) indexAgain() *goose.Migration {
	return goose.NewGoMigration(5, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		records, err := newRecords(ctx, tx, s.pack)
		if err != nil {
			return err
		}
		w := newSession(ctx, tx)
		for last := int64(-1); ; {
			list, err := rowsAfter(ctx, tx, last)
			if err != nil || len(list) == 0 {
				return err
			}
			for _, h := range list {
				last = h.id
				r, err := records.at(ctx, h)
				if dixit.KindOf(err) == dixit.Unreadable {
					continue // it cannot be found any more, but check says so
				}
				if err != nil {
					return err
				}
				w.speaker(r.Statement.Speaker)
				w.columns(h.id, r.Statement)
				w.index(h.id, ledger.NewSubject(r).Index(), r.Statement.Speaker.ID)
			}
			if w.err != nil {
				return w.err
			}
		}
	}}, nil)
}

// rowsAfter are some statements whose row ids are greater than last, in their order.
func rowsAfter(ctx context.Context, tx *sql.Tx, last int64) ([]hit, error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, doc FROM statements WHERE id > ? ORDER BY id LIMIT 1000", last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []hit
	for rows.Next() {
		var h hit
		if err := rows.Scan(&h.id, &h.doc); err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, rows.Err()
}
