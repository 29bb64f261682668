package sqlite

import (
	"context"
	"database/sql"

	"dixit/ledger"

	codes "modernc.org/sqlite/lib"
)

var _ ledger.Rester = (*Store)(nil)

// Rest implements ledger.Rester: what documents are found by is brought together, and the writer forgets the pages that it has read, of
// which there may be 16 MiB, and in memory twice that, since a page with what is known of it is a little over 4 KiB and takes a slot of 8.
func (s *Store) Rest(ctx context.Context) error {
	err := s.gather(ctx)
	if err == nil {
		_, err = s.write.ExecContext(ctx, "PRAGMA shrink_memory")
	}
	return s.Failure(ctx, err)
}

// atOnce is how many pages of about 4 kB gather writes in one transaction, so that who else wants to write need not wait long: a tenth of
// a second or so.
const atOnce = 500

// gather merges the segments of the index of gists, if those beside the largest make up a quarter of it. Documents that are put one after
// the other leave up to twenty segments, and a word is looked for in each of them; what a word costs is their number. A quarter
// keeps small what is written again and again: of a ledger that grows each page four or five times in all. It may be broken off anywhere.
func (s *Store) gather(ctx context.Context) error {
	largest, others, err := s.segments(ctx)
	if err != nil || others == 0 || 4*others < largest {
		return err
	}
	for pages := -atOnce; ; pages = atOnce { // the first, less than nought, takes all segments there are; the others go on with them
		wrote, err := s.merge(ctx, pages)
		if code(err) == codes.SQLITE_BUSY {
			return nil // whoever writes meanwhile rests too
		}
		if err != nil || !wrote {
			return err
		}
	}
}

// segments are the pages of the largest segment of the index of gists and of the others together. The first and the last page of one
// are in its index; each is found by its key.
func (s *Store) segments(ctx context.Context) (largest, others int, err error) {
	rows, err := s.write.QueryContext(ctx, `WITH RECURSIVE segments(id) AS (
			SELECT min(segid) FROM gists_idx
			UNION ALL SELECT (SELECT min(segid) FROM gists_idx WHERE segid > id) FROM segments WHERE id IS NOT NULL
		)
		SELECT 1 + (SELECT pgno >> 1 FROM gists_idx WHERE segid = id ORDER BY term DESC LIMIT 1)
			- (SELECT pgno >> 1 FROM gists_idx WHERE segid = id ORDER BY term LIMIT 1) FROM segments WHERE id IS NOT NULL`)
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return 0, 0, err
		}
		largest, others = max(largest, n), others+min(largest, n)
	}
	return largest, others, rows.Err()
}

// merge writes some pages of merged segments, and reports whether there was anything to merge: by what changed, as FTS5 would have it.
func (s *Store) merge(ctx context.Context, pages int) (wrote bool, err error) {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback() // after a commit it does nothing
	before, err := changes(ctx, tx)
	if err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO gists(gists, rank) VALUES ('merge', ?)", pages); err != nil {
		return false, err
	}
	after, err := changes(ctx, tx)
	if err != nil {
		return false, err
	}
	return after-before > 1, tx.Commit()
}

// changes are how many rows have changed on a connection so far.
func changes(ctx context.Context, tx *sql.Tx) (n int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT total_changes()").Scan(&n)
	return n, err
}
