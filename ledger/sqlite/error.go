package sqlite

import (
	"errors"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// Cause implements relational.Dialect.
func (d dialect) Cause(err error) string {
	if e, ok := errors.AsType[*driver.Error](err); ok && e.Code() == codes.SQLITE_IOERR_GETTEMPPATH {
		return "there is no folder for temporary files, /tmp or $TMPDIR: "
	}
	switch code(err) {
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

// Damaged implements relational.Dialect: pages of the file do not fit together.
func (d dialect) Damaged(err error) bool {
	c := code(err)
	return c == codes.SQLITE_CORRUPT || c == codes.SQLITE_NOTADB
}

// Passing implements relational.Dialect: a writer has waited for its turn.
func (d dialect) Passing(error) bool { return false }

// code is the code of an error of SQLite, 0 of any other.
func code(err error) int {
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return 0
	}
	return e.Code() & 0xff
}
