package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"dixit"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// failure gives err the ledger's place, a cause that a person can act on, and a kind, unless it has one.
func (s *Store) failure(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if kind := dixit.KindOf(err); kind != dixit.Internal {
		if kind == dixit.Unavailable {
			return dixit.Errorf(kind, "ledger %s: %w", s.path, err)
		}
		return err
	}
	if ctx.Err() != nil {
		return dixit.Errorf(dixit.Unavailable, "ledger %s: %w", s.path, context.Cause(ctx))
	}
	return dixit.Errorf(dixit.Unavailable, "ledger %s: %s%w", s.path, cause(err), err)
}

// cause says in plain words what an error of SQLite means, with a colon; "" if its own words must do.
func cause(err error) string {
	if errors.Is(err, sql.ErrNoRows) { // one that another row or an index points at
		return "damaged: "
	}
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return ""
	}
	switch e.Code() & 0xff {
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return "another program is writing to it: "
	case codes.SQLITE_FULL:
		return "the disk is full: "
	case codes.SQLITE_READONLY, codes.SQLITE_PERM, codes.SQLITE_AUTH:
		return "it may not be written to: "
	case codes.SQLITE_CANTOPEN:
		return "it cannot be opened or made: "
	case codes.SQLITE_NOTADB:
		return "not a ledger: "
	case codes.SQLITE_CORRUPT:
		return "damaged: "
	case codes.SQLITE_IOERR:
		return "the disk failed: "
	default:
		return ""
	}
}
