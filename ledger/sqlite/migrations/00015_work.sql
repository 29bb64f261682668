-- +goose Up

-- Units of work (ledger.Unit), and how each stands. Instants are microseconds since 1970.
CREATE TABLE work (
	number     INTEGER PRIMARY KEY, -- in the order in which they were added
	id         TEXT NOT NULL UNIQUE, -- a hash of the unit
	unit       TEXT NOT NULL,       -- JSON
	least      INTEGER NOT NULL,    -- the version that must read it, as one number
	state      TEXT NOT NULL,       -- waiting, leased, done or dead
	tries      INTEGER NOT NULL,
	owner      TEXT NOT NULL,       -- who holds it, or held it last
	until      INTEGER NOT NULL,    -- leased: when the lease runs out; waiting: before which it is not taken
	reason     TEXT NOT NULL,       -- why the last try failed
	engine     TEXT NOT NULL,       -- that did it
	added      INTEGER NOT NULL,
	ended      INTEGER NOT NULL,    -- 0 before
	kept       INTEGER NOT NULL,    -- what came of what is in it
	unchanged  INTEGER NOT NULL,
	copies     INTEGER NOT NULL,
	skipped    INTEGER NOT NULL,
	failed     INTEGER NOT NULL,
	statements INTEGER NOT NULL,
	failures   TEXT NOT NULL        -- JSON
) STRICT;

CREATE INDEX work_state ON work (state, number);
CREATE INDEX work_open ON work (number) WHERE state IN ('waiting', 'leased');
