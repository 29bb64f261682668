package sqlite

import (
	"context"

	"dixit/ledger"
)

var _ ledger.Rester = (*Store)(nil)

// Rest implements ledger.Rester: the writer forgets the pages that it has read, of which there may be 16 MiB, and in memory twice that,
// since a page with what is known of it is a little over 4 KiB and takes a slot of 8.
func (s *Store) Rest(ctx context.Context) error {
	_, err := s.write.ExecContext(ctx, "PRAGMA shrink_memory")
	return s.Failure(ctx, err)
}
