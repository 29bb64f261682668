package relational

import (
	"context"
	"database/sql"
	"errors"

	"dixit"
)

// What quotations are verified by is asked for so often, and each time so little, that the queries stand prepared and need no transaction.

// Bare implements ledger.Ledger.
func (s *Store) Bare(ctx context.Context, sha256 string) (*dixit.Document, error) {
	st, err := s.standing.query(ctx, "SELECT "+documentColumns+" FROM documents WHERE address = ?")
	if err != nil {
		return nil, s.Failure(ctx, err)
	}
	doc, err := s.documentOf(st.QueryRowContext(ctx, sha256), sha256)
	return doc, s.Failure(ctx, err)
}

// Records implements ledger.Ledger.
func (s *Store) Records(ctx context.Context, sha256 string) ([][]byte, error) {
	st, err := s.standing.query(ctx, "SELECT records FROM documents WHERE address = ?")
	if err != nil {
		return nil, s.Failure(ctx, err)
	}
	var packed []byte
	err = st.QueryRowContext(ctx, sha256).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, dixit.Errorf(dixit.NotFound, "document %.80q: not in the ledger", sha256)
	}
	if err != nil {
		return nil, s.Failure(ctx, err)
	}
	records, err := s.pack.records(packed, dixit.Text{})
	if err != nil {
		return nil, dixit.Errorf(dixit.Unreadable, "document %s: %w", sha256, err)
	}
	return records.each(), nil
}
