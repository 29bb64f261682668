package relational

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"dixit"
)

// Addresses implements ledger.Ledger.
func (s *Store) Addresses(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		err := s.view(ctx, func(w *Session) error {
			rows, err := w.tx.QueryContext(w.ctx, "SELECT address FROM documents ORDER BY day DESC, second IS NULL, second DESC, address")
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var address string
				if err := rows.Scan(&address); err != nil {
					return err
				}
				if !yield(address, nil) {
					return nil
				}
			}
			return rows.Err()
		})
		if err != nil {
			yield("", err)
		}
	}
}

// Extraction implements ledger.Ledger.
func (s *Store) Extraction(ctx context.Context, sha256 string) (ex dixit.Extraction, err error) {
	err = s.view(ctx, func(w *Session) error {
		var doc int64
		var packed, list []byte
		err := w.tx.QueryRowContext(w.ctx, "SELECT id, engine, model, "+textColumn+", records FROM documents WHERE address = ?", sha256).
			Scan(&doc, &ex.Engine.Version, &ex.Engine.Model, &packed, &list)
		if errors.Is(err, sql.ErrNoRows) {
			return dixit.Errorf(dixit.NotFound, "document %.80q: not in the ledger", sha256)
		}
		if err != nil {
			return err
		}
		text, err := s.pack.text(packed)
		if err != nil {
			return dixit.Errorf(dixit.Unreadable, "document %s: %w", sha256, err)
		}
		records, err := s.pack.records(list, text)
		if err != nil {
			return dixit.Errorf(dixit.Unreadable, "document %s: %w", sha256, err)
		}
		ex.Statements, ex.Loose = w.said(doc, records), w.loose(doc, text)
		return w.err
	})
	return ex, err
}

// said are the statements of a document in their order.
func (w *Session) said(doc int64, records recordsOf) (list []dixit.Statement) {
	w.Each("SELECT code, ordinal FROM statements WHERE doc = ? ORDER BY ordinal", func(scan func(...any) error) error {
		var code string
		var ordinal int
		if err := scan(&code, &ordinal); err != nil {
			return err
		}
		r, err := records.at(code, ordinal)
		list = append(list, r.Statement)
		return err
	}, doc)
	return list
}

// loose are the quotations of a document that belong to no statement.
func (w *Session) loose(doc int64, text dixit.Text) (list []dixit.Quotation) {
	w.Each("SELECT first, past, open, close, close_ok, why FROM quotes WHERE doc = ? ORDER BY ordinal",
		func(scan func(...any) error) error {
			var q dixit.Quotation
			var first, past int
			if err := scan(&first, &past, &q.Open, &q.Close, &q.CloseOK, &q.Why); err != nil {
				return err
			}
			from, ok := text.Byte(first)
			to, also := text.Byte(past)
			if !ok || !also {
				return dixit.Errorf(dixit.Unreadable, "quotation at %d: not in its document", first)
			}
			var err error
			if q.Words, err = text.Fragment(dixit.Span{Start: from, End: to}); err != nil {
				return dixit.Errorf(dixit.Unreadable, "quotation at %d: %w", first, err)
			}
			list = append(list, q)
			return nil
		}, doc)
	return list
}
