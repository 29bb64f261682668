-- +goose Up

-- What sort of source a statement's speaker is, as the record says.
ALTER TABLE statements ADD COLUMN source TEXT NOT NULL DEFAULT '';
CREATE INDEX statements_source ON statements (source);

-- Documents that were kept before there was that column; opening the ledger goes through them.
CREATE TABLE unsourced (doc INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE) STRICT;
INSERT INTO unsourced SELECT id FROM documents;

-- How many documents each engine has read is asked for by whoever looks how the ledger is.
CREATE INDEX documents_engine ON documents (engine, model);

-- What is known of the addresses that are polled (ledger.Feed). Instants are microseconds since 1970 UTC, 0 if there was none.
CREATE TABLE feeds (
	address  TEXT PRIMARY KEY,
	fetched  INTEGER NOT NULL,
	changed  INTEGER NOT NULL,
	next     INTEGER NOT NULL,
	failures INTEGER NOT NULL, -- one after another
	error    TEXT NOT NULL,    -- the last, in words; '' if there was none
	wrong    INTEGER NOT NULL, -- when that was
	missed   INTEGER NOT NULL, -- entries that the last poll could not have
	waiting  INTEGER NOT NULL  -- entries that it left for the next
) STRICT, WITHOUT ROWID;

CREATE INDEX feeds_fetched ON feeds (fetched);

-- What could not be used, the newest ledger.MaxFailures.
CREATE TABLE failures (
	id     INTEGER PRIMARY KEY,
	at     INTEGER NOT NULL,
	run    TEXT NOT NULL, -- what was run: ingest, fetch, watch …
	place  TEXT NOT NULL, -- where in the inputs
	label  TEXT NOT NULL, -- the id of the document, if it had one
	url    TEXT NOT NULL,
	reason TEXT NOT NULL, -- in words
	sort   TEXT NOT NULL  -- the reason without what tells one case from the next
) STRICT;

CREATE INDEX failures_place ON failures (place);
CREATE INDEX failures_sort ON failures (sort);

-- What fills the ledger now, or did lately (ledger.Run).
CREATE TABLE runs (
	id         TEXT PRIMARY KEY,
	what       TEXT NOT NULL,
	began      INTEGER NOT NULL,
	seen       INTEGER NOT NULL, -- when it was last heard of
	ended      INTEGER NOT NULL, -- 0: it has not, or was killed
	documents  INTEGER NOT NULL,
	statements INTEGER NOT NULL,
	failures   INTEGER NOT NULL,
	done       INTEGER NOT NULL,
	total      INTEGER NOT NULL, -- of what done counts; 0: unknown
	why        TEXT NOT NULL     -- it ended early; '' if it did not
) STRICT, WITHOUT ROWID;
